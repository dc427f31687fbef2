import time
from dataclasses import replace

import pytest
from dialog_app import NOT_ANSWERED, DialogApp, paste, type_text
from event_making import EVENT, HOSTILE, mention

from cityreader.coding.codebook import default_codebook
from cityreader.library.date_readings import EventSheet
from cityreader.library.named_places import PlaceNames
from cityreader.models import Article, Count, DateRange, Event, Participant, Place
from cityreader.text.safety import visible
from cityreader.ui.dialogs.details import ArticleDetails, DetailsDialog
from cityreader.ui.dialogs.event_form import EventForm, EventRemoval
from cityreader.ui.dialogs.fields import TextField
from cityreader.ui.widgets.words import Words

BOOK = default_codebook()
MARKS = [mention("signed two memorandums"), mention("簽署兩項備忘錄", "m2", "trigger", "zh-Hant")]
ARTICLE = Article(
    id=12,
    uuid="8c7f2f8e-1111-5222-8333-123456789abc",
    title="Two cities meet",
    lang="en",
    source="City Gazette",
    author=None,
    url="https://gazette.example/1",
    published=DateRange("2025-12-29", "2025-12-29", "day", "29 Dec 2025", "front matter `date`"),
    kind="article",
    revision=2,
    text_sha256="0" * 64,
    length=5321,
    added_at="2026-01-05T10:00:00Z",
    reasons={"title": "front matter `title`", "source": "by hand"},
)
PLAIN = Event("e1", "visit", "happened", "c0", "2026-01-05T10:00:00Z", "2026-01-05T10:00:00Z")
WIDE, SLIM = (112, 34), (80, 24)


def form(event=EVENT):
    return EventForm(EventSheet(event, tuple(MARKS), "Two cities meet"), BOOK)


def details(article=ARTICLE):
    return DetailsDialog(article, ["/news/one.md", "/news/two.md"])


async def fill(pilot, **texts):
    """Write into fields, over what stood in them; the cursor is in the last."""
    for name, text in texts.items():
        field = pilot.app.screen.query(f"#{name}").first(TextField)
        field.value = text
    field.focus()
    await pilot.pause()


async def choose(pilot, field, *keys):
    """Press keys in a field."""
    pilot.app.screen.query(f"#{field}").first().focus()
    await pilot.press(*keys)


async def test_an_untouched_form_gives_the_same_event():
    app = DialogApp(form())
    async with app.run_test(size=SLIM) as pilot:
        await pilot.press("enter")
    assert app.answer == EVENT


async def test_the_form_shows_every_field():
    app = DialogApp(form())
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        shown = app.shown()
        for words in (
            "Two cities meet", "signed two memorandums", "簽署兩項備忘錄", "● a Agreement",
            "● happened", "Two memorandums on water and training", "2025-12-28", "day",
            "Sunday, 28 December 2025", "Shanghai", "CN", "蔣萬安", "person", "signatory", "actor",
            "Mayor", "Taipei", "2 agreements; about 300 guests", "☑ education", "☑ water",
            "☐ youth", "shanghai-taipei-city", "● 1 stated", "☐ aggregate",
            "The total of 49 is coded apart.", "remove the event with its 2 marks",
        ):  # fmt: skip
            assert words in shown, words
        await choose(pilot, "type", "v")
        assert BOOK.get("visit").definition.split(".")[0] in app.shown()


async def test_every_field_is_reached_and_visible_on_a_small_screen():
    app = DialogApp(form())
    async with app.run_test(size=SLIM) as pilot:
        await pilot.pause()
        fields = list(app.screen.focus_chain)
        form_region = app.screen.query_one(".form").region
        for field in fields[::6]:
            field.focus()
            await pilot.pause()
            assert form_region.contains_region(field.region), field.id
        order = [field.id for field in fields]
    assert order[:5] == ["type", "status", "title", "date", "date_words"]
    assert order[-3:] == ["themes", "note", "removal"]
    assert len(set(order)) == 24


