"""Watched work: what the person reads meanwhile, and that a key ends it, once."""

from textual.app import App

from cityreader.ui.long_work import WatchedWork


class Waiting(App[None]):
    """An app that waits for works and notes what the person would read."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.ends = 0
        self.works = WatchedWork(self, "Weighing", self.said.append, self.note_end)

    def note_end(self) -> None:
        self.ends += 1


async def until(pilot, holds):
    for _ in range(200):
        if holds():
            return
        await pilot.pause(0.02)
    raise AssertionError("it never came to that")


async def test_the_share_is_told_until_all_has_ended():
    app = Waiting()
    async with app.run_test() as pilot:
        first, second = app.works.begin("first"), app.works.begin("second")
        first.hear(0.42)
        assert app.said == ["Weighing …", "Weighing …"]
        await until(pilot, lambda: app.said[-1] == "Weighing … 42 %, 1 more to go · esc stops")
        assert not app.works.end("first")
        second.hear(0.7)
        await until(pilot, lambda: app.said[-1] == "Weighing … 70 % · esc stops")
        app.works.end("second")
        await until(pilot, lambda: app.ends == 1)
        assert app.works.begin("second") is not None


async def test_what_is_stopped_says_nothing_more_and_does_not_begin_again_before_its_end():
    app = Waiting()
    async with app.run_test() as pilot:
        work = app.works.begin()
        assert app.works.begin() is None
        assert app.works.stop()
        assert work.is_stopped()
        assert not app.works.stop()
        assert app.works.begin() is None
        assert app.works.end()
        await until(pilot, lambda: app.ends == 1)
        assert app.said == ["Weighing …", "Stopping …"]
        assert app.works.begin() is not None


async def test_nothing_is_said_of_work_that_nobody_waits_for_any_more():
    app = Waiting()
    async with app.run_test():
        work = app.works.begin()
        app.works.leave()
        assert work.is_stopped()
        assert app.said == ["Weighing …"]
