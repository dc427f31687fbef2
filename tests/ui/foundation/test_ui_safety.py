"""Text on its way to the screen: harmless, and in its cells."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from cityreader.ui.safety import fitted


@settings(max_examples=40)
@given(st.text(st.sampled_from("ab好，é\x1b\x9b\u202e"), max_size=12), st.integers(0, 12))
def test_a_text_fills_its_cells_and_cannot_act(text, cells):
    shown = fitted(text, cells)
    assert cell_len(shown) == cells
    assert not set(shown) & set("\x1b\x9b\u202e")


def test_what_is_cut_says_so():
    assert fitted("新闻报道", 5) == "新闻…"
