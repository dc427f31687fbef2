"""Hint labels: their names, and typing them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.models import Span
from cityreader.ui.reading.labels import Labels, label_names


def labels(count, words="word"):
    spans = tuple(Span(10 * n, 10 * n + 4) for n in range(count))
    return Labels("left", 0, spans, label_names([words] * count))


def test_few_words_have_the_home_row():
    assert label_names(["one", "of", "three"]) == ("a", "s", "d")


def test_a_sentence_of_34_words_needs_one_key_a_word():
    assert all(len(name) == 1 for name in label_names(["word"] * 34))


def test_words_a_span_seldom_begins_with_have_the_long_labels():
    texts = ["of"] * 5 + ["treaty"] * 32
    names = label_names(texts)
    assert {len(name) for name in names[5:]} == {1}
    assert sum(len(name) == 2 for name in names[:5]) == 4


@given(st.integers(min_value=0, max_value=676))
@settings(max_examples=30)
def test_no_label_begins_another(count):
    names = label_names(["word"] * count)
    assert len(set(names)) == count
    assert all(names)
    singles = {name for name in names if len(name) == 1}
    assert not any(name[0] in singles for name in names if len(name) == 2)
    assert {len(name) for name in names} <= {1, 2}


def test_two_labels_pick_from_the_one_to_the_other_in_either_order():
    first = labels(3).press("d")
    assert first.first == Span(20, 24)
    assert first.press("a") == Span(0, 24)
    assert labels(3).press("A").press("d") == Span(0, 24)


def test_the_same_label_twice_is_one_word():
    assert labels(3).press("s").press("s") == Span(10, 14)


def test_a_key_that_goes_on_no_label_is_nothing():
    assert labels(3).press("q") is None


def test_a_step_back_takes_a_letter_then_the_first_word_then_all():
    begun = labels(50)
    name = next(name for name in begun.names if len(name) == 2)
    half = begun.press("a").press(name[0])
    assert [rest for _, rest in half.shown()] == [n[1] for n in begun.names if n[0] == name[0]]
    assert half.taken_back().typed == ""
    assert half.taken_back().first == begun.words[0]
    assert half.taken_back().taken_back() == begun
    assert begun.taken_back() is None