async def test_fields_are_edited_from_the_keyboard():
    app = DialogApp(form(PLAIN))
    async with app.run_test(size=SLIM) as pilot:
        await fill(
            pilot,
            title="A mayor calls 市長來訪", date="2025-Q4", date_words="last autumn",
            place="Prague", country="CZ", mode="online", counts="95 guests", series="forum",
            edition="15", name="Hrib", name_zh="賀瑞普", office="Mayor", of="Prague",
        )  # fmt: skip
        await choose(pilot, "type", "a")
        await choose(pilot, "status", "p", "p")
        await choose(pilot, "certainty", "2")
        await choose(pilot, "flags", "space", "right", "space")
        await choose(pilot, "kind", "p")
        await choose(pilot, "role", "s")
        await choose(pilot, "side", "a")
        await choose(pilot, "themes", "y", "space", "c", "space", "tab")
        await type_text(pilot, "why")
        await pilot.press("ctrl+j", "s", "o", "enter")
    assert app.answer == replace(
        PLAIN,
        type="agreement",
        status="proposed",
        title="A mayor calls 市長來訪",
        date=DateRange("2025-10-01", "2025-12-31", "quarter", "last autumn", "by hand"),
        place=Place("Prague", "CZ"),
        mode="online",
        counts=(Count("guests", 95),),
        series_id="forum",
        series_edition="15",
        certainty=2,
        aggregate=True,
        historical=True,
        participants=(
            Participant(
                "Hrib", "Hrib", "賀瑞普", "person", "signatory", "actor", "Mayor", "Prague"
            ),
        ),
        themes=("youth", "city diplomacy"),
        note="why\nso",
    )


async def test_the_precision_is_told_and_a_wrong_date_is_named_and_nothing_is_lost():
    app = DialogApp(form(PLAIN))
    async with app.run_test(size=SLIM) as pilot:
        await pilot.press("tab")
        for typed, told in (("2025", "year"), ("-12-28", "day"), ("..30", "3 days"), ("x", "not")):
            await type_text(pilot, typed)
            assert told in app.shown()
        await fill(pilot, title="T", date="2025-02-30", date_words="in spring")
        await pilot.press("enter")
        await pilot.pause()
        assert app.answer is NOT_ANSWERED
        assert app.screen.focused.id == "date"
        assert "February 2025 has no day 30" in app.shown()
        assert "2025-02-30" in app.shown()
        await fill(pilot, date="2025-02-28")
        await pilot.press("enter")
    assert app.answer.date == DateRange("2025-02-28", "2025-02-28", "day", "in spring", "by hand")
    assert app.answer.title == "T"


async def test_a_form_that_was_left_is_offered_again_until_it_is_saved():
    app = DialogApp(form())
    async with app.run_test(size=SLIM) as pilot:
        await fill(pilot, title="Other words", date="soon")
        app.screen.query("#name").last().focus()
        await type_text(pilot, "Kobe")
        await pilot.press("escape")
        assert app.answer is None
        assert list(app.drafts) == [f"event:{EVENT.uuid}"]
        app.ask(form())
        await pilot.pause()
        assert "Other words" in app.shown()
        assert "soon" in app.shown()
        assert "^r as saved" in app.shown()
        await pilot.press("ctrl+r")
        assert "Other words" not in app.shown()
        await pilot.press("ctrl+r")
        await fill(pilot, date="2025-12-28")
        await pilot.press("enter")
    people = (*EVENT.participants, Participant("Kobe", "Kobe", None, "city"))
    assert app.answer == replace(EVENT, title="Other words", participants=people)
    assert app.drafts == {}


async def test_a_participant_is_added_on_the_empty_line_and_removed_by_emptying():
    app = DialogApp(form())
    async with app.run_test(size=SLIM) as pilot:
        names = [field for field in app.screen.focus_chain if field.id == "name"]
        assert len(names) == 3
        await fill(pilot, name=" ", name_zh="")
        names[2].focus()
        await type_text(pilot, "Kobe")
        assert len([field for field in app.screen.focus_chain if field.id == "name"]) == 4
        await pilot.press("enter")
    assert app.answer.participants == (
        EVENT.participants[1],
        Participant("Kobe", "Kobe", None, "city"),
    )


async def test_arrow_keys_go_from_line_to_line():
    app = DialogApp(form())
    async with app.run_test(size=WIDE) as pilot:
        visited = []
        for start, key in (("title", "down"), ("date", "up"), ("edition", "down"), ("of", "up")):
            await choose(pilot, start, key)
            visited.append(app.screen.focused.id)
    assert visited == ["date", "title", "part_of", "flags"]


