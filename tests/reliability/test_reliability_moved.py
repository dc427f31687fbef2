"""Another file in the place of an open library, as sync programs and people put it there."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cityreader.config import Config, Folders
from cityreader.errors import CityReaderError
from cityreader.library.library import Library
from cityreader.models import Span
from cityreader.store.writer import Writer
from shelf import add_article


def act(library: Library, words: str) -> None:
    """Change a library at both ends of its file."""
    library.coding.note(1, Span(0, 3), words)
    add_article(library, words, f"{words} " * 4000)


def opened(path: Path, folders: Folders) -> Library:
    return Library.open(path, config=Config(coder="Ann"), folders=folders, create=True)


@pytest.fixture
def older(tmp_path: Path, folders: Folders) -> Path:
    """A copy of the library of the tests, as it was when it held one article."""
    with opened(tmp_path / "library.db", folders) as library:
        add_article(library, "Two harbour towns sign")
    return Path(shutil.copyfile(tmp_path / "library.db", tmp_path / "older.db"))


@pytest.fixture
def otherwise(tmp_path: Path, older: Path, folders: Folders) -> Path:
    """A copy that went on elsewhere, with as many changes."""
    path = Path(shutil.copyfile(older, tmp_path / "otherwise.db"))
    with opened(path, folders) as library:
        act(library, "elsewhere")
        act(library, "far away")
    return path


@pytest.fixture
def library(tmp_path: Path, older: Path, otherwise: Path, folders: Folders) -> Iterator[Library]:
    """The library, open, with two changes since the older copy."""
    with opened(tmp_path / "library.db", folders) as library:
        act(library, "here")
        act(library, "and there")
        yield library


def overwrite(path: Path, other: Path) -> None:
    """Write the bytes of another file over a file, as cp does."""
    with path.open("r+b") as file:
        file.write(other.read_bytes())
        file.truncate()


WAYS: dict[str, Callable[[Path], object]] = {
    "deleted": lambda path: path.unlink(),
    "renamed": lambda path: path.rename(path.with_name("elsewhere.db")),
    "replaced by an older copy": lambda path: path.with_name("older.db").replace(path),
    "replaced by another copy": lambda path: path.with_name("otherwise.db").replace(path),
    "overwritten by an older copy": lambda path: overwrite(path, path.with_name("older.db")),
    "overwritten by another copy": lambda path: overwrite(path, path.with_name("otherwise.db")),
    "emptied": lambda path: path.open("r+b").truncate(0),
    "cut off": lambda path: path.open("r+b").truncate(path.stat().st_size // 2),
    "overwritten by another file": lambda path: path.write_bytes(b"Notes\n" * 40_000),
}


@pytest.mark.parametrize("way", WAYS)
def test_another_file_in_its_place_is_noticed_and_left_alone(library: Library, way: str) -> None:
    path = library.path
    WAYS[way](path)
    found = path.read_bytes() if path.exists() else None
    told = []
    for words in ("lost", "lost again"):
        with pytest.raises(CityReaderError, match=r"nothing was changed|left as it is") as caught:
            act(library, words)
        told.append(caught.value.message)
    assert (path.read_bytes() if path.exists() else None) == found
    # Reading goes on with what there is, or says in a sentence why not.
    try:
        library.search.lines([1])
        library.coding.marks([1])
    except CityReaderError as error:
        told.append(error.message)
    assert all(str(path) in one for one in told)
    library.close()
    assert (path.read_bytes() if path.exists() else None) == found


@pytest.mark.parametrize("way", ["overwritten by an older copy", "overwritten by another copy"])
def test_without_looking_for_the_last_step_nobody_would_hear_of_it(
    library: Library, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the test above guards, with the look for the last step taken out. Without the look at
    the file itself, SQLite still notices that it was deleted or replaced, since it makes a journal
    file for each change; in WAL mode it would not."""
    WAYS[way](library.path)
    monkeypatch.setattr(Writer, "_recognise", lambda self, unit: None)
    act(library, "said to be saved")
    marks = library.coding.marks([1])
    assert "and there" not in {mark.note for mark in marks}


def test_a_program_that_went_on_with_the_library_is_no_stranger(
    library: Library, folders: Folders
) -> None:
    with opened(library.path, folders) as other:
        act(other, "by another program")
        act(library, "and here again")
        act(other, "and there again")
    act(library, "to the end")
    assert library.care.check().problems == ()


def test_a_copy_that_looks_alike_to_sqlite_is_noticed(
    tmp_path: Path, older: Path, folders: Folders
) -> None:
    """SQLite knows a changed file by a counter in its header, and two copies that went on apart may
    have counted alike. Without ``shrink_memory`` in ``Writer._begun`` the pages it remembers are
    taken for those of the file: the last step is found in them, and the file is spoilt."""
    other = Path(shutil.copyfile(older, tmp_path / "other.db"))
    with opened(other, folders) as there:
        act(there, "in town B")
    with opened(tmp_path / "library.db", folders) as library:
        act(library, "in town A")
        library.coding.marks([1])
        assert header(other) == header(library.path)
        overwrite(library.path, other)
        assert [mark.note for mark in library.coding.marks([1])] == ["in town B"]
        with pytest.raises(CityReaderError, match="overwritten by another copy"):
            act(library, "lost")
    assert library.path.read_bytes() == other.read_bytes()


def header(path: Path) -> bytes:
    """What SQLite looks at: its counter, the number of pages, the free pages."""
    return path.read_bytes()[24:40]


def test_a_file_replaced_in_the_middle_of_a_change_is_noticed(
    library: Library, otherwise: Path
) -> None:
    """Without the look at the file after the commit the change counts as stored, in a file that is
    gone."""
    before = otherwise.read_bytes()

    def change() -> None:
        with library._context.unit("in between") as unit:
            unit.insert("glossary", {"uuid": unit.identify(), "kind": "term", "forms": "{}"})
            otherwise.replace(library.path)

    with pytest.raises(CityReaderError, match="nothing was changed"):
        change()
    assert library.path.read_bytes() == before
