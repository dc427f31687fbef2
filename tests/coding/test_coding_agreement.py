"""The figures of agreement, against published examples and what must hold of any data."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.coding.agreement import NO_VARIATION, measure, nominal_alpha
from cityreader.coding.same_events import matched_spans, same_events
from cityreader.models import DateRange, Span
from cityreader.models.agreement import CodedEvent, CodingUnit, Passage

ANN, BEN, CAI = "ann", "ben", "cai"


def columns(*rows: str) -> list[list[str | None]]:
    """Units of the rows of a reliability matrix; a point is a missing value."""
    return [[None if value == "." else value for value in unit] for unit in zip(*rows, strict=True)]


@pytest.mark.parametrize(
    ("rows", "alpha"),
    [
        # Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): A, binary, two observers.
        (("0100000010", "1110010000"), 0.095),
        # B, nominal, two observers: Ben and Gerry.
        (("aabbdcccedda", "babbbccceddd"), 0.692),
        # C, nominal, four observers, values missing.
        (("123321412...", "1233224125.3", ".3332342251.", "1233244125" + "1."), 0.743),
    ],
)
def test_the_worked_examples_of_krippendorff(rows: tuple[str, ...], alpha: float) -> None:
    found = nominal_alpha(columns(*rows))
    assert found.value is not None
    assert round(found.value, 3) == alpha
    assert found.why is None


def test_alpha_says_why_it_is_not_defined() -> None:
    """Without the refusals these would be a division by nought, or a 1 that means nothing."""
    same = nominal_alpha(columns("aaaa", "aaaa"))
    assert (same.value, same.units, same.agreed, same.why) == (None, 4, 1.0, NO_VARIATION)
    alone = nominal_alpha(columns("ab..", "..ab"))
    assert (alone.value, alone.units) == (None, 0)
    assert alone.why == "nothing was valued by two coders"
    assert nominal_alpha([]).value is None


def test_one_unit_in_which_two_differ_is_as_bad_as_chance() -> None:
    assert nominal_alpha(columns("a", "b")).value == 0


MATRICES = st.integers(2, 4).flatmap(
    lambda coders: st.lists(
        st.lists(st.sampled_from([None, "a", "b", "c"]), min_size=coders, max_size=coders),
        min_size=1,
        max_size=12,
    )
)


@settings(max_examples=60, deadline=None)
@given(matrix=MATRICES, seed=st.integers(0, 99))
def test_alpha_knows_neither_the_order_of_coders_nor_the_names_of_values(
    matrix: list[list[str | None]], seed: int
) -> None:
    order = random.Random(seed).sample(range(len(matrix[0])), len(matrix[0]))
    names = {None: None, "a": "visit", "b": "agreement", "c": "a"}
    other = [[names[unit[at]] for at in order] for unit in reversed(matrix)]
    found, renamed = nominal_alpha(matrix), nominal_alpha(other)
    assert (found.units, found.why) == (renamed.units, renamed.why)
    assert (found.value or 0) == pytest.approx(renamed.value or 0)
    assert found.value is None or found.value <= 1


@settings(max_examples=40, deadline=None)
@given(values=st.lists(st.sampled_from("abc"), min_size=2, max_size=12), coders=st.integers(2, 4))
def test_alpha_of_perfect_agreement_is_one(values: list[str], coders: int) -> None:
    found = nominal_alpha([[value] * coders for value in values])
    assert found.agreed == 1
    if len(set(values)) > 1:
        assert found.value == 1
    else:
        assert found.why == NO_VARIATION


def pairwise(matrix: list[list[str | None]]) -> float:
    """Alpha by its definition: observed by expected disagreement, value against value."""
    units = [[value for value in unit if value is not None] for unit in matrix]
    units = [unit for unit in units if len(unit) > 1]
    values = [value for unit in units for value in unit]
    observed = sum(
        sum(one != other for one in unit for other in unit) / (len(unit) - 1) for unit in units
    ) / len(values)
    expected = sum(one != other for one in values for other in values)
    return 1 - observed / (expected / (len(values) * (len(values) - 1)))


@settings(max_examples=60, deadline=None)
@given(matrix=MATRICES)
def test_alpha_is_one_less_observed_by_expected_disagreement(
    matrix: list[list[str | None]],
) -> None:
    found = nominal_alpha(matrix)
    if found.value is not None:
        assert found.value == pytest.approx(pairwise(matrix))


# What coders mark: events of an article of ten sentences, each ten code points long.

BOTH = frozenset((ANN, BEN))
ARTICLE = [
    CodingUnit(
        (Passage("x", Span(10 * n, 10 * n + 10)), Passage("y", Span(5 * n, 5 * n + 5))), BOTH
    )
    for n in range(10)
]


def event(
    coder: str, name: str, start: int, end: int, kind: str = "visit", **fields: object
) -> CodedEvent:
    mention = (Passage(str(fields.pop("article", "x")), Span(start, end)),)
    return CodedEvent(f"{coder}-{name}", coder, kind, "happened", mentions=mention, **fields)  # type: ignore[arg-type]


def test_figures_of_two_coders_counted_by_hand() -> None:
    """Ten sentences; Ann marks 0, 2 and 4, Ben 0, 2 and 6; in 2 they differ in type and date."""
    day = DateRange("2025-03-14", "2025-03-14", "day")
    events = [
        event(ANN, "a", 0, 10),
        event(BEN, "a", 0, 10),
        event(ANN, "b", 20, 26, date=day),
        event(BEN, "b", 22, 30, "agreement"),
        event(ANN, "c", 40, 50),
        event(BEN, "d", 60, 70),
    ]
    found = measure(ARTICLE, events, [ANN, BEN])
    assert (found.articles, found.units, found.events, found.matched) == (1, 10, 6, 4)
    assert found.mention.agreed == pytest.approx(0.8)
    # n = 20 values, 6 of them yes; 4 of the 20 pairs of the coincidences differ.
    assert found.mention.value == pytest.approx(1 - 19 * 4 / (2 * 6 * 14))
    # Four values, three of them visit: 1 - 3 * 2 / 6.
    assert found.type.value == pytest.approx(0)
    assert (found.status.value, found.status.why) == (None, NO_VARIATION)
    assert (found.exact.value, found.exact.matched) == (pytest.approx(1 / 3), 1)
    assert (found.overlapping.value, found.overlapping.matched) == (pytest.approx(2 / 3), 2)
    assert (found.dates.count, found.dates.of) == (1, 2)


def test_only_what_both_did_counts() -> None:
    """Without the look at who did an article, Ben's silence in it would be disagreement."""
    hers = [CodingUnit((Passage("z", Span(0, 10)),), frozenset((ANN,)))]
    events = [event(ANN, "a", 0, 10), event(BEN, "a", 0, 10), event(ANN, "z", 0, 5, article="z")]
    found = measure([*ARTICLE, *hers], events, [ANN, BEN])
    assert (found.articles, found.units, found.events) == (1, 10, 2)
    assert found.mention.value == 1
    nothing = measure(hers, events, [ANN, BEN])
    assert nothing.mention.why == "nothing was valued by two coders"
    assert nothing.type.why == "no event was matched"
    assert nothing.exact.why == "nobody marked an event"


