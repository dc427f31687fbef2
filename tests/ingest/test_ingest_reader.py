import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.ingest.drafts import first_words
from cityreader.ingest.formats import FORMATS, format_of, supported_suffixes
from cityreader.ingest.languages import language_of, normal_tag
from cityreader.ingest.limits import Deadline, Limits
from cityreader.ingest.problems import EmptyFileError, UnreadableError
from cityreader.ingest.reader import parse_articles, read_articles
from cityreader.models import NO_DATE, ArticleDraft
from cityreader.text.safety import clean, clean_line

POST = """---
layout: post
title: "两座港口城市互赠椴树"
date: 2024-04-03T23:30:00.000Z
author: 海港日报
from: https://www.harbour.example/2024/lime-tree
tags: [ 海港日报 ]
categories: [ 海港日报 ]
---
<!--1712187000000-->
[两座港口城市互赠椴树](https://www.harbour.example/2024/lime-tree)
------

<div>
<div><i>2024-04-03 23:30:00</i></div><img src="https://img.example/a.png">
<div><small>市长在树下。</small></div><p>两座港口城市的市长昨天互赠了一棵椴树。</p>
<p>第一棵已经种在<a href="https://park.example">城市公园</a>里。<br> </p>
<section><div class="dfp-ad">广告</div></section><p>双方约定明年再见。</p>
<a href="https://subscribe.example"><img src="b.png" alt></a>
</div>
"""


def parse(text: str | bytes, name: str = "a.txt", **given: str) -> ArticleDraft:
    data = text if isinstance(text, bytes) else text.encode()
    (draft,) = parse_articles(data, Path(name), Limits(), **given)
    return draft


@pytest.mark.parametrize("name", ["post.md", "post.txt", "post"])
def test_an_archived_post(name):
    draft = parse(POST, name)
    assert draft.title == "两座港口城市互赠椴树"
    assert draft.published.iso == "2024-04-03"
    assert draft.published.text == "2024-04-03T23:30:00.000Z"
    assert draft.published.basis == "front matter `date`"
    assert draft.source == "海港日报"
    assert draft.author is None
    assert draft.url == "https://www.harbour.example/2024/lime-tree"
    assert draft.lang == "zh-Hans"
    assert draft.body == (
        "两座港口城市的市长昨天互赠了一棵椴树。\n\n第一棵已经种在城市公园里。\n\n双方约定明年再见。"
    )
    assert draft.warnings == ()
    assert draft.reasons["source"] == "front matter `author`, also its `categories`"


def test_markdown_with_a_header():
    draft = parse(
        "---\ntitle: Lime Trees\ndate: 2024-04-03\nauthor: [Ann Lee, Bo Li]\n"
        "translatedFrom: zh/trees.md\n---\n\n# Lime Trees\n\nThe **mayors** met.\n\n"
        "## Further reading\n\n- [Trees](https://a.example) of the city\n",
        "a.md",
    )
    assert draft.title == "Lime Trees"
    assert draft.author == "Ann Lee, Bo Li"
    assert draft.translated_from == "zh/trees.md"
    assert draft.body == "The mayors met.\n\nFurther reading\n\nTrees of the city"


def test_markdown_without_a_header():
    draft = parse("# Lime *Trees*\n\nDate: 2024-04-03\n\nThe mayors met.\n", "a.md")
    assert (draft.title, draft.published.iso) == ("Lime Trees", "2024-04-03")
    assert draft.body == "The mayors met."


def test_a_headline_and_paragraphs():
    draft = parse("A headline.\n\nFirst paragraph.\n\nSecond paragraph.\n")
    assert draft.title == "A headline."
    assert draft.body == "First paragraph.\n\nSecond paragraph."
    assert draft.published == NO_DATE
    assert (draft.source, draft.author, draft.url, draft.member) == (None, None, None, None)
    assert draft.reasons == {"title": "first line", "lang": "counted characters"}


def test_one_line_is_an_article_of_one_line():
    draft = parse("The mayors met on Monday. They signed.")
    assert draft.title == "The mayors met on Monday."
    assert draft.body == "The mayors met on Monday. They signed."
    assert draft.reasons["title"] == "first words"


def test_what_a_person_gives_wins():
    draft = parse(POST, source="Archive", lang="zh-TW")
    assert (draft.source, draft.lang) == ("Archive", "zh-Hant")
    assert draft.reasons["source"] == draft.reasons["lang"] == "given for this import"


def test_escape_sequences_are_neutralised_and_reported():
    draft = parse(
        '---\ntitle: "News \\x1b]52;c;AA==\\x1b\\\\ x"\n---\nA\x1b[2J body \u202e.\n', "a.md"
    )
    assert draft.title == "News x"
    assert draft.body == "A body ."
    assert draft.warnings == (
        "neutralised: terminal escape sequences",
        "neutralised: bidirectional overrides",
    )


def test_ordinary_right_to_left_text_is_no_cause_for_a_warning():
    draft = parse("العنوان\n\nاجتمع رئيسا البلديتين في الميناء يوم الاثنين.\n")
    assert draft.lang == "ar"
    assert draft.warnings == ()


