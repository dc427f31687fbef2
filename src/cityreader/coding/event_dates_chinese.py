"""Dates in Chinese sentences of either script, with Chinese numerals and years of the Republic.

A bare number before 年 is a length of time, one of three digits is a year of the Republic only
where a sentence can state one; days and months of festivals (三月三) and of the lunar calendar are
left alone.
"""

import re

from cityreader.coding import event_dates_chinese_readings as readings
from cityreader.coding.event_dates_calendar import Reading

_N = r"(?:[0-9０-９]{1,2}|[一二三四五六七八九十廿]{1,3})"
_MONTH = rf"(?P<month>{_N}|元)\s?月"
# What is numbered with 号 as well: 5号线, 3号楼.
_SIGN = "(?:日|[号號](?![线線楼樓馆館门門口码碼台臺车車厂廠机機院店桥橋井库庫厅廳屏文航公]))"
_TO = r"\s?起?(?:至|到|-|－|—|–|~|～|〜)\s?"
_ROC = r"(?:中華民國|中华民国|民國|民国)\s?"
# ``声明年底``, ``目前年``, ``死去年`` hold other words.
_TOMORROW = "(?<![声聲说說证證发發文表透光清])明"
_NEAR_YEAR = rf"(?:(?<![目日当當以此之史战戰先])前|(?<![死离離])去|{_TOMORROW}|[今后後本])"
_STEP_YEAR = (
    rf"(?:(?P<step>大前|{_NEAR_YEAR})(?:[（(](?P<bracket>\d{{2,3}})[）)])?"
    r"|(?<=[至到—－–~～〜-])(?P<following>[次翌隔来來]))\s?年(?![轻輕龄齡纪紀级級]|度假)\s?"
)
_YEAR = (
    rf"(?:(?:(?P<roc>{_ROC})(?P<count>[0-9０-９]{{1,3}}|[一二三四五六七八九十百零〇]{{1,6}}|元)"
    rf"(?:\s?[（(](?:19|20)\d\d[）)])?"
    r"|(?<![0-9０-９.])(?P<year>(?:18|19|20)\d\d|[１２][０-９]{3}|[一二]"
    r"[〇○零Ｏ0一二三四五六七八九]{3}))\s?年\s?"
    rf"|{_STEP_YEAR})"
)
_BARE_ROC = (
    r"(?:(?<![0-9０-９.〇○零一二三四五六七八九])(?P<bare>1[0-3]\d|9\d"
    r"|一[〇○零一二三][〇○零一二三四五六七八九])\s?年\s?)"
)
_ANY_YEAR = rf"(?:{_YEAR}|{_BARE_ROC})"
# Nor a day of a year that only the text before tells, or of every year.
_NOT_LUNAR = (
    r"(?<!农历)(?<!農曆)(?<!阴历)(?<!陰曆)(?<!夏历)"
    r"(?<!同年)(?<!同年\s)(?<!当年)(?<!當年)(?<!翌年)(?<!次年)(?<!隔年)(?<!每年)(?<!每年\s)"
    r"(?<!年年)(?<![0-9]年)(?<![0-9]年\s)"
)
# No time but how long, how old, how often, or part of a name.
_NOT_YEARS = (
    r"(?!代|级|級|版|次|龄|齡|(?:的|来|來|来的|來的|以上的?|悠久)?(?:历史|歷史|古|文明|传统|傳統)"
    r"|间\b|(?:可持续发展|可持續發展|永續發展)?(?:议程|議程|远景|遠景|愿景|願景))"
)
# An hour may follow at once: 6月3日10:21.
_AFTER_DAY = r"(?![0-9](?!\d?[:：时時点點]))"
_WEEK = "(?:周|週|星期|礼拜|禮拜)"
_WEEKDAY = "[一二三四五六日天]"


