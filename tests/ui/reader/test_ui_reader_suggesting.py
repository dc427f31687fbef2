"""Suggestions in the reader, driven by keys; what is asserted is the view and the database."""

import json

import pytest
from textual import events
from typist import Typist, typing_in

from cityreader.config import Config
from cityreader.ui.app import CityReaderApp
from cityreader.ui.reading.marks import SuggestedMark
from cityreader.ui.screens.reader import ReaderScreen
from cityreader.ui.widgets.gloss_line import GlossLine
from shelf import CHINESE, ENGLISH, span_of

SIGNED, QIANSHU = span_of(ENGLISH, "signed"), span_of(CHINESE, "签署")


class Reading(Typist):
    """A typist who also looks at what is suggested."""

    async def settle(self):
        for _ in range(3):
            await super().settle()

    async def press(self, *keys):
        await super().press(*("right_square_bracket" if key == "]" else key for key in keys))

    @property
    def suggested(self):
        """Side, letter and words of what is suggested, in reading order."""
        body = self.reader.page.body
        return [
            (one.side, one.letter, body(one.side)[slice(*one.span)])
            for one in self.view.marks.stops
            if isinstance(one, SuggestedMark)
        ]

    @property
    def told(self):
        return self.reader.query_one(GlossLine).told

    @property
    def status(self):
        return str(self.reader.status.content)

    @property
    def events(self):
        return self.app.library.records.events("")

    @property
    def decisions(self):
        with self.app.library._context.view() as view:
            rows = view.rows("SELECT type, trigger, decision FROM suggestion_decisions")
        return [(row["type"], row["trigger"], row["decision"]) for row in rows]

    def gutter(self, block):
        """What the gutter shows under the number of a row."""
        line = self.view.layout_now.tops[block] + 1 - self.view.scroll_offset.y
        return self.view.render_line(line).text[1:5].strip()

    def underlined(self, words, side="left"):
        """Whether some words of the first row are underlined where they are painted."""
        start = span_of(self.reader.page.body(side), words).start
        y = self.view.layout_now.y_of(side, start) - self.view.scroll_offset.y
        segments = [s for s in self.view.render_line(y) if words in s.text]
        assert segments, f"{words} is no piece of its own"
        return bool(segments[0].style.underline)


@pytest.fixture
async def desk(paired, folders, request):
    """The reader on article 1 beside article 2; the parameter is the size of the screen."""
    paired.close()
    app = CityReaderApp(paired.path, Config(coder="Ann"), folders)
    async with app.run_test(size=getattr(request, "param", (120, 40))) as pilot:
        desk = Reading(app, pilot)
        await desk.settle()
        app.push_screen(ReaderScreen(1, (1,)))
        await desk.settle()
        yield desk
        await desk.settle()
    app.library.close()


BOTH_SIZES = pytest.mark.parametrize("desk", [(80, 24), (120, 40)], indirect=True)


@BOTH_SIZES
async def test_both_columns_show_what_is_suggested_not_by_colour_alone(desk):
    assert ("left", "·a", "signed") in desk.suggested
    assert ("right", "·a", "签署") in desk.suggested
    assert "·a" in desk.gutter(0)
    assert desk.underlined("signed")
    assert desk.underlined("签署", "right")
    await desk.press("]")
    assert desk.told.startswith(
        "suggested: ·a Agreement · 2025-03-14 · because “signed … agreement”"
    )
    assert desk.told.endswith("↵ accepts  x rejects")


async def test_looking_and_walking_and_hiding_write_nothing(desk):
    before = desk.app.library.path.read_bytes()
    await desk.press("]", "]", "]", "left_square_bracket", "j", "S", "S", "l", "tab")
    assert desk.app.library.path.read_bytes() == before


@BOTH_SIZES
async def test_a_suggestion_inside_a_mark_is_told_from_it(desk):
    """Without the underline only a shade would tell the suggestion inside the mark."""
    await desk.press("t", "s")
    assert ("left", "·a", "signed") in desk.suggested
    assert desk.gutter(0).startswith("S·")
    assert desk.underlined("signed")
    await desk.press("]")
    while desk.view.selection.span != SIGNED:
        await desk.press("]")
    await desk.press("enter")
    assert {mark.tag for mark in desk.marks} == {"statement", "agreement"}


