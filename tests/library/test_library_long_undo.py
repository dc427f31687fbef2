"""Undo and redo of long steps: all of it or nothing, whatever comes in between."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from acting import contradictions, dump

from cityreader.config import Config, Folders
from cityreader.errors import RefusedError, StoppedError
from cityreader.library.library import Library
from cityreader.models import DateRange, Span
from cityreader.store import journal

FILES = 60


@pytest.fixture
def shelf(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library of many files, imported in one step."""
    monkeypatch.setattr(journal, "CHANGES_AT_ONCE", 7)
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(FILES):
        text = (
            f"# Title {number}\n\nNumber {number} tells of a harbour, the {number}th of its kind.\n"
        )
        (folder / f"{number:03}.md").write_text(text, encoding="utf-8")
    library.importing.run([folder])
    return library


@pytest.fixture
def again(shelf: Library, folders: Folders) -> Iterator[Callable[[str], Library]]:
    """Opens the library once more, for a coder."""
    with ExitStack() as opened:
        yield lambda name: opened.enter_context(
            Library.open(shelf.path, config=Config(coder=name), folders=folders)
        )


def state(library: Library) -> object:
    return dump(library), library.history.steps(everyone=True)


def alive(library: Library) -> int:
    return len(library.search.article_listing("").ids)


def test_it_is_one_step_that_tells_how_far_it_is(shelf: Library) -> None:
    """Seen to fail: without ``progress`` in ``Journal``."""
    for _ in range(2):
        heard: list[float] = []
        step = shelf.history.undo(heard.append)
        assert step is not None
        assert (step.summary, step.undone, alive(shelf)) == (f"import {FILES} files", True, 0)
        assert heard == sorted(heard)
        assert len(heard) > FILES // 7
        assert heard[-1] == 1
        assert shelf.history.undo() is None
        heard.clear()
        step = shelf.history.redo(heard.append)
        assert step is not None
        assert (step.summary, step.undone, alive(shelf)) == (f"import {FILES} files", False, FILES)
        assert heard[-1] == 1
        assert shelf.history.redo() is None
    steps = [(step.summary, step.undone) for step in shelf.history.steps() if step.kind == "do"]
    assert steps == [(f"import {FILES} files", False)]
    assert contradictions(shelf) == []
    assert shelf.care.check().problems == ()


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 1.0])
def test_stopped_nothing_was_undone(shelf: Library, share: float) -> None:
    """Seen to fail: with a ``COMMIT`` after each part of a step; without the look at
    ``cancelled``."""
    heard = [0.0]
    before = state(shelf)
    if share == 1:
        shelf.history.undo()
        before = state(shelf)
        with pytest.raises(StoppedError, match="nothing was restored"):
            shelf.history.redo(heard.append, lambda: heard[-1] >= 0.5)
    else:
        with pytest.raises(StoppedError, match="nothing was undone"):
            shelf.history.undo(heard.append, lambda: heard[-1] >= share)
    assert state(shelf) == before
    step = shelf.history.redo() if share == 1 else shelf.history.undo()
    assert step is not None
    assert (step.summary, alive(shelf)) == (f"import {FILES} files", FILES if share == 1 else 0)


def test_what_another_changed_in_the_middle_refuses_all_of_it(
    shelf: Library, again: Callable[[str], Library]
) -> None:
    """Seen to fail: with a ``COMMIT`` after each part of a step."""
    ids = shelf.search.article_listing("").ids
    again("Ben").articles.set_published(ids[FILES // 2], DateRange("2025", "2025", "year"))
    before = state(shelf)
    heard: list[float] = []
    with pytest.raises(RefusedError, match=f"“import {FILES} files” .*: Ben changed the article"):
        shelf.history.undo(heard.append)
    assert 0 < heard[-1] < 0.5
    assert state(shelf) == before


def test_what_another_marked_in_the_middle_refuses_all_of_it(
    shelf: Library, again: Callable[[str], Library]
) -> None:
    """Seen to fail: without ``marked_by_others``; with a ``COMMIT`` after each part of a step."""
    ids = shelf.search.article_listing("").ids
    again("Ben").coding.tag(ids[FILES // 2], Span(0, 6), "visit")
    before = state(shelf)
    heard: list[float] = []
    with pytest.raises(RefusedError, match="Ben changed the"):
        shelf.history.undo(heard.append)
    assert 0.5 < heard[-1] < 1
    assert state(shelf) == before


def undo_and_die(path: str, folders: Folders, share: float) -> None:
    def heard(done: float) -> None:
        if done >= share:
            os.kill(os.getpid(), signal.SIGKILL)

    with Library.open(Path(path), config=Config(coder="Ann"), folders=folders) as library:
        # With next to no memory for it, the file is written to before the change has ended.
        writer = library._context.database._writer
        assert writer is not None
        writer._connection.execute("PRAGMA cache_size = 5")
        library.history.undo(heard)


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")
@pytest.mark.parametrize("share", [0.4, 1.0])
def test_killed_in_the_middle_nothing_was_undone(
    shelf: Library, again: Callable[[str], Library], folders: Folders, share: float
) -> None:
    """Seen to fail: with a ``COMMIT`` after each part of a step."""
    before, stored = state(shelf), shelf.path.read_bytes()
    program = multiprocessing.get_context("fork").Process(
        target=undo_and_die, args=(str(shelf.path), folders, share)
    )
    program.start()
    program.join()
    assert program.exitcode == -signal.SIGKILL
    assert shelf.path.read_bytes() != stored
    other = again("Ann")
    assert state(other) == before
    assert other.care.check().problems == ()
    assert shelf.history.undo() is not None
    assert alive(shelf) == 0
    assert shelf.history.redo() is not None
    assert alive(shelf) == FILES
    assert contradictions(shelf) == []
