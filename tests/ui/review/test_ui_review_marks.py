"""Marks that a change of their text made doubtful: decided in the review and in the reader."""

from contextlib import asynccontextmanager

import pytest

from cityreader.models import Span
from cityreader.ui.screens.reader import ReaderScreen
from cityreader.ui.screens.review import ReviewScreen
from cityreader.ui.theme import DARK, LIGHT
from cityreader.ui.widgets.gloss_line import GlossLine
from cityreader.ui.widgets.key_bar import KeyBar
from cityreader.ui.widgets.versions_view import VersionsView
from driving import Driven, driven
from shelf import CHINESE, ENGLISH, add_article, span_of


class Seat(Driven):
    """Presses keys and reads what is shown."""

    @property
    def marks(self):
        return {mark.exact: mark.status for mark in self.app.library.coding.marks([1])}

    @property
    def lines(self):
        return str(self.screen.query_one(VersionsView)._words.content)

    @property
    def inverted(self):
        """The words that stand out from those around them, line by line."""
        content = self.screen.query_one(VersionsView)._words.content
        spans = sorted((one.start, one.end) for one in content.spans if one.style == "reverse")
        return [content.plain[slice(*span)] for span in spans]

    @property
    def keys(self):
        return self.words(self.screen.query_one(KeyBar))


@asynccontextmanager
async def seated(library, folders, tag="agreement", size=(80, 24)):
    """The program over a mark with another word in it, and a visit whose words are gone."""
    add_article(library, "Two harbour towns sign", ENGLISH, "en", published="2025-03-14")
    library.coding.tag(1, span_of(ENGLISH, "signed a friendship agreement"), tag)
    library.coding.tag(1, span_of(ENGLISH, "received nine guests"), "visit")
    text = ENGLISH.replace("signed a friendship", "signed no friendship")
    library.articles.edit_body(1, text.replace("received nine guests at", "was not at"))
    path = library.path
    library.close()
    async with driven(path, folders, by=Seat, size=size) as seat:
        yield seat


@pytest.fixture
async def seat(library, folders, request):
    """An agreement with another word in it, and a visit whose words are gone."""
    size = getattr(request, "param", (80, 24))
    async with seated(library, folders, size=size) as seat:
        yield seat


BOTH_SIZES = pytest.mark.parametrize("seat", [(80, 24), (120, 40)], indirect=True)


async def walk_to(seat, label):
    """To the stop about the mark with this label."""
    await seat.press("R")
    assert isinstance(seat.screen, ReviewScreen)
    assert len(seat.screen.walk.stops) == 2
    if label not in seat.screen.stop.words:
        await seat.press("right_square_bracket")
    assert label in seat.screen.stop.words


@BOTH_SIZES
async def test_the_review_shows_what_changed_and_enter_keeps_it(seat):
    """There was no way to say that a mark stands right: it waited for ever."""
    await walk_to(seat, "Agreement")
    before, now = (one.fields[0] for one in seat.screen.query_one(VersionsView)._versions)
    assert before == ("words", "signed a friendship agreement")
    assert now == ("words", "signed no friendship agreement")
    assert "marked by Ann" in seat.lines
    assert "≠ words" in seat.lines
    assert "↵ keep it here" in seat.keys
    assert "x remove it" in seat.keys
    await seat.press("enter")
    assert seat.marks["signed no friendship agreement"] == "ok"
    assert len(seat.screen.walk.stops) == 1
    await seat.press("u")
    assert seat.marks["signed no friendship agreement"] == "review"
    await walk_back(seat)


async def walk_back(seat):
    """Out of the review; the header counts what still waits."""
    waits = len(seat.screen.walk.stops)
    await seat.press("q")
    assert seat.screen.header.state.counts.to_review == waits


async def test_o_reads_where_the_mark_stands(seat):
    await walk_to(seat, "Agreement")
    await seat.press("o")
    assert isinstance(seat.screen, ReaderScreen)
    body = seat.screen.page.body("left")
    assert body[slice(*seat.screen.view.selection.span)] == "signed no friendship agreement"


async def test_x_in_the_review_removes_the_mark(seat):
    await walk_to(seat, "Agreement")
    await seat.press("x")
    assert list(seat.marks.values()) == ["orphan"]
    await walk_back(seat)


async def test_a_mark_without_words_is_made_anew_where_it_stood(seat):
    await walk_to(seat, "Visit")
    assert "gone from the text" in seat.lines
    assert "↵ go there" in seat.keys
    await seat.press("enter")
    assert isinstance(seat.screen, ReaderScreen)
    assert seat.screen.event.type == "visit"
    assert str(seat.screen.status.left).startswith("= marks what tells of it now")
    assert seat.screen.view.selection is None
    assert seat.screen.view.cursor.unit == 1
    await seat.press("equals_sign", "q", "x")
    events = {event.type: event.mentions for event in seat.app.library.records.events("")}
    assert events == {"agreement": 1, "visit": 1}
    assert "orphan" not in seat.marks.values()


