"""Who made each version of a record, and when, as far as this library knows.

A version is its steps. Those that no other version has tell who made it: where all of them are in
the journal, the last of them was its maker's; else a merge brought it, and it names its own time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cityreader.models import Coder, Conflict, ToldVersion
from cityreader.models.people import told_apart
from cityreader.store import coders, step_makers
from cityreader.store.session import View

Made = tuple[frozenset[str], Mapping[str, object] | None]
"""The steps of a version, and the record as the export has it, None where it was removed."""


class Signing:
    """Says who made the versions of conflicts."""

    def __init__(self, view: View, own: Coder) -> None:
        """``own`` is the coder at the keyboard."""
        self._view = view
        self._own = own.uuid
        self._names = told_apart({c.uuid: c for c in (own, *coders.everybody(view))}.values())

    def signed(self, conflict: Conflict, made: Sequence[Made]) -> Conflict:
        """The conflict with the makers of its versions, which were ``made`` like this."""
        every = [steps for steps, _ in made]
        known = step_makers.of_steps(self._view, frozenset().union(*every))
        brought = step_makers.merge_of(self._view, conflict.record)
        signed = []
        for number, version in enumerate(conflict.versions):
            steps, content = made[number]
            own = steps.difference(*(other for at, other in enumerate(every) if at != number))
            here = [known[step] for step in own if step in known]
            if here and len(here) == len(own):
                signed.append(self._by(version, max(here)))
            else:
                signed.append(self._from_elsewhere(version, content or {}, brought))
        return replace(conflict, versions=tuple(signed))

    def _by(self, version: ToldVersion, maker: step_makers.StepMaker) -> ToldVersion:
        name = self._names.get(maker.coder_uuid, "")
        return replace(version, coder=name, at=maker.at, mine=maker.coder_uuid == self._own)

    def _from_elsewhere(
        self, version: ToldVersion, content: Mapping[str, object], brought: tuple[str, str]
    ) -> ToldVersion:
        """The coder whose record it is, which says nothing of who changed it there, and when: of a
        record that does not say so itself, when the merge brought it."""
        brought_by, came_at = brought
        name = self._names.get(str(content.get("coder")), "")
        at = str(content.get("updated_at") or came_at)
        return replace(version, coder=name, at=at, brought_by=brought_by)