async def test_walking_stops_at_suggestions_and_marks_in_reading_order(desk):
    await desk.press("t", "s")
    stops = [(one.side, one.span) for one in desk.view.marks.stops]
    assert desk.view.marks.in_order[0].annotation.tag == "statement"
    seen = []
    await desk.press("g")
    for _ in stops:
        await desk.press("]")
        seen.append((desk.view.selection.side, desk.view.selection.span))
    assert seen == stops
    await desk.press("]")
    assert (desk.view.selection.side, desk.view.selection.span) == stops[0]
    await desk.press("left_square_bracket")
    assert (desk.view.selection.side, desk.view.selection.span) == stops[-1]


async def test_two_marks_on_the_same_words_are_both_walked_to(desk):
    """Without the name of what was stepped to, the second of two equal spans is never reached."""
    await desk.press("S", "t", "s", "t", "v", "]")
    first = desk.reader.stepped_to().annotation.tag
    await desk.press("]")
    assert {first, desk.reader.stepped_to().annotation.tag} == {"statement", "visit"}
    assert desk.reader.mark_under_cursor() == desk.reader.stepped_to()


async def test_enter_accepts_what_the_line_tells_in_one_step(desk):
    """Taken out once: without ``origin`` in ``accept`` the event counts as made by hand."""
    await desk.press("]")
    assert desk.view.selection.span == SIGNED
    await desk.press("enter")
    (event,), (mark,) = desk.events, desk.marks
    assert (mark.span, mark.tag, mark.role, mark.origin) == (
        SIGNED, "agreement", "trigger", "suggestion",
    )  # fmt: skip
    assert (event.type, event.origin, event.date.start) == ("agreement", "suggestion", "2025-03-14")
    assert desk.decisions == [("agreement", "sign*", "accepted")]
    assert desk.reader.event.uuid == event.uuid
    assert "accepted · event made" in desk.status
    assert ("left", "·a", "signed") not in desk.suggested
    assert "A" in desk.gutter(0)
    await desk.press("u")
    assert (desk.events, desk.marks, desk.decisions) == ([], [], [])
    assert ("left", "·a", "signed") in desk.suggested


async def test_what_was_accepted_is_what_enter_then_opens(desk):
    await desk.press("]", "enter", "enter")
    assert type(desk.app.screen).__name__ == "EventForm"
    assert len(desk.events) == 1


async def test_enter_on_the_row_then_the_next_key_walks_on_from_what_was_accepted(desk):
    """Taken out once: without the place of the answer ``]`` leads to the mark just made."""
    assert desk.view.selection is None
    await desk.press("enter", "]")
    (mark,) = desk.marks
    assert desk.view.selection.span != mark.span
    stop = desk.reader.stepped_to()
    assert isinstance(stop, SuggestedMark)
    assert desk.view.marks.place(stop) > (0, "left", mark.span)
    await desk.press("left_square_bracket")
    assert desk.reader.stepped_to().name == mark.uuid


async def test_stepping_on_before_the_mark_is_on_the_disk_keeps_its_place(desk):
    """Taken out once: the answer moved the place back, and ``enter`` found nothing to accept."""
    await desk.press("]")
    keys = ["enter", "right_square_bracket", "right_square_bracket"]
    for key in keys:
        desk.app.screen.post_message(events.Key(key, None))
    await desk.settle()
    assert isinstance(desk.reader.stepped_to(), SuggestedMark)
    await desk.press("enter")
    assert [mark.origin for mark in desk.marks] == ["suggestion", "suggestion"]