def test_a_mark_in_the_other_language_of_a_row_is_the_same_mention() -> None:
    events = [event(ANN, "a", 30, 40), event(BEN, "a", 15, 18, article="y"), event(ANN, "b", 0, 9)]
    found = measure(ARTICLE, events, [ANN, BEN])
    assert found.mention.agreed == pytest.approx(0.9)
    assert found.matched == 2
    # Spans are of one text.
    assert found.overlapping.matched == 0


def test_the_best_match_goes_first_and_types_only_decide_where_words_do_not() -> None:
    """Without the look at types the first of each coder would be matched here."""
    ours = [event(ANN, "1", 0, 10), event(ANN, "2", 0, 10, "agreement")]
    theirs = [event(BEN, "1", 0, 10, "agreement"), event(BEN, "2", 0, 10)]
    groups = same_events([*ours, *theirs], ARTICLE)
    assert sorted(sorted(one.type for one in group) for group in groups) == [
        ["agreement", "agreement"],
        ["visit", "visit"],
    ]
    # The same words beat the same type.
    wide = replace(ours[0], mentions=(Passage("x", Span(0, 4)),))
    near = replace(theirs[0], mentions=(Passage("x", Span(0, 4)),))
    far = replace(theirs[1], mentions=(Passage("x", Span(3, 10)),))
    (matched, alone) = same_events([wide, near, far], ARTICLE)
    assert {one.uuid for one in matched} == {wide.uuid, near.uuid}
    assert alone == (far,)


