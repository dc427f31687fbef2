"""Keys typed ahead of a dialog."""

import threading

from textual import events
from typist import typing_in

from cityreader.library.events import EventService
from shelf import ENGLISH


async def test_editing_keys_typed_ahead_of_a_question_edit_it(tmp_path, folders, monkeypatch):
    go, sheet = threading.Event(), EventService.sheet

    def held(*arguments):
        assert go.wait(20)
        return sheet(*arguments)

    async with typing_in(tmp_path, folders, ENGLISH, "en") as typist:
        await typist.press("t", "a")
        monkeypatch.setattr(EventService, "sheet", held)
        for key in ("e", "2", "3", "backspace", "0", "left", "1"):
            typist.app.post_message(events.Key(key, key if len(key) == 1 else None))
            await typist.pilot.pause()
        go.set()
        await typist.settle()
        await typist.settle()
        assert typist.app.screen.focused.value == "210"