async def test_accepting_in_an_undated_article_asks_for_its_date(tmp_path, folders):
    """As tagging does: told with the mark, and asked before the form. Taken out once: the status
    said only that an event was made."""
    text = "The towns of Lindmark and Haicheng signed a friendship agreement on Friday."
    async with typing_in(tmp_path, folders, text, "en") as typist:
        await typist.press("enter")
        (mark,) = typist.marks
        assert mark.origin == "suggestion"
        assert "undated article: D dates it" in str(typist.reader.status.content)
        assert typist.reader.event.date.start is None
        await typist.press("e")
        assert type(typist.app.screen).__name__ == "DateQuestion"
        await typist.press(*"2025-03-16", "enter")
        assert type(typist.app.screen).__name__ == "EventForm"
        (event,) = typist.app.library.records.events("")
        assert event.date.start == "2025-03-14"


async def test_a_burst_of_enters_accepts_once(desk):
    await desk.pilot.press("right_square_bracket", "enter", "enter", "enter")
    await desk.settle()
    assert len(desk.marks) == 1


async def test_the_counterpart_of_an_accepted_suggestion_joins_its_event(desk):
    await desk.press("]", "enter", "]", "]")
    assert desk.view.selection.span == QIANSHU
    await desk.press("enter")
    left, right = desk.marks
    assert (left.event_uuid, right.lang) == (right.event_uuid, "zh-Hans")
    assert "joins the event" in desk.status


async def test_x_rejects_remembers_and_u_brings_back(desk):
    await desk.press("]", "x")
    assert ("left", "·a", "signed") not in desk.suggested
    assert (desk.decisions, desk.marks) == ([("agreement", "sign*", "rejected")], [])
    assert "rejected · u undoes" in desk.status
    assert desk.view.selection.span == SIGNED
    desk.app.screen.open_article(1)
    await desk.settle()
    assert ("left", "·a", "signed") not in desk.suggested
    await desk.press("u")
    assert ("left", "·a", "signed") in desk.suggested
    assert desk.decisions == []


async def test_what_was_rejected_can_be_tagged_otherwise_at_once(desk):
    await desk.press("]", "x", "t", "v")
    assert [(mark.tag, mark.span, mark.origin) for mark in desk.marks] == [
        ("visit", SIGNED, "manual")
    ]


async def test_on_the_whole_row_the_line_and_enter_mean_the_likeliest(desk):
    assert desk.view.cursor.word is None
    here = desk.app.library.suggestions.of_article(1)
    best = max((one for one in here if one.sentence.start == 0), key=lambda one: one.score)
    assert desk.reader.codebook.get(best.type).label() in desk.told
    await desk.press("enter")
    assert [mark.tag for mark in desk.marks] == [best.type]


async def test_a_mark_in_the_sentence_comes_before_a_suggestion_there(desk):
    """Without the look at marks ``x`` would reject a suggestion instead of removing the mark."""
    await desk.press("t", "s")
    assert not desk.told.startswith("suggested")
    await desk.press("x")
    assert (desk.marks, desk.decisions) == ([], [])
    assert "Removed statement" in desk.status


async def test_removing_one_of_two_mentions_says_that_the_event_stays(desk):
    """It said "Removed statement", as if the event had gone."""
    await desk.press("t", "s", "tab", "t", "s", "x")
    assert "Mention removed; the event keeps 1 · u undoes" in desk.status
    assert len(desk.app.library.records.events("")) == 1
    assert desk.reader.event.mentions == 1
    await desk.press("tab")
    assert desk.status.startswith("▸ Statement")
    await desk.press("x")
    assert "Removed statement" in desk.status
    assert desk.app.library.records.events("") == []


async def test_a_mark_of_its_type_answers_a_suggestion(desk):
    await desk.press("t", "a")
    assert ("left", "·a", "signed") not in desk.suggested
    assert ("right", "·a", "签署") in desk.suggested
    await desk.press("x")
    assert ("left", "·a", "signed") in desk.suggested


async def test_suggestions_hide_until_they_are_wanted_again(desk, folders):
    await desk.press("S")
    assert desk.suggested == []
    assert "·a" not in desk.gutter(0)
    assert not desk.told.startswith("suggested")
    assert "hidden" in desk.status
    await desk.press("enter", "x")
    assert (desk.marks, desk.decisions) == ([], [])
    assert not desk.app.library.suggestions.shown
    await desk.press("S")
    assert desk.suggested


