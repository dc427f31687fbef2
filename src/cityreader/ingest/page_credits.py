"""The short lines that web pages print under a title: when, from where, by whom.

``2024-03-05 10:37:31 港口日报``, ``王小明/港口日报``, ``港口新闻记者 王小明``: after a title they
can be read without any label.
"""

import re
from collections.abc import Iterable

from cityreader.ingest.dates import read_date, without_date
from cityreader.ingest.extract import Extract
from cityreader.ingest.furniture import is_furniture, is_section_name
from cityreader.ingest.page_words import bare, phrases
from cityreader.ingest.statements import Statement, statements_of
from cityreader.ingest.wrapping import ends_sentence
from cityreader.models import DateRange

# Code points.
_LONGEST = 120
_LONGEST_OUTLET = 16
_LONGEST_REST = 40
# Pages join what stood apart, as in ``12:11来源：…作者：…``.
_GLUED = re.compile(
    r"(?<=\S)(?=(?:文章|稿件|信息|新闻|新聞)?(?:来源|來源|作者|记者|記者|编辑|編輯|责编|责任编辑"
    r"|字号|字體|字体|发布时间|發布時間|(?:浏览|阅读|点击|瀏覽|點閱|點擊)(?:次数|次數|量|数|數|人次)?)\s*[:：])"
)
_HAN_NAME = r"[\u4e00-\u9fff]{2,4}(?:[、 ][\u4e00-\u9fff]{2,4})*"
_REPORTER = re.compile(
    rf".{{0,12}}(?:记者|記者|作者|撰文|通讯员|通訊員)\s*(?:[:：/／|]\s*|\s)(?P<author>{_HAN_NAME})"
)
_NAME_AND_OUTLET = re.compile(
    r"(?P<author>[\u4e00-\u9fff]{2,4})\s*[/／|｜]\s*"
    r"(?P<source>[\u4e00-\u9fff]{2,12}(?:报|報|网|網|社|刊|台|臺|新闻|新聞|周刊|日报|时报))"
)
_IN_DATELINE = re.compile(
    r"[（(](?:本报|本報|本网|本社|见习)?(?:记者|記者)\s*(?P<author>[\u4e00-\u9fff]{2,4})"
)
# The place of an outlet and the buttons after its name.
_AFTER_NAME = re.compile(
    r"(?<=[\u4e00-\u9fff])\s*(?:[(（][^()（）]{1,6}[)）]|\s(?:参与|參與|我要|打印|列印|分享|收藏|评论|評論"
    r"|字号|字號|字体|字體|浏览|瀏覽|阅读|閱讀|点击|點擊)).*$"
)
# What can only be the label of the article's own day, also amid other words.
_PUBLISHED = re.compile(
    r"(?:发布|發布|發佈|发表|發表|刊登|发稿|發稿|上传|上傳|张贴|張貼)(?:日期|时间|時間|于|於)?\s*[:：]"
    r"|(?<![\u4e00-\u9fff])(?:日期|时间|時間)\s*[:：]"
    r"|\b(?:published|posted|release date|date of publication)(?:\s+on)?\s*:?\s",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(
    r"\s*(?:[A-Za-z]{3,9}\.?,?\s+)?(?:[A-Za-z]{3,9}\.?\s+)?\d|\s*(?:中華)?民[國国]"
)
_LONGEST_LABELLED = 300
_LABELS = ("date", "updated", "source", "author", "nothing")
_NO_OUTLET = re.compile(r"[\d:：/|]")
_BREAKS = re.compile(r"\s{1,}|[|｜•·]")


def state_credits(found: Extract, line: str) -> bool:
    """State in ``found`` what one line near the title says, and return whether it says anything.

    A long line says nothing, and one with a date and a sentence beside it is no credit.
    """
    line = " ".join(line[: 2 * _LONGEST].split())
    if not line or len(line) > _LONGEST:
        return False
    line = _as_statement(_GLUED.sub(" ", line))
    where = f"line «{line[:80]}»"
    stated = statements_of(line)
    for statement in stated:
        _state(found, statement, where)
    if match := _NAME_AND_OUTLET.fullmatch(line) or _REPORTER.fullmatch(line):
        for name, value in match.groupdict().items():
            found.state(name, value or "", where)
        return True
    if stated or not (published := read_date(line, "date line")):
        return bool(stated)
    rest = without_date(line)
    if published.precision != "day" or len(rest) > _LONGEST_REST or ends_sentence(rest):
        return False
    found.state_date(published, where)
    if _is_outlet(rest):
        found.state("source", rest, where)
    return not rest or _is_outlet(rest)


def state_labelled_day(found: Extract, lines: Iterable[str]) -> None:
    """State the day that lines anywhere on a page call that of publication, where it is one."""
    stated: dict[str, tuple[DateRange, str]] = {}
    for line in lines:
        for match in _PUBLISHED.finditer(line[:_LONGEST_LABELLED]):
            words = line[match.end() : match.end() + _LONGEST_REST]
            published = read_date(words, "date line")
            if published and published.precision == "day" and _AT_ONCE.match(words):
                stated.setdefault(published.start or "", (published, match.group()))
    if len(stated) == 1:
        ((published, label),) = stated.values()
        found.state_date(published, f"the only day after «{label.strip()}» on the page")


def state_reporter(found: Extract, paragraph: str) -> None:
    """State the reporter whom a dateline names, as in ``（记者王小明 …）``."""
    if match := _IN_DATELINE.search(paragraph[:60]):
        found.state("author", match["author"], f"dateline «{match.group()}»")


def _state(found: Extract, statement: Statement, where: str) -> None:
    if statement.field in ("date", "updated"):
        found.state_date(read_date(statement.value, "date line"), where)
    elif statement.field in ("source", "author"):
        found.state(statement.field, _AFTER_NAME.sub("", statement.value), where)


def _as_statement(line: str) -> str:
    """Give the row of a table whose first cell is a label the form of a statement."""
    label, bar, value = line.partition(" | ")
    named = bar and any(bare(label) in phrases(field) for field in _LABELS)
    return f"{label.rstrip(':：')}：{value}" if named else line


def _is_outlet(text: str) -> bool:
    """Whether what stands beside a date can be the name of an outlet: one word in Chinese."""
    return (
        1 < len(text) <= _LONGEST_OUTLET
        and not text.isascii()
        and not _BREAKS.search(text)
        and not _NO_OUTLET.search(text)
        and not is_furniture(text)
        and not is_section_name(text)
        and text not in phrases("nothing") | phrases("tool") | phrases("date")
    )
