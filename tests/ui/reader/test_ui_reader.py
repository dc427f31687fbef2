"""The reader, driven by keys; what is asserted is the state of the view and of the library."""

import pytest
from textual import events

from cityreader.ui.screens.reader import ReaderScreen
from cityreader.ui.widgets.tag_menu import TagMenu
from driving import AtReader, driven
from shelf import CHINESE, ENGLISH, add_article, span_of


class Desk(AtReader):
    """The reader on two articles, and the library it works on."""

    @property
    def marks(self):
        return self.library.coding.marks([1, 2])

    @property
    def words_selected(self):
        selection = self.view.selection
        body = self.reader.page.body(selection.side)
        return body[selection.span.start : selection.span.end]


@pytest.fixture
async def desk(paired, folders, request):
    """The reader on article 1; the size can be given as the test's parameter."""
    paired.close()
    size = getattr(request, "param", (120, 40))
    async with driven(paired.path, folders, by=Desk, size=size, reading=(1,)) as desk:
        yield desk


async def test_opens_both_languages_row_by_row(desk):
    page = desk.reader.page
    assert not page.alone
    assert page.body("left") == ENGLISH
    assert page.body("right") == CHINESE
    assert desk.view.cursor.unit == 0
    assert not desk.view.layout_now.geometry.stacked


@pytest.mark.parametrize("desk", [(80, 24)], indirect=True)
async def test_stacks_on_a_narrow_screen(desk):
    assert desk.view.layout_now.geometry.stacked


async def test_resizing_keeps_the_row_and_changes_the_arrangement(desk):
    await desk.press("j", "j")
    await desk.pilot.resize_terminal(60, 20)
    await desk.settle()
    assert desk.view.cursor.unit == 2
    assert desk.view.layout_now.geometry.stacked
    top = desk.view.layout_now.tops[2]
    assert desk.view.scroll_offset.y <= top < desk.view.scroll_offset.y + desk.view.size.height


async def test_a_letter_tags_the_sentence_and_makes_an_event(desk):
    await desk.press("t", "a")
    (mark,) = desk.marks
    row = desk.reader.page.units[0].left
    assert (mark.tag, mark.role, mark.span) == ("agreement", "trigger", row)
    event = desk.app.library.events.get(mark.event_uuid)
    assert event.type == "agreement"
    assert [shown.annotation for shown in desk.view.marks.in_order] == [mark]
    assert "Agreement ✓" in desk.status


async def test_the_counterpart_sentence_joins_the_event(desk):
    await desk.press("t", "a", "tab", "t", "a")
    left, right = desk.marks
    assert left.event_uuid == right.event_uuid
    assert right.lang == "zh-Hans"
    assert "joins the event" in desk.status


async def test_keys_typed_fast_reach_the_menu(desk):
    await desk.pilot.press("t", "v", "j", "t", "f")
    await desk.settle()
    assert [mark.tag for mark in desk.marks] == ["visit", "forum"]


async def test_a_letter_without_a_type_writes_nothing(desk):
    await desk.press("t", "z")
    assert desk.marks == []
    assert "z" in desk.status
    await desk.press("t", "escape")
    assert desk.marks == []
    assert desk.app.focused is desk.view


async def test_digits_tag_with_the_first_types(desk):
    await desk.press("2")
    assert [mark.tag for mark in desk.marks] == ["visit"]


async def test_repeat_makes_a_new_event_and_same_event_does_not(desk):
    await desk.press("t", "a", "j", "full_stop", "j", "equals_sign")
    first, second, third = desk.marks
    assert first.event_uuid != second.event_uuid
    assert third.event_uuid == second.event_uuid
    assert {mark.tag for mark in desk.marks} == {"agreement"}


