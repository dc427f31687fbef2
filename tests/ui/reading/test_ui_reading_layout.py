import itertools

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from spreads import lone_spread, pair_spread

from cityreader.models.pair import SIDES
from cityreader.ui.reading.geometry import GUTTER, MARGIN, MIDDLE, SIDE_BY_SIDE_FROM, geometry
from cityreader.ui.reading.layout import Layout, left_share
from cityreader.ui.reading.page import Page


def lay_out(page: Page, width: int, view: str = "auto", widest: int = 72) -> Layout:
    placed = geometry(width, view, page, left_share(page, cell_len), widest)
    return Layout(page, placed, cell_len, lambda _, text: text)


@given(st.integers(20, 260), st.sampled_from(["auto", "left", "right", "stacked", "reveal"]))
def test_columns_never_reach_beyond_the_screen(width, view):
    page = Page(pair_spread())
    placed = geometry(width, view, page, left_share(page, cell_len), 72)
    assert placed.left <= 72
    assert placed.right <= 72
    last = placed.sides[-1]
    assert placed.start(last) + placed.column(last) <= max(width, GUTTER + 8 + MARGIN)


def test_two_columns_from_95_cells_on_and_one_below():
    page = Page(pair_spread())
    assert geometry(SIDE_BY_SIDE_FROM - 1, "auto", page, 0.6, 72).stacked
    wide = geometry(SIDE_BY_SIDE_FROM, "auto", page, 0.6, 72)
    assert not wide.stacked
    assert wide.start("right") == wide.start("left") + wide.left + MIDDLE


def test_the_wordier_language_gets_more_cells():
    page = Page(pair_spread())
    placed = geometry(120, "auto", page, left_share(page, cell_len), 72)
    assert placed.left > placed.right


@given(st.integers(20, 200), st.sampled_from(["auto", "stacked", "left"]))
def test_every_code_point_that_shows_stands_on_exactly_one_line(width, view):
    page = Page(pair_spread())
    layout = lay_out(page, width, view)
    for side in layout.geometry.sides:
        for number, block in enumerate(page.blocks):
            span = block.on(side)
            if span is None:
                continue
            spans = [layout.line(number, side, n) for n in range(layout.lines(number, side))]
            assert spans[0].start == span.start
            assert spans[-1].end == span.end
            assert all(a.end == b.start for a, b in itertools.pairwise(spans))
            for line in spans:
                shown = page.body(side)[line.start : line.end].rstrip()
                assert cell_len(shown) <= layout.geometry.column(side)


def test_rows_are_equally_high_on_both_sides_with_a_blank_line_between():
    page = Page(pair_spread())
    layout = lay_out(page, 100)
    for number in range(len(page.blocks)):
        height = max(layout.lines(number, side) for side in SIDES)
        assert layout.block_height(number) == height
        assert layout.tops[number + 1] == layout.tops[number] + height + 1


@given(st.integers(30, 180))
def test_what_is_painted_at_a_cell_is_found_there(width):
    page = Page(pair_spread())
    layout = lay_out(page, width)
    for side in layout.geometry.sides:
        for unit in page.units:
            span = unit.on(side)
            if span is None:
                continue
            for offset in (span.start, (span.start + span.end) // 2):
                y = layout.y_of(side, offset)
                block, line = layout.locate(y)
                shown = layout.line(block, side, line - layout.first_line(block, side))
                x = layout.geometry.start(side) + cell_len(
                    page.body(side)[shown.start : offset].replace("\n", " ")
                )
                if not page.body(side)[offset].isspace():
                    assert layout.offset_at(x, y) == (side, offset)


def test_the_right_half_of_a_wide_character_belongs_to_it():
    page = Page(pair_spread())
    layout = lay_out(page, 120)
    x, y = layout.geometry.start("right"), layout.y_of("right", 0)
    assert layout.offset_at(x, y) == layout.offset_at(x + 1, y) == ("right", 0)


def test_a_hole_takes_one_line():
    page = Page(pair_spread())
    layout = lay_out(page, 60)
    assert layout.geometry.stacked
    assert layout.block_height(2) == layout.lines(2, "left") + 1


def test_conversion_is_for_display_only():
    page = Page(pair_spread())
    placed = geometry(120, "auto", page, 0.6, 72)
    layout = Layout(page, placed, cell_len, lambda side, text: text.replace("臺", "台"))
    assert len(layout.text(0, "right")) == len(page.blocks[0].right and "兩位市長週一在台北會面。")


def test_an_article_alone_has_one_capped_column_in_the_middle():
    page = Page(lone_spread())
    placed = geometry(200, "auto", page, 0.5, 72)
    assert placed.sides == ("left",)
    assert placed.left == 72
    assert placed.pad > 40