async def test_x_removes_the_event_on_the_last_line_and_enter_saves_there_too():
    app = DialogApp(form())
    async with app.run_test(size=SLIM) as pilot:
        await pilot.press("x")
        assert app.answer is NOT_ANSWERED
        await choose(pilot, "removal", "enter")
        assert app.answer == replace(EVENT, title=f"{EVENT.title}x")
        app.ask(form())
        await pilot.pause()
        await choose(pilot, "removal", "x")
    assert app.answer == EventRemoval(EVENT.uuid)


@pytest.mark.parametrize("field", ["title", "note", "status", "name", "removal"])
async def test_f8_removes_the_event_from_any_field(field):
    """The line said "x", which the title field took for a letter."""
    app = DialogApp(form())
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert "f8  remove the event" in app.shown()
        assert "f8 remove " in app.shown()
        await choose(pilot, field, "f8")
    assert app.answer == EventRemoval(EVENT.uuid)


async def test_choices_and_the_removal_take_clicks():
    app = DialogApp(form())
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.click("#status", offset=(14, 0))
        await pilot.click("#flags", offset=(0, 0))
        await pilot.click("#certainty", offset=(2, 0))
        await pilot.click("#kind", offset=(2, 0))
        shown = app.screen.typed()
        await pilot.click("#removal")
    assert (shown.status, shown.aggregate, shown.certainty) == ("planned", True, 0)
    assert shown.participants[0].kind == "government"
    assert app.answer == EventRemoval(EVENT.uuid)


async def test_values_that_the_codebook_does_not_know_stay_and_many_mentions_are_counted():
    event = replace(
        EVENT, type="summit", themes=("old theme", "water"),
        participants=(Participant("A", kind="body", role="guest", side="actor"),),
    )  # fmt: skip
    marks = [mention(f"quote {number}") for number in range(7)]
    app = DialogApp(EventForm(EventSheet(event, tuple(marks)), BOOK))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert "quote 3" in app.shown()
        assert "quote 4" not in app.shown()
        assert "and 3 more" in app.shown()
        assert "☑ old theme" in app.shown()
        assert "● summit" in app.shown()
        await pilot.press("enter")
    assert app.answer == event


async def test_turning_the_screen_keeps_what_was_typed():
    app = DialogApp(form())
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("!")
        await pilot.resize_terminal(60, 16)
        await pilot.pause()
        await pilot.press("enter")
    assert app.answer.title == f"{EVENT.title}!"


async def test_a_hostile_event_shows_as_plain_text_and_comes_back_as_it_was():
    one, two, three = HOSTILE
    event = replace(
        EVENT, type=one, title=two, note=three, mode=one, series_id=two, themes=(one, two),
        place=Place(three, one), date=replace(EVENT.date, text=one), counts=(Count(two, 1, one),),
        participants=(Participant(one, two, three, "city", one, None, two, three),),
    )  # fmt: skip
    marks = tuple(mention(text, role=text) for text in HOSTILE)
    app = DialogApp(EventForm(EventSheet(event, marks, two), BOOK))
    async with app.run_test(size=WIDE) as pilot:
        await choose(pilot, "role", "right", "left")
        shown = app.shown()
        assert all(visible(text) in shown for text in HOSTILE)
        assert not {"\x1b", "\u202e", "\x00"} & set(shown)
        await pilot.press("enter")
    assert app.answer == event


async def test_details_show_fields_reasons_and_facts():
    app = DialogApp(details())
    async with app.run_test(size=SLIM) as pilot:
        await pilot.pause()
        shown = app.shown()
        for words in (
            "Two cities meet", "front matter `title`", "City Gazette", "by hand",
            "https://gazette.example/1", "en", "2025-12-29", "day · front matter `date`",
            "12 · revision 2 · 5,321 characters", ARTICLE.uuid, "2026-01-05", "/news/one.md",
            "/news/two.md",
        ):  # fmt: skip
            assert words in shown, words
        await pilot.press("enter")
    assert app.answer == ArticleDetails(
        ARTICLE.title, ARTICLE.source, None, ARTICLE.url, "en", ARTICLE.published
    )


