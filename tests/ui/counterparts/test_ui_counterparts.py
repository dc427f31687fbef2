"""The empty column, the picker and the review, driven by keys on a real library."""

import asyncio
import threading
from dataclasses import replace

import pytest

from cityreader.library.aligner import aligner_name
from cityreader.library.counterparts import CounterpartService
from cityreader.library.waiting import decisions_in
from cityreader.models.counterpart import Candidate
from cityreader.store.pairs import realign as put_rows
from cityreader.ui.dialogs.counterpart_picker import CounterpartPicker
from cityreader.ui.screens.reader import ReaderScreen
from cityreader.ui.screens.review import ReviewScreen
from cityreader.ui.screens.review_pairs import OlderPairStop
from cityreader.ui.widgets.sides_view import SidesView
from cityreader.ui.widgets.words import Options
from driving import Driven, driven
from shelf import CHINESE, ENGLISH, TAIWANESE, add_article, span_of

OTHER = """A youth orchestra rehearsed with pupils of a village school.

The concert on Sunday is free, and the choir will sing folk songs."""


class Seat(Driven):
    """The running program."""

    @property
    def pairs(self):
        return [pair.right_uuid for pair in self.app.library.pairs.of_article(1)]

    @property
    def offer(self):
        return self.screen.offer

    @property
    def said(self):
        """The line that tells what was done."""
        if isinstance(self.screen, ReaderScreen):
            return self.words(self.screen.status)
        if isinstance(self.screen, ReviewScreen):
            return self.words(self.screen._status)
        return self.screen.header.state.working

    @property
    def told(self):
        """The last notification."""
        return list(self.app._notifications)[-1].message

    async def read(self, article_id=1):
        self.app.push_screen(ReaderScreen(article_id, (article_id,)))
        await self.settle()


@pytest.fixture
async def seat(library, folders, request):
    add_article(library, "Two harbour towns sign", ENGLISH, "en", published="2025-03-14")
    add_article(library, "两座港口城市签约", CHINESE, "zh-Hans", published="2025-03-15")
    add_article(library, "兩座港口城市簽約", TAIWANESE, "zh-Hant", published="2025-03-15")
    add_article(library, "Orchestra rehearses", OTHER, "en")
    path = library.path
    library.close()
    size = getattr(request, "param", (120, 40))
    async with driven(path, folders, by=Seat, size=size) as seat:
        yield seat


@pytest.mark.parametrize("seat", [(120, 40), (80, 24)], indirect=True)
async def test_the_empty_column_offers_and_enter_accepts(seat):
    await seat.read()
    assert seat.screen.page.alone
    shown = seat.words(seat.offer)
    assert "Is it this?" in shown
    assert "counterpart · " in shown
    assert "两座港口城市签约" in shown
    assert "words in common" in shown
    # The hints go on as many lines as they need; one line would be cut.
    for hint in ("⇥ here: ↵ accepts, x dismisses", "p others", "⇥⇥ writes"):
        assert hint in shown
    await seat.press("enter")
    assert seat.pairs == []  # on the text, enter is about marks
    await seat.press("tab", "enter")
    assert len(seat.pairs) == 1
    assert not seat.screen.page.alone
    assert not seat.offer.display
    assert seat.screen.focused is seat.screen.view
    # What was done is said on the page that is opened by it.
    assert "Paired: 4 rows" in seat.said
    await seat.press("u")
    assert "Undone: pair" in seat.said
    assert seat.pairs == []
    assert seat.screen.page.alone
    assert len(seat.offer.candidates) == 2
    assert seat.offer.display


async def test_x_dismisses_and_undo_takes_it_back(seat):
    await seat.read()
    first = seat.offer.current.article.id
    await seat.press("tab", "x")
    assert [one.dismissed for one in seat.offer.candidates] == [False, True]
    assert seat.offer.candidates[1].article.id == first
    assert seat.pairs == []
    await seat.press("escape", "u")
    assert not any(one.dismissed for one in seat.offer.candidates)


async def test_keys_of_the_offer_do_not_reach_the_text(seat):
    await seat.read()
    before = seat.screen.view.cursor
    await seat.press("tab", "j", "t")
    assert seat.offer.at == 1
    assert seat.screen.view.cursor == before
    await seat.press("escape", "j")
    assert seat.screen.view.cursor != before


async def test_an_article_like_no_other_says_so(seat):
    await seat.read(4)
    assert "Nothing in the library tells this" in seat.words(seat.offer)


async def test_both_scripts_are_cycled(seat):
    await seat.read()
    await seat.press("tab", "enter", "p")
    assert isinstance(seat.screen, CounterpartPicker)
    await seat.press("enter")
    assert len(seat.pairs) == 2
    first = seat.screen.spread.right.id
    await seat.press("P")
    assert {first, seat.screen.spread.right.id} == {2, 3}


async def test_the_picker_finds_other_titles(seat):
    await seat.read()
    await seat.press("p")
    assert isinstance(seat.screen, CounterpartPicker)
    await seat.press(*"orch", "enter")
    assert seat.screen.spread.right.id == 4


