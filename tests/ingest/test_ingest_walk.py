import os
from pathlib import Path

import pytest

from cityreader.ingest.files import printable, read_bytes
from cityreader.ingest.limits import Limits
from cityreader.ingest.problems import UnreadableError
from cityreader.ingest.walk import walk


def names(*paths: Path, **options) -> list[str]:
    return [found.path.name for found in walk(paths, **options) if found.problem is None]


def problems(*paths: Path) -> dict[str, str]:
    return {found.path.name: found.problem for found in walk(paths) if found.problem}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.md",
        "a.txt",
        "sub/c.md",
        "sub/deeper/d.txt",
        ".hidden.md",
        ".git/x.md",
        "p.png",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("A text.")
    return tmp_path


def test_folders_are_walked_in_name_order(folder):
    assert names(folder) == ["a.txt", "b.md", "c.md", "d.txt"]


def test_other_kinds_are_named_and_marked(folder):
    (found,) = [found for found in walk([folder]) if found.problem]
    assert found.path.name == "p.png"
    assert found.unsupported
    assert ".png" in found.problem
    assert ".md" in found.problem


def test_each_file_comes_once(folder):
    assert names(folder / "b.md", folder, folder / "sub") == ["b.md", "a.txt", "c.md", "d.txt"]


def test_hidden_files_count_when_they_are_named(folder):
    assert names(folder / ".hidden.md") == [".hidden.md"]


def test_skip_passes_over_files_and_folders(folder):
    assert names(folder, skip=lambda path: path.name in ("sub", "a.txt")) == ["b.md"]


def test_a_literal_name_goes_before_a_pattern(tmp_path):
    for name in ("[ab].md", "a.md", "b.md"):
        (tmp_path / name).write_text("x")
    assert names(tmp_path / "[ab].md") == ["[ab].md"]
    (tmp_path / "[ab].md").unlink()
    assert names(tmp_path / "[ab].md") == ["a.md", "b.md"]
    assert names(tmp_path / "*.md") == ["a.md", "b.md"]
    assert names(tmp_path / "**" / "a.md") == ["a.md"]


def test_what_does_not_exist_is_a_problem(tmp_path):
    assert problems(tmp_path / "none.md", tmp_path / "*.txt", tmp_path / "a\0b") == {
        "none.md": "it does not exist",
        "*.txt": "it does not exist",
        "a\0b": "its name cannot be a file name",
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_pipes_and_devices_are_reported_and_not_opened(folder):
    os.mkfifo(folder / "pipe.md")
    (folder / "zero.md").symlink_to("/dev/zero")
    found = problems(folder)
    assert found["pipe.md"] == "it is a pipe, not a file"
    assert "out of the folder" in found["zero.md"]
    assert problems(folder / "pipe.md", Path("/dev/zero")) == {
        "pipe.md": "it is a pipe, not a file",
        "zero": "it is a device, not a file",
    }


@pytest.mark.skipif(os.name == "nt", reason="links need rights here")
def test_links(folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "secret.md"
    outside.write_text("x")
    (folder / "loop").symlink_to(".")
    (folder / "self.md").symlink_to("self.md")
    (folder / "dangling.md").symlink_to("nowhere.md")
    (folder / "out.md").symlink_to(outside)
    (folder / "in.md").symlink_to("b.md")
    assert names(folder) == ["a.txt", "b.md", "in.md", "c.md", "d.txt"]
    assert set(problems(folder)) == {"self.md", "dangling.md", "out.md", "p.png"}
    assert names(folder / "out.md") == ["out.md"]


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode here")
def test_undecodable_names_can_be_shown_and_read(tmp_path):
    for name in (b"bad\xffname.txt", b"esc\x1b[31m.md", b"new\nline.md"):
        (tmp_path / os.fsdecode(name)).write_text("A text.")
    found = list(walk([tmp_path]))
    assert {one.shown.rpartition("/")[2] for one in found} == {
        "bad\\xffname.txt",
        "esc\\x1b[31m.md",
        "new\\x0aline.md",
    }
    assert all(read_bytes(one.path, Limits()) == b"A text." for one in found)


def test_very_deep_folders(tmp_path):
    deep = tmp_path.joinpath(*["d"] * 300)
    deep.mkdir(parents=True)
    (deep / "a.md").write_text("x")
    assert names(tmp_path) == ["a.md"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_unreadable_folders_are_a_problem(folder):
    (folder / "sub").chmod(0)
    try:
        assert "sub" in problems(folder)
        assert "a.txt" in names(folder)
    finally:
        (folder / "sub").chmod(0o755)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("新闻\u3000第一\xa0.md", "新闻\u3000第一\xa0.md"),
        ("a\u202eb", "a\\u202eb"),
        ("a\x07b", "a\\x07b"),
        ("a\udcffb", "a\\xffb"),
        ("a\U000e0041b", "a\\U000e0041b"),
        ("café", "café"),
    ],
)
def test_printable(name, shown):
    assert printable(name) == shown
    shown.encode()


def test_files_that_are_too_large_are_refused_without_reading_them(tmp_path):
    path = tmp_path / "sparse.txt"
    with path.open("wb") as file:
        file.truncate(5_000_000_000)
    with pytest.raises(UnreadableError, match="larger than 20 MB"):
        read_bytes(path, Limits())
    path.write_bytes(b"x" * 11)
    assert read_bytes(path, Limits(max_bytes=11)) == b"x" * 11
    with pytest.raises(UnreadableError):
        read_bytes(path, Limits(max_bytes=10))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_reading_never_waits_for_a_pipe_or_a_device(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path, tmp_path / "none"):
        with pytest.raises(UnreadableError):
            read_bytes(path, Limits())
