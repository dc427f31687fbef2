"""The cells before the columns of a page."""

from rich.cells import cell_len
from spreads import pair_spread

from cityreader.ui.reading.focus import Focus
from cityreader.ui.reading.geometry import GUTTER, geometry
from cityreader.ui.reading.gutter import BARS, Gutter
from cityreader.ui.reading.layout import Layout
from cityreader.ui.reading.page import Page
from cityreader.ui.reading.scene import Scene
from cityreader.ui.theme import DARK


def painted(scene):
    page = Page(pair_spread())
    layout = Layout(page, geometry(120, "auto", page, 0.5, 72), cell_len, lambda _, text: text)
    return "".join(segment.text for segment in Gutter(layout, DARK).segments(scene))


def scene(block, line, focus, *, here):
    return Scene(block, line, here, DARK.ground, focus, None, ())


def test_the_first_line_has_the_number_and_the_others_room_for_letters():
    assert painted(scene(1, 0, Focus(), here=False)).split() == ["2"]
    assert painted(scene(1, 1, Focus(), here=False)).strip() == ""


def test_the_bar_has_the_shape_of_the_mode_where_the_cursor_is():
    for focus in (Focus(), Focus(selecting=True), Focus(aligning=True), Focus(roles=True)):
        assert painted(scene(0, 0, focus, here=True)).startswith(BARS[focus.mode])
        assert painted(scene(0, 0, focus, here=False)).startswith(" ")


def test_every_line_of_it_is_as_wide_as_the_gutter():
    for line in range(3):
        for here in (True, False):
            assert cell_len(painted(scene(3, line, Focus(3), here=here))) == GUTTER
