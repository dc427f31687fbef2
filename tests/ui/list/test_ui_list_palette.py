"""The palette under a fast hand, and the picture of the screen."""

from textual import events


async def typed_at_once(room, keys):
    """Type keys in one burst: all reach the widget that has the focus before any is dealt with."""
    names = {":": "colon", " ": "space"}
    for key in keys:
        character = key if len(key) == 1 else None
        room.articles.post_message(events.Key(names.get(key, key), character))
    await room.settle()


async def test_keys_typed_right_behind_the_key_of_the_palette_go_into_it(room):
    """Taken out: the binding ran after the burst, and the letters were commands of the list."""
    before = room.library.history.keys()
    await typed_at_once(room, ":dine")
    assert room.app.screen.query_one("Input").value == "dine"
    assert room.library.history.keys() == before
    await room.press("escape")
    await typed_at_once(room, ["ctrl+p", *"dine"])
    assert room.app.screen.query_one("Input").value == "dine"


async def test_enter_in_the_same_burst_takes_the_best_command_for_all_that_was_typed(room):
    """Taken out: enter fell on the list of all commands, or on none, and nothing was done."""
    await typed_at_once(room, [":", *"light or", "enter"])
    assert not room.app.current_theme.dark
    assert room.app.screen is room.screen
    await typed_at_once(room, [":", *"qqqq", "enter"])
    await room.press("escape")
    assert room.app.screen is room.screen
    assert not room.app.current_theme.dark


async def test_the_palette_lists_what_can_be_done_now(room):
    """Taken out: it listed the commands of other modes, which then did nothing and said so not."""

    def listed():
        return [one.title for one in room.app.get_system_commands(room.app.screen)]

    again = "Align again what is not checked"
    await room.press("enter")
    assert again not in listed()
    assert "Light or dark" in listed()
    await room.press("a")
    assert again in listed()
    await room.press("ctrl+p", *again, "enter")
    assert "CommandSearch" not in type(room.app.screen).__name__
    assert room.app.screen.mode == "align"


async def test_a_picture_of_the_screen_lies_where_the_message_says(room, folders):
    """Taken out: it lay in the current folder, and only its name was said."""
    await room.press("f3")
    (picture,) = folders.pictures.iterdir()
    assert "<svg" in picture.read_text("utf-8")
    assert room.last_told == str(picture)


async def test_a_picture_that_cannot_be_saved_is_a_sentence(room, folders):
    folders.pictures.parent.mkdir(parents=True, exist_ok=True)
    folders.pictures.write_text("in the way")
    await room.press("f3")
    assert "could not be saved" in room.last_told
    assert room.app.is_running
