import time

import pytest

from cityreader.ingest.blocks import Block, article_of
from cityreader.ingest.html_blocks import blocks_of_html, strip_comments
from cityreader.ingest.limits import Limits
from cityreader.ingest.problems import UnreadableError


def article(source: str) -> list[str]:
    found = blocks_of_html(source, Limits().deadline())
    return [block.text for block in article_of(found)]


def test_blocks_make_paragraphs():
    assert article("<div>One <b>bold</b> line.<p>Two</p>tail</div><h2>Head</h2><ul><li>a<li>b") == [
        "One bold line.",
        "Two",
        "tail",
        "Head",
        "a",
        "b",
    ]


def test_line_breaks():
    assert article("<p>Town Hall<br>Main Street 1</p><p>One.<br>Two.<br><br>three</p>") == [
        "Town Hall\nMain Street 1",
        "One.",
        "Two.",
        "three",
    ]


def test_white_space_folds_and_wrapped_chinese_closes_up():
    assert article("<p>\n  One\n  line\n</p><p>港口\n   城市</p>") == ["One line", "港口城市"]


def test_tables_are_lines_of_cells():
    source = "<p>The cities.</p><table><tr><th>City<th>Year<tr><td>Ghent<td>2019</table>"
    assert article(source) == ["The cities.", "City | Year\nGhent | 2019"]


def test_what_is_not_read_is_gone():
    source = (
        "<p>Kept text of the article.</p><script>var x = 'GONE'</script><style>GONE</style>"
        "<iframe>GONE</iframe><form><button>GONE</button></form><!-- GONE --><svg><text>GONE</text>"
        '</svg><img alt="GONE"><nav>GONE</nav>'
    )
    assert article(source) == ["Kept text of the article."]


def test_advertisements_captions_and_lists_of_links_are_left_out():
    text = "The mayors of the two cities met at the harbour and agreed to meet again next year."
    source = (
        f"<p>{text}</p>"
        '<section id="top"><div id="dfp-ad-1">Buy this</div></section>'
        '<div class="relatedNews"><p>Other story</p></div>'
        '<figure><img src="a.png"><figcaption>A picture</figcaption></figure>'
        "<div><small>A caption</small></div>"
        '<ul><li><a href="/a">Another story</a></li></ul>'
        '<a href="/subscribe"><img src="b.png"></a>'
        f'<p>{text} <a href="/b">With a link</a> inside.</p>'
    )
    assert article(source) == [text, f"{text} With a link inside."]


def test_names_that_only_look_like_advertisements_stay():
    text = "A text in a box whose name holds those letters."
    source = f'<div class="header shadow download broadcast"><p>{text}</p></div>'
    assert article(source) == [text]


def test_a_page_of_nothing_but_captions_keeps_them():
    assert article("<figure><figcaption>All there is to read.</figcaption></figure>") == [
        "All there is to read."
    ]


def test_kept_is_the_larger_part_or_everything():
    short, long = Block("Short."), Block("A long list of links. " * 10, "links")
    assert article_of([short, long]) == [short, long]
    assert article_of([short, Block("x", "links")]) == [short]


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("a<!-- b -->c", "ac"),
        ("a<!-- b", "a b"),
        ("<!--a--><!--b-->c", "c"),
        ("a --> b", "a --> b"),
    ],
)
def test_comments(source, kept):
    assert strip_comments(source) == kept


@pytest.mark.parametrize("depth", [3_000, 50_000])
def test_deep_nesting_keeps_its_text(depth):
    start = time.process_time()
    assert article("<div>" * depth + "Deep text" + "</div>" * depth) == ["Deep text"]
    assert time.process_time() - start < 4


def test_deep_nesting_under_many_tags_ends():
    start = time.process_time()
    assert article("<span>" * 9_000 + "<p>" * 90_000 + "Text") == ["Text"]
    assert time.process_time() - start < 4


def test_too_many_tags_are_refused():
    with pytest.raises(UnreadableError, match="tags"):
        article("<p>a" * 500_000)
