import tempfile
from pathlib import Path
from typing import Any

from acting import ACTIONS, act, contradictions, dump, person, small_library
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from cityreader.errors import RefusedError
from cityreader.library.library import Library

DOING = {
    "action": st.integers(0, len(ACTIONS) - 1),
    "article": st.sampled_from((1, 2, 3)),
    "choice": st.integers(0, 23),
}


class OnePerson(RuleBasedStateMachine):
    """Undo goes back through every state, redo forward again, over restarts too."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="cityreader-test-")
        self.path = small_library(Path(self.folder.name))
        self.library = self.opened()
        self.undone_to: list[dict[str, list[dict[str, Any]]]] = []
        self.redone_to: list[dict[str, list[dict[str, Any]]]] = []

    def opened(self) -> Library:
        return person(self.path, Path(self.folder.name), "Ann")

    @rule(**DOING)
    def do(self, action: int, article: int, choice: int) -> None:
        before, known = dump(self.library), self.library.history.steps(limit=1)
        act(self.library, action, article, choice)
        if self.library.history.steps(limit=1) == known:
            assert dump(self.library) == before
        else:
            self.undone_to.append(before)
            self.redone_to.clear()

    @rule()
    def undo(self) -> None:
        before, foreseen = dump(self.library), self.library.history.next_undo()
        step = self.library.history.undo()
        if self.undone_to:
            assert step is not None
            assert foreseen is not None
            assert (step.uuid, step.undone) == (foreseen.uuid, True)
            assert dump(self.library) == self.undone_to.pop()
            self.redone_to.append(before)
        else:
            assert (step, foreseen) == (None, None)
            assert dump(self.library) == before

    @rule()
    def redo(self) -> None:
        before, foreseen = dump(self.library), self.library.history.next_redo()
        step = self.library.history.redo()
        if self.redone_to:
            assert step is not None
            assert foreseen is not None
            assert (step.uuid, step.undone) == (foreseen.uuid, False)
            assert dump(self.library) == self.redone_to.pop()
            self.undone_to.append(before)
        else:
            assert (step, foreseen) == (None, None)
            assert dump(self.library) == before

    @rule()
    def reopen(self) -> None:
        self.library.close()
        self.library = self.opened()

    def teardown(self) -> None:
        assert contradictions(self.library) == []
        assert len(self.library.transfer.dossier().articles) <= 3
        while self.undone_to:
            self.undo()
        assert contradictions(self.library) == []
        self.library.close()
        self.folder.cleanup()


class TwoPeople(RuleBasedStateMachine):
    """Nobody's undo takes away, or contradicts, what the other did."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="cityreader-test-")
        folder = Path(self.folder.name)
        path = small_library(folder)
        self.people = [person(path, folder, name) for name in ("Ann", "Bob")]

    @rule(who=st.integers(0, 1), **DOING)
    def do(self, who: int, action: int, article: int, choice: int) -> None:
        act(self.people[who], action, article, choice)

    @rule(who=st.integers(0, 1), back=st.booleans())
    def reverse(self, who: int, back: bool) -> None:
        mine, other = self.people[who], self.people[1 - who]
        before, theirs = dump(mine), _records_of(other)
        try:
            step = mine.history.undo() if back else mine.history.redo()
        except RefusedError:
            assert dump(mine) == before
            return
        assert step is None or step.coder_uuid == mine.coder.uuid
        kept = _records_of(other)
        assert kept[1:] == theirs[1:]
        # Undoing may bring back what the other made and this one removed; redoing may remove it.
        assert not back or theirs[0] <= kept[0]

    @rule(who=st.integers(0, 1))
    def look(self, who: int) -> None:
        assert contradictions(self.people[who]) == []

    def teardown(self) -> None:
        assert contradictions(self.people[0]) == []
        for library in self.people:
            library.close()
        self.folder.cleanup()


def _records_of(library: Library) -> tuple[set[str], list[dict[str, Any]], list[dict[str, Any]]]:
    """The marks and events that this coder made and that are in force, the topics, the states."""
    everything = dump(library)
    with library._context.view() as view:
        key = view.value("SELECT id FROM coders WHERE uuid = ?", library.coder.uuid)
    own = {
        table: [row for row in everything[table] if row["coder_id"] == key]
        for table in ("annotations", "events", "article_tags", "readings")
    }
    made = {row["uuid"] for table in ("annotations", "events") for row in own[table]}
    return made, own["article_tags"], own["readings"]


TestOnePerson = OnePerson.TestCase
TestOnePerson.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
TestTwoPeople = TwoPeople.TestCase
TestTwoPeople.settings = settings(max_examples=15, stateful_step_count=30, deadline=None)


@settings(max_examples=8, deadline=None)
@given(
    deeds=st.lists(st.tuples(*DOING.values()), min_size=5, max_size=25), again=st.integers(0, 23)
)
def test_a_merge_is_one_step_that_can_be_undone_and_redone(
    deeds: list[tuple[int, int, int]], again: int
) -> None:
    with tempfile.TemporaryDirectory(prefix="cityreader-test-") as name:
        folder = Path(name)
        with person(small_library(folder), folder, "Ann") as source:
            for deed in deeds:
                act(source, *deed)
            source.articles.restore([1])
            dossier = source.transfer.dossier()
        with person(folder / "other.db", folder, "Bob") as library:
            empty = dump(library)
            library.transfer.merge(dossier)
            merged = dump(library)
            assert contradictions(library) == []
            assert len(library.history.steps()) == 1
            library.history.undo()
            assert dump(library)["articles"] == []
            assert dump(library)["annotations"] == []
            assert dump(library)["tags"] == empty["tags"]
            assert contradictions(library) == []
            library.history.redo()
            assert dump(library) == merged
            act(library, 0, 1, again)
            while library.history.undo():
                assert contradictions(library) == []