async def test_selecting_words_and_nudging(desk):
    await desk.press("l", "l", "v", "greater_than_sign", "greater_than_sign", "less_than_sign")
    assert desk.view.cursor.selecting
    page = desk.reader.page
    words = page.words(0, "left")
    assert desk.view.selection.span == (words[1].start, words[2].end)
    await desk.press("left_curly_bracket")
    assert desk.view.selection.span.start == words[0].start
    await desk.press("t", "s")
    (mark,) = desk.marks
    assert mark.exact == ENGLISH[words[0].start : words[2].end]
    assert desk.view.selection is None


async def test_growing_and_shrinking(desk):
    await desk.press("v", "plus", "plus", "plus")
    assert desk.view.selection.span == desk.reader.page.paragraph_span(0, "left")
    await desk.press("minus", "minus", "minus")
    assert desk.view.selection.span == desk.reader.page.words(0, "left")[0]
    await desk.press("escape")
    assert desk.view.selection is None
    assert isinstance(desk.app.screen, ReaderScreen)


async def test_full_width_punctuation_works(desk):
    await desk.press("v", "》")
    assert len(desk.words_selected.split()) == 2
    await desk.press("escape", "／")
    assert desk.reader.query_one("#find").display


async def test_what_is_copied_is_named_with_the_way_it_went(desk, monkeypatch):
    copied = []
    monkeypatch.setattr("cityreader.ui.clipboard.clipboard_command", lambda *_: None)
    monkeypatch.setattr(desk.app, "copy_to_clipboard", copied.append)
    await desk.press("y")
    assert "Copied through the terminal (OSC 52): the row" in desk.status
    await desk.press("v", "y")
    assert copied[0].startswith(copied[1])
    assert "(OSC 52): the selection" in desk.status


async def test_han_where_a_command_goes_says_that_the_input_method_is_on(desk):
    await desk.press("你")
    assert "input method" in desk.status


async def test_undo_and_redo_of_a_tag(desk):
    await desk.press("t", "a", "u")
    assert desk.marks == []
    assert desk.view.marks.in_order == []
    await desk.press("ctrl+r")
    assert [mark.tag for mark in desk.marks] == ["agreement"]


async def test_walking_marks_and_removing_one(desk):
    await desk.press("S", "t", "a", "j", "t", "v", "g", "right_square_bracket")
    assert desk.view.selection.span == desk.marks[0].span
    await desk.press("right_square_bracket")
    assert desk.view.cursor.unit == 1
    await desk.press("x")
    assert [mark.tag for mark in desk.marks] == ["agreement"]
    await desk.press("left_square_bracket", "x", "u")
    assert [mark.tag for mark in desk.marks] == ["agreement"]


async def test_find_selects_the_hit_and_walks_on(desk):
    word = ENGLISH.split()[-1].strip(".").lower()
    await desk.press("slash", *word, "enter")
    assert desk.words_selected.lower() == word
    await desk.press("t", "s")
    assert desk.marks[0].exact.lower() == word


async def test_find_sees_through_scripts(desk):
    await desk.press("slash", "兩", "enter")
    assert desk.words_selected == "两"


async def test_script_is_for_display_only(desk):
    await desk.press("s", "s")
    layout = desk.view.layout_now
    shown = layout.text(0, "right")
    span = desk.reader.page.blocks[0].right
    assert shown != CHINESE[span.start : span.end]
    assert len(shown) == span.end - span.start
    await desk.press("tab", "t", "a")
    assert desk.marks[0].exact == CHINESE[span.start : span.end]


async def test_layouts_cycle(desk):
    seen = []
    for _ in range(5):
        await desk.press("backslash")
        seen.append((desk.view.view, desk.view.layout_now.geometry.sides))
    assert [view for view, _ in seen] == ["left", "right", "stacked", "reveal", "auto"]
    assert seen[1][1] == ("right",)


async def test_done_and_flag_are_records(desk):
    await desk.press("exclamation_mark", "d")
    reading = desk.app.library.readings.of_article(1)
    assert (reading.state, reading.flagged) == ("done", True)


