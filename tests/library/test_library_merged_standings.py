"""Where a mark stands after a merge: nothing waits for a decision that both sides agree on."""

from itertools import permutations

import pytest
from merging import merged_into, sent, three, without_history

from cityreader.library.library import Library
from shelf import ENGLISH, add_article, span_of

WORDS = span_of(ENGLISH, "signed a friendship agreement")
CHANGED = ENGLISH.replace("signed a friendship", "signed no friendship")


def noted(ann: Library, bob: Library) -> str:
    """A mark that both have, and its UUID."""
    uuid = ann.coding.note(1, WORDS, "x").uuid
    merged_into(bob, sent(ann))
    return uuid


def standings(library: Library) -> list[tuple[str, int]]:
    return [(mark.status, mark.start) for mark in library.coding.marks([1])]


def test_a_text_that_comes_back_brings_its_marks_back(library: Library) -> None:
    """Without ``places_before`` the mark waits, and the review shows the same words twice."""
    add_article(library, "Two harbour towns sign", ENGLISH, "en", published="2025-03-14")
    library.coding.note(1, WORDS, "x")
    library.coding.note(1, span_of(ENGLISH, "Forty towns"), "gone for a while")
    library.articles.edit_body(1, CHANGED.replace("Forty towns", "……"))
    assert len(library.coding.doubtful()) == 2
    library.articles.edit_body(1, ENGLISH)
    assert library.coding.doubtful() == []
    assert [mark.exact for mark in library.coding.marks([1])] == [
        "signed a friendship agreement",
        "Forty towns",
    ]


@pytest.mark.parametrize("as_json", [True, False])
def test_a_mark_that_stands_alike_in_one_text_waits_for_nobody(as_json: bool) -> None:
    """One side is sure, the other is not: without ``surer`` the review asks about equal sides."""
    with three() as (ann, bob, cai):
        noted(ann, bob)
        bob.articles.edit_body(1, CHANGED)
        merged_into(cai, sent(bob, as_json))
        # Whoever never saw the mark in this text cannot know that it stood there.
        cai.articles.edit_body(1, ENGLISH)
        assert standings(cai) == [("review", WORDS.start)]
        merged_into(cai, sent(ann, as_json))
        assert standings(cai) == [("ok", WORDS.start)]
        merged_into(ann, sent(cai, as_json))
        assert standings(ann) == [("ok", WORDS.start)]
        assert ann.coding.doubtful() == cai.coding.doubtful() == []


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_who_had_the_text_says_where_a_mark_stands_in_it(order: tuple[int, ...]) -> None:
    """Without ``standing`` what Bob confirmed waits again where Ann was merged before him."""
    with three("Dee") as (ann, bob, cai, dee):
        uuid = noted(ann, bob)
        ann.coding.set_note(uuid, "y")
        ann.coding.set_note(uuid, "x")
        bob.articles.edit_body(1, CHANGED)
        bob.coding.confirm(uuid)
        for number in order:
            merged_into(dee, sent((ann, bob)[number]))
        for number in reversed(order):
            merged_into(cai, sent((ann, bob)[number]))
        assert standings(dee) == standings(cai) == [("ok", WORDS.start)]
        assert dee.transfer.conflicts.waiting() == []
        merged_into(ann, sent(dee))
        assert standings(ann) == [("ok", WORDS.start)]


def test_a_decided_text_settles_its_marks_in_every_library() -> None:
    """Two texts, one decision: where the words stood for sure on one side, nobody is asked."""
    with three("Dee") as (ann, bob, cai, dee):
        noted(ann, bob)
        ann.articles.edit_body(1, CHANGED)
        bob.articles.edit_body(1, "A word before. " + ENGLISH)
        for library, first, second in ((dee, ann, bob), (cai, bob, ann)):
            merged_into(library, sent(first))
            merged_into(library, sent(second))
            assert standings(library) == [("review", WORDS.start)]
        (conflict,) = dee.transfer.conflicts.waiting()
        dee.transfer.conflicts.choose(conflict.record, 1)
        for library in (bob, ann, dee, cai, bob):
            for other in (bob, dee):
                merged_into(library, sent(other))
        for library in (ann, bob, cai, dee):
            assert standings(library) == [("ok", WORDS.start + 15)]
        assert without_history(dee) == without_history(cai)


def test_a_lost_mark_is_of_no_later_text_than_its_article_has() -> None:
    """The library could not be merged into others: its mark was of a text taken back since."""
    with three("Dee") as (ann, bob, cai, dee):
        ann.coding.note(1, WORDS, "x")
        bob.articles.edit_body(1, ENGLISH[len(ENGLISH) // 2 :])
        merged_into(ann, sent(bob, False))
        bob.history.undo()
        for library, order in ((dee, (ann, bob)), (cai, (bob, ann))):
            for other in order:
                merged_into(library, sent(other, False))
        assert sent(dee, False).articles == sent(cai, False).articles
        assert without_history(dee) == without_history(cai)
