"""Agreement between coders, in figures.

Whether a sentence mentions an event, and what a matched event says, is measured by Krippendorff's
alpha for nominal values: 1 is perfect, 0 is what chance gives, below 0 is worse. Coders mark
different numbers of events, so that type and status are compared on matched events only. After
Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), sections A to C.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from cityreader.coding.same_events import Same, UnitIndex, matched_spans, same_events
from cityreader.models.agreement import (
    Agreement,
    Alpha,
    CodedEvent,
    CodingUnit,
    Share,
    SpanScore,
)

NOTHING_IN_COMMON = "nothing was valued by two coders"
NO_VARIATION = "no variation: every value is the same"
NO_SPANS = "nobody marked an event"
NO_MATCHES = "no event was matched"


def nominal_alpha(units: Iterable[Sequence[Hashable | None]]) -> Alpha:
    """Krippendorff's alpha of units, each the values its coders gave; None is a missing value.

    It is not defined, and the answer says why, where no unit has two values, and where all values
    are the same: nothing shows then that coders could tell units apart.
    """
    totals: Counter[Hashable] = Counter()
    differing = agreed = pairs = 0.0
    pairable = 0
    for unit in units:
        values = [value for value in unit if value is not None]
        size = len(values)
        if size < 2:
            continue
        pairable += 1
        counts = Counter(values)
        totals.update(counts)
        unequal = size * size - sum(count * count for count in counts.values())
        differing += unequal / (size - 1)
        agreed += (size * (size - 1) - unequal) / 2
        pairs += size * (size - 1) / 2
    if not pairable:
        return Alpha(None, 0, None, NOTHING_IN_COMMON)
    number = sum(totals.values())
    expected = number * number - sum(count * count for count in totals.values())
    if not expected:
        return Alpha(None, pairable, agreed / pairs, NO_VARIATION)
    return Alpha(1 - (number - 1) * differing / expected, pairable, agreed / pairs)


def measure(
    units: Sequence[CodingUnit], events: Sequence[CodedEvent], coders: Sequence[str]
) -> Agreement:
    """The figures of these coders, two or more, by what stands in these units.

    A coder values the units whose article that coder marked as done; what stands in other units,
    or comes from other coders, is left out. The order of the coders changes nothing but the names.
    """
    asked = frozenset(coders)
    units = [unit for unit in units if len(unit.coders & asked) >= 2]
    index = UnitIndex(units)
    kept = _kept(events, units, index, asked)
    mentioned = {
        coder: {n for event in kept if event.coder_uuid == coder for n in index.of_event(event)}
        for coder in asked
    }
    groups = [group for group in same_events(kept, units) if len(group) >= 2]
    exact, overlapping = _span_scores(kept, units, index, sorted(asked))
    return Agreement(
        coders=tuple(coders),
        articles=len({unit.parts[0].article_uuid for unit in units}),
        units=len(units),
        events=len(kept),
        matched=sum(map(len, groups)),
        mention=nominal_alpha(
            [number in mentioned[coder] for coder in asked & unit.coders]
            for number, unit in enumerate(units)
        ),
        type=_alpha_of(groups, lambda event: event.type),
        status=_alpha_of(groups, lambda event: event.status),
        exact=exact,
        overlapping=overlapping,
        dates=_dates(groups),
    )


def _kept(
    events: Sequence[CodedEvent],
    units: Sequence[CodingUnit],
    index: UnitIndex,
    coders: frozenset[str],
) -> list[CodedEvent]:
    """The events of these coders with those mentions that stand in units their coder valued."""
    found = []
    for event in events:
        if event.coder_uuid in coders:
            mentions = tuple(
                mention
                for mention in event.mentions
                if any(event.coder_uuid in units[n].coders for n in index.touched(mention))
            )
            if mentions:
                found.append(replace(event, mentions=mentions))
    return found


def _alpha_of(groups: Sequence[Same], value: Callable[[CodedEvent], str]) -> Alpha:
    found = nominal_alpha([value(event) for event in group] for group in groups)
    return found if groups else Alpha(None, 0, None, NO_MATCHES)


def _span_scores(
    events: Sequence[CodedEvent],
    units: Sequence[CodingUnit],
    index: UnitIndex,
    coders: Sequence[str],
) -> tuple[SpanScore, SpanScore]:
    """The spans that are the same, and those that overlap, of every two coders."""
    exact = overlapping = total = 0
    for both in combinations(coders, 2):
        one, other = (
            [
                mention
                for event in events
                if event.coder_uuid == coder
                for mention in event.mentions
                if any(units[n].coders.issuperset(both) for n in index.touched(mention))
            ]
            for coder in both
        )
        exact += sum((Counter(one) & Counter(other)).values())
        overlapping += matched_spans(one, other)
        total += len(one) + len(other)
    return _score(exact, total), _score(overlapping, total)


def _score(matched: int, spans: int) -> SpanScore:
    if not spans:
        return SpanScore(None, 0, 0, NO_SPANS)
    return SpanScore(2 * matched / spans, matched, spans)


def _dates(groups: Sequence[Same]) -> Share:
    """Of every two matched events, how many have the same first and last day, or both none."""
    twos = [two for group in groups for two in combinations(group, 2)]
    equal = sum(
        (one.date.start, one.date.end) == (other.date.start, other.date.end) for one, other in twos
    )
    return Share(equal / len(twos), equal, len(twos)) if twos else Share(None, 0, 0, NO_MATCHES)
