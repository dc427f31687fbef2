"""Deciding on a version that waits when what it belongs to went on meanwhile."""

import pytest
from acting import BODIES, WORDS, contradictions
from merging import merged_into, sent, three

from cityreader.library.library import Library
from cityreader.library.rows import RowPlace
from cityreader.models import Bead
from shelf import CHINESE, ENGLISH, add_article, span_of

SIGNED = span_of(BODIES[1], WORDS[1][0])


def english(library: Library) -> int:
    return next(key for key in (1, 2) if library.articles.get(key).lang == "en")


def place(library: Library, words: str) -> RowPlace:
    key = english(library)
    (pair,) = library.pairs.of_article(key)
    on_left = pair.left_uuid == library.articles.get(key).uuid
    numbers = pair.left_revision, pair.right_revision
    return RowPlace(pair.uuid, "left" if on_left else "right", ENGLISH.index(words), numbers)


@pytest.mark.parametrize("edited", [False, True])
@pytest.mark.parametrize("coded", [False, True])
def test_a_mark_removed_meanwhile_comes_back_on_its_own_words(edited: bool, coded: bool) -> None:
    """Fails where ``_put_mark`` takes the place of a version as it is, or leaves the event of the
    mark removed: the mark would stand on other words, or mention an event that is not there."""
    with three() as (ann, bob, cai):
        mark = (
            ann.coding.tag(1, SIGNED, "agreement").annotation
            if coded
            else ann.coding.note(1, SIGNED, "first")
        )
        for library in (bob, cai):
            merged_into(library, sent(ann))
        for library in (bob, cai):
            library.coding.set_note(mark.uuid, f"of {library.coder.name}")
            merged_into(ann, sent(library))
        ann.coding.remove(mark.uuid)
        if edited:
            ann.articles.edit_body(1, f"It was in March. {BODIES[1]}")
        (conflict,) = ann.transfer.conflicts.waiting()
        ann.transfer.conflicts.choose(conflict.record, 1)
        (back,) = ann.coding.marks([1])
        assert ann.articles.body(1)[back.start : back.end] == back.exact == mark.exact
        assert len(ann.records.events("")) == coded
        assert contradictions(ann) == []
        assert ann.care.check().problems == ()


@pytest.mark.parametrize("edited", [False, True])
def test_a_version_of_a_pair_is_taken_where_its_articles_have_other_names(edited: bool) -> None:
    """Fails where a version is looked up by the UUIDs that another library gave the articles (a
    ``KeyError``), or its rows are taken for those of a text that was edited since."""
    with three(own=True) as (ann, bob, cai):
        for library in (ann, cai):
            add_article(library, "Two harbour towns sign", ENGLISH, "en")
            add_article(library, "两座港口城市签约", CHINESE, "zh-Hans")
        ann.pairs.link(1, 2)
        merged_into(bob, sent(ann))
        ann.rows.check_to(place(ann, "Mayor Ada"))
        bob.rows.merge_with_next(place(bob, "A forum"))
        merged_into(bob, sent(ann))
        merged_into(cai, sent(bob))
        (conflict,) = cai.transfer.conflicts.waiting()
        if edited:
            cai.articles.edit_body(english(cai), ENGLISH[:100])
        cai.transfer.conflicts.choose(conflict.record, 1)
        (pair,) = cai.pairs.of_article(1)
        bodies = [cai.articles.body(1), cai.articles.body(2)]
        if pair.left_uuid != cai.articles.get(1).uuid:
            bodies.reverse()
        assert any(bead.checked for bead in pair.beads) is not edited
        assert all(ends(bead, side) <= len(bodies[side]) for bead in pair.beads for side in (0, 1))
        assert cai.care.check().problems == ()


def ends(bead: Bead, side: int) -> int:
    span = (bead.left, bead.right)[side]
    return span.end if span else 0
