"""What an index of texts holds of them."""

import pytest
from hypothesis import given
from text_alphabet import hostile, odd, quick

from cityreader.text.scripts import fold
from cityreader.text.terms import BREAK, LONGEST, Wanted, begins_term, index_terms, wanted_terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("2019上海台北", "2019 上 海 台 北"),
        ("臺北。", "台 北 ¶"),
        ("台 北", "台 ¶ 北"),
        ("Twin\ncities, São", "twin cities ¶ sao"),
        ("One\n\ntwo", "one ¶ two"),
        ("“Xi’an”——b", "¶ xi ¶ an ¶ b"),
        ("हिन्दी भाषा", "हिन्दी भाषा"),
        ("서울 市", "서 울 ¶ 市"),
        ("", ""),
    ],
)
def test_terms_of_a_text(text, terms):
    assert index_terms(text).split() == terms.split()


@quick
@given(odd | hostile)
def test_terms_are_letters_and_short(text):
    for term in index_terms(text).split():
        assert term == BREAK or (0 < len(term) <= LONGEST and not any(c in '"*\0 ' for c in term))
    assert index_terms(text).split() == index_terms(fold(text)).split()


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("port", Wanted(("port",), True, True)),
        ("twin cit", Wanted(("twin", "cit"), True, True)),
        ("twin-city", Wanted(("twin", BREAK, "city"), True, False)),
        ("台北", Wanted(("台", "北"), False, True)),
        ("台 北", Wanted(("台", BREAK, "北"), False, False)),
        ("“port”", Wanted(("port",), False, False)),
        ("x" * 99, Wanted(("x" * LONGEST,), True, False)),
        ("—", Wanted((), False, False)),
        ("", Wanted((), False, False)),
    ],
)
def test_what_to_look_for(word, wanted):
    assert wanted_terms(word) == wanted


def test_where_a_word_may_begin():
    text = "an airport上a"
    assert [at for at in range(len(text)) if begins_term(text, at)] == [0, 2, 3, 10, 11]
