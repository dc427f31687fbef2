"""Small files outside the library."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from cityreader.library.kept_files import keep, kept_fields, replace_file


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


def test_what_was_kept_is_read_and_what_is_none_of_ours_is_nothing(tmp_path: Path) -> None:
    """Fails where a garbled file, or one with something else in it, is trusted."""
    path = tmp_path / "kept.json"
    assert kept_fields(path) == {}
    keep(path, '{"shown": "海城"}')
    assert kept_fields(path) == {"shown": "海城"}
    for content in (b"", b"{", b"[1]", b"\xff\xfe", b"null"):
        path.write_bytes(content)
        assert kept_fields(path) == {}


def test_many_may_write_one_file_at_once(tmp_path: Path) -> None:
    """Seen to fail: with one passing name for all, which one takes away from the other."""
    path = tmp_path / "kept.toml"
    texts = [f"{number}" * 5000 for number in range(8)]

    def write(text: str) -> None:
        for _ in range(25):
            replace_file(path, text, durable=False)

    with ThreadPoolExecutor(len(texts)) as pool:
        list(pool.map(write, texts))
    assert path.read_text(encoding="utf-8") in texts
    assert list(tmp_path.iterdir()) == [path]
