"""The list over a library that cannot be opened, cannot be written or cannot be backed up."""

import hashlib

import pytest
from list_room import running

from cityreader.config import Config
from cityreader.library.library import Library
from cityreader.store.schema import PAGE_SIZE
from cityreader.ui.dialogs.going_back import GoingBack
from cityreader.ui.screens.list.screen import ListScreen
from shelf import add_article


@pytest.fixture
def damaged(library, folders):
    """A library with a backup and one article more, with rubbish in a page; its path."""
    add_article(library, "In the backup")
    library.backups.make()
    add_article(library, "After the backup")
    library.close()
    spoil(library.path)
    return library.path


def spoil(path):
    content = bytearray(path.read_bytes())
    content[4 * PAGE_SIZE : 4 * PAGE_SIZE + 200] = b"\xa5" * 200
    path.write_bytes(content)


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


async def test_a_damaged_library_offers_its_newest_backup_and_does_nothing_unasked(
    damaged, folders
):
    before = digest(damaged)
    async with running(damaged, folders) as room:
        assert isinstance(room.app.screen, GoingBack)
        assert "is damaged" in room.painted
        assert "1 article" in room.painted
        assert " MB" in room.painted
        await room.press("escape")
        assert isinstance(room.app.screen, ListScreen)
        assert "Damaged library" in room.painted
    assert digest(damaged) == before
    assert [file.name for file in damaged.parent.iterdir()] == [damaged.name]


async def test_enter_goes_back_and_keeps_the_damaged_file_beside(damaged, folders):
    before = digest(damaged)
    async with running(damaged, folders) as room:
        await room.press("enter")
        await room.settle()
        assert room.app.refused is None
        assert "In the backup" in room.titles
        told = "".join(note.message for note in room.app._notifications)
        assert "is kept as" in told
        assert "ahead of the backup" in told
    (aside,) = damaged.parent.glob("annotations.corrupt-*.db")
    assert digest(aside) == before


async def test_a_damaged_library_without_a_backup_says_what_to_do(library, folders):
    add_article(library, "Lonely")
    library.close()
    spoil(library.path)
    async with running(library.path, folders) as room:
        assert isinstance(room.app.screen, ListScreen)
        assert "Damaged library" in room.painted
        assert "recover" in room.painted


async def test_a_backup_that_fails_is_told_and_stands_in_the_header(library, folders):
    """Removed to see it fail: the call of ``warn`` in ``BackupService._make_if_changed``."""
    add_article(library, "One")
    library.close()
    # A file where the folder of the backups should be, which no permission of root overcomes.
    (folders.data / "backups").write_text("in the way")
    async with running(library.path, folders) as room:
        room.library.backups.before("merge")
        await room.settle()
        assert "no backup" in room.lines()[0]
        assert "No backup could be written" in room.last_told
        await room.press("d")
        assert room.articles.current.state == "done"


async def test_what_was_typed_over_a_read_only_library_is_kept(library, folders, monkeypatch):
    add_article(library, "One")
    library.close()
    before = digest(library.path)
    # The tests may run as root, whom no permission stops.
    monkeypatch.setattr("os.access", lambda *_: False)
    async with running(library.path, folders) as room:
        assert "read-only" in room.lines()[0]
        await room.press("enter")
        await room.press("m", *"typed", "enter")
        assert "read but not written" in room.last_told
        await room.press("m")
        assert "typed" in room.painted
    assert digest(library.path) == before
    with Library.open(library.path, config=Config(coder="Ann"), folders=folders) as again:
        assert again.coding.marks([1]) == []
