"""Keys typed faster than screens open: none overtakes another."""

import asyncio

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from cityreader.ui import key_order
from cityreader.ui.key_order import OrderedKeysApp


class Keys(Widget, can_focus=True):
    """Opens a screen with `o`, leaves one with `q`, and notes every other key."""

    async def on_key(self, event: events.Key) -> None:
        event.stop()
        if event.key == "o":
            await self.app.push_screen(Opened())
        elif event.key == "l":
            await self.app.push_screen(Line())
        elif event.key == "q":
            self.screen.dismiss()
        elif event.key == "w":
            self.app.stuck.set()  # type: ignore[attr-defined]
            await self.app.released.wait()  # type: ignore[attr-defined]
        else:
            self.app.heard.append((self.screen.name, event.key))  # type: ignore[attr-defined]


class Opened(Screen[None]):
    """Has the focus only when its loop has turned a few times, as on a busy machine."""

    AUTO_FOCUS = ""

    def compose(self) -> ComposeResult:
        yield Keys()

    async def on_mount(self) -> None:
        for _ in range(20):
            await asyncio.sleep(0)
        self.set_focus(self.query_one(Keys))


class Line(Screen[None]):
    """A line to type into, with enter to leave it."""

    AUTO_FOCUS = ""

    def compose(self) -> ComposeResult:
        yield Input()

    def on_mount(self) -> None:
        self.set_focus(self.query_one(Input))

    def on_input_submitted(self, message: Input.Submitted) -> None:
        self.app.heard.append(("line", message.value))  # type: ignore[attr-defined]
        self.dismiss()


class KeysApp(OrderedKeysApp[None]):
    """Notes which screen heard which key."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[str | None, str]] = []
        self.stuck, self.released = asyncio.Event(), asyncio.Event()

    def get_default_screen(self) -> Screen[None]:
        return Opened(name="first")


async def heard(keys: str, *, paste: str = "") -> list[tuple[str | None, str]]:
    """What is heard when all of this comes in one burst."""
    app = KeysApp()
    async with app.run_test() as pilot:
        for key in keys:
            app.post_message(events.Key("enter" if key == "\r" else key, key))
        if paste:
            app.post_message(events.Paste(paste))
            app.post_message(events.Key("enter", "\r"))
        await pilot.pause()
        return app.heard


async def test_a_key_for_a_screen_that_opens_waits_until_it_can_hear():
    """Taken out (``take`` delivers at once): keys reach the screen before it has the focus, and
    those behind them go to what has it by then."""
    assert await heard("oxqyoxqy") == [(None, "x"), ("first", "y")] * 2


async def test_what_is_typed_and_pasted_behind_a_key_goes_into_the_line_it_opens():
    assert await heard("lab\rx") == [("line", "ab"), ("first", "x")]
    assert await heard("lab", paste="cd") == [("line", "abcd")]


async def test_keys_for_a_screen_that_is_left_go_to_the_one_below():
    assert await heard("oooqqqx") == [("first", "x")]


async def test_a_key_that_is_never_dealt_with_does_not_hold_the_others_up(monkeypatch):
    """Taken out (``PATIENCE``): the program is deaf from then on."""
    monkeypatch.setattr(key_order, "PATIENCE", -1.0)
    app = KeysApp()
    async with app.run_test():
        app.post_message(events.Key("w", "w"))
        await app.stuck.wait()
        app.push_screen(Opened(name="above"))
        app.post_message(events.Key("x", "x"))
        async with asyncio.timeout(10):
            while not app.heard:
                await asyncio.sleep(0)
        assert app.heard == [("above", "x")]
        app.released.set()


@pytest.mark.parametrize("base", [App, OrderedKeysApp])
async def test_a_key_goes_up_to_the_bindings_of_the_application(base):
    """The order changes nothing about what a key means."""

    class Bound(base):  # type: ignore[misc,valid-type]
        BINDINGS = [("b", "note", "")]
        noted = 0

        def compose(self) -> ComposeResult:
            yield Widget()

        def action_note(self) -> None:
            self.noted += 1

    app = Bound()
    async with app.run_test() as pilot:
        await pilot.press("b", "b")
        assert app.noted == 2
