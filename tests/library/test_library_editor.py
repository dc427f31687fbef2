"""The editor of the person at the keyboard."""

import shlex
import sys
import tempfile
from pathlib import Path

import pytest

from cityreader.errors import CityReaderError
from cityreader.library.editor import edited


def written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes, status: int) -> None:
    """Make an editor that writes these bytes and ends so."""
    script = tmp_path / "editor.py"
    script.write_text(
        f"import pathlib, sys\npathlib.Path(sys.argv[1]).write_bytes({content!r})\n"
        f"sys.exit({status})\n",
        encoding="utf-8",
    )
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", shlex.join([sys.executable, str(script)]))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def test_what_the_editor_wrote_comes_back_with_plain_line_ends(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    written(monkeypatch, tmp_path, b"\xef\xbb\xbfone\r\ntwo\n", 0)
    assert edited("one\n", "article.txt", "the article") == "one\ntwo\n"


@pytest.mark.parametrize(
    ("content", "status"), [("海城来了客人".encode("gb18030"), 0), (b"typed\n", 3)]
)
def test_what_was_typed_is_kept_when_it_cannot_be_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes, status: int
) -> None:
    """Fails for the first where a text in another encoding is thrown away with its folder."""
    written(monkeypatch, tmp_path, content, status)
    with pytest.raises(CityReaderError) as failed:
        edited("before\n", "article.txt", "the article")
    (kept,) = tmp_path.glob("cityreader-*.txt")
    assert kept.read_bytes() == content
    assert kept.name in (failed.value.hint or "")