async def test_no_suggestion_stands_in_a_mode_in_which_enter_means_something_else(desk):
    await desk.press("a")
    assert not desk.told.startswith("suggested")
    await desk.press("escape")
    assert desk.told.startswith("suggested")


async def test_walking_leaves_out_the_column_that_is_hidden(desk):
    await desk.press("backslash")
    assert desk.view.view == "left"
    sides = set()
    for _ in desk.view.marks.stops:
        await desk.press("]")
        sides.add(desk.view.selection.side)
    assert sides == {"left"}


async def test_a_selection_becomes_a_trigger_and_none_again(desk, folders):
    await desk.press("j", "j", "j", "l", "v", "greater_than_sign", "A", "l")
    text = (folders.config / "suggestions.toml").read_text(encoding="utf-8")
    assert 'type = "launch"' in text
    assert 'trigger = ["Forty towns"]' in text
    assert ("left", "·l", "Forty towns") in desk.suggested
    assert "now suggests Launch" in desk.status
    await desk.press("A", "l")
    assert ("left", "·l", "Forty towns") not in desk.suggested
    assert "no trigger" in desk.status


async def test_undo_takes_a_trigger_back_before_what_was_changed_earlier(desk):
    """Taken out (``action_undo`` of the reader): ``u`` behind ``A`` took a mark back instead."""
    await desk.press("j", "j", "j", "l", "v", "greater_than_sign", "t", "l", "A")
    path = desk.app.library.suggestions.own_lexicon_file
    await desk.press("u")
    assert desk.status.startswith("Undone: “Forty towns”")
    assert "Forty towns" not in path.read_text(encoding="utf-8")
    assert len(desk.events) == 1
    await desk.press("u")
    assert not desk.events


async def test_undo_takes_no_trigger_back_behind_another_change(desk):
    """Taken out (the count of changes): ``u`` behind ``A`` and a flag took the trigger back."""
    await desk.press("j", "j", "j", "l", "v", "greater_than_sign", "t", "l", "A")
    path = desk.app.library.suggestions.own_lexicon_file
    await desk.press("exclamation_mark", "u")
    assert "Forty towns" in path.read_text(encoding="utf-8")


async def test_the_words_of_a_mark_become_a_trigger_with_one_key(desk):
    await desk.press("j", "j", "j", "l", "v", "greater_than_sign", "t", "l", "A")
    path = desk.app.library.suggestions.own_lexicon_file
    assert 'trigger = ["Forty towns"]' in path.read_text(encoding="utf-8")


async def test_a_whole_sentence_is_no_trigger(desk):
    await desk.press("t", "v", "A")
    assert not desk.app.library.suggestions.own_lexicon_file.exists()
    assert [note.title for note in desk.app._notifications] == ["No trigger"]


async def test_wrong_triggers_of_ones_own_are_named_once_and_marks_go_on(desk):
    """What reads the file names its line; nothing of it and nothing half of it is in force."""
    path = desk.app.library.suggestions.own_lexicon_file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('schema = 1\n\n[[cue]]\ntype = "visit"\nlang = "fr"\n', encoding="utf-8")
    await desk.press("t", "s", "u", "t", "s", "j", "t", "v")
    assert [mark.tag for mark in desk.marks] == ["statement", "visit"]
    assert desk.suggested == []
    (note,) = desk.app._notifications
    assert "suggestions.toml" in note.message
    assert "lang" in note.message


async def test_the_origin_travels_with_the_export(desk, tmp_path):
    await desk.press("]", "enter", "j", "t", "v")
    target = tmp_path / "out.json"
    desk.app.library.transfer.export(target, None)
    document = json.loads(target.read_text(encoding="utf-8"))
    origins = {one["tag"]: one["origin"] for one in document["annotations"]}
    assert origins == {"agreement": "suggestion", "visit": "manual"}
    assert {one["origin"] for one in document["events"]} == {"suggestion", "manual"}
