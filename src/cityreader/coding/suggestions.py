"""Proposals of events: which sentences seem to tell of one, of what type, and by which words.

A proposal is never more than that. Nothing is learned: words of a table fire, and the decisions of
the person at the keyboard say which of them are worth looking at first.
"""

import re
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cityreader.coding.event_status import StatusCues
from cityreader.coding.suggestions_called_off import calls_off_event
from cityreader.coding.suggestions_lexicon import Cue, Lexicon
from cityreader.coding.suggestions_people import People
from cityreader.coding.suggestions_quotation import Quotation
from cityreader.coding.suggestions_sentence import Fired, Sentence, fires
from cityreader.models import Span
from cityreader.text.han import count_han
from cityreader.text.scripts import fold_with_offsets

Decisions = Mapping[tuple[str, str], tuple[int, int]]
"""How often proposals of a type and trigger were accepted, and how often rejected."""

# Both start at one half and need some decisions before they move (as Prodigy's matcher does).
_PRIOR_ACCEPTED, _PRIOR_ALL = 5, 10
# A trigger with its context, and what each further word beside it adds.
_FIRED, _FURTHER, _MOST_FURTHER = 0.7, 0.1, 3
# Short sentences are titles of sections and captions (code points; Chinese needs fewer).
_SHORTEST, _SHORTEST_CHINESE = 20, 8
# Who asks, or says what sister cities are, tells of nothing that happened. Quotation marks and
# brackets may stand behind the question mark.
_GENERAL = re.compile(
    r"[?？][\s\"'”’」』)）]*$"
    r"|^\W*(?:such\s|any\s|an?\s(?:sister|twin|twinned|partner|friendship)[\s-](?:cit|town))"
    r"|^\W*(?:sister|twin|partner)[\s-](?:cities|towns)\s(?:are|have|can|offer|provide)"
    r"|^\W*(?:友好城市|友城|姐妹城市|姊妹市|姊妹城市)(?:是|指|即|也|在国际)"
)
_PART_ENDS = re.compile(r"[;；。]")
# How many sentences before tell what a sentence is about.
_NEAR = 2
# How many sentences before tell what a sentence may go on with.
_AMID = 6
# What is told of cities only, whether the sentence calls them so or not.
_OF_CITIES = frozenset({"twinning", "network", "showcase", "exchange"})
# What somebody says of himself and his own, in quotation marks; they may begin a sentence before.
_QUOTED = re.compile(r"^[^\"“「]*[,.!?…][\"”」]|[\"“「][^\"“”「」]*[\"”」]?")
# Where a person, and no office, begins to tell something: a tie named behind it is background.
# A sentence that begins with a hope only goes on with what somebody tells.
_TELLS = re.compile(
    r"^(?:希望|期待|期盼|感谢|预祝)"
    r"|(?<![府处局部所社息单位办会报])"
    r"(?:表示|指出|强调|认为|期许|提到|谈到|回应|介绍|透露|说明(?=[,:])"
    r"|(?:说|称|回忆道?|致[辞词]时?)[,:\s]*[,:\"「])"
    r"|\b(?!(?:government|council|city|hall|office|ministry|bureau|department|statement|report"
    r"|officials)\s)[^\W\d_]+\s(?:said|noted|stated|added)\b"
)
# Who is glad of a visit, thanks for it or hopes for one takes a position on it.
_FEELS = re.compile(
    r"感谢|谢谢|致谢|期盼|期待|期许|希望|冀望|高兴|荣幸|盼"
    r"|\b(?:thank|hope|hoping|look\w*\sforward|gratitude|grateful|glad|pleased|delighted|happy"
    r"|appreciat|invit)\w*"
)
_FELT = frozenset({"visit", "agreement", "exchange", "twinning", "forum", "showcase"})
_TOLD = frozenset({"twinning", "exchange", "showcase", "network", "launch"})
# What somebody may only speak of, where nothing else is told.
_SPOKEN_OF = _TOLD | {"visit", "agreement", "honour", "forum"}
# What is held at a place and a time, and may be called off without a tie being broken.
_HELD = frozenset({"forum", "showcase", "exchange"})
_OWN_WORDS = re.compile(r"\b(?:we|our|us|i|my)\b|我")


