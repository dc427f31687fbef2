"""Which events of several coders are the same: those whose words overlap, or stand in one row.

The best match goes first and each event is matched once: words that overlap more before those that
overlap less, and those before words in two languages of one row. Where that decides nothing, as
where whole sentences are marked twice, equal types go first, then equal statuses and dates.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, combinations, product

from cityreader.models import Span
from cityreader.models.agreement import CodedEvent, CodingUnit, Passage

Rank = tuple[float, bool, bool, bool, list[tuple[tuple[Passage, ...], str]]]
Same = tuple[CodedEvent, ...]
"""Events of different coders that are one, in the order of their coders."""


class UnitIndex:
    """Finds the units that words stand in."""

    def __init__(self, units: Sequence[CodingUnit]) -> None:
        found: dict[str, list[tuple[Span, int]]] = defaultdict(list)
        for number, unit in enumerate(units):
            for part in unit.parts:
                found[part.article_uuid].append((part.span, number))
        self._of_article = {uuid: sorted(parts) for uuid, parts in found.items()}
        # How far the parts up to each one reach: before that nothing else can overlap.
        self._reach = {
            uuid: list(accumulate((span.end for span, _ in parts), max))
            for uuid, parts in self._of_article.items()
        }

    def touched(self, passage: Passage) -> set[int]:
        """The numbers of the units that the words overlap."""
        parts = self._of_article.get(passage.article_uuid, [])
        reach = self._reach.get(passage.article_uuid, [])
        at = bisect_left(parts, (Span(passage.span.end, 0), -1)) - 1
        numbers: set[int] = set()
        while at >= 0 and reach[at] > passage.span.start:
            span, number = parts[at]
            if span.overlaps(passage.span):
                numbers.add(number)
            at -= 1
        return numbers

    def of_event(self, event: CodedEvent) -> set[int]:
        """The numbers of the units that mention an event."""
        return {number for mention in event.mentions for number in self.touched(mention)}


def overlap(one: Passage, other: Passage) -> float:
    """The shared code points by all code points of both, 0 to 1."""
    if not one.overlaps(other):
        return 0.0
    shared = min(one.span.end, other.span.end) - max(one.span.start, other.span.start)
    union = max(one.span.end, other.span.end) - min(one.span.start, other.span.start)
    return shared / union


def same_events(events: Sequence[CodedEvent], units: Sequence[CodingUnit]) -> list[Same]:
    """The events in groups: one event and those that others have for it; many are alone.

    A group holds no two events of one coder. The order of the groups is that of the events.
    """
    index = UnitIndex(units)
    touched = {_key(event): index.of_event(event) for event in events}
    by_unit: dict[int, list[CodedEvent]] = defaultdict(list)
    for event in events:
        for number in touched[_key(event)]:
            by_unit[number].append(event)
    candidates = {
        frozenset((_key(one), _key(other))): (one, other)
        for here in by_unit.values()
        for one, other in combinations(here, 2)
        if one.coder_uuid != other.coder_uuid
    }
    ranked: list[tuple[Rank, CodedEvent, CodedEvent]] = []
    for one, other in candidates.values():
        rank = _rank(one, other, touched, index)
        if rank is not None:
            ranked.append((rank, one, other))
    group_of = {_key(event): {event.coder_uuid: event} for event in events}
    for _, one, other in sorted(ranked, key=lambda found: found[0]):
        ours, theirs = group_of[_key(one)], group_of[_key(other)]
        if ours.keys().isdisjoint(theirs):
            ours.update(theirs)
            for event in theirs.values():
                group_of[_key(event)] = ours
    return list(_in_order(events, group_of))


def matched_spans(left: Sequence[Passage], right: Sequence[Passage]) -> int:
    """How many spans of two coders can be laid side by side, each once, so that they overlap."""
    candidates = sorted(
        (-overlap(one, other), min(one, other), max(one, other), here, there)
        for (here, one), (there, other) in _close(left, right)
    )
    used_left: set[int] = set()
    used_right: set[int] = set()
    for _, _, _, here, there in candidates:
        if here not in used_left and there not in used_right:
            used_left.add(here)
            used_right.add(there)
    return len(used_left)


def _close(
    left: Sequence[Passage], right: Sequence[Passage]
) -> Iterator[tuple[tuple[int, Passage], tuple[int, Passage]]]:
    of_article: dict[str, list[tuple[int, Passage]]] = defaultdict(list)
    for there, other in enumerate(right):
        of_article[other.article_uuid].append((there, other))
    for here, one in enumerate(left):
        for there, other in of_article.get(one.article_uuid, ()):
            if one.overlaps(other):
                yield (here, one), (there, other)


def _rank(
    one: CodedEvent, other: CodedEvent, touched: dict[tuple[str, str], set[int]], index: UnitIndex
) -> Rank | None:
    """How well two events match, best lowest, the same whichever is first; None for not at all."""
    best = max((overlap(*two) for two in product(one.mentions, other.mentions)), default=0.0)
    if not best and not _across(one, other, touched[_key(one)] & touched[_key(other)], index):
        return None
    return (
        -best,
        one.type != other.type,
        one.status != other.status,
        (one.date.start, one.date.end) != (other.date.start, other.date.end),
        sorted(((one.mentions, one.uuid), (other.mentions, other.uuid))),
    )


def _across(one: CodedEvent, other: CodedEvent, shared: Iterable[int], index: UnitIndex) -> bool:
    """Whether they are mentioned in two languages of one row."""
    numbers = set(shared)
    return any(
        mention.article_uuid != answer.article_uuid
        and numbers & index.touched(mention) & index.touched(answer)
        for mention, answer in product(one.mentions, other.mentions)
    )


def _in_order(
    events: Sequence[CodedEvent], group_of: dict[tuple[str, str], dict[str, CodedEvent]]
) -> Iterator[Same]:
    done: set[int] = set()
    for event in events:
        group = group_of[_key(event)]
        if id(group) not in done:
            done.add(id(group))
            yield tuple(group[coder] for coder in sorted(group))


def _key(event: CodedEvent) -> tuple[str, str]:
    # Two coders may mention the same event, each as their own.
    return event.coder_uuid, event.uuid
