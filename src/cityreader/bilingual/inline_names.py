"""Names and terms that a text gives in both languages: ``Ada Berg (艾達)``, 艾達（Ada Berg）.

Precision comes first: a person has to look at every pair that is found. How far a name reaches to
the left of the bracket is told by capitals and titles in English, and in Chinese by punctuation,
titles, and by how many syllables the other name has; where nothing tells, nothing is found.
"""

import re
from typing import NamedTuple

from cityreader.models import Span
from cityreader.text.han import HAN

_NAME = r"[A-ZÀ-ÞŠŽČĆŁŚŻ][\w’'.]*(?:[-‐‑][\w’']+)*"
_SMALL = r"(?:of|and|the|for|on|in|de|da|del|di|la|le|van|von|der|bin|al|&)"
_ENGLISH_RUN = rf"{_NAME}(?:[  ](?:{_SMALL}[  ]){{0,2}}{_NAME})*"
_HAN_TERM = rf"[{HAN}][{HAN}·・‧．]*"
_ENGLISH_FIRST = re.compile(
    rf"(?P<en>{_ENGLISH_RUN})[”\"’']?[  ]?[(（][  ]?(?P<zh>{_HAN_TERM})"
    rf"(?:[,，、;；][^()（）]{{0,40}})?[  ]?[)）]"
)
_CHINESE_FIRST = re.compile(
    rf"(?P<zh>{_HAN_TERM})[」』”》]?[  ]?[(（][  ]?(?P<en>{_ENGLISH_RUN})"
    rf"(?:[,，、;；][^()（）]{{0,40}})?[  ]?[)）]"
)

_TITLE_WORDS = """
mayor deputy vice president minister director general chairman chairwoman chairperson chair
premier governor secretary councilor councillor legislator senator representative ambassador
spokesman spokeswoman spokesperson professor dr mr mrs ms miss sir commissioner magistrate
former acting then the a an this that and but in on at by from with for to as of when while
former-mayor photo caption party city county taipei's independent democratic republican lawmaker
candidate head chief officer executive assistant speaker convener founder dean author director-
general secretary-general chairman's artist singer actor actress writer poet king queen prince
princess emperor monk master reporter staff
"""
_TITLES = frozenset(_TITLE_WORDS.split())
_CHINESE_TITLES = re.compile(
    "副?(?:市長|市长|縣長|县长|州長|州长|區長|区长|省長|省长|總統|总统|主席|總理|总理|首相|部長|部长|"
    "局長|局长|處長|处长|主任|秘書長|秘书长|議員|议员|議長|议长|立委|大使|代表|教授|院長|院长|會長|会长|"
    "國務卿|国务卿|外長|外长|財長|财长|防長|防长|首富|老將|老将|領導人|领导人|學者|学者|會計師|会计师|律師|律师|"
    "研究員|研究员|記者|记者|經濟學家|经济学家|作家|導演|导演|王子|女王|國王|国王|首席執行官|首席执行官|執行長|执行长|"
    "教练|教練|后卫|發言人|负责人|負責人|創辦人|创办人|創始人|创始人|選手|选手|球員|球员|首都|大学|大學|名叫|稱為|称为|"
    "董事長|董事长|總裁|总裁|執行長|发言人|發言人|先生|女士|博士|書記|书记|委員|委员|校長|校长)"
)
_ORGANISATION = re.compile(
    "[會会局部府院署處处委黨党司學学團团盟廳厅站館馆中心組织織网網社報报校市縣县省國国區区島岛港路街橋桥山河湖寺廟庙]$"
)
_SURNAMES = frozenset(
    "王李張张劉刘陳陈楊杨黃黄趙赵吳吴周徐孫孙馬马朱胡郭何林高羅罗鄭郑梁謝谢宋唐許许韓韩馮冯鄧邓曹彭曾肖蕭萧"
    "田董袁潘於于蔣蒋蔡余杜葉叶程蘇苏魏呂吕丁任沈姚盧卢姜崔鍾钟譚谭陸陆汪范金石廖賈贾夏韋韦付方白鄒邹孟熊秦"
    "邱丘江尹薛閻阎段雷侯龍龙史陶黎賀贺顧顾毛郝龔龚邵萬万錢钱嚴严覃武戴莫孔向湯汤柯連连游詹賴赖簡简洪歐欧"
    "施溫温卓童季康翁殷葛章倪樊習习古"
)
_COMPOUND_SURNAMES = ("歐陽", "欧阳", "司馬", "司马", "諸葛", "诸葛", "上官", "張簡", "范姜")
# Syllables of pinyin, Wade-Giles and their relatives: a group of vowels, with y and w before it.
_SYLLABLE = re.compile("[aeiouüê]+", re.IGNORECASE)
_ROMANISED = re.compile(
    "(?:(?:zh|ch|sh|ts|tz|hs|[bpmfdtnlgkhjqxrzcsyw])?['’]?h?[aeiouüêy]+(?:ng|n|r|h|k|t|p|m)?){1,3}",
    re.IGNORECASE,
)
# What joins a name to the words before it, and what stands in no name.
_JOINS = "和與与及或但而由據据對对向給给跟同"
_GRAMMAR = re.compile(
    "[的了在和與与向由是將将已就也但及把被讓让這这那為为從从並并很都還还卻却於]|包括|根据|根據|經過|经过|已[经經]"
)
_NO_TERM = frozenset(
    "圖图左右中上下前後后照片資料资料檔案档案暫譯暂译音譯音译見见下同以下簡稱简称注註譯译甲乙丙丁一二三四五六七八九十"
)