async def test_done_names_the_next_article_it_opens(desk):
    """It went on to the next article without a word."""
    add_article(desk.app.library, "A lighthouse [b]is[/b] lit", ENGLISH)
    await desk.press("q")
    desk.app.push_screen(ReaderScreen(1, (1, 3)))
    await desk.settle()
    await desk.press("d")
    assert "Done. Next: A lighthouse [b]is[/b] lit" in str(desk.reader.status.content)
    assert desk.reader.article_id == 3
    await desk.press("d")
    assert str(desk.reader.status.content).strip().startswith("Done")


async def test_the_place_is_kept_and_reading_writes_nothing(desk):
    before = desk.app.library.path.read_bytes()
    await desk.press("j", "tab", "j", "q")
    desk.app.push_screen(ReaderScreen(1, (1,)))
    await desk.settle()
    assert (desk.view.cursor.unit, desk.view.cursor.side) == (2, "right")
    assert desk.app.library.path.read_bytes() == before


async def test_an_article_that_changes_while_it_is_opened_is_opened_as_it_is_then(desk):
    """A change made in a reader that was left is told to the one opened next."""
    screen = ReaderScreen(1, (1,))
    await desk.app.push_screen(screen)
    assert screen.spread is None
    desk.library.coding.tag(1, span_of(ENGLISH, "friendship"), "visit")
    desk.app.reread_screens()
    await desk.settle()
    assert screen.spread.left.id == 1
    assert len(screen.view.marks.in_order) == len(desk.marks) == 1
    assert not desk.app._notifications


async def test_escape_leaves_one_level_at_a_time(desk):
    await desk.press("slash", "escape")
    assert not desk.reader.query_one("#find").display
    await desk.press("v", "escape", "l", "escape")
    assert desk.view.cursor.word is None
    assert desk.app.screen is desk.reader
    await desk.press("escape")
    assert not isinstance(desk.app.screen, ReaderScreen)


async def test_a_click_puts_the_cursor_on_the_word(desk):
    layout = desk.view.layout_now
    word = desk.reader.page.words(1, "right")[2]
    y = layout.y_of("right", word.start) - desk.view.scroll_offset.y
    line = layout.line(1, "right", 0)
    before = CHINESE[line.start : word.start]
    x = layout.geometry.start("right") + 2 * len(before)
    await desk.pilot.click(desk.view, offset=(x + 1, y))
    await desk.settle()
    assert desk.view.cursor.unit == 1
    assert desk.view.cursor.side == "right"
    assert desk.view.cursor.word.contains(word)


async def test_help_lists_every_command_of_the_reader(desk):
    await desk.press("question_mark")
    assert desk.app.screen.query("KeyList")
    await desk.press("escape")
    assert isinstance(desk.app.screen, ReaderScreen)


@pytest.mark.parametrize("desk", [(80, 24), (120, 40)], indirect=True)
async def test_the_key_bar_offers_help_and_undo(desk):
    """Without the program's commands in it, nothing on the screen said that there is help."""
    from cityreader.ui.widgets.key_bar import KeyBar

    wide = desk.app.size.width == 120
    for key in ("", "v"):
        await desk.press(*key)
        bar = str(desk.reader.query_one(KeyBar).render())
        assert bar.rstrip().endswith("? keys")
        assert ("^p commands" in bar) == wide
        assert "u undo" in bar or (key and not wide)


async def test_the_footer_lists_the_keys_of_the_mode(desk):
    from cityreader.ui.widgets.key_bar import KeyBar

    bar = desk.reader.query_one(KeyBar)
    assert "SELECT" not in str(bar.render())
    await desk.press("v")
    assert "SELECT" in str(bar.render())
    assert "done" not in str(bar.render())


