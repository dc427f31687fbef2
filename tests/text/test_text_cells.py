import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_alphabet import cells, news, odd, quick

from cityreader.text.cells import fit, fit_end, reach
from cityreader.text.graphemes import is_boundary


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("forum", 8, "forum   "),
        ("forum", 5, "forum"),
        ("forum", 4, "for…"),
        ("臺北上海", 8, "臺北上海"),
        ("臺北上海", 7, "臺北上…"),
        ("臺北上海", 6, "臺北… "),
        ("twin city", 6, "twin… "),
        ("臺北", 1, "…"),
        ("", 3, "   "),
        ("forum", 0, ""),
        ("a👨\u200d👩b", 3, "a… "),
        ("\u0600 aa", 3, "\u0600 …"),
    ],
)
def test_fitting(text, width, shown):
    assert fit(text, width, cells) == shown


def test_an_ellipsis_that_does_not_fit_is_left_out():
    assert fit("forum", 2, cells, ellipsis="...") == "fo"


def test_a_very_long_text_is_cut_without_being_measured():
    measured = []

    def measure(text: str) -> int:
        measured.append(text)
        return cells(text)

    assert fit("市" * 100_000, 9, measure) == "市市市市…"
    assert sum(map(len, measured)) < 1_000


@given(odd.map(lambda text: text.replace("\n", " ")), st.integers(0, 20))
@quick
def test_the_width_is_exact_and_the_cut_at_a_border(text, width):
    shown = fit(text, width, cells)
    assert cells_by_grapheme(shown) == width
    kept = shown.rstrip(" ").removesuffix("…")
    assert text.startswith((kept, kept.rstrip()))
    # A space cut off here may have belonged to the last grapheme.
    assert is_boundary(text, len(kept)) or text[len(kept)] == " "


def cells_by_grapheme(text: str) -> int:
    return reach(text, cells).cells[-1]


def test_reach_counts_inside_graphemes_as_their_end():
    assert reach("ae\u0301中", cells).cells == [0, 1, 2, 2, 4]
    assert reach("ae\u0301中", cells).inside == {2}


@quick
@given(news, st.integers(0, 12))
def test_the_end_of_a_text_fills_its_width(text, width):
    # A mark that begins a text joins with the space before it.
    text = text.replace("\n", " ").replace("\u0301", "")
    shown = fit_end(text, width, cells)
    assert cells_by_grapheme(shown) == width
    kept = shown.strip().removeprefix("…").strip()
    assert text.rstrip().endswith(kept)


def test_a_text_is_cut_on_the_left_before_a_wide_character():
    assert fit_end("ab臺北", 4, cells) == " …北"
    assert fit_end("北", 4, cells) == "  北"
    assert fit_end("abc", 0, cells) == ""
