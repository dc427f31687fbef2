"""Who of a text holds an office: the names that stand beside one, and who speaks after them.

A text gives an office once, *Mayor Anna Berg*, 市長林海, and later the name alone: *Berg said*,
林海指出. What is asked of an official is asked of these names too.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cityreader.models import Span
from cityreader.text.han import count_han
from cityreader.text.scripts import fold

_NAME = r"[A-Z][\w'’-]+"
_OFFICE = (
    r"(?:[Mm]ayor(?:ess)?|[Aa]mbassador|[Cc]onsul(?:[ -][Gg]eneral)?|[Gg]overnor|[Pp]resident"
    r"|[Pp]remier|[Mm]inister|[Cc]ouncill?or|[Cc]ouncill?(?:member|woman|man)|[Aa]lderman|Coun|Cllr|Crs?"
    r"|[Cc]ommissioner|[Dd]irector(?:[ -][Gg]eneral)?|[Ss]ecretary(?:[ -][Gg]eneral)?|[Ss]peaker"
    r"|[Cc]hair(?:man|woman|person)?|[Mm]agistrate|[Cc]hancellor|[Ss]enator|[Ee]nvoy)"
)
# A part of each word for an office, folded: most sentences hold none and need no closer look.
_OFFICES = (
    *("mayor", "ambassador", "consul", "governor", "president", "premier", "minister", "coun"),
    *("alderman", "cllr", "cr ", "crs ", "commissioner", "director", "secretary", "speaker"),
    *("chair", "magistrate", "chancellor", "senator", "envoy"),
)
# Mayor Anna Berg; the mayor of Lindmark, Anna Berg; Anna Berg, the mayor or deputy mayor.
_ENGLISH = re.compile(
    rf"\b{_OFFICE}\s+(?P<after>{_NAME}(?:\s(?:[A-Z]\.\s)?{_NAME}){{0,3}})"
    rf"|\b{_OFFICE}\s+of\s+(?:the\s)?{_NAME}(?:\s{_NAME})?,\s(?P<apart>{_NAME}(?:\s{_NAME}){{1,3}})"
    rf"|(?<![\w'’-])(?P<before>{_NAME}(?:\s(?:[A-Z]\.\s)?{_NAME}){{1,3}}),\s(?:[a-z]+[\s-]){{0,3}}?{_OFFICE}\b"
)
# Words that begin with a capital and are no name.
_NO_NAMES = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August"
    r"|September|October|November|December|The|An?d?|Of|For|With|From|In|On|At|To|By|As|Is|Was|Who|That"
    r"|(?:Sign|Visit|Meet|Host|Welcome|Open|Lead|Attend|Receive|Say|Announce|Plan|Call)s?|Will|Has"
    r"|City|Cities|Council|Government|General|Office|Deputy|Vice|Lord|Mayors?|International|Sister"
    r"|Towns?|Hall|Department|Foreign|Affairs|Trade|Commerce|Culture|Education|Health|Finance|Economic"
    r"|Tourism|Environment|National|State|States|United|Union|Republic|Chamber|Committee|Commission"
    r"|Association|University|County|District|Province|New|North|South|East|West"
)
# Small words that a headline prints without a capital, and what is a word of it at all.
_SMALL = frozenset(
    {
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "of",
        "for",
        "in",
        "on",
        "at",
        "to",
        "by",
        "with",
        "from",
    }
    | {"as", "is", "vs", "via", "over", "into"}
)
_WORD = re.compile(r"[A-Za-z][\w'’-]*")
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘"
    "杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文洪游庄"
    "施柯翁詹卓简颜纪骆饶童欧连柳温章俞严应"
)
_CHINESE_OFFICE = (
    r"(?:市长|议长|大使|总领事|领事|部长|省长|州长|知事|县长|区长|乡长|镇长|书记|主席|会长|局长|处长|主任|总统|总理|代表"
    r"|议员|秘书长|团长|司长)"
)
# What begins with the sign of a family and is a word: 于周三, 任内, 高兴, 应邀, 曾多次.
_NO_NAME = (
    r"(?!于[周上下今昨明本去前近当此同年月日是其]|方[面式案便针法]|任[内期职命务何免]|金[额牌钥融]|程[序度]|常[说常务委年驻]"
    r"|温[馨暖室]|高[度级层兴票等]|应[邀对该当用]|曾[在于任经多率访到说表与和是为对]|连[任续同日连]|严[重肃格厉]"
    r"|文[化件章]|贺[信电词]|武[力器]|马[上来]|白[宫天]|顾[问及]|何[时况种]|石油|万[元人]|游[客说览]|章程"
    r"|陆[续委]|简[单介]|施[政压行]|方才|熊猫|洪水|龙舟|胡同|林业|温度|毛利|钱款)"
)
# What may follow a name of two characters, and so is no third one of it.
_NO_THIRD = (
    "表说指强率与和及在于对将致会今昨也出接向等签一的是已代先女宣介希陪到前为并亲日则主称提透"
)
_CHINESE = re.compile(
    rf"{_CHINESE_OFFICE}{_NO_NAME}(?P<after>[{_SURNAMES}][\u4e00-\u9fff](?:[^\W{_NO_THIRD}\da-z])?)"
    rf"|(?<![\u4e00-\u9fff]){_NO_NAME}(?P<before>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}?){_CHINESE_OFFICE}"
)
# What stands behind a name that speaks; every repetition is bounded, so that no text takes long.
_ALSO = r"(?:[也还并则亦更再]|随后|最后|特别|进一步|接着){0,3}"
_SPEAKS = re.compile(
    r"\s{0,3}(?:(?:also|then|further|later|has|had)\s){0,3}(?:said|says|noted|notes|added|stressed"
    r"|stated|told|emphasi[sz]ed|pointed|explained|believes|recalled|hoped|hopes|pledged|vowed|argued"
    r"|called)\b"
    rf"|{_ALSO}(?:在?[^,，。]{{0,8}}上|接受[^,，。]{{0,8}}时?曾?)?{_ALSO}"
    r"(?:表示|说|指出|强调|认为|称|提到|回应|建议|坚信|相信|致[辞词]|感谢|期待|期盼|希望|呼吁|谈到|介绍)"
)
_FOLDED_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_CLAUSE_BEGINS = re.compile(r"(?:^|[,，、。;；:：!！?？「“\"\s])$")
_LONGEST_CHINESE = 3


class Named(NamedTuple):
    """Where a folded sentence names officials that the text gave an office before."""

    speaking: tuple[Span, ...] = ()
    others: tuple[Span, ...] = ()


class People:
    """The officials that the sentences met so far name, in the order of the text."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        # What stood beside an office in Chinese: a name once it does again, begins a clause, or
        # speaks.
        self._surmised: set[str] = set()

    def found(self, words: str, folded: str, offsets: Sequence[int] | None) -> Named:
        """Where a sentence names an official known from before; then it is remembered.

        ``words`` is the sentence as printed; ``offsets`` leads from its folded form to it.
        """
        speaking: list[Span] = []
        others: list[Span] = []
        for span in self._known(words, folded, offsets):
            (speaking if _speaks(folded, span.end) else others).append(span)
        self._remember(words, folded)
        return Named(tuple(speaking), tuple(others))

    def _known(self, words: str, folded: str, offsets: Sequence[int] | None) -> Iterator[Span]:
        if not self._names and not self._surmised:
            return
        for span in _english_words(folded):
            at = span.start if offsets is None else offsets[span.start]
            if words[at].isupper() and (name := self._english_name(folded[slice(*span)])):
                yield Span(span.start, span.start + len(name))
        end = 0
        for at, sign in enumerate(folded):
            if at >= end and sign in _SURNAMES and (name := self._chinese_name(folded, at)):
                end = at + len(name)
                yield Span(at, end)

    def _english_name(self, word: str) -> str | None:
        """The name that a folded word is, alone or with what is joined to it: *berg's*."""
        forms = (word, _without_genitive(word), re.split(r"['’-]", word, maxsplit=1)[0])
        return next((form for form in forms if form in self._names), None)

    def _chinese_name(self, folded: str, at: int) -> str | None:
        """The longest name that begins at a place; a surmised one may turn out to be one there."""
        for length in range(_LONGEST_CHINESE, 1, -1):
            name = folded[at : at + length]
            # Three signs that are met again are rarely words.
            if name in self._surmised and (
                length == _LONGEST_CHINESE
                or _CLAUSE_BEGINS.search(folded[max(0, at - 1) : at])
                or _speaks(folded, at + length)
            ):
                self._surmised.discard(name)
                self._names.add(name)
            if name in self._names:
                return name
        return None

    def _remember(self, words: str, folded: str) -> None:
        holds_office = any(part in folded for part in _OFFICES) and not _is_headline(words)
        for match in _ENGLISH.finditer(words) if holds_office else ():
            for part in (match["after"] or match["apart"] or match["before"]).split():
                name = _without_genitive(fold(part))
                if len(name) > 2 and not _NO_NAMES.fullmatch(part):
                    self._names.add(name)
                if name != fold(part):
                    # President Lind's New York trip: what is whose is no name of him.
                    break
        for match in _CHINESE.finditer(folded) if count_han(folded) else ():
            name = match["after"] or match["before"]
            if name not in self._names:
                sure = name in self._surmised or (match["after"] and _speaks(folded, match.end()))
                (self._names if sure else self._surmised).add(name)


def _english_words(folded: str) -> Iterator[Span]:
    return (Span(*match.span()) for match in _FOLDED_WORD.finditer(folded))


def _speaks(folded: str, end: int) -> bool:
    return _SPEAKS.match(folded, end) is not None


def _without_genitive(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")


def _is_headline(words: str) -> bool:
    """Whether nearly all words begin with a capital, so that capitals tell no names."""
    telling = [match[0] for match in _WORD.finditer(words) if match[0] not in _SMALL]
    return sum(word[:1].islower() for word in telling) * 10 <= len(telling)
