"""Quotations that run over several sentences, and the statements in them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.coding.suggestions import suggest
from cityreader.coding.suggestions_lexicon import shipped_lexicon
from cityreader.coding.suggestions_quotation import Quotation
from cityreader.text.sentences import sentences

SHIPPED = shipped_lexicon()
ENGLISH = "The mayor of Lindmark welcomed a delegation from its sister city Haicheng. "


def held(*folded: str) -> list[bool]:
    """Which of the folded sentences stand in quotation marks."""
    quotation = Quotation()
    return [quotation.holds(one) for one in folded]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        (['"the nets are new."', "the nets are new."], [True, False]),
        (['"the nets are new.', 'they dry well," she said.', "it rained."], [True, True, False]),
        (['she said: "the nets are new.', "they dry well.", 'they last."'], [False, True, True]),
        (['the "old mill" is closed.', "it rained."], [False, False]),
        (['"old mill" is what they call the tower behind the harbour.'], [False]),
        (["「渔网是新的。", "晾得很好。」", "下雨了。"], [True, True, False]),
        (['"渔网是新的。', '晾得很好。"', "下雨了。"], [True, True, False]),
        (['"a mark is lost.', "it rained.", "it rained.", "it rained."], [True, True, True, False]),
    ],
)
def test_a_quotation_is_followed_from_sentence_to_sentence(
    text: list[str], inside: list[bool]
) -> None:
    assert held(*text) == inside


@settings(max_examples=30)
@given(st.lists(st.text('ab "「」.', max_size=12), max_size=8))
def test_no_text_is_a_quotation_for_more_than_two_sentences_without_a_mark(text: list[str]) -> None:
    inside = held(*text, "no mark.", "no mark.", "no mark.")
    assert not inside[-1]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        (ENGLISH + "“The nets are new. They are dry by noon.”", ["statement"]),
        (ENGLISH + "The nets are new. They are dry by noon.", []),
        ("Lindmark is a town. “The nets are new. They are dry by noon.”", []),
        ("林德马克市长会见了友城海城的代表团。「渔网是新的。晾得很好很快。」", ["statement"]),
        ("林德马克市长会见了友城海城的代表团。渔网是新的。晾得很好很快。", []),
    ],
)
def test_a_quotation_amid_an_event_is_a_statement(text: str, types: list[str]) -> None:
    """Without ``quoted`` the sentences that stand in no quotation marks would be one as well."""
    spans = list(sentences(text))
    assert [one.type for one in suggest(text, spans, SHIPPED) if one.sentence == spans[-1]] == types