async def test_a_burst_of_keys_reaches_what_each_is_meant_for(desk):
    """As a slow link sends them: all in one piece, before any of them has had its effect."""
    from textual import events

    for key in ["t", "v", "j", "t", "f", "slash", "m", "a", "y", "enter", "t", "s"]:
        desk.app.post_message(events.Key(key, key if len(key) == 1 else None))
    for _ in range(50):
        await desk.settle()
        if len(desk.marks) == 3:
            break
    rows = [desk.reader.page.unit_at("left", mark.start) for mark in desk.marks]
    assert sorted((mark.tag, row) for mark, row in zip(desk.marks, rows, strict=True)) == [
        ("forum", 1),
        ("statement", 1),
        ("visit", 0),
    ]
    assert next(mark.exact for mark in desk.marks if mark.tag == "statement") == "May"


async def test_a_note_that_cannot_be_stored_is_offered_again(desk):
    """The library is replaced under the open program, as a program that syncs folders does."""
    await desk.press("m", *"Call", "space", *"Ada")
    path = desk.app.library.path
    copy = path.with_name("copy.db")
    copy.write_bytes(path.read_bytes())
    copy.replace(path)
    await desk.press("enter")
    assert desk.marks == []
    await desk.press("m")
    shown = desk.app.screen.query_one("NoteArea").text
    assert shown == "Call Ada"
    await desk.press("escape")


async def test_the_form_changes_the_event_and_the_status_line(desk):
    await desk.press("t", "a", "e")
    await desk.press(*"Port", "space", *"deal", "enter")
    (mark,) = desk.marks
    assert desk.app.library.events.get(mark.event_uuid).title == "Port deal"
    assert "Port deal" in desk.status


async def test_e_opens_the_event_just_made_also_where_another_stands(desk):
    await desk.press("t", "f", "t", "a", "e")
    assert desk.reader.event.type == "agreement"
    assert desk.app.screen.query("Picks")
    await desk.press("escape")


async def test_x_removes_the_last_mark_made_in_the_row(desk):
    await desk.press("t", "f", "t", "a", "x")
    assert [mark.tag for mark in desk.marks] == ["forum"]


async def test_a_key_that_waits_while_selecting_says_so(desk):
    await desk.press("v", "d")
    assert "esc ends the selection" in desk.status
    assert desk.app.library.readings.of_article(1) is None


async def test_the_place_is_never_cut_by_a_long_message(desk):
    desk.reader.say("A message " * 30)
    assert str(desk.reader.status.content).endswith("row 1/4 · 25 %")


async def test_the_menu_explains_what_the_arrow_keys_stand_on_and_enter_takes_it(desk):
    await desk.press("t", "down")
    menu = desk.reader.query_one(TagMenu)
    forum = desk.reader.codebook.get("forum")
    shown = menu.render().plain
    assert forum.definition in shown
    assert forum.yes[0] in shown
    assert forum.no[0] in shown
    await desk.press("right", "right", "left")
    visit = desk.reader.codebook.get("visit")
    assert visit.definition in menu.render().plain
    assert forum.definition not in menu.render().plain
    await desk.press("enter")
    assert [mark.tag for mark in desk.marks] == ["visit"]
    await desk.press("j", "t", "enter")
    assert [mark.tag for mark in desk.marks] == ["visit"]


async def test_a_topic_on_words_has_a_small_letter_and_makes_no_event(desk):
    await desk.press("l", "v", "t", "space", *"health", "enter")
    (mark,) = desk.marks
    assert (mark.tag, mark.event_uuid, mark.role) == ("health", None, None)
    topic = desk.reader.codebook.get("health")
    assert [one.letter for one in desk.view.marks.in_order] == [topic.key.lower()]
    assert desk.app.library.records.events("") == []


