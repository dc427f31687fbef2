from dataclasses import replace

import pytest
from dialog_app import NOT_ANSWERED, DialogApp
from event_making import HOSTILE
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual.widgets import OptionList, Static

from cityreader.coding.codebook import default_codebook
from cityreader.models import Codebook, Tag
from cityreader.text.safety import visible
from cityreader.ui.dialogs.tag_lines import TagColumns
from cityreader.ui.dialogs.tag_picker import TagPicker
from cityreader.ui.dialogs.tag_search import found, found_span, offered
from cityreader.ui.dialogs.topic_picker import TopicChoice, TopicPicker
from cityreader.ui.theme import DARK

BOOK = default_codebook()
ALL = (*BOOK.event_types, *BOOK.topics)
HOSTILE_BOOK = Codebook(
    "hostile", "1", "0",
    tuple(
        Tag(f"t{number}", kind, {"en": text, "zh-Hans": text}, str(number), None,
            definition=text, yes=(text,), no=(text,))
        for number, (text, kind) in enumerate(
            [*((text, "event") for text in HOSTILE), *((text, "topic") for text in HOSTILE)]
        )
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("f", "forum"),
        ("agr", "agreement"),
        ("TWIN", "twinning"),
        ("sister", "twinning"),
        ("协议", "agreement"),
        ("協議", "agreement"),
        ("论坛", "forum"),
        ("cities", "twinning"),
        ("aid", "gift"),
        ("strait", "cross-strait"),
    ],
)
def test_a_few_letters_find_a_tag(query, first):
    assert found(ALL, query)[0].code == first


def test_a_key_comes_before_a_name_and_order_stays_otherwise():
    assert [tag.code for tag in found(ALL, "h")][:2] == ["honour", "health"]
    assert found(ALL, " ") == list(ALL)
    assert found(ALL, "zzz") == []


def test_a_tag_stands_behind_the_one_it_belongs_to_and_under_it():
    """Without the branches a part of a type is listed far from it, as if it were another."""
    part = Tag("mou", "event", {"en": "Memorandum"}, "m", None, parent="agreement")
    deeper = Tag("loi", "event", {"en": "Letter of intent"}, "q", None, parent="mou")
    book = replace(BOOK, tags=(deeper, part, *BOOK.tags))
    _, types, _ = offered(book, [])
    codes = [tag.code for tag in types]
    at = codes.index("agreement")
    assert codes[at : at + 3] == ["agreement", "mou", "loi"]
    columns = TagColumns.of(types, "en")
    assert "└ Memorandum" in columns.line(part, DARK).plain
    assert "  └ Letter of intent" in columns.line(deeper, DARK).plain
    assert "└" not in columns.line(part, DARK, "memo").plain


def test_recent_tags_come_first_and_once():
    used, types, topics = offered(BOOK, ["visit", "gone", "peace", "visit"])
    assert [tag.code for tag in used] == ["visit", "peace"]
    assert "visit" not in {tag.code for tag in types}
    assert "peace" not in {tag.code for tag in topics}
    assert len(used) + len(types) + len(topics) == len(ALL)


@given(st.text(max_size=5), st.text(max_size=2))
@settings(max_examples=80)
def test_what_is_found_lies_inside_the_text(text, query):
    span = found_span(text, query)
    if span is not None:
        assert 0 <= span[0] < span[1] <= len(text)


async def test_enter_picks_the_tag_used_last():
    app = DialogApp(TagPicker(BOOK, ["visit"]))
    async with app.run_test() as pilot:
        assert "used last" in app.shown()
        assert "Visit" in app.shown()
        await pilot.press("enter")
    assert app.answer == "visit"


async def test_letters_narrow_the_list_and_the_definition_follows():
    app = DialogApp(TagPicker(BOOK, []))
    async with app.run_test() as pilot:
        await pilot.press(*"gift")
        assert app.screen.query_one(OptionList).option_count == 1
        definition = str(app.screen.query_one(".definition", Static).content)
        assert BOOK.get("gift").definition in definition
        assert BOOK.get("gift").no[0] in definition
        await pilot.press("enter")
    assert app.answer == "gift"


async def test_arrow_keys_move_over_the_headings():
    app = DialogApp(TagPicker(BOOK, ["forum", "visit"]))
    async with app.run_test() as pilot:
        await pilot.press("down", "down", "enter")
    assert app.answer == "agreement"