class NamePair(NamedTuple):
    """A name in both languages, the spans of its two forms, and whether it looks like a person."""

    english: str
    chinese: str
    english_span: Span
    chinese_span: Span
    person: bool


def harvest(text: str) -> list[NamePair]:
    """The names that a text gives in both languages, in order. Spans count code points of it."""
    if "(" not in text and "（" not in text:
        return []
    found = [
        pair
        for pattern, chinese_first in ((_ENGLISH_FIRST, False), (_CHINESE_FIRST, True))
        for match in pattern.finditer(text)
        if (pair := _pair(match, chinese_first)) is not None
    ]
    return sorted(found, key=lambda pair: pair.english_span)


def _pair(match: re.Match[str], chinese_first: bool) -> NamePair | None:
    english, chinese = Span(*match.span("en")), Span(*match.span("zh"))
    text = match.string
    if not chinese_first:
        # What stands in the brackets has its borders; the English before them has not.
        term = text[slice(*chinese)]
        if not _is_term(term):
            return None
        cut = _english_end(text[slice(*english)], term)
        if cut is None:
            return None
        english = Span(english.end - len(cut), english.end)
    else:
        name = text[slice(*english)]
        begins = (
            match.start("zh") == 0 or text[match.start("zh") - 1] in "「『“《，。、；：！？\n (（"
        )
        ending = _chinese_end(text[slice(*chinese)], name, whole=begins)
        if ending is None or not _is_term(ending):
            return None
        term = ending
        closed = text[chinese.end : chinese.end + 1] in "」』”》" and not begins
        if closed:
            return None
        chinese = Span(chinese.end - len(term), chinese.end)
    name = text[slice(*english)]
    if len(name) < 2:
        return None
    return NamePair(name, term, english, chinese, _is_person(term, name))


def _english_end(run: str, term: str) -> str | None:
    """The end of a run of capitalised words that is the name of a Chinese term."""
    words = re.split("[  ]", run)
    for at in range(len(words) - 1, -1, -1):
        if words[at].lower().rstrip(".").removesuffix("'s").removesuffix("’s") in _TITLES:
            if at == len(words) - 1:
                return None
            # A title inside the name of an office or a body belongs to it.
            if _looks_like_person(term) or at == 0:
                words = words[at + 1 :]
                break
    while words and re.fullmatch(_SMALL, words[0]):
        words = words[1:]
    if not words:
        return None
    if _looks_like_person(term) and _is_romanised(words):
        size = len(term)
        for at in range(len(words) - 1, -1, -1):
            if _syllables(" ".join(words[at:])) >= size:
                words = words[at:]
                break
    if len(words) > 9:
        return None
    return run[len(run) - len(" ".join(words)) :]


def _chinese_end(run: str, name: str, *, whole: bool) -> str | None:
    """The end of a run of Chinese characters that is the term for an English name."""
    titles = list(_CHINESE_TITLES.finditer(run))
    if titles and len(run) - titles[-1].end() > 1:
        run, whole = run[titles[-1].end() :], True
    run = run.lstrip(_JOINS)
    words = re.split("[  ]", name)
    if _is_romanised(words):
        count = _syllables(name)
        for size in (count, count - 1, count + 1):
            tail = run[-size:] if 2 <= size <= 4 else ""
            if tail and len(tail) == size and tail[0] in _SURNAMES and size == count:
                return tail
    return run if whole and 2 <= len(run) <= 14 and not _GRAMMAR.search(run) else None


def _is_term(term: str) -> bool:
    return 2 <= len(term) <= 24 and term not in _NO_TERM and not set(term) <= _NO_TERM


def _looks_like_person(term: str) -> bool:
    if _ORGANISATION.search(term) and len(term) > 2:
        return False
    if "·" in term or "‧" in term or "・" in term:
        return True
    return 2 <= len(term) <= 4 and (term[0] in _SURNAMES or term.startswith(_COMPOUND_SURNAMES))


def _is_person(term: str, name: str) -> bool:
    return _looks_like_person(term) and " " in name and len(name.split()) <= 4


def _is_romanised(words: list[str]) -> bool:
    """Whether the words could be a Chinese name in Latin letters."""
    parts = [part for word in words for part in re.split("[-‐‑]", word)]
    return len(words) <= 6 and all(_ROMANISED.fullmatch(part) is not None for part in parts)


def _syllables(name: str) -> int:
    return len(_SYLLABLE.findall(re.sub(r"(?i)\by(?=[aeiou])|(?<=[aeiou])y", "i", name)))
