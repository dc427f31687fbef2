"""Making what is worked out again in batches, and what a cut leaves behind."""

import multiprocessing
import os
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from test_library_batches import Clock

from cityreader.config import Config, Folders
from cityreader.library.backups import repairing
from cityreader.library.backups.repairing import Repair
from cityreader.library.batches import Batch
from cityreader.library.library import Library
from cityreader.store import fulltext, reindexing
from shelf import ENGLISH, TAIWANESE, add_article

TEXTS = 30
UNFINISHED = "a new index of words is not finished, and the one before is in use"
WORDS = ("harbour", "海關", "eleven", "nowhere")


@pytest.fixture
def shelf(library: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library of many articles, in which batches follow each other without a pause."""
    monkeypatch.setattr(repairing, "PAUSE_SECONDS", 0.0)
    for number in range(TEXTS):
        words = "eleven" if number == 11 else f"number{number}"
        add_article(library, f"Title {number}", f"{ENGLISH if number % 3 else TAIWANESE} {words}.")
    return library


def plain_scan(library: Library) -> dict[str, int]:
    """How many texts hold each word, read from the texts themselves."""
    with library._context.view() as view:
        return {
            word: view.value("SELECT COUNT(*) FROM bodies WHERE instr(lower(body), ?) > 0", word)
            for word in WORDS
        }


def searched(library: Library) -> dict[str, int]:
    return {word: len(library.search.article_listing(f"body:{word}").ids) for word in WORDS}


def batches_of(library: Library, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Every transaction from now on, and whether it let people go first."""
    found: list[bool] = []
    database = library._context.database
    transaction = database._transaction

    @contextmanager
    def counted(*, batch: bool = False):
        with transaction(batch=batch) as unit:
            yield unit
        found.append(batch)

    monkeypatch.setattr(database, "_transaction", counted)
    return found


def rebuild(library: Library, progress: Callable[[float], object] = lambda _: None) -> int:
    """Make the index of words anew, as a repair does."""
    return Repair(library._context, "rebuild the index of words", progress).reindex()


def cut(library: Library, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """Rebuild in batches of one text, until something goes wrong between two batches."""

    def sleep(_seconds: float, count: list[int] = [0]) -> None:  # noqa: B006
        count[0] += 1
        if count[0] == after:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(repairing, "BATCH_SECONDS", -1.0)
        patched.setattr(repairing.time, "sleep", sleep)
        with pytest.raises(KeyboardInterrupt):
            rebuild(library)


def test_a_rebuild_is_cut_by_the_clock(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Removed to see it fail: ``has_room``, so that one batch added all texts, as it was before."""
    clock = Clock()
    monkeypatch.setattr(repairing, "Batch", partial(Batch, clock=clock))
    add = fulltext.add

    def slow(*arguments: object, **named: str) -> None:
        clock.now += 0.009
        add(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(fulltext, "add", slow)
    batches = batches_of(shelf, monkeypatch)
    shares: list[float] = []
    assert rebuild(shelf, shares.append) == TEXTS
    # Four texts of 9 ms go into 40 ms; then come an empty look, the swap and the old tables.
    assert all(batches)
    assert len(batches) >= 1 + TEXTS // 4 + 1
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert len(shares) > TEXTS
    assert shelf.care.check().problems == ()
    assert searched(shelf) == plain_scan(shelf)


def test_what_a_person_does_between_two_batches_is_in_the_new_index(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some of it comes behind the text that was read last, and some before the swap."""
    pauses = 0

    def sleep(_seconds: float) -> None:
        nonlocal pauses
        pauses += 1
        if pauses % 8 == 0 and pauses < 80:
            add_article(shelf, f"Meanwhile {pauses}", f"At eleven they came, {pauses}.")

    monkeypatch.setattr(repairing, "BATCH_SECONDS", -1.0)
    monkeypatch.setattr(repairing.time, "sleep", sleep)
    assert rebuild(shelf) > TEXTS
    assert searched(shelf) == plain_scan(shelf)
    assert plain_scan(shelf)["eleven"] > 5
    assert shelf.care.check().problems == ()


def test_a_text_that_comes_before_the_swap_is_waited_for(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Removed to see it fail: ``is_complete`` before ``finish``, so that the text was not found."""
    added = reindexing.texts_added
    ended: list[int] = []

    def sleep(_seconds: float) -> None:
        if len(ended) == 1:
            ended.append(add_article(shelf, "Late", "At eleven it was too late."))

    def watched(unit):
        yield from added(unit)
        ended.append(0)

    monkeypatch.setattr(reindexing, "texts_added", watched)
    monkeypatch.setattr(repairing.time, "sleep", sleep)
    rebuild(shelf)
    assert len(ended) == 3
    assert searched(shelf) == plain_scan(shelf)
    assert shelf.care.check().problems == ()


@pytest.mark.parametrize("after", [1, 5, 29, TEXTS + 1, TEXTS + 3, TEXTS + 4])
def test_a_rebuild_that_was_cut_answers_rightly_says_so_and_is_done_by_the_next_repair(
    shelf: Library, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """It fails where a rebuild begins by emptying the index in use, as it was before."""
    cut(shelf, monkeypatch, after)
    assert searched(shelf) == plain_scan(shelf)
    assert UNFINISHED in shelf.care.check().problems
    # What is done meanwhile is found too, and undone.
    add_article(shelf, "Later", "Eleven more came.")
    assert searched(shelf) == plain_scan(shelf)
    report = shelf.care.repair()
    assert (report.repaired, report.problems) == ((UNFINISHED,), ())
    assert searched(shelf) == plain_scan(shelf)
    again = shelf.care.repair()
    assert (again.repaired, again.problems) == ((), ())


def test_a_purge_in_the_middle_leaves_nothing_of_what_it_removed(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Removed to see it fail: ``drop_unfinished`` in ``take_out``; the text was found for ever."""
    cut(shelf, monkeypatch, 20)
    shelf.articles.delete([12])
    assert shelf.care.purge_deleted() == 1
    assert b"eleven" not in shelf.path.read_bytes()
    assert shelf.care.check().problems == ()

    def sleep(_seconds: float, count: list[int] = [0]) -> None:  # noqa: B006
        count[0] += 1
        if count[0] == 20:
            shelf.articles.delete([3])
            shelf.care.purge_deleted()

    monkeypatch.setattr(repairing, "BATCH_SECONDS", -1.0)
    monkeypatch.setattr(repairing.time, "sleep", sleep)
    rebuild(shelf)
    assert shelf.care.check().problems == ()
    assert searched(shelf) == plain_scan(shelf)


def test_a_repair_makes_indexes_and_columns_again_in_batches(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = sqlite3.connect(shelf.path)
    connection.execute("UPDATE articles SET title_fold = 'x' WHERE id % 2")
    connection.execute("INSERT INTO sketches VALUES (999, x'00')")
    connection.execute("DELETE FROM body_terms_docsize WHERE id = 4")
    connection.commit()
    connection.close()
    monkeypatch.setattr(repairing, "BATCH_SECONDS", -1.0)
    monkeypatch.setattr(repairing, "AT_ONCE", 5)
    batches = batches_of(shelf, monkeypatch)
    report = shelf.care.repair()
    assert report.problems == ()
    assert len(report.repaired) >= TEXTS // 2 + 2
    assert len(batches) >= TEXTS + TEXTS // 5
    assert all(batches)
    assert [step.summary for step in shelf.history.steps()].count("repair the library") == 1


def rebuild_for_ever(path: str, folders: Folders) -> None:
    """Rebuild again and again until somebody kills this process."""
    repairing.BATCH_SECONDS, repairing.PAUSE_SECONDS = -1.0, 0.0
    with Library.open(Path(path), config=Config(coder="Ben"), folders=folders) as library:
        while True:
            rebuild(library)


@pytest.mark.parametrize("seconds", [0.0, 0.05, 0.12])
def test_killed_in_the_middle_of_a_rebuild(
    shelf: Library, folders: Folders, seconds: float
) -> None:
    """kill -9 leaves a library that opens and answers as the texts say."""
    wanted = plain_scan(shelf)
    path = shelf.path
    shelf.close()
    child = multiprocessing.get_context("spawn").Process(
        target=rebuild_for_ever, args=(str(path), folders)
    )
    child.start()
    ends = time.monotonic() + 20
    while time.monotonic() < ends and not _begun(path):
        time.sleep(0.002)
    time.sleep(seconds)
    assert child.pid is not None
    os.kill(child.pid, signal.SIGKILL)
    child.join()
    with Library.open(path, config=Config(coder="Ann"), folders=folders) as library:
        assert searched(library) == wanted
        library.care.repair()
        assert library.care.check().problems == ()
        assert searched(library) == wanted


def _begun(path: Path) -> bool:
    connection = sqlite3.connect(path, timeout=5)
    try:
        found = connection.execute("SELECT name FROM sqlite_master WHERE name LIKE 'new_body%'")
        return bool(found.fetchall())
    finally:
        connection.close()
