"""Small files outside the library."""

from pathlib import Path

from cityreader.library.kept_files import keep


def test_a_small_file_is_written_whole_or_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "kept.json"
    keep(path, "海城")
    assert path.read_text(encoding="utf-8") == "海城"
    keep(path, "half \ud83d of a character")
    assert path.read_text(encoding="utf-8") == "海城"
    assert list(path.parent.iterdir()) == [path]


def test_where_nothing_can_be_written_nothing_fails(tmp_path: Path) -> None:
    """A file stands in the way of the folder."""
    (tmp_path / "taken").write_text("here", encoding="utf-8")
    keep(tmp_path / "taken" / "kept.json", "words")
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "here"
