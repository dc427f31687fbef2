"""How folded words tell of something: as done, or with a verb that leaves it open."""

import re

from cityreader.models import Span

_PAST = (
    "played|visited|signed|opened|hosted|attended|arrived|gathered|ended|closed|launched|"
    "toured|received|welcomed|travelled|traveled|joined|concluded|inked|donated|"
    "presented|awarded|honoured|honored|established|celebrated|marked|returned|"
    "participated|exchanged|unveiled|performed|convened|completed|reached|kicked|"
    "staged|organised|organized|reopened|resumed|planted|twinned|renewed"
)
_IRREGULAR = (
    "held|met|took|became|gave|won|led|sent|came|went|began|said|told|made|"
    "shook|flew|saw|drew|brought|spoke|paid|left"
)
_FINITE = rf"{_PAST}|{_IRREGULAR}"
_ENDED = re.compile(rf"(?:\w+ed|{_IRREGULAR})")
# What is said, thought or left open is not what was done.
_OPEN = (
    r"(?:said|told|announced|confirmed|stated|added|reported|revealed|noted|believed|called|asked|"
    r"proposed|suggested|planned|scheduled|expected|considered|hoped|wanted|intended|slated|urged|"
    r"discussed|invited|wished|supposed|due|set|required|needed|united|agreed|decided|promised)\b"
)
_TOLD = re.compile(
    rf"\b(?:was|were|has|have|had)\s+(?:been\s+)?(?:\w+ly\s+)?(?!{_OPEN})"
    rf"(?:\w+ed|held|met|made|taken|given|led|become|begun|won|sent|brought)\b"
    rf"|(?<!\bbe\s)(?<!\bbeen\s)(?<!\bbeing\s)(?<!\bto\s)(?<!\bis\s)(?<!\bare\s)"
    rf"\b(?:{_PAST}|held|met|became|took\s+(?:place|part))\b"
    r"|(?<![为除])了(?![解望如然不])|(?<![通经超不])过(?![去程后渡境年节多度滤敏户关])"
    r"|昨[日天晚]|日前|已经?|(?<!将)(?:圆满)?(?:落幕|闭幕)|(?<!将)正式[开揭]幕"
)
_NOT_DONE_BEFORE = re.compile(
    r"\b(?:be|to|being|will|would|may|might|could|can|should|must|shall|n't|not|is|are)\s+"
    r"(?:\w+ly\s+)?$"
)
_TOLD_BEHIND = re.compile(
    r"^.{0,2}?(?:(?<![为除])了(?![解望如然不])|过(?![去程后渡境年节多度]))|^时(?!间|候|代|尚|期)"
)
_TOOK_PLACE = re.compile(r"(?:held|opened|signed|made|place|launched|concluded|ended)$|[了过幕]")
_MODALS = frozenset({"may", "might", "will", "would", "could"})
_ADVERB = r"(?:also|soon|yet|well|even|now|still|then|not|never|only|one\s+day|\w+ly)"
_ADVERBS = rf"(?:{_ADVERB}\s+)*"
_NO_VERB_BEHIND = re.compile(
    rf"^\s+{_ADVERBS}(?:"
    r"(?:in|on|at|of|to|for|from|and|or|as|with|when|where|while|that|which|who|the|a|an|this|last|"
    r"next|was|were|is|has|had|will|would|may|might|could|said|day|festival)\b"
    rf"|\d|{_FINITE})"
    rf"|^(?:\s+(?!(?:be|have|get|{_ADVERB})\b)\w+){{1,2}}\s+(?:{_FINITE}|was|is|has|will)\b"
    r"|^\s*(?:[^\s\w]|$)"
)
_NO_SUBJECT_BEFORE = re.compile(
    r"(?:^|[.!?\"]\s*|\b(?:in|on|since|until|till|by|from|to|through|of|early|mid|late|last|next|"
    r"every|each|for|before|after|during|around|the|a|an|free|good|own|political|strong|"
    r"iron|mr|mrs|ms|theresa|\d+(?:st|nd|rd|th)?)[\s-]+)$"
)


# 将 before what is done with something (把), as against before a verb or what leads to one.
_TAKES_OBJECT = re.compile(
    r"^(?!于|在|会|由|是|为|以|从|自(?!己|家|身|制|创)|到|赴|前|有|把|被|向|对|与|和|同|跟|给|再|也|首|分|陆|继|共|联|正|"
    r"携|率|派|邀|签|举|召|开|出|访|来|去|进|展|参|接|互|捐|赠|授|颁|送|打造|提|引|推|介|带|移|列|交|融|"
    r"命|改|作|翻|全[面力]|大力|积极|不|逐|一[同起道并]|如|按|每|持|通|根据|利用|围|组|安|协|帮|支|促|"
    r"努|尽|最|更|还|都|均|各自|重|优先|定期|主[办持]|登|落|抵|启|设|建|成|加|增|扩|聚|汇|迎|拜|发|公布|"
    r"宣|执|实|深|探|磋|缔|结|续|恢|停|取|延|暂|选|投|表|审|批|返|回|离|飞|直|运|率|乘|随|转|留|停)"
    r"[^,，。；]{1,18}?(?:给|授予|授与|赠|颁|交[给到由]|送|作为|列[为入]|纳入|移至|带[到回给往]|捐|打造|"
    r"视为|定为|命名|改[为名]|转交|递交|献|融入|引[入进]|介绍|推[向广上]|提升|翻译|运[到往至]|展现|分享)"
)
_NOUNS = frozenset({"计划", "决定", "建议", "希望", "可能", "期待", "倡议"})
_OF_NOUN = re.compile(r"(?:的|项|该|这|未来|行动|合作|发展|工作|年度|交流|一带一路)$")


def leaves_open(folded: str, word: Span) -> bool:
    """Whether a word of plans and proposals is used as one: no month, name, noun, or 将 for 把."""
    words = folded[word.start : word.end]
    if words == "将":
        return not _TAKES_OBJECT.match(folded[word.end :])
    if words in _NOUNS:
        return not _OF_NOUN.search(folded[: word.start])
    return is_modal(folded, word)


def is_modal(folded: str, word: Span) -> bool:
    """Whether one of *may*, *will* and their like is the verb, and no month and no name.

    True for any other word.
    """
    if folded[word.start : word.end] not in _MODALS:
        return True
    before, behind = folded[: word.start], folded[word.end :]
    return not (_NO_SUBJECT_BEFORE.search(before) or _NO_VERB_BEHIND.match(behind))


def told_in(folded: str, part: Span, *, held: bool = False) -> list[Span]:
    """Where a part of a sentence tells of something done; ``held``: that it took place."""
    found = (Span(*match.span()) for match in _TOLD.finditer(folded, part.start, part.end))
    return [one for one in found if not held or _TOOK_PLACE.search(folded[one.start : one.end])]


def past_of(folded: str, trigger: Span) -> bool:
    """Whether the trigger itself, or a verb right behind it, is told in the past."""
    words = folded[trigger.start : trigger.end].split()
    before, behind = folded[: trigger.start], folded[trigger.end :]
    past = any(_ENDED.fullmatch(word) for word in (words[:1] + words[-1:]))
    if past and not _NOT_DONE_BEFORE.search(before):
        return True
    return bool(_TOLD_BEHIND.match(behind))
