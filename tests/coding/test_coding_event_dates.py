from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.coding.event_dates import find_dates, nearest_date
from cityreader.models import DateRange, Span

WEDNESDAY = DateRange("2025-06-18", "2025-06-18", "day", basis="dateline")

ENGLISH = """
The pact was signed on 24 October 2023. | 2023-10-24 | day
It opens Oct. 24, 2025 in Lindmark. | 2025-10-24 | day
They met on the 3rd of July 2024. | 2024-07-03 | day
They stayed from 24 to 26 October 2024. | 2024-10-24 2024-10-26 | interval
October 30 to November 2, 2024 | 2024-10-30 2024-11-02 | interval
December 30 - January 2 | 2024-12-30 2025-01-02 | interval
A week of talks on May 20 and 21 | 2025-05-20 2025-05-21 | interval
The port opened in May. | 2025-05-01 2025-05-31 | month
It closed in May last year. | 2024-05-01 2024-05-31 | month
A forum will open next May. | 2026-05-01 2026-05-31 | month
It was put off in early next month | 2025-07-01 2025-07-10 | interval
They met last Friday. | 2025-06-13 | day
They meet this Friday. | 2025-06-20 | day
They met on Friday. | 2025-06-13 | day
The mayor will arrive on Friday. | 2025-06-20 | day
On Friday the mayor will arrive. | 2025-06-20 | day
Talks ran from Monday to Wednesday. | 2025-06-16 2025-06-18 | interval
Guests come next week. | 2025-06-23 2025-06-29 | interval
They came three months ago. | 2025-03-01 2025-03-31 | month
Earlier this year they twinned. | 2025-01-01 2025-12-31 | year
In Q3 2024 trade fell. | 2024-07-01 2024-09-30 | quarter
In the second half of 2024 it rose. | 2024-07-01 2024-12-31 | interval
They met in the summer of 2019. | 2019-06-01 2019-08-31 | interval
Twinned between 2010 and 2020 | 2010-01-01 2020-12-31 | interval
It was the day before yesterday. | 2025-06-16 | day
Filed 25/12/2023. | 2023-12-25 | day
Filed 03/04/2023. | 2023-01-01 2023-12-31 | year
They arrived on the 15th. | 2025-06-15 | day
They met on Thursday (May 15). | 2025-05-15 | day
They met on May 15, 2025 (Thursday) in Lindmark. | 2025-05-15 | day
"""
CHINESE = """
协议于2023年10月24日签署 | 2023-10-24 | day
協議於二○二三年十月廿四日簽署 | 2023-10-24 | day
民國一百一十二年五月三日 | 2023-05-03 | day
市府112年5月3日接待訪團 | 2023-05-03 | day
民國112年 | 2023-01-01 2023-12-31 | year
今(114)年 | 2025-01-01 2025-12-31 | year
论坛本周五开幕 | 2025-06-20 | day
論壇這週三開幕 | 2025-06-18 | day
市長上週四抵達 | 2025-06-12 | day
周一抵达 | 2025-06-16 | day
市長將於週五出訪 | 2025-06-20 | day
周三（11日）签约 | 2025-06-11 | day
下周 | 2025-06-23 2025-06-29 | interval
下月 | 2025-07-01 2025-07-31 | month
上月15日至17日 | 2025-05-15 2025-05-17 | interval
昨日 | 2025-06-17 | day
今(18)日 | 2025-06-18 | day
論壇十六日在海城舉行 | 2025-06-16 | day
15日抵达 | 2025-06-15 | day
5月14日（周三）下午抵达 | 2025-05-14 | day
5月24、25日 | 2025-05-24 2025-05-25 | interval
2023年12月30日至2024年1月2日 | 2023-12-30 2024-01-02 | interval
3月至5月 | 2025-03-01 2025-05-31 | interval
6月下旬 | 2025-06-21 2025-06-30 | interval
明年五月 | 2026-05-01 2026-05-31 | month
去年12月31日 | 2024-12-31 | day
去年 | 2024-01-01 2024-12-31 | year
2024年第三季度 | 2024-07-01 2024-09-30 | quarter
今年上半年 | 2025-01-01 2025-06-30 | interval
五年前 | 2020-01-01 2020-12-31 | year
論壇將於三天後登場 | 2025-06-21 | day
４月５日 | 2025-04-05 | day
"""
NO_DATES = """
The mayor may visit, and may 5 guests come.
He is 25 years old and leads 2,030 people.
Lindmark beat Haicheng 3-2 and then 24-10.
Version 2.10.2023 of the plan runs on 3.11.
In 2000 schools pupils learn Chinese.
May Chen, April Lin and June Lee spoke.
Agenda 2030 and Expo 2025 are names.
The 15th forum and the 2nd of 3 meetings
Over the next year, every Friday, for the past month
The May 4 Movement and Black Friday
On August 5 of the same year
Call 010-2024-1203 or 192.168.1.10.
三月三歌节和五月天演唱会
八月十五 农历正月十五 端午节
两市结好三十年，一周三次，每周五开放
一行15人参观3号楼，乘5号线
一日游 三日内 为期10日 两周年
五千年文明 90年代 2000年历史
十四五规划 双十 九一八 12·9
成立114年 建城120年 第三季 三年级
当日 同年 近日 即日起 同年10月
声明年底 目前年轻人 后天免疫
比分3:2 2-1 1.5月
"""