def test_three_coders_have_one_group_for_one_event() -> None:
    units = [replace(unit, coders=BOTH | {CAI}) for unit in ARTICLE]
    events = [event(who, "a", 0, 8 + n) for n, who in enumerate((ANN, BEN, CAI))]
    (group,) = same_events(events, units)
    assert [one.coder_uuid for one in group] == [ANN, BEN, CAI]
    found = measure(units, events, [ANN, BEN, CAI])
    assert (found.dates.of, found.exact.matched, found.overlapping.matched) == (3, 0, 3)


EVENTS = st.lists(
    st.builds(
        lambda coder, number, start, length, kind, status, article: CodedEvent(
            f"{coder}{number}",
            coder,
            kind,
            status,
            mentions=(Passage(article, Span(start, start + length)),),
        ),
        st.sampled_from([ANN, BEN, CAI]),
        st.integers(0, 999),
        st.integers(0, 80),
        st.integers(1, 20),
        st.sampled_from(["visit", "agreement", "forum"]),
        st.sampled_from(["happened", "planned"]),
        st.sampled_from(["x", "x", "y"]),
    ),
    max_size=14,
    unique_by=lambda event: event.uuid,
)
THREE = [replace(unit, coders=BOTH | {CAI}) for unit in ARTICLE]


@settings(max_examples=60, deadline=None)
@given(events=EVENTS, seed=st.integers(0, 99))
def test_figures_do_not_depend_on_order_or_names(events: list[CodedEvent], seed: int) -> None:
    mixed = random.Random(seed).sample(events, len(events))
    renamed = [
        replace(one, type={"visit": "b", "agreement": "a", "forum": "c"}[one.type]) for one in mixed
    ]
    for who in ([ANN, BEN], [ANN, BEN, CAI]):
        found = measure(THREE, events, who)
        again = measure(THREE[::-1], renamed, who[::-1])
        assert replace(again, coders=found.coders) == replace(
            found,
            mention=again.mention,
            type=again.type,
            status=again.status,
        )
        for one, other in ((found.mention, again.mention), (found.type, again.type)):
            assert one.why == other.why
            assert (one.value or 0) == pytest.approx(other.value or 0)
        assert 0 <= found.exact.matched <= found.overlapping.matched


@settings(max_examples=40, deadline=None)
@given(events=EVENTS)
def test_who_codes_the_same_agrees_wholly(events: list[CodedEvent]) -> None:
    ours = [one for one in events if one.coder_uuid == ANN]
    theirs = [replace(one, uuid=f"copy {one.uuid}", coder_uuid=BEN) for one in ours]
    found = measure(ARTICLE, [*ours, *theirs], [ANN, BEN])
    for alpha in (found.mention, found.type, found.status):
        assert alpha.value == 1 or alpha.why is not None
    assert found.matched == found.events
    for score in (found.exact, found.overlapping, found.dates):
        assert score.value == 1 or score.why is not None


@settings(max_examples=40, deadline=None)
@given(events=EVENTS)
def test_spans_are_laid_beside_each_other_once(events: list[CodedEvent]) -> None:
    spans = {
        coder: [one.mentions[0] for one in events if one.coder_uuid == coder] for coder in BOTH
    }
    matched = matched_spans(spans[ANN], spans[BEN])
    assert matched == matched_spans(spans[BEN], spans[ANN])
    assert matched <= min(len(spans[ANN]), len(spans[BEN]))
