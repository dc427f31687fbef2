"""A frame that waits for an answer, and no longer than it may."""

import asyncio
import gc

from textual.app import App, ComposeResult, RenderResult
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from cityreader.ui.frame import HELD_AT_MOST, PAINTED_WITHIN, HeldFrame


class Counter(Widget):
    """Counts how often it is painted."""

    painted = 0

    def render(self) -> RenderResult:
        """The count."""
        self.painted += 1
        return Content(str(self.painted))


class CounterScreen(Screen[int]):
    def compose(self) -> ComposeResult:
        yield Counter()


class CounterApp(App[int]):
    def get_default_screen(self) -> Screen[int]:
        return CounterScreen()


async def test_what_changes_while_a_frame_is_held_is_painted_once() -> None:
    """Fails when ``hold`` holds nothing."""
    app = CounterApp()
    async with app.run_test() as pilot:
        counter = app.screen.query_one(Counter)
        frame = HeldFrame(app.screen)
        await pilot.pause()
        before = counter.painted
        loop = asyncio.get_running_loop()
        began = loop.time()
        frame.hold()
        frame.hold()
        counter.refresh()
        await asyncio.sleep(0)
        while counter.painted == before:
            if loop.time() - began < HELD_AT_MOST / 2:
                counter.refresh()
            await asyncio.sleep(0.001)
        assert loop.time() - began >= HELD_AT_MOST
        assert counter.painted == before + 1


async def test_a_frame_is_painted_as_soon_as_it_is_released() -> None:
    """Fails when ``release`` ends nothing: then nothing is ever painted again."""
    app = CounterApp()
    async with app.run_test() as pilot:
        counter = app.screen.query_one(Counter)
        frame = HeldFrame(app.screen)
        for _ in range(3):
            before = counter.painted
            frame.hold()
            counter.refresh()
            frame.release()
            frame.release()
            await pilot.pause()
            async with asyncio.timeout(5):
                while counter.painted == before:
                    await asyncio.sleep(0.001)


async def test_no_garbage_is_collected_until_the_answer_is_painted() -> None:
    """Fails when ``hold`` leaves the collector on, and when nothing puts it on again."""
    app = CounterApp()
    async with app.run_test():
        frame = HeldFrame(app.screen)
        frame.hold()
        frame.release()
        frame.hold()
        assert not gc.isenabled()
        await asyncio.sleep(HELD_AT_MOST + 1.5 * PAINTED_WITHIN)
        assert gc.isenabled()


async def test_garbage_is_collected_again_when_the_screen_goes() -> None:
    """Fails when ``close`` waits for a loop that may be gone by then."""
    app = CounterApp()
    async with app.run_test():
        frame = HeldFrame(app.screen)
        frame.hold()
        frame.close()
        assert gc.isenabled()
