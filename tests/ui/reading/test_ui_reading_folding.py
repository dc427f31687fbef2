"""Folding lines that a source repeats: what is hidden, what never is, and that nothing is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from spreads import article, lone_spread, pair_spread

from cityreader.bilingual.alignment import monolingual
from cityreader.coding.codebook import default_codebook
from cityreader.models import Annotation, Span, Spread
from cityreader.ui.reading.clutter import clutter_rows
from cityreader.ui.reading.folding import Folding, fold_text
from cityreader.ui.reading.geometry import geometry
from cityreader.ui.reading.layout import GAP, NO_RUNS, Layout
from cityreader.ui.reading.marks import Marks
from cityreader.ui.reading.page import Page

LINES = ("Home page", "|", "The mayor spoke. She left.", "Follow us. Write to us.", "订阅本报")
REPEATED = {"Home page", "Follow us. Write to us.", "订阅本报"}


def lines_of(body: str, wanted: set[str]) -> list[Span]:
    spans, start = [], 0
    for line in body.split("\n"):
        if line in wanted:
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def alone(body: str) -> Page:
    beads = monolingual(body)
    paragraphs = tuple(1 + body[: bead.left.start].count("\n\n") for bead in beads)
    spread = Spread(article(1, "en", body), None, body, "", None, beads, paragraphs)
    return Page(spread, (lines_of(body, REPEATED), ()))


def lay_out(page: Page, folding: Folding | None = None) -> Layout:
    placed = geometry(60, "auto", page, 0.5, 72)
    runs = folding.runs if folding else NO_RUNS
    return Layout(page, placed, cell_len, lambda _, text: text, runs)


def shown(layout: Layout) -> list[tuple[int, Span | None]]:
    """What stands on every line, from top to bottom: the block and its text on the left."""
    found = []
    for y in range(layout.height):
        place = layout.locate(y)
        if place is not None and place[1] < layout.block_height(place[0]):
            found.append((place[0], layout.line(place[0], "left", place[1])))
    return found


bodies = st.lists(
    st.lists(st.sampled_from(LINES), min_size=1, max_size=3).map("\n".join), min_size=1, max_size=7
).map("\n\n".join)


@settings(max_examples=60, deadline=None)
@given(bodies)
def test_folding_keeps_every_other_line_and_unfolding_gives_the_page_back(body):
    page = alone(body)
    layout = lay_out(page)
    before = shown(layout)
    tops = list(layout.tops)
    folding = Folding(page)
    folding.settle(None, ())
    layout.fold(folding.runs)
    kept = [(block, span) for block, span in shown(layout) if block not in folding.runs]
    assert kept == [(block, span) for block, span in before if block not in folding.runs]
    heads = [block for block, _ in shown(layout) if block in folding.runs]
    assert heads == sorted({run.start for run in folding.runs.values()})
    assert list(lay_out(page, folding).tops) == list(layout.tops)
    folding.toggle()
    folding.settle(None, ())
    layout.fold(folding.runs)
    assert (shown(layout), list(layout.tops), page.hidden) == (before, tops, frozenset())


@settings(max_examples=60, deadline=None)
@given(bodies)
def test_what_is_folded_is_clutter_and_the_cursor_passes_every_other_unit(body):
    page = alone(body)
    folding = Folding(page)
    folding.settle(None, ())
    for unit in page.hidden:
        span = page.units[unit].left
        text = body[span.start : span.end]
        assert text == "|" or any(text in line for line in REPEATED)
        assert page.words(unit, "left") == []
    stops, unit = [0], 0
    while folding.step(unit, 1) != unit:
        unit = folding.step(unit, 1)
        stops.append(unit)
    assert stops == sorted({folding.stop(unit) for unit in range(len(page.units))})
    back = [unit]
    while folding.step(unit, -1) != unit:
        unit = folding.step(unit, -1)
        back.append(unit)
    assert back == stops[::-1]


@settings(max_examples=40, deadline=None)
@given(bodies, st.data())
def test_a_hit_or_a_selection_is_never_folded(body, data):
    page = alone(body)
    offset = data.draw(st.integers(0, len(body) - 1))
    unit = page.unit_at("left", offset)
    folding = Folding(page)
    folding.settle(None, [("left", Span(offset, offset + 1))])
    assert not folding.is_folded(unit)
    folding.settle(None, ())
    folding.open_span("left", Span(offset, offset + 1))
    folding.settle(None, ())
    assert not folding.is_folded(unit)
    layout = lay_out(page, folding)
    block, _ = layout.locate(layout.y_of("left", offset))
    assert block == page.units[unit].block


def test_a_line_with_a_mark_stays():
    page = alone("Home page\n\nThe mayor spoke. She left.\n\nFollow us. Write to us.")
    folding = Folding(page)
    folding.settle(None, ())
    assert sorted(folding.runs) == [0, 2]
    mark = Annotation(
        uuid="a", article_uuid=page.spread.left.uuid, lang="en", revision=1, start=41, end=46,
        exact="Write", prefix="", suffix="", coder_uuid="c", created_at="", updated_at="",
        note="why?", tag=None, event_uuid=None, role=None, origin="manual", status="ok",
    )  # fmt: skip
    assert folding.settle(Marks(page, default_codebook(), [mark]), ())
    assert sorted(folding.runs) == [0]
    folding.settle(None, ())
    assert sorted(folding.runs) == [0, 2]


def test_a_paragraph_is_parted_and_keeps_its_number():
    page = alone("Home page\nThe mayor spoke. She left.\n订阅本报\n\nThe mayor spoke. She left.")
    assert [block.number for block in page.blocks] == [0, 1, 0, 2]
    assert [block.clutter for block in page.blocks] == [True, False, True, False]
    assert page.paragraph_span(1, "left") == Span(0, 41)


def test_a_row_is_folded_if_all_it_has_is_clutter():
    whole = pair_spread()
    rows = [bead.left for bead in whole.beads], [bead.right for bead in whole.beads]
    assert clutter_rows(whole, rows[0], []) == {2}
    assert clutter_rows(whole, rows[0][:1], rows[1][:1]) == {0}
    assert clutter_rows(whole, [], [rows[1][0]]) == set()
    assert clutter_rows(whole, rows[0], [span for span in rows[1] if span]) == {0, 1, 2, 3}
    part = Span(rows[0][0].start, rows[0][0].end - 8)
    assert clutter_rows(whole, [part], [rows[1][0]]) == set()


def test_signs_between_clutter_go_with_it_and_elsewhere_stay():
    body = "|\n\nHome page\n\n|\n\n订阅本报\n\nThe mayor spoke.\n\n|"
    page = alone(body)
    folding = Folding(page)
    folding.settle(None, ())
    assert sorted(folding.runs) == [1, 2, 3]


@pytest.mark.parametrize(
    ("body", "here", "words"),
    [
        ("Follow us. Write to us.\n\nNews.", False, "1 line this source repeats · z shows"),
        ("订阅本报\nHome page\n\nA.", True, "2 lines this source repeats · ↵ shows, z shows all"),
    ],
)  # fmt: skip
def test_the_fold_line_counts_lines(body, here, words):
    page = alone(body)
    folding = Folding(page)
    folding.settle(None, ())
    assert fold_text(page, folding.runs[0], "z", here=here) == f"··· {words}"


def test_the_fold_line_of_a_pair_counts_rows():
    spread = pair_spread()
    lines = [bead.left for bead in spread.beads[:2]], [bead.right for bead in spread.beads[:2]]
    page = Page(spread, lines)
    folding = Folding(page)
    folding.settle(None, ())
    words = fold_text(page, folding.runs[0], "z", here=False)
    assert words == "··· 2 rows the sources repeat · z shows"
    layout = lay_out(page, folding)
    assert layout.block_height(0) == 1
    assert layout.tops[2] == layout.tops[0] + 1 + GAP
    assert layout.offset_at(layout.geometry.start("left"), layout.tops[0]) is None


def test_a_page_without_clutter_never_folds():
    page = Page(lone_spread())
    folding = Folding(page)
    assert not folding.settle(None, ())
    assert not folding.possible