async def test_the_picker_is_as_high_as_its_candidates_until_titles_are_looked_through(seat):
    """Taken out once: it took the whole screen for one candidate."""
    await seat.read()
    await seat.press("p")
    dialog, listed = seat.screen.query_one(".dialog"), seat.screen.query_one(Options)
    assert listed.option_count == 2
    assert dialog.size.height < seat.app.size.height / 2
    assert listed.max_scroll_y == 0
    await seat.press("o")
    high = dialog.size.height
    assert high > seat.app.size.height / 2
    await seat.press("r")
    assert dialog.size.height == high
    await seat.press("backspace", "backspace")
    assert dialog.size.height < seat.app.size.height / 2


async def test_the_last_of_many_candidates_is_on_a_low_screen(folders, library):
    article_id = add_article(library, "Title", ENGLISH)
    (article,) = library.search.articles([article_id])
    path = library.path
    library.close()
    many = [
        Candidate(replace(article, id=number), 0.5, "counterpart", "why", ("one", "two"))
        for number in range(2, 11)
    ]
    async with driven(path, folders, by=Seat, size=(80, 24)) as seat:
        seat.app.push_screen(CounterpartPicker(article, many))
        await seat.settle()
        await seat.press("up")
        dialog = seat.screen.query_one(".dialog")
        listed = seat.screen.query_one(Options)
        assert listed.highlighted == 8
        assert dialog.content_region.contains_region(listed.region)
        assert seat.screen.region.contains_region(dialog.region)


async def test_the_list_chooses_a_counterpart_too(seat):
    await seat.press("g", "p")
    assert isinstance(seat.screen, CounterpartPicker)
    await seat.press("escape")
    assert seat.pairs == []


async def press_while_aligning(seat, *keys):
    """Press keys while aligning waits for its turn; returns what the status line said."""
    said = []
    for key in keys:
        await seat.pilot.press(key)
        await seat.pilot.pause(0.15)
        said.append(seat.said)
    return said


async def test_two_articles_of_the_list_are_paired(seat):
    seat.screen.articles.selected = {1: None, 2: None}
    await seat.press("p")
    await seat.settle()
    assert len(seat.pairs) == 1
    assert seat.told == "Paired and aligned. u takes it back."
    assert not seat.screen.articles.selected


async def test_aligning_from_the_list_shows_progress_and_is_stopped_by_esc(seat):
    """Fails where the pair is aligned within the change, or ``esc`` does not stop it."""
    seat.screen.articles.selected = {1: None, 2: None}
    async with seat.app.errands._later:
        said = await press_while_aligning(seat, "p", "exclamation_mark", "escape")
        assert said[0].startswith("Aligning … 0 %")
        # Other changes do not wait for it.
        line = seat.screen.articles.current
        assert seat.app.library.search.lines([line.id])[0].flagged
    await seat.settle()
    assert seat.told == "Stopped; the two were not paired."
    assert seat.pairs == []
    assert not seat.app.pairing.running
    seat.screen.articles.selected = {1: None, 2: None}
    await seat.press("p")
    assert len(seat.pairs) == 1


async def test_aligning_in_the_reader_goes_on_after_one_leaves(seat):
    """Fails where the answer goes to the reader that was left, without a look whether it was."""
    await seat.read()
    await seat.press("p")
    async with seat.app.errands._later:
        await press_while_aligning(seat, "enter", "q")
    await seat.settle()
    assert not isinstance(seat.screen, ReaderScreen)
    assert len(seat.pairs) == 1
    assert seat.told == "Paired: 4 rows."


async def test_aligning_in_the_reader_is_stopped_by_esc(seat):
    await seat.read()
    async with seat.app.errands._later:
        said = await press_while_aligning(seat, "tab", "enter", "escape")
        assert "esc stops" in said[1]
        assert said[2].startswith("Stopping …")
        assert seat.screen.on_offer
    await seat.settle()
    assert seat.said.startswith("Stopped; the two were not paired.")
    assert (seat.pairs, seat.screen.page.alone) == ([], True)


async def test_aligning_in_the_review_is_stopped_by_esc(seat):
    await seat.press("R")
    async with seat.app.errands._later:
        said = await press_while_aligning(seat, "enter", "escape")
        assert "esc stops" in said[0]
    await seat.settle()
    assert isinstance(seat.screen, ReviewScreen)
    assert len(seat.screen.walk.stops) == 3
    assert seat.app.library.counterparts.review().total == 3


async def test_the_program_ends_without_waiting_for_an_alignment(seat):
    """Fails where quitting does not stop it: the test would wait for ever."""
    seat.screen.articles.selected = {1: None, 2: None}
    await seat.app.errands._later.acquire()
    await seat.pilot.press("p")
    await seat.pilot.pause()
    leaving = asyncio.ensure_future(seat.app.leave())
    await seat.pilot.pause()
    seat.app.errands._later.release()
    await asyncio.wait_for(leaving, 5)
    assert seat.pairs == []


