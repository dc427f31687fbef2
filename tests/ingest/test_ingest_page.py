import pytest

from cityreader.ingest.extract import Extract
from cityreader.ingest.furniture import is_furniture, is_section_name, is_tail_heading
from cityreader.ingest.limits import Limits
from cityreader.ingest.page import read_page
from cityreader.ingest.statements import Statement, statements_of
from cityreader.ingest.wrapping import unwrapped

NBSP = "\xa0"


def page(text: str) -> Extract:
    return read_page(text, Limits().deadline())


def test_a_press_release_under_a_toolbar():
    extract = page(
        "City News\n"
        f"S{NBSP}M{NBSP}L{NBSP}Print(open a new window){NBSP}Post to Line(open a new window)\n"
        f"Date{NBSP}:{NBSP}2024-03-05{NBSP}{NBSP}{NBSP}Source{NBSP}:{NBSP}Harbour City Government\n"
        "Two Harbours Share Their Tide Tables\n\n"
        "The harbour masters met on Tuesday.\n\n"
        "They will meet again in June.\n"
    )
    assert extract.title == "Two Harbours Share Their Tide Tables"
    assert extract.published is not None
    assert extract.published.iso == "2024-03-05"
    assert extract.source == "Harbour City Government"
    assert extract.paragraphs == [
        "The harbour masters met on Tuesday.",
        "They will meet again in June.",
    ]
    assert extract.reasons["title"] == "line 4"
    assert extract.reasons["published"].startswith("line 3 «Date : 2024-03-05")


def test_a_page_below_a_skip_link_and_above_a_teaser():
    extract = page(
        "Jump to the content zone at the center\n\n"
        "Mayors Plant a Lime Tree—and Promise a Second\n\n"
        "The tree stands in front of the town hall now, the mayors said on April 3.\n"
        "A second one follows in the partner city, as soon as the ground there has thawed.\n"
        "In Case You Missed It...\n\n\n"
    )
    assert extract.title == "Mayors Plant a Lime Tree—and Promise a Second"
    assert extract.published is None
    assert len(extract.paragraphs) == 2
    assert extract.paragraphs[1].endswith("thawed.")


def test_statements_with_their_values_below_them():
    extract = page(
        "tab to main content\n::: home > Latest News\n\nLatest News\n\nLime Tree Planted\n"
        "Release Unit:\nParks Department\nRelease Date:\n2024-04-03\n"
        "The tree stands.\n\nIt is big.\n"
    )
    assert extract.title == "Lime Tree Planted"
    assert extract.source == "Parks Department"
    assert extract.published is not None
    assert extract.published.iso == "2024-04-03"
    assert extract.paragraphs == ["The tree stands.", "It is big."]


def test_chinese_pages():
    extract = page(
        "跳到主要內容區塊\n:::\n首頁 > 市政新聞\n分享 | 友善列印\n市長種下椴樹\n"
        "發布日期：113-04-03\n發布單位：公園處\n點閱數：12\n\n"
        "　　市長昨天種下一棵椴樹。\n\n　　明年種下第二棵。\n\n回上一頁\n"
    )
    assert extract.title == "市長種下椴樹"
    assert extract.source == "公園處"
    assert extract.published is not None
    assert extract.published.iso == "2024-04-03"
    assert extract.paragraphs == ["市長昨天種下一棵椴樹。", "明年種下第二棵。"]


@pytest.mark.parametrize(
    ("head", "title", "date", "source", "author"),
    [
        (
            "Home > News > City News\nTrees\nPostDate:2021-05-03\nIssued by: Parks",
            "Trees",
            "2021-05-03",
            "Parks",
            "",
        ),
        (
            "上海要闻\n市长种树\n2023-05-06 | 来源： 公园处\n字号：大 中 小",
            "市长种树",
            "2023-05-06",
            "公园处",
            "",
        ),
        ("Trees\nXinhua | March 31, 2010", "Trees", "2010-03-31", "Xinhua", ""),
        (
            "Trees\nBy Wang Xu | Harbour Daily | Updated: 2023-05-06 07:12",
            "Trees",
            "2023-05-06",
            "Harbour Daily",
            "Wang Xu",
        ),
        (
            "Trees\nSource: Xinhua| 2018-04-03 21:46:34|Editor: Li",
            "Trees",
            "2018-04-03",
            "Xinhua",
            "",
        ),
        (
            "按Enter到主內容區\n回首頁 網站導覽 RSS\nA- A A+\n市長種樹\n發布日期\n113-05-06\n"
            "記者王安／台北報導",
            *("市長種樹", "2024-05-06", "", "王安"),
        ),
        ("Trees\nDate 2023-10-24", "Trees", "2023-10-24", "", ""),
        (
            "Your browser does not support JavaScript!\nTrees\nMay 4, 2023\nHits：33",
            "Trees",
            "2023-05-04",
            "",
            "",
        ),
    ],
)
def test_heads_of_many_sites(head, title, date, source, author):
    extract = page(f"{head}\n\nThe mayor planted one.\n\nAnd more.\n")
    assert (extract.title, extract.source, extract.author) == (title, source, author)
    assert extract.published is not None
    assert extract.published.iso == date
    assert extract.paragraphs == ["The mayor planted one.", "And more."]


