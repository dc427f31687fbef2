"""Whatever three coders do to copies of one library, every order of merges comes to the same."""

import pytest
from acting import ACTIONS, ARTICLES, act
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from merging import document, merged_into, sent, three, without_history

from cityreader.errors import RefusedError
from cityreader.library.library import Library
from cityreader.models import Dossier
from shelf import in_trash

turns = st.tuples(
    st.integers(0, 2),
    st.sampled_from(["act", "act", "act", "act", "merge", "undo", "redo"]),
    st.integers(0, len(ACTIONS) - 1),
    st.sampled_from(ARTICLES),
    st.integers(0, 11),
)
Turn = tuple[int, str, int, int, int]


def play(coders: list[Library], history: list[Turn]) -> None:
    """Let three people work, and now and then merge what another has by then."""
    for who, what, action, article, choice in history:
        library = coders[who]
        if what == "act":
            act(library, action, article, choice)
        elif what == "merge":
            merged_into(library, sent(coders[(who + 1 + choice % 2) % 3], choice % 4 < 2))
        else:
            try:
                library.history.undo() if what == "undo" else library.history.redo()
            except RefusedError:
                continue


def waiting(library: Library) -> set[str]:
    return {one.record for one in library.transfer.dossier().history.versions}


def check_orders(history: list[Turn], order: tuple[int, ...], as_json: bool) -> None:
    with three("Dee", "Eve") as (*coders, dee, eve):
        play(coders, history)
        sources = [sent(coder, as_json) for coder in coders]
        for dossier in sources:
            merged_into(dee, dossier)
        for number in order:
            merged_into(eve, sources[number])
        assert without_history(dee) == without_history(eve)
        assert waiting(dee) == waiting(eve)
        check_there_is_something_to_decide(dee)
        check_nothing_is_lost(coders, dee, sources)
        for dossier in (*sources, sent(eve, as_json), sent(dee, as_json)):
            again = merged_into(dee, dossier)
            assert (again.added, again.changed) == (0, 0)
        assert without_history(dee) == without_history(eve)
        # What lies in the trash does not travel, and an export does not tell what was undone before
        # anybody sent it back: both come with the next exchange.
        for coder in (*coders, *coders):
            merged_into(coder, sent(dee, as_json), foreseen=False)
            merged_into(dee, sent(coder, as_json), foreseen=False)
        for coder in coders:
            merged_into(coder, sent(dee, as_json))
            assert without_history(coder) == without_history(dee)


def check_there_is_something_to_decide(library: Library) -> None:
    """The two sides of what waits are not the same."""
    for found in library.coding.doubtful():
        assert found.now is None or found.was != found.now
    for conflict in library.transfer.conflicts.waiting():
        told = [(one.fields, one.differs) for one in conflict.versions]
        assert all(fields != told[0][0] for fields, differs in told if differs)


def check_nothing_is_lost(coders: list[Library], dee: Library, sources: list[Dossier]) -> None:
    """A mark that somebody has, and nobody removed knowing it, is there or waits."""
    removed = {one.record for dossier in sources for one in dossier.history.lineages if one.removed}
    kept = {f"mark:{mark['id']}" for mark in document(dee)["annotations"]}
    kept |= waiting(dee) | removed
    trash = {article.uuid for article in in_trash(dee)}
    for coder in coders:
        for mark in document(coder)["annotations"]:
            assert mark["article_id"] in trash or f"mark:{mark['id']}" in kept


@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(turns, min_size=3, max_size=12), st.permutations(range(3)), st.booleans())
def test_any_order_comes_to_the_same(history: list[Turn], order: list[int], as_json: bool) -> None:
    check_orders(history, tuple(order), as_json)


@pytest.mark.long
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(turns, min_size=3, max_size=30), st.permutations(range(3)), st.booleans())
def test_any_order_of_long_histories(history: list[Turn], order: list[int], as_json: bool) -> None:
    check_orders(history, tuple(order), as_json)