_LAST = rf"(?P<last>{_N})\s?[两兩三四五]?{_SIGN}{_AFTER_DAY}"
_PART = (
    "(?P<part>[上下]半月|上中旬|中下旬|上旬|中旬|下旬|初|"
    "中(?![华華国國央共方美俄日欧歐英法德央午])|底|末)"
)
# Neither a weekday, a journal, an anniversary, nor the surroundings of a place.
_NO_WEEK = "(?![一二三四五六日天年岁歲刊报報期边邊围圍遭全身密到易转轉旋折知游公恩末庄莊村口])"
# Before a number, what makes a length of time, a place in a row or a house of it.
_NOT_A_DAY = (
    "0-9０-９月第年一二三四五六七八九十廿.期续續近每逾超达達满滿去仅僅短隔之后後前过過/路街巷弄段-"
)
_BARE_DAY = (
    rf"(?<![{_NOT_A_DAY}])(?<![长長共约約{_NOT_A_DAY}]\s)"
    r"(?<![为為时時全延][长長])(?<![^中]共)(?<![^签簽纽紐][约約])(?<![国國]道)"
    r"(?P<day>3[01]|[12]\d|[1-9]|十[一二三四五六七八九]|(?:二十|廿)[一二三四五六七八九]?|(?:三十|卅)一?)"
)
_DAY_FOLLOWS = (
    r"\s?(?:日(?![本元内內票券均化圆圓圈团團线線夜经經语語期之制程间間左前后後来來数數份班免常照用報报志誌光]|[游遊](?:[的、，。；]|$)|的?行程)"
    r"|[号號](?=[，。、；\s（(]|上午|下午|晚|早|凌晨|傍晚|在|于|於|举行|舉行|抵|起|落幕|登[场場]|[开開][幕始]|[来來返]|到[访訪]|出[访訪]|[将將]|宣布|表示|指出|[说說]|[签簽]|[至到](?!\d+[号號][码碼馆館门門楼樓])))"
)

# What makes 年底 and 月底 the end of a year or a month that is told elsewhere, or of each.
_NOT_COUNTED = (
    "(?<![0-9０-９一二三四五六七八九十百千万兩两几幾多半〇○零元闰閏正腊臘年今去明前后後本同每历歷])"
    "(?<![次翌隔当當往来來上下声聲])"
)
_NEAR = "上上|下下|上|下|本|这|這"
_BEFORE_WEEKDAY = (
    "(?<![一二两兩三四五六七八九十每0-9逢数數几幾各环環])"
    "(?<!每[周週][一二三四五六日][、和及与與至到-])(?<!每星期[一二三四五六日][、和及与與至到-])"
)

