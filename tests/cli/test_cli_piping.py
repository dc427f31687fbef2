import json

from click.testing import CliRunner

from cityreader.cli import cityreader


def piped(desk, data: bytes, *arguments: str):
    return CliRunner().invoke(
        cityreader, ["--db", str(desk.library), "import", "-", *arguments], input=data
    )


def test_lines_through_a_pipe(empty_desk):
    result = piped(empty_desk, b'{"title": "A", "text": "The towns signed."}\n{bad\n')
    assert result.exit_code == 1
    assert "failed: standard input: line 2: it is not JSON" in result.stderr
    assert "1 new · 1 failed" in result.stderr
    assert [article["title"] for article in empty_desk.asked("list", "--json")] == ["A"]


def test_a_rehearsal_of_one_document(empty_desk):
    result = piped(
        empty_desk, "市长会谈\n\n两座城市的市长今天见面。\n".encode("gb18030"), "--dry-run"
    )
    assert result.exit_code == 0
    assert "new: standard input" in result.stdout
    assert "title: 市长会谈  (first line)" in result.stdout


def test_files_and_a_pipe_together(empty_desk, tmp_path):
    path = empty_desk.write("a.md", "# Towns\n\nThe mayors met.\n")
    report = tmp_path / "report.jsonl"
    result = piped(empty_desk, b"# Ports\n\nA forum opens.\n", path, "--report", str(report))
    assert result.exit_code == 0
    records = [json.loads(line) for line in report.read_text("utf-8").splitlines()]
    assert [record["path"] for record in records] == ["standard input", path]
