"""What a word of cancelling calls off: a tie, which is then broken, or an event, which is not held.

The noun decides that the word governs: *cancelled a visit to its sister city* calls off the visit,
取消友城关系 the tie.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cityreader.models import Span

# Performances are left out: calling them off is how cities show that a tie is cold.
_NOUN = re.compile(
    r"\b(?:(?P<event>visits?|trips?|tours?|stopovers?|missions?|forums?|summits?|conferences?|meetings?"
    r"|festivals?|exhibitions?|events?|ceremon(?:y|ies)|receptions?|dinners?|galas?|parades?|camps?"
    r"|match(?:es)?|tournaments?|launch(?:es)?|celebrations?|flights?|fairs?)"
    r"|(?P<tie>(?:sister|twin|partner|friendship)[\s-](?:cit(?:y|ies)|towns?)|twinnings?|ties?|links?"
    r"|relations?|relationships?|partnerships?|agreements?|pacts?|accords?|contacts?|cooperation"
    r"|exchanges?|friendships?|consulates?|programmes?|programs?))\b"
    r"|(?P<held>访问|来访|到访|出访|参访|回访|访台|访华|之行|之旅|(?<!演出)行程|论坛|峰会|研讨会|大会|会议|活动|仪式|典礼|晚宴|酒会"
    r"|展览|画展|展会|比赛|夏令营|冬令营|启动|航班)"
    r"|(?P<bond>友好城市|友城|姊妹|姐妹|友好|关系|协议|协定|合作|往来|交流|沟通|邦交|联系|机制|盟约|接触)"
)
_PART_ENDS = re.compile(r"[,，。;；:：!！?？]")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|got)\s+(?:\w+\s+)?$")
# A noun that stands behind one of these, at most so many code points before it, tells when or
# where, and is not what the sentence is about.
_WHEN_OR_WHERE = re.compile(
    r"\b(?:after|before|during|in|at|since|for|from|despite|over|until)\s+(?:\w+['’]?s?\s+){0,2}$"
)
_FAR = 60
_JOINS = re.compile(r"[\s-]*|[^,，]{0,4}的")
# A tie only describes the Chinese noun that ends its words: 友城荣誉市民授予仪式.
_DESCRIBES = re.compile(r"[^a-z,，、并和与及后因]{0,10}")
# Who calls off a visit in reply to something breaks with the other side.
_IN_REPLY = re.compile(
    r"\b(?:protest|retaliat|reprisal|boycott|in response)|报复|抗议|抵制|反制|不满|以示"
)


class _Noun(NamedTuple):
    """A noun that may be called off, and whether it is an event and no tie."""

    span: Span
    event: bool


def calls_off_event(folded: str, cue: Span) -> bool | None:
    """Whether a word of cancelling at ``cue`` calls off an event; False for a tie, None where no
    noun tells, or where it is done in reply to something."""
    if _IN_REPLY.search(folded):
        return None
    ends = [match.end() for match in _PART_ENDS.finditer(folded, 0, cue.start)]
    after = _PART_ENDS.search(folded, cue.end)
    start, end = ends[-1] if ends else 0, after.start() if after else len(folded)
    behind = None if _PASSIVE.search(folded[start : cue.start]) else _head(folded, cue.end, end)
    head = behind or _head(folded, start, cue.start)
    return head.event if head else None


def _head(folded: str, start: int, end: int) -> _Noun | None:
    """The last noun of the first that stand together: the visit of *its sister city visit*."""
    head: _Noun | None = None
    for noun in _nouns(folded, start, end):
        if head is not None:
            joins = _JOINS if head.event else _DESCRIBES
            between = folded[head.span.end : noun.span.start]
            if not (joins.fullmatch(between) or _JOINS.fullmatch(between)):
                return head
        elif _WHEN_OR_WHERE.search(folded[max(start, noun.span.start - _FAR) : noun.span.start]):
            continue
        head = noun
    return head


def _nouns(folded: str, start: int, end: int) -> Iterator[_Noun]:
    for match in _NOUN.finditer(folded, start, end):
        yield _Noun(Span(*match.span()), bool(match["event"] or match["held"]))
