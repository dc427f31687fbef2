"""The table of events, driven by keys on a real library."""

from dataclasses import replace

import pytest
from event_crowd import add_crowd
from rich.cells import cell_len
from textual.widgets import Input

from cityreader.models import NO_PLACE, DateRange, Place, Span
from cityreader.models.event_table import EventCounts
from cityreader.ui.dialogs.event_form import EventForm
from cityreader.ui.listing.event_line import date_words
from cityreader.ui.listing.timeline import timeline
from cityreader.ui.screens.events import EventsScreen
from cityreader.ui.screens.reader import ReaderScreen
from cityreader.ui.theme import DARK
from cityreader.ui.widgets.event_timeline import EventTimeline
from driving import Driven, driven
from shelf import ENGLISH, add_article, span_of


class Table(Driven):
    """The running program with the table of events open."""

    @property
    def events(self):
        return self.library.records.events("")


@pytest.fixture
async def table(library, folders, request):
    """Two events of two articles; the size can be given as the test's parameter."""
    first = add_article(library, "Two harbour towns sign", ENGLISH, published="2025-03-14")
    second = add_article(library, "Ports forum ahead", ENGLISH, published="2025-04-01")
    signed = span_of(ENGLISH, "signed a friendship agreement")
    ahead = span_of(ENGLISH, "A forum on clean ports")
    library.coding.tag(first, signed, "agreement")
    library.coding.tag(second, ahead, "forum")
    library.close()
    size = getattr(request, "param", (120, 40))
    async with driven(library.path, folders, by=Table, size=size) as table:
        await table.press("e")
        yield table


async def test_e_on_the_list_shows_every_event_and_esc_leads_back(table):
    assert isinstance(table.screen, EventsScreen)
    shown = "\n".join(table.shown[:2])
    assert "“A forum on clean ports”" in shown
    assert "“signed a friendship agreement”" in shown
    assert "2 events" in table.heading
    await table.press("escape")
    assert not isinstance(table.screen, EventsScreen)


async def test_enter_reads_on_at_the_trigger(table):
    await table.press("slash", *"signed", "enter", "enter")
    reader = table.screen
    assert isinstance(reader, ReaderScreen)
    assert reader.view.selection.span == span_of(ENGLISH, "signed a friendship agreement")
    await table.press("escape")
    assert isinstance(table.screen, EventsScreen)


async def test_the_filter_is_the_one_grammar_at_every_key_press(table):
    await table.press("slash", *"type", "colon", *"forum")
    assert len(table.screen.rows.ids) == 1
    await table.press("enter")
    assert table.screen.rows.has_focus
    assert "type:forum" in table.heading
    await table.press("escape")
    assert len(table.screen.rows.ids) == 2
    await table.press("slash", *"nothing", "enter")
    assert "No event matches nothing" in table.shown[0]


async def test_leaving_the_filter_keeps_it(table):
    await table.press("slash", *"forum", "escape")
    assert not table.screen.query_one("#events-filter", Input).display
    assert len(table.screen.rows.ids) == 1


async def test_y_copies_the_event_and_says_which_way(table, monkeypatch):
    copied = []
    monkeypatch.setattr("cityreader.ui.clipboard.clipboard_command", lambda *_: None)
    monkeypatch.setattr(table.app, "copy_to_clipboard", copied.append)
    await table.press("y")
    assert len(copied) == 1
    assert "Copied through the terminal (OSC 52): the event" in table.said


async def test_x_removes_and_u_brings_it_back_under_the_cursor(table):
    removed = table.screen.rows.current_id
    await table.press("x")
    assert len(table.events) == 1
    assert "u undoes" in table.said
    assert len(table.screen.rows.ids) == 1
    await table.press("u")
    assert len(table.events) == 2
    assert table.screen.rows.current_id == removed
    await table.press("ctrl+r")
    assert len(table.events) == 1


async def test_every_press_of_x_means_another_event(table):
    await table.pilot.press("x", "x")
    await table.settle()
    assert table.events == []
    assert "No events yet." in table.shown[0]


async def test_the_form_edits_the_event_there(table):
    await table.press("slash", *"forum", "enter", "e")
    assert isinstance(table.screen, EventForm)
    table.screen.query_one("#title").focus()
    await table.press(*"Ports", "enter")
    assert isinstance(table.screen, EventsScreen)
    assert "Ports" in table.shown[0]
    assert [event.title for event in table.events if event.type == "forum"] == ["Ports"]