def lines(block: str) -> list[str]:
    return [line.strip() for line in block.strip().splitlines()]


@pytest.mark.parametrize("line", lines(ENGLISH) + lines(CHINESE))
def test_a_date_means_its_days(line: str) -> None:
    text, days, precision = (part.strip() for part in line.split("|"))
    (found,) = find_dates(text, WEDNESDAY)
    start, *rest = days.split()
    assert (found.date.start, found.date.end) == (start, rest[0] if rest else start)
    assert found.date.precision == precision
    assert text[found.span.start : found.span.end] == found.date.text


@pytest.mark.parametrize("text", lines(NO_DATES))
def test_numbers_names_and_lengths_of_time_are_no_dates(text: str) -> None:
    assert find_dates(text, WEDNESDAY) == []


def test_the_basis_says_what_a_date_was_counted_from() -> None:
    stated, relative = find_dates("Signed on 5 May 2024, told yesterday.", WEDNESDAY)
    assert (stated.date.basis, stated.anchor) == ("sentence", None)
    assert relative.date.basis == "sentence, from 2025-06-18 (dateline)"
    assert relative.anchor == "2025-06-18"


def test_without_a_date_of_the_article_only_whole_dates_are_found() -> None:
    text = "On Friday, as on 5 May 2024 and last year, they met; 12月1日再见"
    assert [found.date.text for found in find_dates(text)] == ["5 May 2024"]


@pytest.mark.parametrize(
    ("anchor", "texts"),
    [
        (DateRange("2025-01-01", "2025-12-31", "year"), ["October 5", "last year"]),
        (DateRange("2025-06-01", "2025-06-30", "month"), ["October 5", "last month", "last year"]),
    ],
)
def test_a_coarse_anchor_tells_no_days(anchor: DateRange, texts: list[str]) -> None:
    text = "On Friday, October 5, last month and last year".replace("Friday, Oct", "Friday; Oct")
    assert [found.date.text for found in find_dates(text, anchor)] == texts


@pytest.mark.parametrize("words", ["12 February", "May", "March 3", "5/3/2024", "12 Sept.", "JUNE"])
def test_the_end_of_the_sentence_is_no_word_of_the_date(words: str) -> None:
    """Without ``_FULL_STOP`` it is taken along where a month may be cut short."""
    text = f"They came in {words}." if words[-1] != "." else f"They came in {words}"
    (found,) = find_dates(text, DateRange("2024-05-15", "2024-05-15", "day"))
    assert (found.date.text or "").endswith(words)
    assert text[found.span.start : found.span.end] == found.date.text