def test_agencies_name_themselves():
    english = page(
        "Trees\n\nGhent, April 3 (TREE) The mayor planted one.\n\n(By Ann Lee and Bo Li)\n"
    )
    assert (english.source, english.author) == ("TREE", "Ann Lee and Bo Li")
    assert english.published is None
    chinese = page(
        "種樹\n\n（中央社記者李波台北3日電）市長種樹。\n\n樹很大。（編輯：安李）1130403\n"
    )
    assert chinese.source == "中央社"
    assert chinese.published is not None
    assert chinese.published.iso == "2024-04-03"


def test_statements_below_the_article():
    extract = page("Trees\n\nThe mayor planted one.\n\nIt is big.\n\nPosted on: May 4, 2024\n")
    assert extract.published is not None
    assert extract.published.iso == "2024-05-04"
    assert extract.paragraphs == ["The mayor planted one.", "It is big."]


def test_announced_times_stay_in_the_article():
    extract = page("Trees\n\nTime: 2 pm\n\nThe mayor plants one.\n\n時間：下午兩點\n")
    assert extract.published is None
    assert extract.paragraphs == ["Time: 2 pm", "The mayor plants one.", "時間：下午兩點"]


def test_the_day_of_an_update_counts_where_no_other_is_stated():
    assert statements_of("Last updated: 2024-05-04") == [Statement("updated", "2024-05-04")]
    extract = page("Trees\nUpdated: 2024-05-04\n\nThe mayor planted one.\n\nIt is big.")
    assert extract.published is not None


def test_headline_and_body_are_untouched():
    extract = page("A headline\n\nFirst paragraph: it has a colon.\n\nSecond paragraph.\n")
    assert extract.title == "A headline"
    assert extract.paragraphs == ["First paragraph: it has a colon.", "Second paragraph."]


def test_a_tail_heading_inside_a_long_article_goes_alone():
    long = "The mayor spoke for a long time about trees and about the harbour. " * 5
    extract = page(f"Trees\n\nShort start.\n\nRelated news\n\n{long}\n\n{long}\n")
    assert len(extract.paragraphs) == 3


def test_entities_of_a_copied_source():
    assert page("Smith &amp;amp; Sons\n\nCaf&#233; &nbsp;x\n").title == "Smith & Sons"


def test_repeated_lines_are_all_kept():
    assert page("ha\n" * 5).paragraphs == ["ha"] * 3


@pytest.mark.parametrize(
    "line",
    [
        "Jump to the content zone at the center",
        "Skip to main content",
        "Go To Content",
        "跳到主要內容區塊",
        ":::",
        "Home > News > City",
        "您的位置：首页 > 要闻",
        "Current Location Home > City Government > City News",
        "Print Share Facebook Twitter",
        "字体：【大 中 小】 打印 分享到:",
        "Hit: 552",
        "點閱數：1,287",
        "• print",
        "Go Back",
        "回上一頁",
        "【关闭窗口】",
        "责任编辑：王某某",
        "Enditem/ABC",
        "© 2020 Harbour Daily. All rights reserved.",
        "本網站之文字、圖片及影音，非經授權，不得轉載。",
        "48 分钟前",
        "-----",
    ],
)
def test_furniture(line):
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "The mayor printed the page and shared it.",
        "Home",
        "Line 5 opens",
        "市長說，關閉窗口是為了安靜。",
        "Back to the city, said the mayor.",
        "He paid 552.",
        "Facebook opens an office in the city",
        "End of the line for the old tram",
        "Hits: a history of popular songs",
    ],
)
def test_lines_of_articles(line):
    assert not is_furniture(line)


@pytest.mark.parametrize("line", ["City News", "Latest News", "PRESS RELEASES", "市政新聞", "要闻"])
def test_section_names(line):
    assert is_section_name(line)
    assert not is_section_name(f"{line} of the year from two cities")


@pytest.mark.parametrize(
    "line",
    [
        "In Case You Missed It...",
        "Related News",
        "延伸閱讀：",
        "【推荐阅读】",
        "More from Harbour Daily",
    ],
)
def test_tail_headings(line):
    assert is_tail_heading(line)
    assert not is_tail_heading("The mayor read related news to the children.")


def test_text_wrapped_by_hand_is_joined():
    lines = [
        "The harbour masters of the two cities met on Tuesday in",
        "the old customs house and agreed to share what they know",
        "about tides.",
        "",
        "They will meet again in June, when the new gauge, paid by",
        "both cities, begins its work.",
    ]
    assert unwrapped(lines) == [
        "The harbour masters of the two cities met on Tuesday in the old customs house and agreed"
        " to share what they know about tides.",
        "They will meet again in June, when the new gauge, paid by both cities, begins its work.",
    ]


def test_lines_that_are_paragraphs_stay_apart():
    lines = ["One line.", "A second, rather longer line that says more than the first.", "Third."]
    assert unwrapped(lines) == lines