async def test_sorting_by_type_follows_the_codebook_and_turns_round(table):
    await table.press("O", "t")
    assert [line.removeprefix("▎").split()[1] for line in table.shown[:2]] == ["F", "A"]
    await table.press("O", "t")
    assert [line.removeprefix("▎").split()[1] for line in table.shown[:2]] == ["A", "F"]


@pytest.mark.parametrize("key", "dtpa")
async def test_every_order_holds_all_events_both_ways(table, key):
    """Taken out once: without a place folded as empty, ``O`` ``p`` was refused by the library."""
    for event, place in zip(table.events, (NO_PLACE, Place("Haicheng")), strict=True):
        table.app.library.events.save(replace(event, place=place))
    every = set(table.screen.rows.ids)
    for _ in range(2):
        await table.press("O", key)
        assert set(table.screen.rows.ids) == every
        assert list(table.app._notifications) == []
    placed = [event.place.name is not None for event in table.events]
    assert sorted(placed) == [False, True]
    if key == "p":
        lines = table.app.library.event_table.lines(list(table.screen.rows.ids))
        assert [bool(line.place) for line in lines] == [True, False]


async def test_other_screens_read_again_what_was_changed_here(table):
    await table.press("x", "q", "e")
    assert len(table.screen.rows.ids) == 1


async def test_a_crowd_is_shown_by_page(library, folders):
    add_crowd(library, 5_000)
    library.close()
    async with driven(library.path, folders, by=Table, size=(100, 30)) as table:
        await table.press("f5")
        rows = table.screen.rows
        assert len(rows.ids) == 5_000
        assert len(rows.pages._lines) < 200
        await table.press("G")
        assert rows.current is not None
        assert rows.current.date.start is None
        assert {cell_len(line) for line in table.shown if "海城" in line}
        timeline = table.screen.query_one(EventTimeline)
        assert "5,000 events" in table.heading
        assert "500 undated" in table.words(timeline)
        assert timeline.size.height == 6
        await table.press("backslash")
        assert not timeline.display


@pytest.mark.parametrize("table", [(80, 24)], indirect=True)
async def test_lines_are_as_wide_as_the_list_on_a_small_screen(table):
    rows = table.screen.rows
    width = rows.scrollable_content_region.width
    assert [rows.render_line(y).cell_length for y in range(2)] == [width, width]


def test_dates_stand_at_their_own_precision():
    assert date_words(DateRange("2025-01-01", "2025-12-31", "year"), 11) == "2025"
    assert date_words(DateRange("2025-04-01", "2025-06-30", "quarter"), 11) == "2025 Q2"
    assert date_words(DateRange("2025-12-28", "2025-12-30", "interval"), 13) == "2025-12-28–30"
    assert date_words(DateRange("2025-12-28", "2025-12-30", "interval"), 11) == "2025-12-28+"
    assert date_words(DateRange(), 11) == "—"


def test_the_timeline_sums_the_rare_types_and_every_single_event_shows():
    types = {f"type{n}": 9 - n for n in range(8)}
    years = {(code, 1990 + n): number for n, (code, number) in enumerate(types.items())}
    counts = EventCounts({"happened": 44}, types, years)
    lines = [line.plain for line in timeline(counts, None, DARK, width=80, lines=6)]
    assert len(lines) == 6
    assert "4 more types" in lines[4]
    assert any(bar in lines[4] for bar in "▁▂▃▄▅▆▇█")
    assert lines[4].endswith("14")
    assert "1990" in lines[5]
    assert timeline(EventCounts({}, {"forum": 1}, {}, 1), None, DARK, width=80, lines=6) == []


def test_the_axis_names_the_year_where_the_cursor_is():
    """Without it the lit label is the first year of its stretch: 2027 for an event of 2030."""
    years = {("forum", year): 1 for year in range(1990, 2031)}
    counts = EventCounts({}, {"forum": len(years)}, years)
    for year in (1993, 2029, 2030):
        axis = timeline(counts, None, DARK, width=100, lines=6, year=year)[-1]
        lit = [
            axis.plain[span.start : span.end] for span in axis.spans if span.style == DARK.accent
        ]
        assert [words.strip() for words in lit] == [str(year)]


def test_the_table_and_the_verb_select_the_same(library):
    add_crowd(library, 60)
    for query in ("", "haicheng", "type:forum OR 海城", "-status:planned brno", "before:2005"):
        listing = library.event_table.listing(query)
        lines = library.event_table.lines(listing.ids)
        assert {line.uuid for line in lines} == {e.uuid for e in library.records.events(query)}
        assert listing.counts.total == len(lines)
        assert sum(listing.counts.years.values()) + listing.counts.undated == len(lines)
    assert lines[0].span == Span(lines[0].span.start, lines[0].span.start + 12)
