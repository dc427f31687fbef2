import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityreader.text.json_text import json_text
from cityreader.text.safety import visible

ACTIVE = "\x00\x1b\x7f\x85\x9b\u061c\u2028\u202e\u2066\U000e0050\ud800"


@given(st.text(st.one_of(st.characters(), st.sampled_from(ACTIVE))))
def test_nothing_acts_on_a_terminal_and_nothing_is_lost(text):
    r"""Seen to fail: with what ``json.dumps`` alone makes."""
    made = json_text({text: [text]}, indent=1)
    assert visible(made) == made
    # Two halves of a character that stand beside each other are read as that character.
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert json.loads(made) == {whole: [whole]}


def test_what_people_write_stands_as_it_is():
    flag = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
    assert json_text(["城市", "שלום\u200f", flag]) == f'["城市", "שלום\u200f", "{flag}"]'
    assert json_text("\x9b2J\U000e0050") == r'"\u009b2J\udb40\udc50"'
    with pytest.raises(ValueError, match="JSON"):
        json_text(float("nan"))
