"""The form of an event, the date it asks for, and mentions in other articles, driven by keys."""

from contextlib import asynccontextmanager, suppress
from dataclasses import replace

import pytest
from textual import events
from textual.worker import WorkerCancelled
from typist import Typist, typing_in

from cityreader.config import Config
from cityreader.library.library import Library
from cityreader.models import DateRange
from cityreader.ui.app import CityReaderApp
from cityreader.ui.dialogs.date_question import DateQuestion
from cityreader.ui.dialogs.event_form import EventForm
from cityreader.ui.dialogs.event_picker import EventPicker, WholePicker
from cityreader.ui.screens.reader import ReaderScreen
from cityreader.ui.widgets.reader_lines import ReaderHeading
from cityreader.ui.widgets.words import Options
from driving import driven
from shelf import CHINESE, ENGLISH, add_article, span_of


def status(typist):
    return str(typist.reader.status.content)


def heading(typist):
    return str(typist.reader.query_one(ReaderHeading).content)


@asynccontextmanager
async def reading(folder, folders, *articles, prepare=lambda library: None, size=(100, 30)):
    """The reader at the first of several articles, each (title, body, language, published)."""
    path = folder / "typed.db"
    with Library.open(path, config=Config(coder="Ann"), folders=folders, create=True) as library:
        keys = [
            add_article(library, title, body, lang, published=published)
            for title, body, lang, published in articles
        ]
        prepare(library)
    app = CityReaderApp(path, Config(coder="Ann"), folders)
    async with app.run_test(size=size) as pilot:
        typist = Typist(app, pilot)
        await typist.settle()
        app.push_screen(ReaderScreen(keys[0], tuple(keys)))
        await typist.settle()
        yield typist
        await typist.settle()
    app.library.close()


async def test_an_undated_article_is_asked_for_its_date_before_the_form(tmp_path, folders):
    async with typing_in(tmp_path, folders, ENGLISH, "en") as typist:
        await typist.press("t", "a")
        assert "undated article: D dates it" in status(typist)
        assert len(typist.marks) == 1
        await typist.press("e")
        question = typist.app.screen
        assert isinstance(question, DateQuestion)
        await typist.press("enter")
        assert typist.app.screen is question
        await typist.press(*"2025-03-20", "enter")
        assert isinstance(typist.app.screen, EventForm)
        assert typist.app.screen.event.date.start == "2025-03-14"
        await typist.press("escape")
        assert "2025-03-14" in status(typist)
        published = typist.app.library.articles.get(1).published
        assert (published.start, published.basis) == ("2025-03-20", "by hand")
        assert "2025-03-20" in heading(typist)
        await typist.press("u")
        assert "undated" in heading(typist)
        assert typist.app.library.articles.get(1).published.start is None
        assert len(typist.marks) == 1
        await typist.press("u")
        assert typist.marks == []


async def test_the_date_is_asked_for_once_and_esc_skips_it(tmp_path, folders):
    async with typing_in(tmp_path, folders, ENGLISH, "en") as typist:
        await typist.press("t", "a", "e", "escape")
        assert isinstance(typist.app.screen, EventForm)
        await typist.press("escape", "e")
        assert isinstance(typist.app.screen, EventForm)
        await typist.press("escape", "D")
        assert isinstance(typist.app.screen, DateQuestion)
        await typist.press(*"2025-03-20", "enter")
        assert "2025-03-20" in status(typist)
        (event,) = typist.app.library.records.events("")
        assert event.date.start == "2025-03-14"


async def test_keys_that_are_typed_ahead_of_the_question_are_not_lost(tmp_path, folders):
    """A box that opened at once would swallow them."""
    async with typing_in(tmp_path, folders, ENGLISH, "en") as typist:
        for key in ("t", "a", "j", "t", "v", "j", "t", "f"):
            typist.app.screen.post_message(_key(key))
        await typist.settle()
        await typist.settle()
        assert isinstance(typist.app.screen, ReaderScreen)
        assert [mark.tag for mark in typist.marks] == ["agreement", "visit", "forum"]


def _key(letter):
    from textual import events

    return events.Key(letter, letter)


def paired_forum(library):
    library.pairs.link(1, 2)
    library.coding.tag(1, span_of(ENGLISH, "forum on clean ports"), "forum")


