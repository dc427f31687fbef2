"""Exports read in pieces: the same as read at once, and no larger than their bounds."""

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.errors import CityReaderError
from cityreader.export.json_pieces import (
    Bounds,
    BrokenJsonError,
    ExcessError,
    Listed,
    read_document,
)
from cityreader.export.reader import read

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=20,
)
DECODER = json.JSONDecoder(object_pairs_hook=dict)


def whole(data: bytes, bounds: Bounds) -> Any:
    """The document, every list of it gone through twice."""
    found = read_document(io.BytesIO(data), DECODER, bounds)
    if not isinstance(found, dict):
        return found
    twice = [
        {name: [*value] if isinstance(value, Listed) else value for name, value in found.items()}
        for _ in range(2)
    ]
    assert twice[0] == twice[1]
    return twice[0]


@settings(max_examples=60, deadline=None)
@given(VALUES, st.integers(1, 40), st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_pieces_of_any_size_give_what_the_whole_gives(value, at_once, plain, indent):
    data = json.dumps(value, ensure_ascii=plain, indent=indent).encode()
    assert whole(data, Bounds(at_once=at_once)) == value
    assert whole(b"\xef\xbb\xbf" + data + b" \n", Bounds(at_once=at_once)) == value


@pytest.mark.parametrize("at_once", [1, 7, 1_000])
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"a": [1,\n2,\n}', 3),
        ('{"a": [1,\n2]\n"b": 1}', 3),
        ('{"a": [1,]}', 1),
        ('{"a": 1,}', 1),
        ('{"a": \ntrui}', 2),
        ('{"a": "x\n"}', 1),
        ('{"a": ["x\\u12', 1),
        ('{"a": [1', 1),
        ("{} x", 1),
        ("{1: 2}", 1),
    ],
)
def test_what_is_broken_is_told_with_its_line(text, line, at_once):
    with pytest.raises(BrokenJsonError) as broken:
        read_document(io.BytesIO(text.encode()), DECODER, Bounds(at_once=at_once))
    assert broken.value.line == line


@pytest.mark.parametrize("at_once", [1, 5, 100])
def test_a_byte_that_is_no_utf8_is_told_by_its_place(at_once):
    data = '{"艾達": ["'.encode() + b'ab\xff"]}'
    with pytest.raises(UnicodeDecodeError) as broken:
        read_document(io.BytesIO(data), DECODER, Bounds(at_once=at_once))
    assert data[broken.value.start] == 0xFF


@pytest.mark.parametrize(
    "text",
    [
        '{"a": [' + "{}," * 200 + "{}]}",
        '{"a": {"b": [' + "[]," * 200 + "[]]}}",
        '{"a": [' + "1," * 200 + "1]}",
        "{" + ",".join(f'"{n}": 1' for n in range(200)) + "}",
    ],
)
def test_more_values_than_there_is_room_for_are_refused(text):
    """Seen to fail without the count: five million empty objects take a gigabyte."""
    with pytest.raises(ExcessError, match="more than 100 values"):
        read_document(io.BytesIO(text.encode()), DECODER, Bounds(values=100, at_once=20))
    assert whole(text.encode(), Bounds(values=500, at_once=20)) == json.loads(text)


def test_brackets_and_commas_in_a_text_are_no_values():
    text = json.dumps({"a": ['[{,"' * 200, "\\" * 9 + '"[[[[']})
    assert whole(text.encode(), Bounds(values=20)) == json.loads(text)


def test_an_item_larger_than_there_is_room_for_is_refused():
    """Seen to fail without the bound: the window grows to the size of the file."""
    text = json.dumps({"a": ["x", "y" * 1_000]})
    with pytest.raises(ExcessError, match="a value of more than"):
        read_document(io.BytesIO(text.encode()), DECODER, Bounds(item=500, at_once=20))
    assert whole(text.encode(), Bounds(item=2_000, at_once=20)) == json.loads(text)


def test_a_larger_export_is_refused_with_what_to_do_instead():
    with pytest.raises(CityReaderError) as refused:
        read(io.BytesIO(b'{"articles": [{}, {}, {}]}'), Bounds(values=3))
    assert "more than 3 values" in refused.value.message
    assert ".db file" in refused.value.hint
