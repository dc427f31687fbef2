import threading

import pytest

from cityreader.store.turns import Turns


def waiting(turns: Turns, told: list[str], name: str, *, batch: bool) -> threading.Thread:
    """A thread that waits for a turn by now."""
    begun = threading.Event()

    def run() -> None:
        begun.set()
        with turns.taken(batch=batch):
            told.append(name)

    thread = threading.Thread(target=run)
    thread.start()
    begun.wait(10)
    return thread


@pytest.mark.parametrize("order", ["batch first", "person first"])
def test_a_person_comes_before_any_batch(order: str) -> None:
    """With ``batch`` left out of ``Turns._is_free`` whoever came first goes first."""
    for _ in range(20):
        turns, told = Turns(), []
        with turns.taken():
            names = ["batch", "person"] if order == "batch first" else ["person", "batch"]
            threads = [waiting(turns, told, name, batch=name == "batch") for name in names]
            while not turns.wanted:
                pass
        for thread in threads:
            thread.join(10)
        assert told == ["person", "batch"]
        assert not turns.wanted


def test_a_change_inside_a_change_is_no_deadlock() -> None:
    turns = Turns()
    with turns.taken(), pytest.raises(RuntimeError, match="inside another"), turns.taken():
        pass
    with turns.taken(batch=True):
        assert not turns.wanted
