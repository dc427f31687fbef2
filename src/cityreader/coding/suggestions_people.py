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
    rf"|(?P<before>{_NAME}(?:\s(?:[A-Z]\.\s)?{_NAME}){{1,3}}),\s(?:[a-z]+[\s-]){{0,3}}?{_OFFICE}\b"
)
# Words that begin with a capital and are no name.
_NO_NAMES = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August"
    r"|September|October|November|December|The|City|Council|Government|General|Office|Deputy|Vice"
    r"|Lord|Mayors?|International|Sister|Cities|Town|Hall|Department"
)
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘"
    "杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文洪游庄"
    "施柯翁詹卓简颜纪骆饶童欧连柳温章俞严应"
)
_CHINESE_OFFICE = (
    r"(?:市长|议长|大使|总领事|领事|部长|省长|州长|知事|县长|区长|乡长|镇长|书记|主席|会长|局长|处长|主任|总统|总理|代表"
    r"|议员|秘书长|团长|司长)"
)
# What may follow a name of two characters, and so is no third one of it.
_NO_THIRD = (
    "表说指强率与和及在于对将致会今昨也出接向等签一的是已代先女宣介希陪到前为并亲日则主称提透"
)
_CHINESE = re.compile(
    rf"{_CHINESE_OFFICE}(?P<after>[{_SURNAMES}][\u4e00-\u9fff](?:[^\W{_NO_THIRD}\da-z])?)"
    rf"|(?<![\u4e00-\u9fff])(?P<before>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}?){_CHINESE_OFFICE}"
)
# What stands behind a name that speaks.
_SPEAKS = re.compile(
    r"\s*(?:(?:also|then|further|later|has|had)\s)*(?:said|says|noted|notes|added|stressed|stated|told"
    r"|emphasi[sz]ed|pointed|explained|believes|recalled|hoped|hopes|pledged|vowed|argued|called)\b"
    r"|(?:[也还并则亦更再]|随后|最后|特别|进一步|在?[^,，。]{0,8}上|接着|接受[^,，。]{0,8}时?曾?)*"
    r"(?:表示|说|指出|强调|认为|称|提到|回应|建议|坚信|相信|致[辞词]|感谢|期待|期盼|希望|呼吁|谈到|介绍)"
)


class Named(NamedTuple):
    """Where a folded sentence names officials that the text gave an office before."""

    speaking: tuple[Span, ...] = ()
    others: tuple[Span, ...] = ()


class People:
    """The officials that the sentences met so far name, in the order of the text."""

    def __init__(self) -> None:
        self._names: set[str] = set()

    def found(self, words: str, folded: str, offsets: Sequence[int] | None) -> Named:
        """Where a sentence names an official known from before; then it is remembered.

        ``words`` is the sentence as printed; ``offsets`` leads from its folded form to it.
        """
        speaking: list[Span] = []
        others: list[Span] = []
        for span in self._known(words, folded, offsets):
            (speaking if _SPEAKS.match(folded, span.end) else others).append(span)
        self._remember(words, folded)
        return Named(tuple(speaking), tuple(others))

    def _known(self, words: str, folded: str, offsets: Sequence[int] | None) -> Iterator[Span]:
        met = sorted(name for name in self._names if name in folded)
        if not met:
            return
        names = (re.escape(name) if count_han(name) else rf"\b{re.escape(name)}\b" for name in met)
        for match in re.finditer("|".join(names), folded):
            at = match.start() if offsets is None else offsets[match.start()]
            if words[at].isupper() or count_han(words[at]):
                yield Span(*match.span())

    def _remember(self, words: str, folded: str) -> None:
        english = _ENGLISH.finditer(words) if any(part in folded for part in _OFFICES) else ()
        for match in english:
            name = match["after"] or match["apart"] or match["before"]
            parts = [part for part in name.split() if not _NO_NAMES.fullmatch(part)]
            self._names.update(fold(part).removesuffix("'s") for part in parts if len(part) > 2)
        chinese = _CHINESE.finditer(folded) if count_han(folded) else ()
        for match in chinese:
            self._names.add(match["after"] or match["before"])
