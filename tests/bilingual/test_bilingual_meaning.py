"""Weighing a doubtful match by what two articles say; the vectors here are made by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityreader.bilingual.counterparts import OFFERED_FROM, THRESHOLD, Match
from cityreader.bilingual.encoder import is_available, neural_encoder
from cityreader.bilingual.meaning import ENDS, ends, is_unsure, likeness, vectors_of, weighed
from shelf import CHINESE, ENGLISH


def match(probability: float, *, margin: float = 0.1, abridged: bool = False) -> Match:
    return Match(1, 2, probability, 0.4, 0.7, 20, margin, 0.1, abridged)


def units(*numbers: int) -> np.ndarray:
    return np.eye(8, dtype=np.float32)[list(numbers)]


def test_only_what_words_leave_open_is_asked() -> None:
    assert is_unsure(match(0.5))
    assert not is_unsure(match(0.001))
    assert not is_unsure(match(0.999))
    assert not is_unsure(match(0.5, margin=-0.1))
    assert not is_unsure(match(0.45, abridged=True))


def test_both_ends_of_a_text_are_compared() -> None:
    body = " ".join(f"This is sentence number {n}." for n in range(40))
    found = ends(body)
    assert len(found) == 2 * ENDS
    assert found[0].endswith("number 0.")
    assert found[-1].endswith("number 39.")
    assert ends("One sentence.") == ["One sentence."]


def test_a_part_is_less_alike_than_the_whole() -> None:
    """By the mean of both directions a part would be all alike in one of them."""
    whole = units(0, 1, 2, 3)
    assert likeness(whole, whole) == pytest.approx(1)
    assert likeness(whole, units(0, 1)) == pytest.approx(0.5)
    assert likeness(units(0, 1), whole) == pytest.approx(0.5)
    assert likeness(whole, units()) == 0


@given(st.floats(0.02, 0.98), st.floats(0, 1), st.floats(0, 1))
def test_more_likeness_is_more_probable(probability: float, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert weighed(match(probability), low).probability <= (
        weighed(match(probability), high).probability
    )
    assert weighed(match(probability, abridged=True), 1).probability < THRESHOLD
    # Another telling of one event is no translation; it stays offered as the same story.
    assert weighed(match(probability), 0).probability >= OFFERED_FROM


@pytest.mark.skipif(not is_available(), reason="the extra neural is not installed")
def test_a_translation_says_the_same_and_other_news_does_not() -> None:
    encoder = neural_encoder()
    assert encoder is not None
    english, chinese = vectors_of(ENGLISH, encoder), vectors_of(CHINESE, encoder)
    other = vectors_of("A youth orchestra rehearsed. The concert is free.", encoder)
    assert likeness(english, chinese) > 0.55
    assert likeness(other, chinese) < 0.35
