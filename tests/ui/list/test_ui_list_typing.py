"""What is typed right behind the key of a dialog stands in its field, all of it and in order."""

import asyncio

import pytest
from list_room import running
from textual import events

PATH = "/abcdefghijklmnop"


async def type_on(room, keys, seconds=0.0):
    """Type as a keyboard does, not waiting for what a key does; so long between two keys."""
    for key in keys:
        name = {"/": "slash"}.get(key, key)
        room.app.post_message(events.Key(name, key if len(key) == 1 else None))
        await asyncio.sleep(seconds)


@pytest.mark.parametrize("seconds", [0.0, 0.002])
@pytest.mark.parametrize("stocked_library", [True, False])
async def test_a_path_typed_behind_the_key_of_the_import_is_whole(
    stocked, folders, tmp_path, stocked_library, seconds
):
    """Taken out: keys that waited while the dialog was made came behind later ones, or were lost;
    with an empty library they ran the commands of the list."""
    path = stocked.path if stocked_library else tmp_path / "empty.db"
    stocked.close()
    async with running(path, folders) as room:
        await type_on(room, ["I", *PATH], seconds)
        await room.settle()
        assert room.app.screen.query_one("#import-path").value == PATH


async def test_enter_behind_what_is_typed_into_a_dialog_accepts_it(room):
    """Taken out: a screen's own copy of a key never reached the bindings of the application."""
    await room.filter("harbour")
    await room.press("escape")
    await type_on(room, ["ctrl+s", *"Ports", "enter"])
    await room.settle()
    assert "Ports" in room.library.saved_searches.all()[0].name