@dataclass(frozen=True, slots=True)
class Proposal:
    """One event type proposed for a sentence.

    ``span`` is where the words of the trigger stand in the text and ``sentence`` the sentence;
    ``trigger`` is the entry of the lexicon; ``score`` runs from 0 to 1. ``cues`` are all the words
    that made it fire, the trigger among them, in the order of the text.
    """

    type: str
    span: Span
    sentence: Span
    status: str
    score: float
    trigger: str
    cues: tuple[Span, ...] = ()


def suggest(
    text: str, sentences: Iterable[Span], lexicon: Lexicon, decisions: Decisions | None = None
) -> list[Proposal]:
    """The events that sentences of a text seem to tell of, in order, a type once a sentence."""
    statuses, people, quotation = lexicon.statuses, People(), Quotation()
    before: deque[str] = deque(maxlen=_NEAR)
    told: deque[frozenset[str]] = deque(maxlen=_AMID)
    found: list[Proposal] = []
    for sentence in sentences:
        words = text[sentence.start : sentence.end]
        folded, offsets = fold_with_offsets(words)
        han = count_han(folded)
        one = Sentence(
            folded,
            "zh" if han * 5 > len(folded) else "en",
            people.found(words, folded, offsets),
            tuple(before),
            quotation.holds(folded),
        )
        before.append(folded)
        fired: dict[str, Fired] = {}
        if len(folded) >= (_SHORTEST_CHINESE if han else _SHORTEST) and not _GENERAL.search(folded):
            fired = _told_by(one, lexicon, frozenset().union(*told))
        of_cities = not _OF_CITIES.isdisjoint(fired) or (
            fired and one.find(lexicon.spheres["cities"])
        )
        told.append(frozenset(fired if of_cities else ()))
        for code, hit in sorted(fired.items(), key=lambda one: one[1].span):
            strength = _FIRED + _FURTHER * min(hit.further, _MOST_FURTHER)
            rate = _rate((decisions or {}).get((code, hit.trigger), (0, 0)))
            found.append(
                Proposal(
                    code,
                    _in_text(hit.span, offsets, sentence.start),
                    sentence,
                    statuses.status(folded, hit.span),
                    round(min(1.0, 2 * strength * rate), 3),
                    hit.trigger,
                    tuple(_in_text(span, offsets, sentence.start) for span in hit.cues),
                )
            )
    return found


def _told_by(sentence: Sentence, lexicon: Lexicon, before: frozenset[str]) -> dict[str, Fired]:
    """The cues that fire in a sentence, one by type; ``before`` are the types it may go on with."""
    fired = _fired(sentence, lexicon, lexicon.cues_by_kind[sentence.lang, False])
    if not before or (fired and not _only_spoken_of(fired, sentence.folded, lexicon.statuses)):
        return fired
    cues = lexicon.cues_by_kind[sentence.lang, True]
    further = [cue for cue in cues if "*" in cue.amid or before.intersection(cue.amid)]
    going_on = _fired(sentence, lexicon, further)
    if "statement" not in going_on:
        return fired or going_on
    others = {code: hit for code, hit in going_on.items() if code != "statement"}
    if _only_spoken_of(others, sentence.folded, lexicon.statuses):
        return {"statement": going_on["statement"]}
    return going_on


def _only_spoken_of(fired: Mapping[str, Fired], folded: str, statuses: StatusCues) -> bool:
    """Whether a person speaks of all that fired in a sentence, as of something that was done."""
    tells = _TELLS.search(folded)
    return tells is not None and all(
        code in _SPOKEN_OF
        and hit.span.start > tells.start()
        and statuses.status(folded, hit.span) != "planned"
        for code, hit in fired.items()
    )


