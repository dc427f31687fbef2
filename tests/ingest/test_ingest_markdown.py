import time

import pytest

from cityreader.ingest.blocks import article_of
from cityreader.ingest.inline_markdown import plain_text
from cityreader.ingest.limits import Limits
from cityreader.ingest.markdown_blocks import blocks_of_markdown


def blocks(source: str) -> list[str]:
    return [block.text for block in blocks_of_markdown(source, Limits().deadline()).blocks]


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("**bold** and *it* and ***both***", "bold and it and both"),
        ("**bold with *it* inside**", "bold with it inside"),
        ("__bold__ _it_ ~~gone~~ ==new==", "bold it gone new"),
        ("**「城市」**與*港口*", "「城市」與港口"),
        ("snake_case_name stays, 2 * 3 * 4 too", "snake_case_name stays, 2 * 3 * 4 too"),
        ("a [link](https://a.example/x_(y) 'title') here", "a link here"),
        ("a [link](<https://a.example/x y>) here", "a link here"),
        ("[![alt](i.png)](https://ad.example)", ""),
        ("before ![alt](i.png) after", "before  after"),
        ("see <https://a.example/x>", "see https://a.example/x"),
        ("[[page|words]] and [[page]]", "words and page"),
        ("rain.[^1] Then [^note-2]", "rain. Then"),
        ("`*code*` and ``a`b``", "*code* and ``a`b``"),
        (r"\*stars\* and \[brackets\]", "*stars* and [brackets]"),
        ("one<br>two <b>bold</b> H<sub>2</sub>O", "one\ntwo bold H2O"),
        ("x <script>alert(1)</script> y", "x  y"),
        ("Smith &amp; Sons &mdash; 1&nbsp;km", "Smith & Sons — 1\xa0km"),
        (
            "[red]Not red[/red] [@click=app.quit()]x[/]",
            "[red]Not red[/red] [@click=app.quit()]x[/]",
        ),
        ("arr[i](j) is a link, arr[i] is not", "arri is a link, arr[i] is not"),
        ("5 < 6 and <unknown>", "5 < 6 and <unknown>"),
    ],
)
def test_marks_are_taken_off_and_words_stay(marked, plain):
    assert plain_text(marked) == plain


def test_blocks():
    source = """# Title #

First line
and second.

> Quoted **words**
> go on.

- one
- two
  still two
1. first

```python
x = "*not marked*"
```

Setext
------

***

| Year | City |
| ---- | ---- |
| 2019 | Ghent |

[^1]: A note.
[ref]: https://a.example
"""
    assert blocks(source) == [
        "Title",
        "First line and second.",
        "Quoted words go on.",
        "one",
        "two still two",
        "1. first",
        'x = "*not marked*"',
        "Setext",
        "Year | City\n2019 | Ghent",
        "1. A note.",
    ]


def test_wrapped_chinese_is_joined_without_spaces():
    assert blocks("港口城市的\n市長會面，與\nGhent 簽約") == ["港口城市的市長會面，與 Ghent 簽約"]


def test_long_lines_are_paragraphs_of_their_own():
    line = "The mayors of both port cities agreed " + "to meet again " * 8 + "next year."
    assert blocks(f"{line}\n{line}") == [line, line]


def test_hard_breaks_stay():
    assert blocks("Town Hall  \nMain Street 1\\\nGhent") == ["Town Hall\nMain Street 1\nGhent"]


def test_comments_are_dropped_and_an_open_one_swallows_nothing():
    assert blocks("a<!-- x\n\ny -->b\n\n<!-- never closed") == ["ab", "never closed"]


def test_html_after_a_heading_is_read_as_html():
    markdown = blocks_of_markdown(
        "[Title](https://a.example)\n------\n\n<div><p>One.</p>\n\n<p>Two.</p></div>\n\nThree.",
        Limits().deadline(),
    )
    assert markdown.is_html
    assert [block.text for block in markdown.blocks] == ["Title", "One.", "Two.", "Three."]
    assert markdown.blocks[0].link == "https://a.example"


def test_html_between_paragraphs():
    assert blocks("One.\n\n<div><p>Two.</p></div>\n\nThree.") == ["One.", "Two.", "Three."]


def test_paragraphs_of_links_are_no_article():
    found = blocks_of_markdown(
        "A text of the article.\n\n[more](a) [news](b)", Limits().deadline()
    ).blocks
    assert [block.kind for block in found] == ["text", "links"]
    assert [block.text for block in article_of(found)] == ["A text of the article."]


@pytest.mark.parametrize(
    "source",
    [
        "`" * 200_000,
        "*" * 200_000,
        "*a " * 70_000,
        "[" * 200_000,
        "![a" * 70_000,
        "[a](" * 50_000,
        "<!--" * 50_000,
        "> " * 100_000,
        "# " * 100_000,
        "x" + " " * 200_000 + "x",
        "| a | b |\n" * 20_000,
        "a\n" * 100_000,
        "\\" * 200_000,
    ],
    ids=lambda source: repr(source[:4]),
)
def test_time_is_linear(source):
    start = time.process_time()
    blocks(source)
    assert time.process_time() - start < 2
