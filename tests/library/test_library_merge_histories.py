"""Three coders who merge each other's exports in any order."""

from dataclasses import replace
from itertools import permutations
from typing import Any

from acting import BODIES, CODES, WORDS
from hypothesis import given, settings
from hypothesis import strategies as st
from merging import document, sent, three
from merging import merged_into as merge

from cityreader.library.library import Library
from shelf import span_of


def own(library: Library) -> list[Any]:
    coder = library.coder.uuid
    return [one for one in library.coding.marks([1, 2, 3]) if one.coder_uuid == coder]


def work(library: Library, kind: str, article: int, choice: int) -> None:
    """One thing a coder does, on records of their own."""
    span = span_of(BODIES[article], WORDS[article][choice % len(WORDS[article])])
    if kind == "tag":
        library.coding.tag(article, span, CODES[choice % 2], anew=True)
    elif kind == "note":
        library.coding.note(article, span, f"note {choice}")
    elif kind == "done":
        library.readings.set_state([article], "done" if choice % 2 else "opened")
    elif kind == "renote" and (marks := own(library)):
        library.coding.set_note(marks[choice % len(marks)].uuid, f"changed {choice}")
    elif kind == "form":
        events = [e for e in library.records.events("") if e.coder_uuid == library.coder.uuid]
        if events:
            event = events[choice % len(events)]
            library.events.save(replace(event, title=f"title {choice}", mode="remote"))


KINDS = ("tag", "note", "done", "renote", "form")
steps = st.tuples(
    st.integers(0, 2),
    st.sampled_from(KINDS) | st.integers(0, 2),
    st.integers(1, 3),
    st.integers(0, 7),
)


@settings(max_examples=3, deadline=None)
@given(st.lists(steps, min_size=3, max_size=14), st.permutations(range(3)))
def test_any_order_of_merges_comes_to_the_same(history: list[Any], order: list[int]) -> None:
    with three("Dee", "Eve") as (*coders, dee, eve):
        for who, what, article, choice in history:
            if isinstance(what, int):
                merge(coders[who], sent(coders[what]))
            else:
                work(coders[who], what, article, choice)
        last = {mark.uuid: mark for coder in coders for mark in own(coder)}
        exports = [sent(coder) for coder in coders]
        for dossier in exports:
            merge(dee, dossier)
        for number in order:
            merge(eve, exports[number])
        assert document(dee) == document(eve)
        for dossier in (*exports, sent(eve)):
            again = merge(dee, dossier)
            assert (again.added, again.changed, again.conflicts) == (0, 0, ())
        assert document(dee) == document(eve)
        for one, other in permutations(coders, 2):
            assert merge(one, sent(other)).conflicts == ()
        for coder in coders:
            merge(coder, sent(dee))
            assert document(coder) == document(dee)
        assert {mark.uuid: mark for mark in dee.coding.marks([1, 2, 3])} == last


def test_what_two_changed_is_a_conflict_and_neither_is_lost() -> None:
    with three() as (ann, bob, _):
        span = span_of(BODIES[1], WORDS[1][0])
        mark = ann.coding.note(1, span, "first")
        merge(bob, sent(ann))
        bob.coding.set_note(mark.uuid, "by Bob")
        ann.coding.set_note(mark.uuid, "by Ann")
        of_ann, of_bob = sent(ann), sent(bob)
        for one, dossier in ((ann, of_bob), (bob, of_ann)):
            summary = merge(one, dossier)
            assert summary.changed == 0
            assert summary.conflicts == (
                "the mark on “signed a friendship agreement” was changed on both sides",
            )
            assert one.coding.mark(mark.uuid).note == "by Ann"
            (version,) = one.transfer.dossier().history.versions
            assert version.content is not None
            assert version.content["note"] == "by Bob"


def test_a_merge_that_changed_records_is_undone_in_one_step() -> None:
    with three() as (ann, bob, _):
        span = span_of(BODIES[1], WORDS[1][0])
        event = ann.coding.tag(1, span, "agreement").event
        assert event is not None
        merge(bob, sent(ann))
        before = document(bob)
        ann.events.save(replace(ann.events.get(event.uuid), title="Named later"))
        assert merge(bob, sent(ann)).changed == 1
        assert bob.events.get(event.uuid).title == "Named later"
        bob.history.undo()
        assert document(bob) == before
