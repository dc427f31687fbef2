import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.text.scripts import to_traditional
from cityreader.text.sketch import LONGEST, SIZE, pack, similarity, sketch, unpack

texts = st.text(alphabet="ab 城市外交\n", max_size=200)
quick = settings(max_examples=40, deadline=None)

PARAGRAPHS = [
    f"Delegation {number} from harbour town {number * 7919 % 1000} spoke of {topic} that afternoon."
    for number, topic in enumerate(["ports", "schools", "buses", "parks", "rivers"] * 6)
]


@quick
@given(texts, texts)
def test_similarity_is_symmetric_and_a_share(one: str, other: str) -> None:
    alike = similarity(sketch(one), sketch(other))
    assert alike == similarity(sketch(other), sketch(one))
    assert 0.0 <= alike <= 1.0


@quick
@given(texts)
def test_a_text_is_wholly_like_itself_whatever_its_white_space(text: str) -> None:
    assert similarity(sketch(text), sketch("\u3000".join(text.split()))) == 1.0


@quick
@given(texts)
def test_script_and_case_make_no_difference(text: str) -> None:
    assert sketch(to_traditional(text).upper()) == sketch(text)


@quick
@given(texts)
def test_a_sketch_is_small_ascending_and_kept_as_stored(text: str) -> None:
    values = sketch(text)
    assert len(values) <= SIZE
    assert list(values) == sorted(set(values))
    assert unpack(pack(values)) == values


def test_similarity_of_short_texts_is_their_share_of_stretches() -> None:
    # Stretches of six letters: abcdef and bcdefg against bcdefg and cdefgh.
    assert similarity(sketch("abcdefg"), sketch("bcdefgh")) == pytest.approx(1 / 3)
    assert similarity(sketch("abc"), sketch("abd")) == 0.0
    assert similarity(sketch(""), sketch("abc")) == 0.0


def test_a_book_is_compared_by_its_beginning() -> None:
    assert sketch("x" * LONGEST + "what follows") == sketch("x" * LONGEST)


def test_similarity_falls_with_what_was_rewritten() -> None:
    whole = sketch("\n\n".join(PARAGRAPHS))
    shortened = similarity(whole, sketch("\n\n".join(PARAGRAPHS[:-1])))
    halved = similarity(whole, sketch("\n\n".join(PARAGRAPHS[:15])))
    assert 0.9 < shortened < 1.0
    assert 0.3 < halved < 0.7