async def test_details_are_edited_and_say_so():
    app = DialogApp(details())
    async with app.run_test(size=SLIM) as pilot:
        await fill(
            pilot, title="New", source="", author="王小明", lang="zh-Hant", published="2025-12"
        )
        assert "month · by hand" in app.shown()
        await pilot.press("enter")
    assert app.answer == ArticleDetails(
        "New",
        None,
        "王小明",
        ARTICLE.url,
        "zh-Hant",
        DateRange("2025-12-01", "2025-12-31", "month", "29 Dec 2025", "by hand"),
    )


async def test_wrong_details_are_named_one_after_the_other():
    app = DialogApp(details())
    async with app.run_test(size=SLIM) as pilot:
        await fill(pilot, title="", lang="english!", published="soon")
        for field, right, reason in (
            ("title", "New", "An article needs a title."),
            ("lang", "zh-Hant", "Not a language code"),
            ("published", "", "Not a date"),
        ):
            await choose(pilot, "url", "enter")
            assert app.answer is NOT_ANSWERED
            assert app.screen.focused.id == field
            assert reason in app.shown()
            await fill(pilot, **{field: right})
        await pilot.press("enter")
    assert app.answer == ArticleDetails(
        "New", ARTICLE.source, None, ARTICLE.url, "zh-Hant",
        DateRange(text="29 Dec 2025"),
    )  # fmt: skip


async def test_a_title_is_asked_for_only_while_there_is_none():
    """Taken out once: the warning stayed while one was typed, and the hint said so too."""
    app = DialogApp(details())
    async with app.run_test(size=SLIM) as pilot:
        await choose(pilot, "url", "shift+tab")
        app.screen.query_one("#title").focus()
        await pilot.pause()
        assert "needs a title" not in app.shown()
        await fill(pilot, title="")
        await pilot.press("enter")
        await pilot.pause()
        assert "An article needs a title." in app.shown()
        await pilot.press("N")
        await pilot.pause()
        assert "needs a title" not in app.shown()
        await pilot.press("backspace")
        await pilot.press("enter")
        await pilot.pause()
        assert "An article needs a title." in app.shown()


async def test_details_that_were_left_are_offered_again():
    app = DialogApp(details())
    async with app.run_test(size=SLIM) as pilot:
        await paste(pilot, " again")
        await pilot.press("escape")
        app.ask(details())
        await pilot.pause()
        assert app.screen.query_one("#title", TextField).value == "Two cities meet again"
        await pilot.press("enter")
    assert app.answer.title == "Two cities meet again"
    assert app.drafts == {}


async def test_hostile_details_show_as_plain_text_and_come_back_as_they_were():
    one, two, three = HOSTILE
    article = replace(
        ARTICLE, title=one, source=two, author=three, url=one, lang=two, kind=three,
        reasons={"title": one, "source": two, "lang": three},
    )  # fmt: skip
    app = DialogApp(DetailsDialog(article, list(HOSTILE)))
    async with app.run_test(size=SLIM) as pilot:
        await pilot.pause()
        assert all(visible(text) in app.shown() for text in HOSTILE)
        await pilot.press("enter")
    assert app.answer == ArticleDetails(one, two, three, one, two, ARTICLE.published)


async def test_the_details_say_when_an_article_came_on_the_clock_of_the_person(monkeypatch):
    """The moment stood there as the library keeps it, with its milliseconds and its Z."""
    monkeypatch.setenv("TZ", "Asia/Taipei")
    time.tzset()
    try:
        app = DialogApp(details())
        async with app.run_test(size=WIDE) as pilot:
            await pilot.pause()
            assert "2026-01-05 18:00" in app.shown()
            assert "T10:00" not in app.shown()
    finally:
        monkeypatch.undo()
        time.tzset()


async def test_the_form_tells_where_a_place_lies_while_it_is_typed():
    """Without ``_show_place`` nothing tells which of the cities of a name is meant."""
    app = DialogApp(EventForm(EventSheet(EVENT, tuple(MARKS), places=PlaceNames()), BOOK))
    async with app.run_test(size=SLIM) as pilot:
        meant = app.screen.query_one("#place-meant", Words)
        assert str(meant.content) == "Shanghai, CN · 31.23, 121.47"
        await fill(pilot, place="Portland")
        assert str(meant.content).endswith("or Portland, Maine")
        await fill(pilot, place="Kaohsiung")
        await pilot.press("enter")
    assert app.answer.place == Place("Kaohsiung", "TW", 22.62, 120.31, "city")
