"""The concordance, driven by keys on a real library."""

import pytest
from rich.cells import cell_len

from cityreader.models import ConcordanceHit
from cityreader.ui.keys import LineInput
from cityreader.ui.screens.concordance import ConcordanceScreen
from cityreader.ui.screens.reader import ReaderScreen
from cityreader.ui.theme import DARK, LIGHT
from cityreader.ui.widgets.kwic_lines import HitLook, paint_hit
from driving import Driven, driven
from shelf import CHINESE, ENGLISH, TAIWANESE, add_article


class Desk(Driven):
    """The real application with the reader open on article 1."""

    @property
    def rows(self):
        return self.screen.rows

    async def press(self, *keys):
        await self.press_at_once(*keys)


@pytest.fixture
async def desk(paired, folders, request):
    """The reader on article 1; the size can be given as the test's parameter."""
    third = add_article(paired, "兩座港口城市簽約", TAIWANESE, "zh-Hant", published="2025-03-16")
    paired.pairs.link(1, third)
    paired.close()
    size = getattr(request, "param", (120, 40))
    async with driven(paired.path, folders, by=Desk, size=size) as desk:
        desk.app.push_screen(ReaderScreen(1, (1,)))
        await desk.settle()
        yield desk


async def look_for(desk, text):
    await desk.press("c")
    await desk.type(text)
    await desk.press("enter")


async def test_the_word_under_the_cursor_is_looked_for(desk):
    await desk.press("l", "c")
    assert isinstance(desk.screen, ConcordanceScreen)
    assert desk.screen.words == "The"
    assert {hit.words.lower() for hit in desk.rows.hits} == {"the"}


async def test_the_selection_is_looked_for_as_it_stands(desk):
    await desk.press("j", "l", "v", "greater_than_sign", "greater_than_sign", "c")
    assert desk.screen.words == "Mayor Ada Berg"
    assert [hit.counterpart.lang for hit in desk.rows.hits] == ["zh-Hans", "zh-Hant"]


async def test_without_a_word_it_asks_for_one(desk):
    await desk.press("c")
    assert desk.screen.query_one("#concordance-words").display
    # Taken out: it stood at the edge, left of the heading above and of the rows below.
    assert desk.app.screen.query_one(LineInput).content_region.x == 2
    await desk.type("guests")
    await desk.press("enter")
    assert [hit.words for hit in desk.rows.hits] == ["guests", "guests"]
    assert desk.rows.has_focus


async def test_leaving_the_question_leaves_the_concordance(desk):
    await desk.press("c", "escape")
    assert isinstance(desk.screen, ReaderScreen)


async def test_the_words_stand_in_one_column_and_the_other_side_beside_them(desk):
    await look_for(desk, "论坛")
    lines = desk.shown[:2]
    at = {
        cell_len(line[: line.index(word)])
        for line, word in zip(lines, ("論壇", "论坛"), strict=True)
    }
    assert len(at) == 1
    assert all("│ A forum on clean ports will open" in line for line in lines)
    assert "2025-03-16" in lines[0]


@pytest.mark.parametrize("desk", [(80, 24)], indirect=True)
async def test_on_a_narrow_screen_the_other_side_stands_below(desk):
    await look_for(desk, "guests")
    assert desk.rows.plan.least == 2
    assert "received nine guests at the old" in desk.shown[0]
    assert "接待了九位客人" in desk.shown[1]


async def test_the_other_side_of_the_current_row_stands_whole_below(desk):
    await look_for(desk, "guests")
    assert "市长艾达·贝格在老海关大楼接待了九位客人。" in desk.words("#concordance-row > Static")
    await desk.press("j")
    assert "市長艾達·貝格在老海關大樓接待了九位客人。" in desk.words("#concordance-row > Static")
    assert "2/2" in desk.said


async def test_enter_reads_on_with_the_words_selected_and_esc_comes_back(desk):
    await look_for(desk, "论坛")
    await desk.press("j")
    hit = desk.rows.current
    await desk.press("enter")
    reader = desk.screen
    assert isinstance(reader, ReaderScreen)
    assert reader.view.selection.side == "right"
    assert reader.view.selection.span == hit.span
    assert reader.page.body("right") == CHINESE
    await desk.press("escape")
    assert isinstance(desk.screen, ConcordanceScreen)
    assert desk.rows.current is hit
    await desk.press("escape")
    assert isinstance(desk.screen, ReaderScreen)


