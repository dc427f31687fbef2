"""Whether an event happened, by the words around what names it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cityreader.coding.event_tense import leaves_open, past_of, told_in
from cityreader.coding.event_words import Words
from cityreader.models import Span
from cityreader.text.han import count_han

STATUSES = ("denied", "cancelled", "proposed", "planned")
"""The statuses that words tell; else it happened."""

NO_STATUS = "none"
"""What holds the word of a status and tells none: 虚拟, in which 拟 plans nothing."""

_CLAUSE_END = re.compile(r"[;:；：。！？!?]|\.\s")
_PART_END = re.compile(r"[;:,；：，。！？!?]|\.\s")
# How far before and behind a trigger a plan speaks of it (code points; Chinese says it in fewer).
_BEFORE, _BEHIND, _CHINESE_SHARE = 70, 30, 3
# No clause is longer (code points): a text without full stops costs no more than any other.
_FARTHEST = 600
# Within as many words *planned* and *proposed* describe the trigger itself.
_BESIDE = 2
# As many words stand between a word of cancelling and what it describes: the postponed youth forum.
_DESCRIBED = 3

# What is denied, and what is told not to come, right before or behind what names it.
_DENIED_BEFORE = re.compile(
    r"\b(?:(?:did|does|do|has|have|had|was|were|is|are)(?:\s+not|n't)|never)\s+(?!only\b)"
    r"(?:\w+\s+){0,2}$"
    r"|\b(?:was|were|is|are|had|has)\s+no\s+(?!longer\b|doubt\b|less\b)(?:\w+\s+)?$"
    r"|^\W*no\s+(?!longer\b|doubt\b)(?:\w+\s+){0,3}$"
    r"|(?:没有?|[并从尚]未|未曾|不曾|未(?![来名央])|并无)[^,，的将]{0,3}$"
)
_DENIED_BEHIND = re.compile(
    r"^\s+(?:\w+\s+){0,3}?(?:did|was|were|has|have)(?:\s+not|n't)\s+(?!only\b)"
    r"(?:(?:been|be|yet)\s+)?(?:held|take|taken|happen|signed|made)\b"
    r"|^[^,，的]{0,4}?(?:没有|[并从尚]未|未曾|未)(?:举[行办]|召开|登场|发生|成行)"
)
# The trigger 来访 found in 未来访问, which is to come; in 从未来访 nobody came.
_IN_FUTURE = re.compile(r"(?<![从并尚])未来$")
_OFF_BEFORE = re.compile(
    r"\b(?:(?:will|would)\s+(?:not|never|no\s+longer)|won't|wouldn't)\s+(?!only\b)(?:\w+\s+){0,2}$"
    r"|(?:不会|不再|无法|未能|(?<!不[得能])不)(?:前往|赴|来)?$|(?:不会|不再|无法|未能|不(?=举))[^,，的]{0,4}$"
)
_OFF_BEHIND = re.compile(
    r"^\s+(?:\w+\s+){0,3}?(?:(?:will|would)\s+(?:not|no\s+longer)|won't)\s+(?!only\b)"
    r"(?:be\s+held|take|go|happen|be\s+signed)\b"
    r"|^[^,，的]{0,4}?(?:不会|不再|无法|未能|不)(?:举[行办]|召开|登场|成行)"
)
# A cancellation that is over, denied, or told of something else before.
_NOT_OFF_BEFORE = re.compile(
    r"\b(?:after|not|never|n't|despite|without)\s+(?:(?:being|been|having|be|it|was|were)\s+)*"
    r"(?:\w+\s+)?$"
    r"|(?:没有|未|不会|(?<!不[得能])不|从未)(?:被|因[^,，]{0,8})?$"
)
_NOT_OFF_BEHIND = re.compile(r"^[^,，。；]{0,12}?(?:之后|以后|后)(?=[,，]|$)")
# What was put off for a time and is held then; and what is held all the same.
_HELD_AFTER = re.compile(r"^(?![到至])[^,，。；]{0,8}?(?:[年月天日周期]|[之以])后(?![天来])")
_AT_LAST = re.compile(r"今[日天晚晨早]|终于|如愿")
_ALL_THE_SAME = re.compile(
    r"照[常样旧]|[如按]期|如常|依[然旧]|仍|\bstill\b|\bwent\s+ahead\b|\bas\s+planned\b"
)
# The word of cancelling describes the trigger; it goes on with the trigger; it has its own subject.
_DESCRIBES = re.compile(r"(?:^|\b(?:the|an?|this|that|its|their|his|her|\w+['’]s)\s+)(?:\w+\s+)?$")
_AND_THEN = re.compile(
    r"(?:\band|\bbut|\bthen|\bbefore\s+it|\buntil\s+it|,)\s+(?:(?:then|it|now|at\s+last|\w+ly)\s+)*$"
)
_ANOTHER = re.compile(
    r"\b(?:but|and|while|though|although)\s+(?:the|an?|its|their|his|her|all|\w+['’]s)\s"
)
_BACKGROUND = re.compile(r"\b(?:because|since|as|after|when|while|although|though)\b|因为?|由于")
_ASIDE = re.compile(r"[,(]\s+(?:which\s+(?:was|were|had\s+been)\s+)?(?:\w+\s+)?$")
_RELATIVE = re.compile(r"\b(?:that|which|who|where|whose\s+\w+|under\s+which)\s+(?:\w+\s+){0,2}$")
# Where a plan goes on behind a comma, in English and in Chinese.
_LISTED = re.compile(r",\s+(?:and\s+)?(?:\w+ly\s+)?$")
_GOES_ON = re.compile(r"^\s*(?:并|同时|期间|其间|届时|以及|再|最后)")
_TOLD_OF = re.compile(r"^,\s+(?:which\s+|that\s+)?$|^[,，]\s*$")
# Chinese words for what is held, as against what is done; and plans that say when or where.
_HELD = re.compile(r"(?:[坛会展节式动营赛礼年周月]|交流|航线|访问|行程|计划)$")
_PLAN_ITSELF = re.compile(r"^计划(?!在|于|[将由]|[0-9]|[一二三四五六七八九十今明下本年])")
_SAYS_WHEN = re.compile(
    r"^(?:将[于在由举如轮聚]|定于|订于|预定|预计|拟于|即将[举开展启登]|有望|可望)"
)


@dataclass(frozen=True, slots=True)
class StatusCues:
    """The words of each status, and those that are none, in both languages."""

    words: Mapping[str, Words]

    @classmethod
    def of(cls, entries: Mapping[str, Sequence[str]]) -> "StatusCues":
        """The cues from lists of words by status."""
        return cls({name: Words.of(entries.get(name, ())) for name in (*STATUSES, NO_STATUS)})

    def status(self, folded: str, trigger: Span) -> str:
        """The status of what ``trigger`` names in a folded sentence.

        A denial or a cancellation holds for its clause; a plan or a proposal must stand close to
        the trigger and govern it, and the trigger must not be told as done.
        """
        clause = _around(folded, trigger, _CLAUSE_END)
        part = _around(folded, trigger, _PART_END)
        before, behind = folded[part.start : trigger.start], folded[trigger.end : part.end]
        if any(True for _ in self._cues("denied", folded, clause)):
            return "denied"
        off = list(self._cues("cancelled", folded, clause))
        if any(cue.contains(trigger) for cue in off):
            # Who breaks a tie has done so, whatever else is called off behind it.
            off = [cue for cue in off if part.start <= cue.start < trigger.start]
        if any(_is_off(folded, cue, clause, trigger) for cue in off):
            return "cancelled"
        if _OFF_BEFORE.search(before) or _OFF_BEHIND.search(behind):
            return "cancelled"
        in_future = _IN_FUTURE.search(folded[part.start : trigger.start + 1]) is not None
        denied = _DENIED_BEFORE.search(before) and not in_future
        if denied or _DENIED_BEHIND.search(behind):
            return "denied"
        near = _near(folded, trigger, clause)
        plans = sorted(
            (
                (cue, status)
                for status in ("planned", "proposed")
                for cue in self._cues(status, folded, near)
            ),
            key=lambda one: (one[0].start, -one[0].end),
        )
        told = told_in(folded, part) if plans else ()
        for cue, status in plans:
            if _governs(folded, cue, trigger, part, told):
                return status
        return "planned" if in_future else "happened"

    def _cues(self, status: str, folded: str, where: Span) -> Iterator[Span]:
        """Where words of a status stand in a part of a sentence."""
        cues = [span for span, _ in self.words[status].find(folded) if where.contains(span)]
        # Hardly a sentence has any.
        nothing = [span for span, _ in self.words[NO_STATUS].find(folded)] if cues else []
        for span in cues:
            part_of_longer = any(one.contains(span) and one != span for one in nothing)
            if not part_of_longer and leaves_open(folded, span):
                yield span


def _around(folded: str, trigger: Span, ends: re.Pattern[str]) -> Span:
    """The part of a sentence around a trigger, no more than ``_FARTHEST`` on either side."""
    first, last = max(0, trigger.start - _FARTHEST), trigger.end + _FARTHEST
    starts = [match.end() for match in ends.finditer(folded, first, trigger.start)]
    after = ends.search(folded, trigger.end, last)
    return Span(starts[-1] if starts else first, after.start() if after else min(last, len(folded)))


def _near(folded: str, trigger: Span, clause: Span) -> Span:
    share = _CHINESE_SHARE if count_han(folded) else 1
    return Span(
        max(clause.start, trigger.start - _BEFORE // share),
        min(clause.end, trigger.end + _BEHIND // share),
    )


def _is_off(folded: str, cue: Span, clause: Span, trigger: Span) -> bool:
    """Whether a word of cancelling speaks of the trigger, and the matter was not taken up again."""
    if cue.contains(trigger):
        # Who breaks a tie has done so: what is called off is not the breaking.
        return False
    before, behind = folded[clause.start : cue.start], folded[cue.end : clause.end]
    if _NOT_OFF_BEFORE.search(before) or _NOT_OFF_BEHIND.match(behind):
        return False
    if _is_held_at_last(folded, cue, clause, trigger):
        return False
    if cue.overlaps(trigger):
        return True
    if _NOT_OFF_BEHIND.match(folded[cue.end : max(cue.end, trigger.start)]):
        return False
    leading_up = folded[trigger.end : cue.start]
    if told_in(folded, Span(trigger.end, cue.start)) and _BACKGROUND.search(leading_up):
        return False
    part = _around(folded, trigger, _PART_END)
    if _RELATIVE.search(leading_up) and told_in(folded, Span(part.start, trigger.start)):
        return False
    done = past_of(folded, trigger)
    own = _around(folded, cue, _PART_END)
    if done and (not own.overlaps(trigger) or _RELATIVE.search(before)):
        return False
    if _ASIDE.search(before) and trigger.end <= cue.start:
        return not told_in(folded, Span(own.end, clause.end))
    # 推迟两年的论坛昨日开幕: what is held at last.
    between = folded[cue.end : trigger.start]
    return not ("的" in between and told_in(folded, Span(trigger.end, part.end)))


def _is_held_at_last(folded: str, cue: Span, clause: Span, trigger: Span) -> bool:
    """Whether what was called off took place later or all the same, or is another matter."""
    before, behind = folded[clause.start : cue.start], folded[cue.end : clause.end]
    if cue.end <= trigger.start:
        between = folded[cue.end : trigger.start]
        if not _PART_END.search(between):
            rest = Span(trigger.end, _around(folded, trigger, _PART_END).end)
            described = _DESCRIBES.search(before) and len(between.split()) <= _DESCRIBED
            return bool(described and told_in(folded, rest, held=True))
        return _ALL_THE_SAME.search(between) is not None
    later = told_in(folded, Span(cue.end, clause.end), held=True)
    if any(_AND_THEN.search(folded[cue.end : one.start]) for one in later):
        return True
    if after := _HELD_AFTER.match(behind):
        rest = Span(cue.end + after.end(), _around(folded, cue, _PART_END).end)
        return bool(told_in(folded, rest) or _AT_LAST.search(folded[slice(*rest)]))
    held = told_in(folded, Span(trigger.end, cue.start), held=True)
    return bool(held and _ANOTHER.search(folded[held[-1].end : cue.start]))


def _governs(folded: str, cue: Span, trigger: Span, part: Span, told: Sequence[Span]) -> bool:
    """Whether a plan or a proposal speaks of the trigger, and nothing tells that it is done."""
    chinese = count_han(folded) > 0
    attribute = _is_attribute(folded, cue)
    if trigger == cue or (cue.overlaps(trigger) and not trigger.contains(cue)):
        return False
    if trigger.contains(cue):
        if cue.end == trigger.end:
            # 交流计划 names what there is.
            return False
        # The whole sentence is marked: what it tells first is its matter.
        first = [one for one in told if attribute or one.start < cue.start]
        return not first
    if past_of(folded, trigger):
        return False
    if cue.end <= trigger.start:
        between = folded[cue.end : trigger.start]
        if cue.start < part.start and not (
            _GOES_ON.match(folded[part.start :]) if chinese else _LISTED.search(between)
        ):
            return False
        if attribute and len(between.split()) < _BESIDE:
            return not any(one.start >= trigger.end for one in told_in(folded, part, held=True))
        return not any(attribute or cue.end <= one.start < trigger.start for one in told)
    between = folded[trigger.end : cue.start]
    if any(one.start < cue.start for one in told):
        return False
    if attribute or _RELATIVE.search(between):
        return not told
    if chinese:
        if not between and _PLAN_ITSELF.match(folded[cue.start :]):
            return False
        held = _HELD.search(folded[: trigger.end]) or _HELD.search(between)
        says_when = _SAYS_WHEN.match(folded[cue.start :])
        if cue.start > part.end:
            return bool(held and says_when and _TOLD_OF.match(between))
        return bool(held or says_when)
    return cue.start < part.end or bool(_TOLD_OF.match(between))


def _is_attribute(folded: str, cue: Span) -> bool:
    """Whether a word only describes what follows: *the planned visit*, 即将完工的体育馆."""
    if folded[cue.start : cue.end] in ("planned", "upcoming", "proposed", "scheduled", "expected"):
        return not re.search(
            r"\b(?:is|are|was|were|been|be|has|have|had|\w+or|\w+ors|council|city)\s+(?:\w+ly\s+)?$",
            folded[: cue.start],
        )
    return bool(re.match(r"[^,，]{1,8}的", folded[cue.end :])) and folded[cue.start] == "即"