async def test_enter_leads_to_where_lost_words_would_stand_in_a_paragraph_that_moved(
    library, folders
):
    """Taken out once: as far from the beginning as they stood was in another paragraph."""
    first, second = ENGLISH.split("\n\n")
    add_article(library, "Two harbour towns sign", f"{first}\n\n{second}\n\n{CHINESE}", "en")
    library.coding.note(1, span_of(ENGLISH, "received nine guests"), "who?")
    edited = first.replace("received nine guests at", "was not at")
    library.articles.edit_body(1, f"{CHINESE}\n\n{second}\n\n{edited}")
    path = library.path
    library.close()
    async with driven(path, folders, by=Seat) as seat:
        await seat.press("R", "enter")
        page, cursor = seat.screen.page, seat.screen.view.cursor
        assert page.unit_at("left", page.body("left").index("was not at")) == cursor.unit


@BOTH_SIZES
async def test_the_reader_shows_the_doubt_and_enter_settles_it(seat):
    """Not by colour alone: a question mark in the gutter, and the line says what became of it."""
    await seat.press("enter")
    letters = [mark.letter for mark in seat.screen.view.marks.letters(0)]
    assert "A?" in letters
    await seat.press("S", "right_square_bracket")
    told = seat.screen.query_one(GlossLine).told
    assert told.startswith("to check: Agreement · the text changed in or around it")
    assert told.endswith("↵ keeps it  x removes")
    await seat.press("enter")
    assert seat.marks["signed no friendship agreement"] == "ok"
    assert "A" in [mark.letter for mark in seat.screen.view.marks.letters(0)]
    assert not seat.screen.query_one(GlossLine).told.startswith("to check")
    await seat.press("u")
    assert seat.marks["signed no friendship agreement"] == "review"


@pytest.mark.parametrize("first", [0, 1])
async def test_two_marks_with_the_same_words_are_two_decisions(library, folders, first):
    """Taken out once: told apart by their words, undo did not lead back to the one that waits
    again."""
    async with seated(library, folders, tag="visit") as seat:
        await seat.press("R", *["right_square_bracket"] * first)
        one, other = seat.screen.walk.stops[first], seat.screen.walk.stops[1 - first]
        assert one.words == other.words
        await seat.press("x")
        assert seat.screen.stop.found == other.found
        assert seat.screen.query_one(VersionsView)._versions == other.versions
        await seat.press("u")
        assert seat.screen.stop.found == one.found
        assert seat.screen.query_one(VersionsView)._versions == one.versions


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_two_marks_that_came_onto_the_same_words_are_told_apart(library, folders, size):
    """Taken out once: two stops looked alike, and neither said that the other stands there, nor
    where in the lines around it its words are."""
    twice, rest = "会议结束。同意举办论坛。双方同意举办论坛。", "市长在海城接待了九位客人。"
    add_article(library, "论坛", f"{twice}\n\n{rest}", "zh", published="2025-03-14")
    for start in (5, 14):
        library.coding.tag(1, Span(start, start + 6), "agreement")
    library.articles.edit_body(1, f"{rest}\n\n{twice[:14]}取消论坛。")
    path = library.path
    library.close()
    async with driven(path, folders, by=Seat, size=size) as seat:
        await seat.press("R")
        told = []
        for _ in range(2):
            assert "the only one" in seat.lines
            assert "another Agreement" in seat.lines
            told.append(seat.lines)
            assert "".join(seat.inverted) == "同意举办论坛" * 2
            await seat.press("right_square_bracket")
        assert "1 of 2 in this article" in told[0]
        assert "2 of 2 in this article" in told[1]


async def test_the_words_of_a_mark_are_inverted_across_lines(seat):
    """What stands before them may have lost white space, which must not shift them."""
    await walk_to(seat, "Agreement")
    assert sorted(" ".join(seat.inverted).split()) == sorted(
        ["signed", "a", "friendship", "agreement", "signed", "no", "friendship", "agreement"]
    )
    await seat.press("q")
    await walk_to(seat, "Visit")
    assert sorted(" ".join(seat.inverted).split()) == sorted(["received", "nine", "guests"])


async def test_what_was_decided_is_gone_at_once(seat):
    """Taken out once: it was shown till the review was read again, and the next key decided what
    was not seen; a step meanwhile was doubled."""
    await walk_to(seat, "Agreement")
    screen = seat.screen
    other = next(one for one in screen.walk.stops if one is not screen.stop)
    screen.reread = lambda: None
    screen.take_out(screen.stop)
    assert screen.stop is other
    assert screen.query_one(VersionsView)._versions == other.versions


@pytest.mark.parametrize("seat", [(140, 40)], indirect=True)
async def test_the_bar_names_scrolling_only_where_something_scrolls(seat):
    await walk_to(seat, "Agreement")
    assert "scroll" not in seat.keys
    assert "o read" in seat.keys


async def test_another_theme_paints_the_review_and_the_reader_anew(seat):
    """Taken out once: what was painted kept the colours of the theme before, unreadable in the
    new one."""

    def painted():
        strips = seat.screen._compositor.render_strips(seat.app.size)
        return {
            segment.style.color.get_truecolor().hex
            for strip in strips
            for segment in strip
            if segment.text.strip() and segment.style and segment.style.color
        }

    inks = {name: {p.ink, p.dim, p.accent} for name, p in (("dark", DARK), ("light", LIGHT))}
    await walk_to(seat, "Agreement")
    seat.screen.say("said")
    for _ in ("review", "reader"):
        await seat.settle()
        before, after = ("dark", "light") if seat.app.current_theme.dark else ("light", "dark")
        assert inks[before] <= painted()
        await seat.press("f2")
        assert inks[after] <= painted()
        assert not painted() & inks[before]
        await seat.press("o")
