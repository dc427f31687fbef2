"""Undo and redo of steps that are too long for one transaction."""

import multiprocessing
import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from acting import contradictions

from cityreader.config import Config, Folders
from cityreader.errors import RefusedError, StoppedError
from cityreader.library import reversing
from cityreader.library.library import Library
from cityreader.models import Span
from cityreader.store import reversals

FILES = 60


@pytest.fixture
def shelf(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library of many files, imported in one step, each undone in many small batches."""
    monkeypatch.setattr(reversals, "LARGEST_AT_ONCE", 20)
    monkeypatch.setattr(reversals, "READ_AT_ONCE", 7)
    monkeypatch.setattr(reversing, "PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(reversing, "BATCH_SECONDS", 0.001)
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


def alive(library: Library) -> int:
    return len(library.search.article_listing("").ids)


def steps(library: Library) -> list[tuple[str, bool]]:
    return [(step.summary, step.undone) for step in library.history.steps() if step.kind == "do"]


def unfinished(library: Library) -> int:
    with closing(sqlite3.connect(library.path)) as connection:
        sql = "SELECT COUNT(*) FROM settings WHERE key LIKE 'unfinished:%'"
        return int(connection.execute(sql).fetchone()[0])


def stopped_after(count: int) -> Callable[[], bool]:
    left = [count]

    def cancelled() -> bool:
        left[0] -= 1
        return left[0] < 0

    return cancelled


def test_it_is_one_step_for_the_person(shelf: Library) -> None:
    for _ in range(2):
        step = shelf.history.undo()
        assert step is not None
        assert (step.summary, step.undone) == (f"import {FILES} files", True)
        assert (alive(shelf), unfinished(shelf)) == (0, 0)
        assert shelf.history.undo() is None
        step = shelf.history.redo()
        assert step is not None
        assert (step.summary, step.undone) == (f"import {FILES} files", False)
        assert (alive(shelf), unfinished(shelf)) == (FILES, 0)
        assert shelf.history.redo() is None
    assert steps(shelf) == [(f"import {FILES} files", False)]
    assert contradictions(shelf) == []
    assert shelf.care.check().problems == ()


def test_a_batch_holds_the_library_no_longer_than_it_may(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two batches another program changes the library.

    Seen to fail: with all in one batch (``has_room`` that is always true).
    """
    pauses = 0

    def sleep(_seconds: float) -> None:
        nonlocal pauses
        pauses += 1
        with closing(sqlite3.connect(shelf.path, timeout=0)) as other, other:
            other.execute("UPDATE settings SET value = value")

    monkeypatch.setattr(reversing.time, "sleep", sleep)
    shelf.history.undo()
    assert pauses > FILES // 7
    assert alive(shelf) == 0


def test_a_mark_made_meanwhile_is_kept_and_the_undo_refused(
    shelf: Library, again: Callable[[str], Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else tags in an article that is about to go: everything is as it was then.

    Seen to fail: without ``refuse_contradictions`` at the end, and without ``_take_back``.
    """
    other = again("Ben")
    ids = shelf.search.article_listing("").ids
    tagged = False

    def sleep(_seconds: float) -> None:
        nonlocal tagged
        if not tagged:
            tagged = True
            other.coding.tag(ids[0], Span(0, 6), "visit")
            other.coding.tag(ids[-1], Span(0, 6), "visit")

    monkeypatch.setattr(reversing.time, "sleep", sleep)
    with pytest.raises(RefusedError, match="Ben changed the"):
        shelf.history.undo()
    assert tagged
    assert (alive(shelf), unfinished(shelf)) == (FILES, 0)
    assert len(shelf.coding.marks(list(ids))) == 2
    assert steps(shelf)[-1] == (f"import {FILES} files", False)
    assert contradictions(shelf) == []
    assert shelf.care.check().problems == ()


def test_it_can_be_stopped_and_gone_on_with(shelf: Library) -> None:
    """Seen to fail: without ``stop``, as if somebody were still at work on it."""
    begun = shelf.history.reversing.begin("undo")
    assert begun is not None
    assert not begun.finished
    heard: list[float] = []
    with pytest.raises(StoppedError):
        shelf.history.reversing.finish(heard.append, stopped_after(3))
    assert heard == sorted(heard)
    assert 0 < alive(shelf) < FILES
    assert unfinished(shelf) == 1
    following = shelf.history.next_undo()
    assert following is not None
    assert following.summary == f"import {FILES} files"
    # What is done after that is undone first.
    shelf.coding.tag(shelf.search.article_listing("").ids[0], Span(0, 6), "visit")
    for summary in ("Visit “Number”", f"import {FILES} files"):
        step = shelf.history.undo()
        assert step is not None
        assert step.summary == summary
    assert (alive(shelf), unfinished(shelf)) == (0, 0)
    assert shelf.history.undo() is None
    assert contradictions(shelf) == []
    assert shelf.care.check().problems == ()


def test_the_other_key_takes_back_what_was_stopped(shelf: Library) -> None:
    shelf.history.reversing.begin("undo")
    with pytest.raises(StoppedError):
        shelf.history.reversing.finish(cancelled=stopped_after(3))
    step = shelf.history.redo()
    assert step is not None
    assert (step.undone, alive(shelf), unfinished(shelf)) == (False, FILES, 0)
    shelf.history.undo()
    assert alive(shelf) == 0
    # A redo that is stopped is finished by either key, before anything else.
    shelf.history.reversing.begin("redo")
    with pytest.raises(StoppedError):
        shelf.history.reversing.finish(cancelled=stopped_after(2))
    assert 0 < alive(shelf) < FILES
    step = shelf.history.undo()
    assert step is not None
    assert (step.undone, alive(shelf), unfinished(shelf)) == (False, FILES, 0)
    assert shelf.care.check().problems == ()


def test_two_programs_do_not_undo_one_step_at_once(
    shelf: Library, again: Callable[[str], Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen to fail: without ``DEAD_AFTER``; both go on with it then."""
    other = again("Ann")
    shelf.history.reversing.begin("undo")
    with pytest.raises(RefusedError, match="is being undone just now"):
        other.history.undo()
    shelf.history.reversing.finish()
    assert alive(shelf) == 0


def undo(path: str, folders: Folders) -> None:
    reversals.LARGEST_AT_ONCE, reversals.READ_AT_ONCE, reversing.BATCH_SECONDS = 20, 7, 0.001
    with Library.open(Path(path), config=Config(coder="Ann"), folders=folders) as library:
        library.history.undo()


@pytest.mark.parametrize("seconds", [0.1, 0.2])
def test_killed_in_the_middle_it_is_gone_on_with(
    shelf: Library, folders: Folders, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen to fail: without ``_keep`` in ``go_on``, so that nobody knew how far it was."""
    monkeypatch.setattr(reversing, "DEAD_AFTER", reversing.DEAD_AFTER * 0)
    program = multiprocessing.get_context("fork").Process(
        target=undo, args=(str(shelf.path), folders)
    )
    program.start()
    while not unfinished(shelf) and program.is_alive():
        pass
    program.join(seconds)
    if program.pid is not None and program.is_alive():
        os.kill(program.pid, signal.SIGKILL)
    program.join()
    while shelf.history.undo() is not None:
        pass
    assert (alive(shelf), unfinished(shelf)) == (0, 0)
    shelf.history.redo()
    assert alive(shelf) == FILES
    assert contradictions(shelf) == []
    assert shelf.care.check().problems == ()
