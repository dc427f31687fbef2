import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from cityreader.library.batches import Batch
from cityreader.library.importing import service as importing
from cityreader.library.library import Library
from shelf import ENGLISH


class Clock:
    """A clock that only goes when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def run(batch: Batch, clock: Clock, portion: float, commit: float) -> tuple[int, float]:
    """Fill a batch; returns how many portions it took and how long it held the library."""
    began = clock.now
    batch.begin()
    count = 1
    clock.now += portion
    while batch.has_room():
        count += 1
        clock.now += portion
    clock.now += commit
    batch.end()
    return count, clock.now - began


@pytest.mark.parametrize(
    ("portion", "commit"), [(0.001, 0.002), (0.004, 0.02), (0.012, 0.012), (0.03, 0.019)]
)
def test_a_batch_ends_in_time_once_it_is_known_what_things_take(
    portion: float, commit: float
) -> None:
    """Looking only at the time that has gone, as it was before, this holds 50 ms and the commit."""
    clock = Clock()
    batch = Batch(0.05, lambda: False, clock)
    run(batch, clock, portion, commit)
    for _ in range(5):
        count, held = run(batch, clock, portion, commit)
        assert held <= 0.05 + 1e-9
        assert count >= 1


def test_a_long_portion_is_a_batch_of_its_own_and_soon_forgotten() -> None:
    clock = Clock()
    batch = Batch(0.05, lambda: False, clock)
    assert run(batch, clock, 3.0, 0.002)[0] == 1
    counts = [run(batch, clock, 0.001, 0.002)[0] for _ in range(30)]
    assert counts[-1] > 30
    assert all(later >= earlier for earlier, later in pairwise(counts))


def test_a_slow_disk_does_not_make_batches_of_single_articles() -> None:
    clock = Clock()
    batch = Batch(0.05, lambda: False, clock)
    counts = [run(batch, clock, 0.002, 0.3)[0] for _ in range(5)]
    assert min(counts) == 12


def test_a_person_who_waits_ends_the_batch() -> None:
    clock = Clock()
    waits = False
    batch = Batch(0.05, lambda: waits, clock)
    batch.begin()
    clock.now += 0.001
    assert batch.has_room()
    waits = True
    assert not batch.has_room()


def test_an_import_is_cut_by_the_time_its_batches_take(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The import asks after each article, of a file with many too."""
    asked: list[int] = []

    class Counted(Batch):
        def has_room(self) -> bool:
            asked.append(1)
            return len(asked) % 3 != 0

        def end(self) -> None:
            asked.clear()

    monkeypatch.setattr(importing, "Batch", Counted)
    monkeypatch.setattr(importing, "PAUSE_SECONDS", 0.0)
    lines = [
        json.dumps({"title": f"Number {number}", "lang": "en", "body": f"{number} {ENGLISH}"})
        for number in range(10)
    ]
    (tmp_path / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    batches = []
    database = library._context.database
    transaction = database._transaction

    def counted(*, batch: bool = False):
        batches.append(batch)
        return transaction(batch=batch)

    monkeypatch.setattr(database, "_transaction", counted)
    summary = library.importing.run([tmp_path / "news.jsonl"])
    assert sum(summary.counts.values()) == 10
    assert batches == [True] * 4


def test_an_import_holds_the_library_50_ms_at_most_and_then_lets_others_in(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fails with a longer ``BATCH_SECONDS``, and with a shorter ``PAUSE_SECONDS``."""
    clock = Clock()
    held: list[float] = []
    paused: list[float] = []

    class Timed(Batch):
        def __init__(self, seconds: float, wanted: Callable[[], bool]) -> None:
            super().__init__(seconds, wanted, clock)

        def has_room(self) -> bool:
            clock.now += 0.006
            return super().has_room()

        def end(self) -> None:
            clock.now += 0.004
            super().end()
            held.append(clock.now - self._began)

    monkeypatch.setattr(importing, "Batch", Timed)
    monkeypatch.setattr(importing.time, "sleep", paused.append)
    records = (
        json.dumps({"title": f"{n}", "lang": "en", "body": f"{n} {ENGLISH}"}) for n in range(40)
    )
    (tmp_path / "news.jsonl").write_text("\n".join(records), encoding="utf-8")
    library.importing.run([tmp_path / "news.jsonl"])
    assert len(held) > 4
    # The first batch cannot know yet what a commit takes.
    assert max(held[1:]) <= 0.05 + 1e-9
    assert len(paused) >= len(held)
    assert min(paused) >= 0.01


def test_the_library_itself_is_never_read_as_a_file_by_any_name(
    library: Library, tmp_path: Path
) -> None:
    """A program that closes a file it has open in SQLite gives away the locks on it."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "linked.db").hardlink_to(library.path)
    (folder / "named.txt").symlink_to(library.path)
    (folder / "news.txt").write_text(f"Two towns\n\n{ENGLISH}\n", encoding="utf-8")
    told: list[str] = []
    library.importing.run([folder], report=lambda one: told.append(one.path))
    assert [Path(path).name for path in told] == ["news.txt"]
