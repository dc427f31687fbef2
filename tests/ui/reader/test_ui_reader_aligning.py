"""ALIGN, driven by keys; what is asserted is the screen and the library."""

import pytest

from cityreader.models import Coverage
from driving import AtReader, driven
from shelf import ENGLISH


class Bench(AtReader):
    """The reader on a pair, with its rows as they lie in the library."""

    @property
    def beads(self):
        return self.library.pairs.spread(1).beads


@pytest.fixture
async def bench(paired, folders):
    """The reader on article 1."""
    paired.close()
    async with driven(paired.path, folders, by=Bench, reading=(1,)) as bench:
        yield bench


async def test_a_enters_a_mode_with_its_own_keys_bar_and_words(bench):
    await bench.press("a")
    assert bench.footer.strip().startswith("ALIGN")
    for words in ("m merge", "s split", "< > move", "x unlink", "c checked", "r rest", "esc leave"):
        assert words in bench.footer
    assert "tag" not in bench.footer
    assert bench.lines[1].lstrip().startswith("║")
    await bench.press("t")
    assert "esc leaves ALIGN" in bench.status
    await bench.press("escape")
    assert bench.reader.view.cursor.mode == "read"
    assert bench.lines[1].lstrip().startswith("▎")


async def test_rows_are_corrected_and_taken_back(bench):
    before = bench.beads
    await bench.press("a", "m")
    assert len(bench.beads) == len(before) - 1
    assert "Merged" in bench.status
    assert "1✓" in bench.lines[1]
    await bench.press("u")
    assert "Undone: merge rows 1-2" in bench.status
    assert bench.beads == before
    assert [unit.left for unit in bench.reader.page.units] == [bead.left for bead in before]
    await bench.press("x")
    assert (bench.beads[0].right, bench.beads[1].left) == (None, None)
    await bench.press("escape", "u")
    assert bench.beads == before


async def test_keys_in_a_burst_find_the_rows_as_they_are_then(bench):
    count = len(bench.beads)
    await bench.press("a", "m", "m")
    assert len(bench.beads) == count - 2
    assert bench.beads[0].left.end > ENGLISH.index("A forum")


async def test_a_split_begins_at_the_word_and_the_cursor_stays_on_it(bench):
    await bench.press("a", "s")
    assert "Go with h and l" in bench.status
    await bench.press("m", "j", "k", "l", "l", "l", "s")
    view, page = bench.reader.view, bench.reader.page
    word = view.cursor.word
    assert page.units[view.cursor.unit].left.start == word.start
    assert view.cursor.unit == 1
    assert "Split" in bench.status


async def test_tab_sets_the_cut_on_the_other_side(bench):
    await bench.press("a", "l", "l", "tab", "l", "l", "tab")
    cursor = bench.reader.view.cursor
    assert (cursor.side, cursor.word is None, cursor.cut is None) == ("left", False, False)
    await bench.press("s")
    assert bench.beads[1].left.start == cursor.word.start
    assert bench.beads[1].right.start == cursor.cut.start


async def test_a_sentence_moves_and_the_cursor_stays_with_the_row(bench):
    await bench.press("a", "m", "greater_than_sign")
    assert bench.reader.view.cursor.unit == 0
    assert "Moved a sentence down" in bench.status
    await bench.press("j", "less_than_sign")
    assert bench.reader.view.cursor.unit == 1
    await bench.press("tab", "greater_than_sign")
    assert "sentence" in bench.status


async def test_doubtful_rows_are_walked_and_checked(bench):
    await bench.press("a", "m", "greater_than_sign")
    assert bench.beads[1].doubtful
    assert "2?" in "".join(bench.lines)
    assert f"{Coverage.of(bench.beads)}".endswith("1 to check")
    assert "1 to check" in str(bench.reader.query_one("ReaderHeading").content)
    await bench.press("G", "left_square_bracket")
    assert bench.reader.view.cursor.unit == 1
    await bench.press("c")
    assert [bead.checked for bead in bench.beads[:2]] == [True, True]
    assert "Checked to here" in bench.status
    await bench.press("right_square_bracket")
    assert "No doubtful rows" in bench.status


async def test_the_rest_is_aligned_in_the_background(bench):
    before = bench.beads
    await bench.press("a", "m", "greater_than_sign", "u", "u", "r")
    assert "Aligned the rest: nothing changed" in bench.status
    assert [(b.left, b.right) for b in bench.beads] == [(b.left, b.right) for b in before]


async def test_an_article_alone_has_no_rows_to_correct(bench):
    bench.app.library.pairs.unlink(1, 2)
    bench.reader.open_article(1)
    await bench.press()
    await bench.press("a")
    assert "No counterpart" in bench.status
    assert bench.reader.view.cursor.mode == "read"