@pytest.mark.parametrize("desk", [(80, 24), (120, 40)], indirect=True)
async def test_the_line_of_keys_is_that_of_the_menu_of_tags_while_it_is_open(desk):
    """Taken out once: the focus that moved to the menu put the keys of the text back."""
    from cityreader.ui.widgets.key_bar import KeyBar

    bar = desk.reader.query_one(KeyBar)
    await desk.press("t")
    assert str(bar.render()).strip().startswith("TAG")
    await desk.press("escape")
    assert bar.mode == "read"
    await desk.press("v", "t")
    assert str(bar.render()).strip().startswith("TAG")
    await desk.press("a")
    assert bar.mode == "read"
    assert len(desk.marks) == 1


@pytest.mark.parametrize("desk", [(80, 24)], indirect=True)
async def test_the_hint_of_every_mode_fits_eighty_columns(desk):
    """Taken out once: that of the labels ended before it said what esc does."""
    from cityreader.ui.widgets.key_bar import HINTS, KeyBar

    bar = desk.reader.query_one(KeyBar)
    for mode in HINTS:
        bar.mode = mode
        assert bar.render().cell_length <= bar.content_size.width, mode


@pytest.mark.parametrize("desk", [(80, 24), (120, 40)], indirect=True)
async def test_words_are_picked_by_dragging_over_lines_in_either_language(desk):
    """What is dragged over is whole words of one side, also where the mouse leaves it."""
    layout, view = desk.view.layout_now, desk.view

    def cell(side, words):
        """Where the first character of some words is painted."""
        start = span_of(desk.reader.page.body(side), words).start
        y = layout.y_of(side, start) - view.scroll_offset.y
        x = next(x for x in range(view.size.width) if layout.offset_at(x, y) == (side, start))
        return x, y

    for side, first, last, words in (
        ("left", "Haicheng", "on Friday", "Haicheng signed a friendship agreement on"),
        ("right", "两座", "签署", "两座港口城市周五签署"),
    ):
        await desk.pilot.mouse_down(view, offset=cell(side, first))
        x, y = cell(side, last)
        view.post_message(events.MouseMove(view, x, y, 0, 0, 1, False, False, False, x, y))
        await desk.pilot.mouse_up(view, offset=cell(side, last))
        await desk.settle()
        body = desk.reader.page.body(side)
        assert body[slice(*desk.view.selection.span)] == words
        await desk.press("t", "a")
    assert [mark.exact for mark in desk.marks] == [
        "Haicheng signed a friendship agreement on", "两座港口城市周五签署",
    ]  # fmt: skip
    assert len({mark.event_uuid for mark in desk.marks}) == 1


async def test_the_tag_used_last_is_repeated_at_the_next_start(paired, folders):
    """Taken out once: the reader forgot it on the way back to the list."""
    paired.coding.tag(1, span_of(ENGLISH, "signed"), "agreement")
    paired.close()
    async with driven(paired.path, folders, by=AtReader, reading=(1,)) as desk:
        await desk.press("j", "full_stop")
        tags = [mark.tag for mark in desk.library.coding.marks([1])]
    assert tags == ["agreement", "agreement"]


async def test_a_key_of_another_mode_says_that_it_means_nothing_here(desk):
    """It said that ``esc`` leaves, which left the article."""
    await desk.press("f8")
    assert "f8 means nothing while reading: ? lists the keys." in desk.status


async def test_a_drag_of_which_the_terminal_told_no_moves_picks_words_and_lights_nothing_else(desk):
    """Taken out once: the words were taken from the moves alone."""
    body, layout = desk.reader.page.body("left"), desk.view.layout_now
    first, last = span_of(body, "Haicheng").start, span_of(body, "signed").end
    x, y = next(
        (x, layout.y_of("left", first))
        for x in range(desk.view.size.width)
        if layout.offset_at(x, layout.y_of("left", first)) == ("left", first)
    )
    await desk.pilot.mouse_down(desk.view, offset=(x - 1, y))
    await desk.pilot.mouse_up(desk.view, offset=(x + last - first, y))
    await desk.settle()
    assert body[slice(*desk.view.selection.span)] == "Haicheng signed"
    assert not desk.reader.selections