def test_the_nearest_date_belongs_to_the_trigger() -> None:
    text = "Founded in 2010, the forum opened on 5 May 2024 after a pause."
    start = text.index("opened")
    nearest = nearest_date(text, find_dates(text, WEDNESDAY), Span(start, start + 6))
    assert nearest is not None
    assert nearest.date.start == "2024-05-05"
    assert nearest_date("", [], Span(0, 1)) is None


@pytest.mark.parametrize(
    ("text", "trigger", "words"),
    [
        ("{} and {}", "signed a memorandum", "Wednesday"),
        ("{} and {}", "arrived", "Monday"),
        ("{} and later {}", "signed a memorandum", "Wednesday"),
        ("{} and mayors {}", "signed a memorandum", "Wednesday"),
        ("On Sunday the delegation of nine guests {} and left on Tuesday.", "", "Sunday"),
        ("The forum in May and the visit in June", "visit", "June"),
        ("代表团去年访问台北，今年签署备忘录", "签署备忘录", "今年"),
        ("代表团去年访问台北并于今年与台北签署备忘录", "签署备忘录", "今年"),
        ("代表团去年访问台北并于今年与台北签署备忘录", "访问台北", "去年"),
        ("代表團週一抵達台北並簽署備忘錄後於週三離開", "抵達", "週一"),
        ("代表團週一在台北簽署備忘錄後週三離開", "簽署備忘錄", "週一"),
        ("代表团周一访问台北并签署备忘录，周三离开", "签署备忘录", "周一"),
    ],
)
def test_the_nearest_date_stands_in_the_clause_of_the_trigger(
    text: str, trigger: str, words: str
) -> None:
    """Without ``_GOES_ON`` the guests sign on the Monday on which they come, without the verbs
    behind *and* and without ``_NEXT_DONE`` they sign on the day on which they leave."""
    two = ("arrived in Taipei on Monday", "signed a memorandum with Taipei on Wednesday")
    text = text.format(*two) if trigger else text.format("signed a memorandum")
    start = text.index(trigger or "signed a memorandum")
    span = Span(start, start + len(trigger or "signed a memorandum"))
    nearest = nearest_date(text, find_dates(text, WEDNESDAY), span)
    assert nearest is not None
    assert words in (nearest.date.text or "")


PIECES = st.sampled_from(
    [
        *"年月日号周上下前后至到今去明一二三十廿〇0123456789/-.（）() ,",
        *("February", "May", " 30", "last ", "next ", "Friday", "民國", "ago", "in ", "2024"),
        *("week", "第一季度", "the 31st of ", "9999年", "次年", " to ", " and 2003", "between "),
        *("2023年1月5日，", "2月29日", "9999年12月31日至", "1月1日", "on the 31st"),
    ]
)


@settings(max_examples=150)
@given(
    st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=30),
    st.none()
    | st.dates(date(1, 1, 1), date(9999, 12, 31)).map(
        lambda day: DateRange(day.isoformat(), day.isoformat(), "day")
    ),
)
def test_dates_stand_inside_the_text_in_order(text: str, anchor: DateRange | None) -> None:
    free = 0
    for found in find_dates(text, anchor):
        assert free <= found.span.start < found.span.end <= len(text)
        assert text[found.span.start : found.span.end] == found.date.text
        assert (found.date.start or "") <= (found.date.end or "")
        free = found.span.end


@pytest.mark.parametrize(
    "text", ["会议于2025-12-28举行", "會議於2025/12/28舉行", "held 2025-12-28 here"]
)
def test_a_date_in_digits_may_touch_chinese_characters(text: str) -> None:
    assert [one.date.start for one in find_dates(text)] == ["2025-12-28"]
