"""The letter that stands for a tag."""

import pytest

from cityreader.models import Tag


@pytest.mark.parametrize(
    ("kind", "key", "letter"),
    [("event", "a", "A"), ("topic", "a", "a"), ("topic", "A", "a"), ("event", None, "V")],
)
def test_an_event_type_has_a_large_letter_and_a_topic_a_small_one(kind, key, letter):
    assert Tag("visit", kind, {}, key).letter == letter