async def test_a_text_that_was_cut_since_is_opened_all_the_same(desk):
    await look_for(desk, "forty towns")
    desk.app.library.articles.edit_body(1, "The harbour towns met.")
    await desk.press("enter")
    assert isinstance(desk.screen, ReaderScreen)
    assert desk.screen.view.selection is None


async def test_a_row_is_tagged_from_the_concordance(desk):
    await look_for(desk, "friendship agreement")
    await desk.press("enter", "t", "a")
    (mark,) = desk.app.library.coding.marks([1])
    assert (mark.tag, mark.exact) == ("agreement", "friendship agreement")
    await desk.press("q", "q")
    assert isinstance(desk.screen, ReaderScreen)
    assert desk.screen.view.marks.of_block(0, "left")


async def test_sorting_by_what_stands_around_the_words(desk):
    await look_for(desk, "in")
    await desk.press("O", "r")
    after = [hit.after.strip().lower() for hit in desk.rows.hits]
    assert after == sorted(after)
    await desk.press("O", "r")
    assert [hit.after.strip().lower() for hit in desk.rows.hits] == sorted(after, reverse=True)
    await desk.press("O", "l")
    before = [hit.before[::-1].strip().lower() for hit in desk.rows.hits]
    assert before == sorted(before)
    await desk.press("O", "escape", "O", "d")
    assert desk.screen.sort == "date"


async def test_sorting_keeps_the_cursor_on_its_row_and_tells_its_new_place(desk):
    await look_for(desk, "in")
    await desk.press("G")
    hit, count = desk.rows.current, desk.rows.count
    assert f"{count}/{count}" in desk.said
    await desk.press("O", "d")
    assert desk.rows.current is hit
    assert f" 1/{count}" in desk.said
    await desk.press("O", "r")
    assert desk.rows.current is hit


async def test_other_words_are_typed_over_the_first(desk):
    await look_for(desk, "guests")
    await desk.press("slash", "ctrl+u")
    await desk.type("towns lang:en")
    await desk.press("enter")
    assert {hit.words for hit in desk.rows.hits} == {"towns"}
    await desk.press("slash", "escape")
    assert isinstance(desk.screen, ConcordanceScreen)
    assert desk.screen.words == "towns lang:en"


async def test_nothing_found_and_nothing_clear_is_said(desk):
    await look_for(desk, "zyzzyva")
    assert "No row" in desk.said
    await desk.press("enter", "j", "G", "y", "s")
    await desk.press("slash", "ctrl+u")
    await desk.type("lang:en")
    await desk.press("enter")
    assert "words" in desk.said
    await desk.press("slash", "ctrl+u")
    await desk.type("-tag:nonsense zyzzyva")
    await desk.press("enter")
    # Taken out: only that there is no row was said.
    assert "“nonsense” is no tag of this library; known are forum" in desk.said


async def test_the_script_is_changed_for_the_eye(desk):
    await look_for(desk, "论坛")
    await desk.press("s")
    assert "清洁港口论坛" in desk.shown[0].replace(" ", "")
    await desk.press("s")
    assert "清潔港口論壇" in desk.shown[1].replace(" ", "")


async def test_another_theme_paints_it_anew(desk):
    await look_for(desk, "guests")
    await desk.press("f2")
    assert desk.rows.look.palette is LIGHT
    assert next(iter(desk.rows.render_line(0))).style.bgcolor.name == LIGHT.current


@pytest.mark.parametrize("width", [40, 80, 109, 110, 200])
@pytest.mark.parametrize("body", [ENGLISH, CHINESE, "a👨‍👩‍👧é" * 40])
def test_every_line_has_the_width_of_the_screen(library, width, body):
    article_id = add_article(library, "Title", body)
    (article,) = library.search.articles([article_id])
    span = (30, 34)
    hit = ConcordanceHit(
        article, article, "", 3, span, body[:30], body[30:34], body[34:], body, None, 0.5, False
    )
    look = HitLook(DARK, lambda _, text: text)
    for current in (False, True):
        for strip in paint_hit(hit, width, look, current=current):
            assert strip.cell_length == width