async def test_the_form_lists_what_the_mentions_say_and_takes_one(tmp_path, folders):
    articles = (
        ("Two harbour towns sign", ENGLISH, "en", "2025-03-14"),
        ("两座港口城市签约", CHINESE, "zh-Hans", "2025-03-15"),
    )
    async with reading(tmp_path, folders, *articles, prepare=paired_forum) as typist:
        await typist.go_to(span_of(ENGLISH, "forum").start)
        await typist.press("e")
        form = typist.app.screen
        lines = [str(line.content) for line in form.query("ReadingLine")]
        assert lines == [
            "2025-05 · “next May” · sentence, from 2025-03-14 · en · Two harbour towns sign",
            "2026-05 · “明年五月” · sentence, from 2025-03-15 · 简 · 两座港口城市签约",
        ]
        form.query_one("#date").focus()
        await typist.press("end")
        assert str(form.query_one(".guide").content).startswith("From: sentence, from 2025-")
        form.query_one("#reading-1").focus()
        await typist.press("space", "enter")
        (event,) = typist.app.library.records.events("")
        assert (event.date.iso, event.date.text, event.date.basis) == (
            "2026-05", "明年五月", "by hand")  # fmt: skip


def elsewhere(library):
    for key, words, code in ((2, "signed", "agreement"), (3, "visited", "visit")):
        body = library.articles.body(key)
        library.coding.tag(key, span_of(body, words), code)


async def test_a_sentence_tells_of_an_event_of_another_article(tmp_path, folders):
    articles = (
        ("Again", "On 12 May 2024 Hamburg and Shanghai signed a pact.", "en", "2025-01-01"),
        ("One", "Hamburg and Shanghai signed a pact on 12 May 2024.", "en", "2024-05-13"),
        ("Two", "The mayor of Lyon visited Montreal.", "en", "2020-05-13"),
    )
    for size in ((80, 24), (120, 40)):
        folder = tmp_path / str(size[0])
        folder.mkdir()
        async with reading(folder, folders, *articles, prepare=elsewhere, size=size) as typist:
            await typist.press("equals_sign")
            assert isinstance(typist.app.screen, EventPicker)
            await typist.press("enter")
            assert "another mention" in status(typist)
            (mark,) = typist.marks
            event = typist.app.library.events.get(mark.event_uuid)
            assert (event.mentions, event.type) == (2, "agreement")
            await typist.press("u")
            assert typist.marks == []
            await typist.press("E", *"lyon", "enter")
            (mark,) = typist.marks
            assert typist.app.library.events.get(mark.event_uuid).type == "visit"


async def test_leaving_the_list_of_events_changes_nothing(tmp_path, folders):
    async with typing_in(tmp_path, folders, ENGLISH, "en") as typist:
        await typist.press("E")
        shown = typist.app.screen
        assert isinstance(shown, EventPicker)
        await typist.press("enter")
        assert typist.app.screen is shown
        await typist.press("escape")
        assert typist.marks == []


async def test_roles_are_told_apart_from_mentions(tmp_path, folders):
    async with typing_in(tmp_path, folders, ENGLISH, "en", published="2025-03-14") as typist:
        await typist.press("t", "a", "r", "a")
        await typist.labels_of(span_of(ENGLISH, "Lindmark"))
        await typist.press("escape")
        assert "1 mention · 1 role" in status(typist)


async def test_the_form_sets_what_an_event_is_part_of(tmp_path, folders):
    """Taken out: no key could set it. Of a stretch the list showed the first day only."""
    async with typing_in(tmp_path, folders, ENGLISH, "en", published="2025-03-14") as typist:
        forum = typist.app.library.coding.tag(1, span_of(ENGLISH, "forum"), "forum").event
        stretch = DateRange("2025-05-02", "2025-05-04", "interval", basis="by hand")
        typist.app.library.events.save(replace(forum, title="Clean ports", date=stretch))
        await typist.press("t", "a", "e")
        form = typist.app.screen
        form.query_one("#part_of").focus()
        await typist.press("space")
        picker = typist.app.screen
        assert isinstance(picker, WholePicker)
        listed = str(picker.query_one(Options).get_option_at_index(0).prompt)
        assert listed.startswith("2025-05-02..2025-05-04 Forum")
        await typist.press(*"clean", "enter")
        assert str(form.query_one("#part_of").content) == "Clean ports · 2025-05-02..2025-05-04"
        await typist.press("enter")
        part = next(one for one in typist.app.library.records.events("") if one.type != "forum")
        assert part.part_of == forum.uuid
        await typist.press("e")
        typist.app.screen.query_one("#part_of").focus()
        await typist.press("x", "enter")
        assert typist.app.library.events.get(part.uuid).part_of is None


