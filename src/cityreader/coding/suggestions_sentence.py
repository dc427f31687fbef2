"""One sentence as the cues of a lexicon see it, and how a cue fires in it."""

from collections.abc import Sequence
from typing import NamedTuple

from cityreader.coding.event_words import Words
from cityreader.coding.suggestions_lexicon import Cue
from cityreader.coding.suggestions_people import Named
from cityreader.models import Span


class Sentence:
    """A sentence as cues see it: its folded words and language, where it names officials, and the
    folded sentences right before, and whether it stands in a quotation."""

    def __init__(
        self, folded: str, lang: str, named: Named, before: Sequence[str], quoted: bool
    ) -> None:
        self.folded, self.lang, self._named, self._before = folded, lang, named, before
        self.quoted = quoted
        self._known: dict[int, list[tuple[Span, str]]] = {}

    def find(self, words: Words) -> list[tuple[Span, str]]:
        """Where words stand in it; several cues share lists, which are looked for once."""
        if id(words) not in self._known:
            self._known[id(words)] = words.find(self.folded)
        return self._known[id(words)]

    def places(self, words: Words, code: str) -> list[Span]:
        """Where words of a cue of a type stand; where it asks for officials, their names count.

        Who only speaks of a matter takes a position and no part in it.
        """
        places = [span for span, _ in self.find(words)]
        if words.name_officials:
            places += self._named.others
            places += self._named.speaking if code == "statement" else ()
        return places

    def follows(self, words: Words) -> bool:
        """Whether a sentence right before it holds one of the words."""
        return any(words.find(one) for one in self._before)


class Fired(NamedTuple):
    """Which cue fired in a folded sentence, where and by which entry, with which words, how many
    more support it, and its trigger with its first context."""

    cue: Cue
    span: Span
    trigger: str
    cues: tuple[Span, ...]
    further: int
    own: tuple[Span, ...]


def fires(cue: Cue, sentence: Sentence, supposed: Sequence[Span]) -> Fired | None:
    """How a cue fires in a sentence, by a trigger that stands in no part that is only
    ``supposed``; None where it does not."""
    if cue.quoted and not sentence.quoted:
        return None
    triggers = sentence.find(cue.trigger)
    if not triggers or (cue.context and not sentence.places(cue.context, cue.type)):
        return None
    if sentence.find(cue.absent):
        return None
    silenced = [span for span, _ in sentence.find(cue.never)]
    contexts = _not_within(sentence.places(cue.context, cue.type), silenced)
    abouts = _not_within(sentence.places(cue.about, cue.type), silenced)
    for span, entry in triggers:
        if any(span.overlaps(never) for never in (*silenced, *supposed)):
            continue
        beside = _apart(contexts, span)
        of_what = _apart(abouts, span)
        if cue.context and not beside:
            continue
        if cue.about and not of_what and not (cue.near and sentence.follows(cue.about)):
            continue
        further = max(0, len(beside) - 1) + max(0, len(of_what) - 1)
        words = tuple(sorted({span, *beside[:1], *of_what[:1]}))
        return Fired(cue, span, entry, words, further, (span, *beside[:1]))
    return None


def _apart(spans: Sequence[Span], other: Span) -> list[Span]:
    return [span for span in spans if not span.overlaps(other)]


def _not_within(spans: Sequence[Span], longer: Sequence[Span]) -> list[Span]:
    """The spans that are no part of a longer word: an agreement is none in 姊妹市协议."""
    return [span for span in spans if not any(one.contains(span) and one != span for one in longer)]