RULES: tuple[tuple[str, Reading], ...] = (
    (rf"{_NOT_LUNAR}{_ANY_YEAR}?{_MONTH}\s?(?P<day>{_N})\s?{_SIGN}?{_TO}{_LAST}",
     readings.day_range),
    (rf"{_NOT_LUNAR}{_ANY_YEAR}?{_MONTH}\s?(?P<day>{_N})(?P<more>(?:、{_N})*)[、和及與与]{_LAST}",
     readings.listed_days),
    (rf"{_NOT_LUNAR}{_ANY_YEAR}?{_MONTH}\s?(?P<day>{_N})\s?{_SIGN}[，,]\s?{_WEEK}"
     rf"(?P<weekday>{_WEEKDAY})", readings.day),
    (rf"{_NOT_LUNAR}{_ANY_YEAR}?{_MONTH}\s?(?P<day>{_N})\s?{_SIGN}{_AFTER_DAY}"
     rf"(?:\s?[（(]{_WEEK}?{_WEEKDAY}[）)]|\s?{_WEEK}{_WEEKDAY})?", readings.day),
    (rf"{_NOT_LUNAR}{_ANY_YEAR}?的?(?<![0-9第近每])(?P<month>{_N})(?:\s?月)?(?:份)?(?:{_TO}|、)"
     rf"(?P<last_month>{_N})\s?月"
     r"(?:份)?(?![0-9一二三四五六七八九十号號刊龄齡大])", readings.month_range),
    (rf"{_NOT_LUNAR}{_ANY_YEAR}?(?<![0-9第近每])的?{_MONTH}(?:份)?{_PART}", readings.month),
    (rf"{_NOT_LUNAR}{_ANY_YEAR}?(?<![0-9第近每])的?{_MONTH}(?:份)?的?(?:第(?P<order>[一二三四])|最[后後]一)"
     rf"(?:个|個)?{_WEEK}(?P<weekday>{_WEEKDAY})?", readings.week_of_month),
    (rf"{_NOT_LUNAR}{_ANY_YEAR}的?{_MONTH}(?:份)?(?![0-9一二三四五六七八九十])", readings.month),
    (rf"{_NOT_LUNAR}(?<![0-9第近每.一二三四五六七八九十])(?<![0-9]、)(?P<month>1[0-2]|[1-9]|十[一二]?|"
     rf"[一二三四五六七八九]|(?<![百千万萬亿億])元)\s?月(?:份|(?P<since>以来|以來))?"
     r"(?![0-9一二三四五六七八九十号號刊龄齡嬰婴内內天花雪瓜桂球亮光台臺节節流河饼餅嫂票薪租均色老亭黃黄街半革兔]"
     r")", readings.month),
    (rf"(?<![马馬晚早以])(?P<near>{_NEAR})(?:个|個)?(?:[（(]\d{{1,2}}[）)])?月份?"
     rf"(?:\s?(?P<day>{_N})(?:\s?{_SIGN}?{_TO}(?P<last>{_N}))?\s?[日号號]|{_PART})?"
     r"(?![球亮光])", readings.near_month),
    (rf"(?<!\d\s){_NOT_COUNTED}(?<![个個月同该該])(?P<near>)月{_PART}(?!饭|考|报|報|亮)",
     readings.near_month),
    (rf"{_NOT_COUNTED}(?<!\d\s)(?<![学學财財度老青少童成中末])年(?P<step>)(?:底|末|初)(?![几幾级級一二三四五])",
     readings.year),
    (rf"(?<![0-9]){_ANY_YEAR}(?<!\s)的?第?\s?(?P<quarter>[一二三四首末1-4])\s?季(?:度)?",
     readings.quarter),
    (r"(?P<near>[上下本])(?:一|个|個)?季度", readings.quarter),
    (rf"(?:{_YEAR}的?)?前(?P<count_on>[两兩二三2-3])(?:个|個)?(?P<unit>季)度?(?![军軍])",
     readings.first_part),
    (rf"{_YEAR}的?[前头頭](?P<count_on>{_N}|[两兩])(?:个|個)?(?P<unit>月)", readings.first_part),
    (r"(?:(?:上|20|二十)(?:个|個)?世[纪紀]\s?(?P<tens>[1-9]0|[一二三四五六七八九]十)\s?|(?<![0-9])"
     r"(?:(?P<first>(?:18|19|20)\d0)\s?[至到—–-]\s?)?(?P<decade>(?:18|19|20)\d0)\s?"
     rf"|{_ROC}(?P<count>[1-9]0|[一二三四五六七八九]十))年代"
     r"(?:初期?|中期|末期?|后期|後期)?", readings.decade),
    (r"第?\s?(?P<quarter>[一二三四1-4])\s?季度", readings.quarter),
    (rf"{_YEAR}\s?Q(?P<quarter>[1-4])", readings.quarter),
    (rf"(?<![0-9]){_ANY_YEAR}?的?(?P<half>上|下|前|后|後)半年(?!度?[报報刊])", readings.half),
    (rf"{_YEAR}的?(?P<season>[春夏秋冬])(?:[季天]|(?=[，。、；]))", readings.season),
    (rf"(?<![0-9])(?P<from>(?:18|19|20)\d\d)\s?年?(?:{_TO}|(?P<both>[、和及與与]))(?P<until>(?:18|19|20)\d\d)\s?年(?![代0-9]"
     rf")(?:之?[间間]|期[间間])?",
     readings.years),
    (rf"{_YEAR}{_NOT_YEARS}(?:以[来來]|年?初|中(?=[，。、；旬])|年?底|年?末)?", readings.year),
    (r"(?:(?<![\w])|(?<=[於于自從从在至到，。、；：方府局處处長长會会團团院部]))(?P<bare>1[0-2]\d)年(?!来|來|(?<![至到]1\d\d年)[间間]|前|后|"
     r"後|多|的|历|歷|之|以上|度以)"
     r"(?:以[来來]|底|初|末)?", readings.year),
    (rf"{_BEFORE_WEEKDAY}(?P<near>{_NEAR})?(?:个|個)?{_WEEK}(?P<weekday>{_WEEKDAY})"
     rf"(?:\s?[（(](?:(?P<month>{_N})月)?(?P<day>{_N}){_SIGN}?[）)])?(?<![周週]天)"
     rf"(?![报報刊次趟围圍十百千]|[餐酒]|俱[乐樂]部|夜[现現]|泰晤士|邮报|郵報"
     r"|开放|開放|[闭閉休][馆館]|公休)",
     readings.weekday),
    (rf"(?<![以天])(?P<near>{_NEAR})(?:个|個)?{_WEEK}(?P<weekend>末)",
     readings.week),
    (rf"(?<![以天])(?P<near>{_NEAR})(?:个|個)?{_WEEK}{_NO_WEEK}", readings.week),
    (r"(?P<near>[今昨明])(?:天|日)?[（(](?P<number>3[01]|[12]\d|0?[1-9])[日号號]?[）)]"
     r"[日天]?", readings.near_day),
    (r"(?<![先战戰目以此之史天])(?P<near>大?[前后後]天|前日(?![本元期志誌]))(?![性免下努线線窗])",
     readings.near_day),
    (rf"(?<!《)(?P<near>[昨今]|{_TOMORROW})(?:[天晚早晨夜]|日(?!头条|頭條|美国|"
     r"美國|新闻|新聞|俄罗斯|俄羅斯|"
     r"中国|中國|印度|关注|關注|说法|說法|海峡|海峽|之|报|報|黄花|黃花))(?!的?(?:世界|社会|社會|年轻人|年輕人|青年|孩子|我们|我們|"
     r"时代|時代))"
     r"(?:上午|中午|下午|早上|晚上|晚间|晚間|凌晨|清晨)?", readings.near_day),
    (r"(?<![0-9０-９.一二三四五六七八九十百千第几幾数數])(?P<number>[0-9]{1,2}|"
     r"[一二两兩三四五六七八九半]|[一二三]?十[一二三四五六七八九]?)\s?(?:个|個)?"
     r"(?P<unit>天|周|週|星期|月(?<=[个個]月)|年)(?:多)?(?:以|之)?(?P<side>前|后|後)(?!半|"
     r"任)", readings.counted),
    (rf"{_BARE_DAY}\s?[日号號]?{_TO}{_LAST}(?![码碼][头頭]|[馆館门門楼樓])",
     readings.bare_day),
    (rf"{_BARE_DAY}\s?[日号號]?[、和及與与](?P<last>{_N}){_DAY_FOLLOWS}", readings.two_bare_days),
    (rf"(?<![日号號][、和及與与]){_BARE_DAY}{_DAY_FOLLOWS}(?:\s?[（(]{_WEEK}?{_WEEKDAY}[）)])?",
     readings.bare_day),
)  # fmt: skip
"""Patterns from the most to the least definite, and what reads their groups."""

FURTHER = re.compile(
    rf"(?<=[日号號])\s?(?P<sign>[、，,和及與与])\s?(?P<date>(?P<day>{_N})\s?(?=[日号號])"
    rf"(?:{_SIGN}{_TO}{_LAST}|{_DAY_FOLLOWS}))(?![0-9])"
)
"""A day that follows another of the same month, whose month it takes."""

PATTERNS = tuple((re.compile(pattern), reading) for pattern, reading in RULES)

_AHEAD_BEFORE = re.compile(
    r"(?:将|將|(?<!原)(?:定于|訂於|定於|订于)|预定|預定|预计|預計|计划|計畫|計劃|拟|擬)[^，。；！？]*$"
)
_AHEAD_AFTER = re.compile(
    r"^(?:(?!宣布|表示|指出|透露|证实|證實|通[报報]|强调|強調|[说說稱称])[^，。；！？]){0,12}?"
    r"(?:将|將|即将|擬|拟)"
)


def looks_ahead(before: str, behind: str) -> bool:
    """Whether what stands before and behind a date in its clause says that it is to come."""
    return bool(_AHEAD_BEFORE.search(before) or _AHEAD_AFTER.search(behind))