def test_markup_stays_as_it_is():
    draft = parse("[red]x[/red] [@click=app.quit]y[/]\n\n[bold]z[/bold] arr[i=3]\n", "a.md")
    assert draft.title == "[red]x[/red] [@click=app.quit]y[/]"
    assert draft.body == "[bold]z[/bold] arr[i=3]"


def test_gb18030_is_read_and_said():
    draft = parse("市长会谈\n\n两座城市的市长今天见面。\n".encode("gb18030"))
    assert draft.title == "市长会谈"
    assert draft.reasons["encoding"] == "read as GB18030"


@pytest.mark.parametrize(
    "text", ["", "\ufeff", " \n\t\n\u3000\n", "---\ntitle: x\n---\n\n", "\x1b[2J\n"]
)
def test_files_without_text(text):
    with pytest.raises(EmptyFileError):
        parse(text, "a.md")


@pytest.mark.parametrize("name", ["a.png", "a.PDF", "a.rar", "a.xlsx"])
def test_kinds_that_are_not_read(name):
    with pytest.raises(UnreadableError, match="are not imported"):
        parse("x", name)


@pytest.mark.parametrize("name", ["README", "v1.2", "2023.10.24 news", "a. b", "新闻.稿"])
def test_names_without_an_ending_are_text(name):
    kind = format_of(name)
    assert kind is not None
    assert kind.name == "text"


def test_every_ending_belongs_to_one_format():
    assert sum(len(kind.suffixes) for kind in FORMATS) == len(supported_suffixes())
    assert format_of("A.MD") is format_of("a.markdown")


def test_slow_files_end(tmp_path):
    path = tmp_path / "slow.md"
    path.write_text("# x\n\n" + "A paragraph.\n\n" * 200)
    with pytest.raises(UnreadableError, match="longer than 0 seconds"):
        read_articles(path, Limits(seconds=0))


def test_a_deadline_is_looked_at_on_the_way():
    assert list(Deadline(60).through(range(600))) == list(range(600))
    with pytest.raises(UnreadableError):
        list(Deadline(0).through(range(600)))


@pytest.mark.parametrize(
    ("tag", "normal"),
    [
        ("zh-TW", "zh-Hant"),
        ("zh_CN", "zh-Hans"),
        ("en-US", "en"),
        ("zh", "zh"),
        ("FR", "fr"),
        ("繁體中文", "zh-Hant"),
        ("", ""),
        ("layout: x", ""),
    ],
)
def test_language_tags(tag, normal):
    assert normal_tag(tag) == normal


def test_a_header_decides_what_counting_cannot():
    french = "Maire Lyon Pont Quai Parc Rue Place Ville Ponts Quais Parcs Rues"
    assert language_of(french, "fr", "header")[0] == "fr"
    chinese = "两座港口城市的市长昨天互赠了一棵椴树，双方约定明年再见。" * 2
    lang, _, warning = language_of(chinese, "en", "header")
    assert lang == "zh-Hans"
    assert warning == "header says en, the text is zh-Hans"
    assert language_of(chinese, "zh", "header") == ("zh-Hans", "counted characters", "")


def test_a_header_decides_between_languages_of_one_script_where_the_text_is_short():
    """Taken out once: a caption in Dutch made an English page Dutch, and Danish was Swedish."""
    mixed = "Exhibition opens: de stad van het water en de brug, a hundred pictures by Ann Berg."
    assert language_of(mixed, "en-GB", "page") == ("en", "page", "")
    assert language_of(mixed, "", "")[0] == "nl"
    danish = "Det er en by som har en havn, og den er med i et forum om havne. " * 9
    assert language_of(danish, "da", "page") == ("da", "page", "")
    dutch = "De stad tekent een overeenkomst met de haven en het water van de rivier. " * 9
    lang, _, warning = language_of(dutch, "en", "page")
    assert (lang, warning) == ("nl", "page says en, the text is nl")


def test_first_words_end_with_a_sentence_or_a_word():
    assert first_words("The mayors met on Monday. They signed.") == "The mayors met on Monday."
    long = first_words("word " * 50)
    assert long.endswith("word…")
    assert len(long) <= 82
    assert first_words("很長" * 100).endswith("…")


_LINES = (
    *("---", "title: x", "date: 2024-01-01", "<div>", "<p>a", "</p>", "# h", "* a", "| a |", "```"),
    *("Date : 2024-01-01", "City News", "Related News", "", "", "A body line.", "市長會面。"),
    *("\x1b[2J", "\u202e", "&#27;", "<!--", "[a](b)", "> q", "\ufeff", "\ud7ff", "::: a > b"),
)
_TEXTS = st.lists(st.sampled_from(_LINES), max_size=14).map("\n".join)


@settings(max_examples=150, deadline=None)
@given(_TEXTS, st.sampled_from(["a.md", "a.txt"]))
def test_every_text_gives_clean_articles_or_a_reason(text, name):
    drafts = []
    with contextlib.suppress(UnreadableError):
        drafts = parse_articles(text.encode(), Path(name), Limits())
    for draft in drafts:
        assert draft.title == clean_line(draft.title) != ""
        assert draft.body == clean(draft.body).text != ""
        assert not clean(draft.body).removed
        assert draft.path == name
