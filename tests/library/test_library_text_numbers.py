"""The number of a text that was changed on both sides, and which of several is in force."""

from itertools import permutations

import pytest
from acting import BODIES
from merging import document, merged_into, sent, three, without_history

from cityreader.library.library import Library

TEXT = BODIES[1]


def number(library: Library) -> int:
    return library.articles.get(1).revision


def test_a_text_in_conflict_is_counted_once_however_often_it_is_merged() -> None:
    """Without ``numbered`` every merge of the same file gave the text another number."""
    with three("Dee") as (ann, bob, _, dee):
        ann.articles.edit_body(1, f"Ann. {TEXT}")
        bob.articles.edit_body(1, f"Bob. {TEXT}")
        for _ in range(2):
            for library in (ann, bob):
                merged_into(dee, sent(library))
                merged_into(library, sent(dee))
        assert number(dee) == 3
        merged = without_history(dee)
        for _ in range(2):
            for library in (ann, bob):
                merged_into(library, sent(dee))
                merged_into(dee, sent(library))
                assert without_history(library) == without_history(dee) == merged


@pytest.mark.parametrize("as_json", [True, False])
def test_of_three_texts_the_same_is_in_force_in_every_order(as_json: bool) -> None:
    """With the number of the library in ``rank``, what was merged first weighed more."""
    orders = list(permutations(range(3)))
    with three(*(f"Dee {number}" for number in range(len(orders)))) as (ann, bob, cai, *others):
        for library in (ann, bob, cai):
            library.articles.edit_body(1, f"{library.coder.name}. {TEXT}")
        ann.articles.edit_body(1, f"Ann again. {TEXT}")
        sources = [sent(library, as_json) for library in (ann, bob, cai)]
        for dee, order in zip(others, orders, strict=True):
            for at in order:
                merged_into(dee, sources[at], foreseen=False)
            assert len(document(dee)["versions"]) == 2
            assert dee.articles.body(1) == f"Ann again. {TEXT}"
            assert without_history(dee) == without_history(others[0])


def test_the_same_change_on_both_sides_is_the_later_one_in_every_order() -> None:
    """With the version that is here the time of the change hung on the order of merges."""
    with three("Dee") as (ann, bob, cai, dee):
        uuid = ann.coding.annotate(1, "Forty towns", note="x").uuid
        merged_into(bob, sent(ann))
        for library in (ann, bob):
            library.coding.set_note(uuid, "y")
        for library, first, second in ((cai, ann, bob), (dee, bob, ann)):
            merged_into(library, sent(first))
            merged_into(library, sent(second))
        assert without_history(cai) == without_history(dee)
        assert cai.transfer.conflicts.waiting() == []