async def test_a_form_that_was_left_comes_back_as_a_draft(tmp_path, folders):
    async with typing_in(tmp_path, folders, ENGLISH, "en", published="2025-03-14") as typist:
        await typist.press("t", "a", "e", *"Pact", "escape")
        assert status(typist).strip().startswith("Draft kept; e opens it again.")
        await typist.press("e", "ctrl+r", "escape")
        assert "the draft is dropped" in status(typist)
        await typist.press("e", *"Pact", "escape", "e")
        form = typist.app.screen
        assert form.query_one("#title").value == "Pact"
        await typist.press("enter")
        (event,) = typist.app.library.records.events("")
        assert event.title == "Pact"


async def test_a_form_that_was_left_is_a_draft_at_the_next_start(paired, folders):
    """Taken out once: drafts lived as long as the program, and went without a word."""
    paired.close()
    async with driven(paired.path, folders, by=Typist, reading=(1,)) as typist:
        await typist.press("t", "a", "e", *"Pact", "escape", "q")
    async with driven(paired.path, folders, by=Typist, reading=(1,)) as typist:
        await typist.press("right_square_bracket", "e")
        assert typist.app.screen.query_one("#title").value == "Pact"
        await typist.press("enter", "e")
        assert not typist.app.screen.is_draft


async def come_to_rest(typist):
    """Wait for what a burst of keys began: what one asks for may cancel what another asked."""
    while True:
        await typist.pilot.pause()
        with suppress(WorkerCancelled):
            await typist.app.workers.wait_for_complete()
        await typist.pilot.pause()
        if all(worker.is_finished for worker in typist.app.workers):
            return


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_enter_upon_enter_in_a_form_ends_it_once(tmp_path, folders, size):
    """Taken out once: each enter of a burst took a screen away, at last the list, and the program
    ended with a traceback."""
    async with typing_in(tmp_path, folders, ENGLISH, "en", size, published="2025-03-14") as typist:
        await typist.press("S", "t", "a")
        for key in ("e", "enter", "right_square_bracket", "enter", "enter", "enter"):
            typist.app.screen.post_message(events.Key(key, None))
        await come_to_rest(typist)
        assert typist.reader in typist.app.screen_stack
        assert len(typist.app.screen_stack) <= 3
        (event,) = typist.app.library.records.events("")
        assert event.title is None


async def test_keys_behind_enter_find_the_reader(tmp_path, folders):
    """Taken out once: what was typed behind enter went into the form that was gone."""
    async with typing_in(tmp_path, folders, ENGLISH, "en", published="2025-03-14") as typist:
        await typist.press("S", "t", "a", "e")
        form = typist.app.screen
        assert isinstance(form, EventForm)
        field = form.focused
        for key in ("P", "enter", "j", "t", "v"):
            field.post_message(events.Key(key, key if len(key) == 1 else None))
        await come_to_rest(typist)
        titles = {event.type: event.title for event in typist.app.library.records.events("")}
        assert titles == {"agreement": "P", "visit": None}


async def test_the_reader_hears_keys_after_a_form_that_another_dialog_forestalled(
    tmp_path, folders
):
    """Taken out once: the keys held for the form were never released, and the reader was deaf."""
    async with typing_in(tmp_path, folders, ENGLISH, "en", published="2025-03-14") as typist:
        await typist.press("S", "t", "a")
        view = typist.app.screen.focused
        for key in ("i", "e"):
            view.post_message(events.Key(key, key))
        await come_to_rest(typist)
        while typist.app.screen is not typist.reader:
            await typist.press("escape")
        before = typist.view.cursor
        await typist.press("j")
        assert typist.view.cursor != before
