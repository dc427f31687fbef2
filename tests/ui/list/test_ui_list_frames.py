"""What a key of the filter costs: nothing is laid out anew, and lines are painted by the list."""

from textual.geometry import Region
from textual.scroll_view import ScrollView

from cityreader.models import Span
from cityreader.text.snippets import Snippet
from cityreader.ui.listing.text_hits import TextHits
from cityreader.ui.widgets.article_list import ArticleList


async def test_letters_that_find_something_move_no_widget(room):
    """Fails when the length of the list or of the text lays the screen out, when the status gets
    other room at every number, and when the scroll bar is not told of the length."""
    await room.press("slash", "c")
    await room.settle()
    laid_out = []
    room.screen.screen_layout_refresh_signal.subscribe(room.screen, laid_out.append)
    lengths = set()
    for key in ("l", "e", "backspace", "backspace", "r", "backspace"):
        await room.press(key)
        await room.settle()
        length = room.articles.virtual_size.height
        assert room.articles.vertical_scrollbar.window_virtual_size == length
        lengths.add(length)
    assert len(lengths) > 1
    assert laid_out == []


async def test_lines_are_those_that_style_sheets_would_give(room):
    await room.filter("forum")
    articles: ArticleList = room.articles
    for region in (articles.scrollable_content_region.size.region, Region(3, 1, 40, 6)):
        painted = articles.render_lines(region)
        assert [list(strip) for strip in painted] == [
            list(strip) for strip in ScrollView.render_lines(articles, region)
        ]
        assert {strip.cell_length for strip in painted} == {region.width}


async def test_no_line_goes_past_the_safety_filter(room):
    """Fails when ``render_lines`` leaves the line filters out."""
    articles: ArticleList = room.articles
    found = {articles.ids[1]: Snippet("a text", (Span(2, 6),))}
    articles.show(articles.ids[:2], in_text=TextHits(1, found, "in the \x1b[31mtext"))
    painted = "".join(strip.text for strip in articles.render_lines(articles.size.region))
    assert "in the ␛[31mtext" in painted
    assert "\x1b" not in painted
