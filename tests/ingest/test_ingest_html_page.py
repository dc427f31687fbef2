"""Saved pages of our own making, in the ways that news sites and city governments build theirs."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.ingest.drafts import draft_of
from cityreader.ingest.extract import Extract, Material
from cityreader.ingest.formats import html
from cityreader.ingest.html_page import read_html_page
from cityreader.ingest.limits import Limits

FIRST = (
    "The mayors of the two harbour cities signed an agreement on Tuesday, and they said, before a"
    " small crowd, that the ferries would sail again in spring."
)
SECOND = (
    "Under the agreement, which runs for five years, the ports will share berth data, train pilots"
    " together and meet every autumn in one of the two cities."
)
THIRD = "“We waited long for this,” the mayor said, and thanked the translators for their patience."
FIRST_ZH = (
    "兩座港口城市的市長星期二簽署協定，並在現場宣布，渡輪航線將在明年春天恢復，雙方市民都很期待。"
)
SECOND_ZH = (
    "協定為期五年，兩港將交換船席資料、共同訓練引水人，並且每年秋天輪流在其中一座城市舉行會議。"
)

MENU = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("Home", "World", "Sport"))
OTHERS = "".join(
    f'<li><a href="/story/{number}">Another story of the day, number {number}, with a long title'
    "</a></li>"
    for number in range(8)
)

PIECES = re.findall(
    "<[^>]*>",
    "<p></p><div class=ad></div><article><h1></h1><table><tr><td></table><a href=x></a><title>"
    "</title><ul><li></ul>",
)


def page(head: str, main: str, *, below: str = "") -> str:
    return (
        f"<!doctype html><html><head>{head}</head><body><header><ul class=nav>{MENU}</ul></header>"
        f"<div id=wrap>{main}<div class='sidebar'><h3>Most read</h3><ul>{OTHERS}</ul></div></div>"
        f"{below}<footer>Copyright 2024 The Harbour Daily</footer></body></html>"
    )


def read(source: str) -> Extract:
    return read_html_page(source, Limits().deadline())


def day(extract: Extract) -> str | None:
    return extract.published.iso if extract.published else None


def test_an_article_with_linked_data():
    head = (
        "<title>Ferries to sail again | The Harbour Daily</title>"
        '<link rel="canonical" href="https://harbour.example/2024/03/06/ferries">'
        '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"},'
        ' {"@type": ["NewsArticle"], "headline": "Ferries", "datePublished":'
        ' "2024-03-05T21:30:00+01:00", "author": [{"name": "Ann Lee"}, {"name": "Bo Chen"}],'
        ' "publisher": {"name": "The Harbour Daily"}}]}</script>'
    )
    main = (
        "<article><h1>Ferries to sail again</h1><p class=meta>Updated 7 March 2024</p>"
        f"<div class=share>Share on Facebook</div><p>{FIRST}</p><p>{SECOND}</p>"
        "<p>Read more: <a href=/x>What the last ferry carried to the islands</a></p>"
        f"<p>{THIRD}</p></article>"
    )
    extract = read(page(head, main))
    assert extract.paragraphs == [FIRST, SECOND, THIRD]
    assert extract.title == "Ferries to sail again"
    assert (day(extract), extract.reasons["published"]) == ("2024-03-05", "JSON-LD `datePublished`")
    assert (extract.author, extract.source) == ("Ann Lee, Bo Chen", "The Harbour Daily")
    assert extract.url == "https://harbour.example/2024/03/06/ferries"


def test_an_article_with_credits_in_print_only():
    main = (
        "<div class=left><h2>港口城市簽署協定</h2>"
        "<div class=info>2024-03-05 10:37來源：港口日報作者：王小明</div>"
        f"<div class=txt><p>{FIRST_ZH}</p><p>{SECOND_ZH}</p><p>（責任編輯：陳大文）</p></div>"
        "<p class=shengming>聲明：本網站轉載此文，不代表本網站的立場，僅供讀者參考。</p></div>"
    )
    extract = read(page("<title>港口城市簽署協定_要聞_港口網</title>", main))
    assert extract.title == "港口城市簽署協定"
    assert extract.paragraphs[:2] == [FIRST_ZH, SECOND_ZH]
    assert not any("聲明" in text for text in extract.paragraphs)
    assert (day(extract), extract.source, extract.author) == ("2024-03-05", "港口日報", "王小明")


@pytest.mark.parametrize(
    ("line", "date", "source", "author"),
    [
        ("2024-03-05 10:37:31 港口日報", "2024-03-05", "港口日報", ""),
        ("港口網 2024年3月5日 10:37", "2024-03-05", "港口網", ""),
        ("王小明/港口日報", None, "港口日報", "王小明"),
        ("港口新聞記者 王小明", None, "", "王小明"),
        ("發布日期：113-03-05", "2024-03-05", "", ""),
        ("By Ann Lee", None, "", "Ann Lee"),
        ("Tuesday 5 March 2024 9:22 am", "2024-03-05", "", ""),
        ("字級：大 中 小", None, "", ""),
    ],
)
def test_credit_lines(line, date, source, author):
    main = f"<div><h1>港口城市簽署協定</h1><p>{line}</p><p>{FIRST_ZH}</p><p>{SECOND_ZH}</p></div>"
    extract = read(page("<title>港口城市簽署協定</title>", main))
    assert (day(extract), extract.source, extract.author) == (date, source, author)
    assert extract.paragraphs == [FIRST_ZH, SECOND_ZH]


def test_the_day_that_readers_saw_wins_over_a_clock_in_utc():
    head = '<meta property="article:published_time" content="2024-03-04T18:30:00Z"><title>T</title>'
    main = f"<h1>港口城市簽署協定</h1><p>2024-03-05 02:30</p><div><p>{FIRST_ZH}</p></div>"
    assert day(read(page(head, main))) == "2024-03-05"
    elsewhere = main.replace("2024-03-05", "2024-03-09")
    assert day(read(page(head, elsewhere))) == "2024-03-04"


@pytest.mark.parametrize(
    ("head", "main"),
    [
        ('<meta name="PubDate" content="2024-03-05 06:23">', ""),
        ("", '<time itemprop="datePublished" datetime="2024-03-05T10:00:00Z">5.3.</time>'),
        ('<link rel=canonical href="https://a.example/20240305/t20240305_12.html">', ""),
        ('<link rel=canonical href="https://a.example/news/2024-03/05/c1.htm">', ""),
        ("", '<p><img src="/upload/20240305/1.jpg"><img src="/upload/20240305/2.jpg"></p>'),
    ],
)
def test_where_a_date_may_stand(head, main):
    extract = read(page(head, f"<h1>Ferries to sail again</h1>{main}<p>{FIRST}</p><p>{SECOND}</p>"))
    assert day(extract) == "2024-03-05"
    assert extract.reasons["published"]


def test_pictures_of_several_days_give_no_date():
    pictures = '<p><img src="/u/20240305/1.jpg"><img src="/u/20240306/2.jpg"></p>'
    assert day(read(page("", f"<h1>Ferries to sail</h1>{pictures}<p>{FIRST}</p>"))) is None


@pytest.mark.parametrize(
    ("window", "heading", "title"),
    [
        ("Ferries to sail again - The Harbour Daily", "h1", "Ferries to sail again"),
        ("Ferries to sail again_News_Harbour", "h4", "Ferries to sail again"),
        ("Harbour news--Ferries to sail again", "h3", "Ferries to sail again"),
        ("City News", "h5", "Ferries to sail again"),
        ("Ferries and islands", "h1", "Ferries to sail again"),
    ],
)
def test_titles_in_print(window, heading, title):
    main = f"<div><{heading}>{title}</{heading}><p>{FIRST}</p><p>{SECOND}</p></div>"
    assert (
        read(page(f"<title>{window}</title>", f"<h1>The Harbour Daily</h1>{main}")).title == title
    )


def test_a_title_that_stands_in_the_source_only():
    main = f"<div><p>{FIRST}</p><p>{SECOND}</p></div>"
    assert read(page("<title>Ferries to sail again_Harbour</title>", main)).title == (
        "Ferries to sail again"
    )
    head = '<title>Harbour</title><meta property="og:title" content="Ferries to sail again">'
    assert read(page(head, main)).title == "Ferries to sail again"


def test_a_badge_before_the_title_is_not_of_it():
    main = f"<h2><b>原創</b>港口城市簽署協定，渡輪復航</h2><p>{FIRST_ZH}</p>"
    head = "<title>港口城市簽署協定，渡輪復航</title>"
    assert read(page(head, main)).title == "港口城市簽署協定，渡輪復航"


def test_boxes_side_by_side_are_one_article():
    body = "".join(f"<section><p>{text}</p></section>" for text in (FIRST, SECOND, THIRD))
    extract = read(page("<title>Ferries</title>", f"<h1>Ferries sail</h1><main>{body}</main>"))
    assert extract.paragraphs == [FIRST, SECOND, THIRD]


def test_comments_are_no_article_even_where_they_are_longer():
    comments = "".join(f"<p>I think, as a reader, that {SECOND}</p>" for _ in range(3))
    main = (
        f"<div class=story><h1>Ferries sail</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>"
    )
    extract = read(page("", f"{main}<div class='comments'>{comments}</div>"))
    assert extract.paragraphs == [FIRST, SECOND, THIRD]


def test_a_box_called_sidebar_with_all_the_prose_is_the_article():
    main = f"<div class='sidebar hot'><h1>Ferries sail</h1><p>{FIRST}</p><p>{SECOND}</p></div>"
    assert read(page("", main)).paragraphs == [FIRST, SECOND]


def test_what_a_browser_does_not_show_is_not_read():
    main = (
        f"<article><h1>Ferries</h1><p>{FIRST}</p><p hidden>GONE {SECOND}</p>"
        f'<div style="display: none">GONE {SECOND}</div><script>GONE</script>'
        f"<figure><figcaption>GONE</figcaption></figure><p>{THIRD}</p></article>"
    )
    assert read(page("", main)).paragraphs == [FIRST, THIRD]


def test_a_small_page_keeps_what_it_has():
    extract = read("<title>Ferries</title><p>They sail.")
    assert extract.paragraphs == ["They sail."]


def test_bytes_are_believed_before_the_page():
    source = page(
        '<meta charset="gb2312"><title>港口會議</title>', f"<h1>港口會議</h1><p>{FIRST_ZH}</p>"
    )
    material = Material("a.html", source.encode("utf-8"), Limits().deadline())
    (extract,) = html.read(material)
    assert (extract.title, extract.paragraphs) == ("港口會議", [FIRST_ZH])
    (declared,) = html.read(Material("a.html", source.encode("gb18030"), Limits().deadline()))
    assert declared.paragraphs == [FIRST_ZH]


def test_escapes_in_entities_are_neutralised():
    source = f"<title>News &#27;]0;PWN&#27;\\</title><p>{FIRST} &#x1b;[2J</p>"
    draft = draft_of(read(source), path="a.html")
    assert "\x1b" not in draft.title + draft.body
    assert draft.warnings


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 20_000 + f"<p>{FIRST}",
        "<html><head><title>T</title></head><body>" + "<div class=ad>" * 3_000 + f"<p>{FIRST}",
        f"<p>{FIRST}</p>" + "<!--" * 40_000,
        '<script type="application/ld+json">' + "[" * 90_000 + f"</script><p>{FIRST}</p>",
        '<script type="application/ld+json">{"@type": "Article", "author": [[[]]], "publisher": 3,'
        f' "datePublished": [], "headline": {{}}}}</script><p>{FIRST}</p>',
        "<div " + " ".join(f"a{number}='>'" for number in range(90_000)) + f"><p>{FIRST}</p></div>",
        "<div>" * 9_000 + f"<p>{FIRST}",
        "<title>" + "a_" * 90_000 + f"</title><p>{FIRST}</p>",
    ],
    ids=[
        "deep",
        "deep-clutter",
        "comments",
        "deep-json",
        "odd-json",
        "attributes",
        "less-deep",
        "long-title",
    ],
)
def test_hostile_pages(source):
    start = time.process_time()
    assert FIRST in " ".join(read(source).paragraphs)
    assert time.process_time() - start < 4


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from([*PIECES, FIRST, "2024-03-05"]),
        max_size=25,
    )
)
def test_no_page_breaks_it(parts):
    extract = read("".join(parts))
    assert all(text.strip() for text in extract.paragraphs)


@pytest.mark.parametrize(
    ("window", "heading"),
    [
        ("港口城市簽署協定，渡輪明年復航_港口網", "港口城市簽署協定，渡輪明年復航 原創"),
        ("港口城市簽署協定，渡輪明年復航", "獨家 港口城市簽署協定，渡輪明年復航"),
    ],
)
def test_badges_beside_a_heading(window, heading):
    main = f"<div><h1>{heading}</h1><p>{FIRST_ZH}</p><p>{SECOND_ZH}</p></div>"
    title = read(page(f"<title>{window}</title>", main)).title
    assert title == "港口城市簽署協定，渡輪明年復航"


def test_a_heading_completes_a_title_that_was_cut():
    title = "Ferries between the two harbours will sail again in the spring of next year"
    main = f"<div><h2>{title}</h2><p>{FIRST}</p><p>{SECOND}</p></div>"
    head = "<title>Ferries between the two harbours will... - Harbour</title>"
    assert read(page(head, main)).title == title


@pytest.mark.parametrize(
    "note",
    [
        "<!-- saved from url=(0031)https://harbour.example/ferries -->",
        "<!--\n Page saved with SingleFile \n url: https://harbour.example/ferries \n-->",
    ],
)
def test_browsers_note_where_a_page_came_from(note):
    extract = read(note + page("", f"<h1>Ferries</h1><p>{FIRST}</p>"))
    assert extract.url == "https://harbour.example/ferries"
    assert extract.source == "harbour.example"


def test_the_last_change_is_better_than_no_date():
    main = f"<h1>Ferries sail again</h1><p>{FIRST}</p>"
    head = '<meta property="article:modified_time" content="2024-03-07T10:00:00+08:00">'
    assert day(read(page(head, main))) == "2024-03-07"
    timed = f'<time datetime="2024-03-05T10:00">two days ago</time>{main}'
    assert day(read(page(head, timed))) == "2024-03-05"


def test_a_city_page_with_a_table_of_labels():
    main = (
        "<h3>港口城市簽署協定，渡輪明年復航</h3><table><tr><th>發布日期</th><td>113-03-05</td></tr>"
        f"<tr><th>發布單位</th><td>秘書處</td></tr></table><div><p>{FIRST_ZH}</p><p>{SECOND_ZH}</p>"
        "</div><p>點閱數：123</p>"
    )
    extract = read(page("<title>港口市政府全球資訊網-市政新聞</title>", main))
    assert extract.title == "港口城市簽署協定，渡輪明年復航"
    assert (day(extract), extract.source) == ("2024-03-05", "秘書處")
    assert extract.paragraphs == [FIRST_ZH, SECOND_ZH]


def test_the_end_of_a_portal_page():
    main = (
        "<h1>港口城市签署协定</h1><div>2024-03-05 13:00　来源: <a href=/x>港口日报</a>(上海)"
        f"<a href=/y>举报</a></div><div><p>{FIRST_ZH}</p><p>{SECOND_ZH}"
        "<a href=/>返回门户网，查看更多&gt;&gt;</a></p><p>本文来源：港口日报 "
        "责任编辑：王小明</p></div>"
    )
    extract = read(page("<title>港口城市签署协定_门户网</title>", main))
    assert extract.source == "港口日报"
    assert extract.paragraphs == [FIRST_ZH, SECOND_ZH]


def test_a_labelled_day_far_below_is_better_than_none():
    foot = "".join(f"<p>第{number}条评论</p>" for number in range(20))
    foot += "<div>发布日期：2024-03-05 14:34:05 所属分类：<a href=/a>头条</a></div>"
    assert day(read(page("", f"<article><p>{FIRST_ZH}</p><p>{SECOND_ZH}</p></article>{foot}"))) == (
        "2024-03-05"
    )
    other = "<div>发布日期：2024-03-09 12:00</div>"
    both = read(page("", f"<article><p>{FIRST_ZH}</p><p>{SECOND_ZH}</p></article>{foot}{other}"))
    assert day(both) is None