async def test_review_walks_accepts_and_dismisses(seat):
    await seat.press("R")
    assert isinstance(seat.screen, ReviewScreen)
    sides = seat.screen.query_one(SidesView)
    assert "两座港口城市签约" in seat.words(sides)
    assert len(seat.screen.walk.stops) == 3
    first = seat.screen.stop.article_ids
    await seat.press("right_square_bracket")
    assert seat.screen.stop.article_ids != first
    await seat.press("left_square_bracket", "enter")
    assert len(seat.screen.walk.stops) == 2
    await seat.press("x")
    assert len(seat.screen.walk.stops) == 1
    await seat.press("u")
    assert len(seat.screen.walk.stops) == 2
    await seat.press("q")
    assert seat.app.library.counterparts.review().total == 2


async def test_review_says_that_more_may_come_as_long_as_articles_are_compared(seat, monkeypatch):
    """Taken out once: the few decisions known at once were counted as if they were all, and when
    they were made nothing waited."""
    go, propose = threading.Event(), CounterpartService.propose

    def held(*arguments, **options):
        assert go.wait(20)
        return propose(*arguments, **options)

    monkeypatch.setattr(CounterpartService, "propose", held)
    library = seat.app.library
    library.coding.note(1, span_of(ENGLISH, "Haicheng"), "where")
    library.articles.edit_body(1, ENGLISH.replace("Haicheng", "Qianshu"))
    await seat.pilot.press("R")

    def heading():
        shown = getattr(seat.screen, "_heading", None)
        return seat.words(shown) if shown is not None else ""

    async with asyncio.timeout(30):
        while "1 of 1 so far" not in heading():
            await seat.pilot.pause()
        await seat.pilot.press("x")
        while "Comparing articles …" not in heading():
            await seat.pilot.pause()
        seat.screen.reread()
        while seat.app.screen.is_asking("review"):
            await seat.pilot.pause()
    assert "Comparing articles …" in heading()
    go.set()
    await seat.settle()
    assert heading().rstrip().endswith(f" of {len(seat.screen.walk.stops)}")


async def test_review_offers_to_align_anew_what_an_older_version_aligned(seat):
    library = seat.app.library
    older = library.pairs.link(1, 2)
    with library._context.unit("older") as unit:
        rows = (replace(older.beads[0], checked=True), *older.beads[1:])
        put_rows(unit, older.uuid, (1, 1), rows, "1+dictionary")
    await seat.press("R", "G")
    assert "aligned by an older version" in seat.words(seat.screen._heading)
    assert library.pairs.of_article(1)[0].aligner == "1+dictionary"  # nothing happens by itself
    await seat.press("x")
    assert isinstance(seat.screen.stop, OlderPairStop)
    await seat.press("enter")
    [pair] = library.pairs.of_article(1)
    assert pair.aligner == aligner_name(library._context.folders)
    assert [row.checked for row in pair.beads] == [True, False, False, False]
    assert seat.said.startswith("Aligned anew: nothing changed.")
    assert not any(isinstance(stop, OlderPairStop) for stop in seat.screen.walk.stops)
    await seat.press("u")
    assert any(isinstance(stop, OlderPairStop) for stop in seat.screen.walk.stops)
    assert library.pairs.of_article(1)[0].aligner == "1+dictionary"


async def test_the_reader_says_in_align_that_the_rows_are_older(seat):
    library = seat.app.library
    older = library.pairs.link(1, 2)
    with library._context.unit("older") as unit:
        put_rows(unit, older.uuid, (1, 1), older.beads, "1+dictionary")
    await seat.read()
    await seat.press("a")
    assert "aligned by an older version: r aligns anew" in seat.said
    await seat.press("r")
    assert library.pairs.of_article(1)[0].aligner == aligner_name(library._context.folders)
    await seat.press("escape", "a")
    assert "older version" not in seat.said


async def test_the_header_counts_proposals(seat):
    seat.screen.find_counterparts()
    await seat.settle()
    assert seat.screen.header.state.counts.to_review == 3
    told = list(seat.app._notifications)[-1].message
    assert told == "3 likely counterparts, R to review"


async def test_what_is_hardly_likely_waits_for_nobody(seat):
    """Taken out once: without ``WORTH_ASKING`` a pair at 2 % counted as one to review."""
    library = seat.app.library
    library.counterparts.propose()
    kept = library.counterparts._file.proposals()
    weak = [one._replace(proposal=replace(one.proposal, score=0.02)) for one in kept[:1]]
    library.counterparts._file.replace_proposals([*weak, *kept[1:]], "")
    assert len(library.counterparts.waiting()) == len(kept) - 1
    await seat.press("R")
    await seat.press("q")
    assert seat.screen.header.state.counts.to_review == decisions_in(library)


async def test_header_and_review_count_the_same(seat):
    """Doubtful rows were missing from the header."""
    library = seat.app.library
    pair = library.pairs.link(1, 2)
    with library._context.unit("doubt") as unit:
        rows = tuple(replace(row, score=0.2) for row in pair.beads)
        put_rows(unit, pair.uuid, (1, 1), rows, aligner_name(library._context.folders))
    seat.screen.find_counterparts()
    await seat.settle()
    counted = seat.screen.header.state.counts.to_review
    await seat.press("R")
    assert (len(seat.screen.walk.stops), counted) == (3, 3)
