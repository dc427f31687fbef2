"""What the guides say of exports is so."""

import io
import json
import re
from pathlib import Path

from click.testing import CliRunner
from dossiers import GENERATED_AT, GENERATOR

from cityreader.cli import cityreader
from cityreader.export.formats import Stamped, formats
from cityreader.export.json_document import write

ROOT = Path(__file__).parents[2]


def test_the_guide_and_the_help_name_every_format():
    guide = (ROOT / "docs" / "export.md").read_text("utf-8")
    rows = [line for line in guide.split("\n") if line.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`([\w.]+)`", "".join(row.split("|")[1]))}
    endings = {end for row in rows for end in re.findall(r"`(\.\w+)`", row.split("|")[2])}
    assert named == {entry.name for entry in formats()}
    assert endings == {ending for entry in formats() for ending in entry.extensions}
    help_text = CliRunner().invoke(cityreader, ["export", "--help"]).stdout
    assert named <= set(re.findall(r"\w+", help_text))


def test_what_the_guides_take_from_the_json_is_in_it(dossier):
    stream = io.BytesIO()
    write(Stamped(dossier, GENERATED_AT, GENERATOR), stream)
    data = json.loads(stream.getvalue())
    for guide in (ROOT / "README.md", ROOT / "docs" / "export.md"):
        (code,) = re.findall(r"```python\n(.*?)```", guide.read_text("utf-8"), re.DOTALL)
        compile(code, guide.name, "exec")
        columns = re.search(r'\[\["(.+?)"\]\]', code).group(1).split('", "')
        assert 'data["events"]' in code
        assert len(columns) >= 4
        for column in set(columns) - {"article"}:
            found = data["events"][0]
            for step in column.split("."):
                found = found[step]
            assert isinstance(found, str)


def test_a_command_says_what_the_format_left_out(tmp_path, dossier):
    source = tmp_path / "in.json"
    with source.open("wb") as stream:
        write(Stamped(dossier, GENERATED_AT, GENERATOR), stream)
    library = ["--db", str(tmp_path / "library.db"), "--coder", "Ann"]
    made = CliRunner().invoke(cityreader, [*library, "import", str(source)])
    assert made.exit_code == 0
    target = tmp_path / "spans.jsonl"
    ran = CliRunner().invoke(cityreader, [*library, "export", "-f", "doccano", "-o", str(target)])
    assert ran.exit_code == 0
    assert "Left out: 1 mark without tag and role, 1 article without a text, " in ran.stderr
    assert len(target.read_text("utf-8").splitlines()) == 2
    piped = CliRunner().invoke(cityreader, [*library, "export", "-f", "doccano"])
    assert piped.stdout == target.read_text("utf-8")
    drawn = CliRunner().invoke(cityreader, [*library, "export", "-f", "geojson"])
    assert drawn.stderr == "1 event written\nLeft out: 3 articles, 1 pair, 3 marks, 1 term.\n"
    assert len(json.loads(drawn.stdout)["features"]) == 1
    whole = CliRunner().invoke(cityreader, [*library, "export"])
    assert "Left out" not in whole.stderr