async def test_chinese_is_typed_into_the_search():
    app = DialogApp(TagPicker(BOOK, [], lang="zh-Hant"))
    async with app.run_test() as pilot:
        await pilot.press(*"姊妹")
        assert "姊妹市" in app.shown()
        await pilot.press("enter")
    assert app.answer == "twinning"


async def test_nothing_found_picks_nothing():
    app = DialogApp(TagPicker(BOOK, []))
    async with app.run_test() as pilot:
        await pilot.press(*"[/]", "enter")
        assert "No tag has “[/]” in its name." in app.shown()
        assert app.answer is NOT_ANSWERED
        await pilot.press("escape")
    assert app.answer is None


async def test_a_click_picks_and_a_click_beside_leaves():
    app = DialogApp(TagPicker(BOOK, []))
    async with app.run_test() as pilot:
        await pilot.click(OptionList, offset=(5, 2))
        assert app.answer == "visit"
        app.ask(TagPicker(BOOK, []))
        await pilot.pause()
        await pilot.click(offset=(0, 0))
        assert app.answer is None


async def test_topics_are_taken_by_letter_space_and_click():
    app = DialogApp(TopicPicker(BOOK, frozenset({"health", "economy"})))
    async with app.run_test() as pilot:
        assert app.shown().count("☑") == 2
        await pilot.press("space", "s")
        await pilot.click(OptionList, offset=(5, 1))
        assert app.shown().count("☑") == 3
        await pilot.press("enter")
    assert app.answer == TopicChoice(("education", "cross-strait"), ("economy",))


async def test_a_topic_taken_twice_is_no_change():
    app = DialogApp(TopicPicker(BOOK, frozenset()))
    async with app.run_test() as pilot:
        await pilot.press("p", "p", "enter")
    assert app.answer == TopicChoice((), ())


async def test_leaving_the_topics_changes_nothing():
    app = DialogApp(TopicPicker(BOOK, frozenset({"health"})))
    async with app.run_test() as pilot:
        await pilot.press("h", "escape")
    assert app.answer is None


async def test_a_chosen_topic_out_of_force_can_be_taken_away_and_others_stay():
    retired = replace(BOOK.get("peace"), retired=True)
    book = replace(BOOK, tags=(*(t for t in BOOK.tags if t.code != "peace"), retired))
    app = DialogApp(TopicPicker(book, frozenset({"peace", "visit", "unknown"})))
    async with app.run_test() as pilot:
        assert "retired" in app.shown()
        await pilot.press("p", "enter")
    assert app.answer == TopicChoice((), ("peace",))


async def test_an_input_method_is_noticed_among_the_topics():
    app = DialogApp(TopicPicker(BOOK, frozenset()))
    async with app.run_test() as pilot:
        await pilot.press("市")
        assert "The input method is on." in app.shown()


async def test_a_codebook_without_topics_shows_an_empty_list():
    app = DialogApp(TopicPicker(replace(BOOK, tags=BOOK.event_types), frozenset()))
    async with app.run_test() as pilot:
        await pilot.press("space", "a", "enter")
    assert app.answer == TopicChoice((), ())


@pytest.mark.parametrize(
    "dialog",
    [
        lambda: TagPicker(HOSTILE_BOOK, ["t0"], title=HOSTILE[0]),
        lambda: TopicPicker(HOSTILE_BOOK, frozenset({"t4"})),
    ],
)
async def test_hostile_tags_show_as_plain_text(dialog):
    app = DialogApp(dialog())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("down", "down", "up")
        shown = app.shown()
        assert "[/] [@click=app.quit]x[/]" in shown
        assert visible(HOSTILE[1]) in shown
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        await pilot.press("enter")
    assert app.answer is not NOT_ANSWERED


async def test_enter_in_a_burst_picks_what_the_keys_before_it_lead_to():
    """Taken out once: the list had not followed the letters yet, nor the cursor the arrow."""
    app = DialogApp(TagPicker(BOOK, []))
    async with app.run_test() as pilot:
        field = app.screen.focused
        for key in ("f", "down", "enter", "x"):
            field.post_message(events.Key(key, key if len(key) == 1 else None))
        await pilot.pause()
    assert app.answer == found(ALL, "f")[1].code