def _fired(sentence: Sentence, lexicon: Lexicon, cues: Iterable[Cue]) -> dict[str, Fired]:
    """Which of the cues fire in a sentence, one by type."""
    folded, spheres = sentence.folded, lexicon.spheres
    supposed = [_rest_of_part(folded, span) for span, _ in sentence.find(spheres["supposed"])]
    fired: dict[str, Fired] = {}
    for cue in cues:
        if cue.type not in fired:
            hit = fires(cue, sentence, () if cue.type == "statement" else supposed)
            if hit is not None:
                fired[cue.type] = hit
    if "statement" in fired:
        spoken = [span for span in _own_words(folded) if not span.contains(fired["statement"].span)]
        fired = {
            code: hit
            for code, hit in fired.items()
            if not any(span.contains(hit.span) for span in spoken)
        }
        if tells := _TELLS.search(folded):
            fired = {
                code: hit
                for code, hit in fired.items()
                if code not in _TOLD
                or hit.span.start < tells.start()
                or lexicon.statuses.status(folded, hit.span) == "planned"
            }
        if feels := _FEELS.search(folded):
            fired = {
                code: hit
                for code, hit in fired.items()
                if code not in _FELT or hit.span.start < feels.start()
            }
    # Courts, companies, polls and the like, and no city in sight nor told of before.
    of_its_own = not all(hit.cue.amid for hit in fired.values())
    if of_its_own and sentence.find(spheres["elsewhere"]) and not sentence.find(spheres["cities"]):
        return {}
    fired = {code: hit for code, hit in fired.items() if not _gives_way(hit, fired)}
    if _announces(fired, lexicon.statuses, folded):
        fired.pop("statement", None)
    if _only_called_off(fired, lexicon.statuses, folded):
        fired.pop("rupture")
    return fired


def _in_text(span: Span, offsets: Sequence[int] | None, start: int) -> Span:
    """A span of a folded sentence as one of the text; the sentence begins at ``start``."""
    if offsets is None:
        return Span(start + span.start, start + span.end)
    return Span(start + offsets[span.start], start + offsets[span.end - 1] + 1)


def _gives_way(hit: Fired, fired: Mapping[str, Fired]) -> bool:
    """Whether a type that silences this one fired, before it or by other words: who signs a
    friendship agreement may have made a tie or not. Of two that silence each other the one whose
    words come first stays."""
    if any(code in fired and fired[code].span < hit.span for code in hit.cue.after):
        return True
    silencing = [fired[code] for code in hit.cue.unless if code in fired]
    return any(
        not any(other.span.overlaps(own) for own in hit.own)
        and (hit.cue.type not in other.cue.unless or other.span < hit.span)
        for other in silencing
    )


def _announces(fired: Mapping[str, Fired], statuses: StatusCues, folded: str) -> bool:
    """Whether what is said is something to come: who says so only announces it."""
    said = fired.get("statement")
    return said is not None and any(
        hit.span > said.span and statuses.status(folded, hit.span) == "planned"
        for hit in fired.values()
    )


def _only_called_off(fired: Mapping[str, Fired], statuses: StatusCues, folded: str) -> bool:
    """Whether what seems to break a tie only calls off an event."""
    if "rupture" not in fired:
        return False
    if statuses.words["cancelled"].find(folded[slice(*fired["rupture"].span)]):
        event = calls_off_event(folded, fired["rupture"].span)
        if event is not None:
            return event
    return any(
        code in _HELD and statuses.status(folded, hit.span) == "cancelled"
        for code, hit in fired.items()
    )


def _own_words(folded: str) -> list[Span]:
    """Where somebody is quoted who speaks of himself: that is a statement, whatever it is about."""
    return [
        Span(*quoted.span())
        for quoted in _QUOTED.finditer(folded)
        if _OWN_WORDS.search(quoted.group())
    ]


def _rest_of_part(folded: str, word: Span) -> Span:
    """From a word to the end of its part of the sentence."""
    end = _PART_ENDS.search(folded, word.end)
    return Span(word.start, end.start() if end else len(folded))


def _rate(counts: tuple[int, int]) -> float:
    accepted, rejected = counts
    return (accepted + _PRIOR_ACCEPTED) / (accepted + rejected + _PRIOR_ALL)
