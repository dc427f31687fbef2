"""What a merge knows of the records of both sides, and what became of each."""

from collections import Counter
from collections.abc import Mapping, Sequence

from cityreader.library.versions.heads import Content, Equal, Head, Key, Settled, settle
from cityreader.models import Coder, Dossier, Lineage, MergeCount, MergeSummary, Version
from cityreader.models.people import told_apart
from cityreader.store import coders, lineages, versions
from cityreader.store.session import Unit

NO_STEPS: frozenset[str] = frozenset()
_OUTCOMES = ("added", "changed", "same", "conflicts")


class Ledger:
    """Lineages and waiting versions of both sides, written back where a merge moved them on."""

    def __init__(self, unit: Unit, dossier: Dossier) -> None:
        self._unit = unit
        self.theirs: Mapping[str, Lineage] = {one.record: one for one in dossier.history.lineages}
        self._their_versions = _by_record(dossier.history.versions)
        self._removed: dict[str, list[str]] = {}
        for one in dossier.history.lineages:
            head, mark, rest = one.record.partition("|")
            if one.removed and mark:
                self._removed.setdefault(f"{head}|", []).append(rest)
        self.ours: dict[str, frozenset[str]] = {}
        self._untold: set[str] = set()
        self._heard: set[str] = set()
        self._noted: dict[str, lineages.Stored] = {}
        self._waiting: dict[str, list[Version]] = {}
        self._counts: Counter[tuple[str, str | None, str]] = Counter()
        self._coders: tuple[Coder, ...] = dossier.coders
        self.conflicts: list[str] = []
        self.notes: list[str] = []

    def look(self, article_ids: Sequence[int]) -> None:
        """Read what this library knows of these articles and what hangs on them."""
        self.ours = lineages.lineages(self._unit, article_ids)
        told = lineages.lineages(self._unit, article_ids, undone=False)
        self._untold = {name for name, steps in self.ours.items() if told.get(name) != steps}
        self._noted = lineages.stored(self._unit)
        self._waiting = versions.of_all(self._unit)

    def settled(
        self,
        record: str,
        ours: Content | None,
        theirs: Content | None,
        key: Key,
        *,
        named: str | None = None,
        equal: Equal = "keep both",
        ask: bool = True,
        rough: Key | None = None,
    ) -> Settled | None:
        """The versions of a record that are left; ``named`` is what it is called over there.

        None as content says that there is no such record on that side, which is a removal only
        where its lineage says so.
        """
        named = named or record
        steps = self.ours.get(record, NO_STEPS)
        heads = []
        if ours is not None or steps:
            heads.append(Head(steps, ours, "here"))
        lineage = self.theirs.get(named)
        if record in self._untold and (theirs is not None or lineage is not None):
            # It is known elsewhere, so what was undone here has to be told from now on.
            self._heard.add(record)
        if theirs is not None:
            their_steps = frozenset(lineage.steps) if lineage else NO_STEPS
            heads.append(Head(their_steps, theirs, "there"))
        elif lineage is not None and lineage.removed:
            heads.append(Head(frozenset(lineage.steps), None, "there"))
        for one in (*self._waiting.get(record, ()), *self._their_versions.get(named, ())):
            heads.append(Head(frozenset(one.steps), one.content, "waiting"))
        if len(heads) == 1 and heads[0].place == "here":
            return Settled(heads[0])
        return settle(heads, key, equal=equal, ask=ask, rough=rough)

    def keep(self, record: str, settled: Settled, *, exists: bool = True) -> None:
        """Write down the steps and the waiting versions.

        ``exists`` says whether there is a row of the record here, removed or not.
        """
        shown = settled.shown
        known = self._noted.get(record)
        rowless = not exists and shown.content is None
        moved = shown.steps != self.ours.get(record, NO_STEPS) or record in self._heard
        if moved or (known is not None and known.removed != rowless):
            lineage = self.theirs.get(record)
            marks = lineage.marks if lineage and rowless else ()
            lineages.note(self._unit, record, shown.steps, removed=rowless, marks=marks)
        if not settled.waiting and record not in self._waiting:
            return
        wanted = [Version(record, tuple(sorted(one.steps)), one.content) for one in settled.waiting]
        versions.put(self._unit, record, wanted)

    def waiting_there(self, record: str) -> list[Version]:
        """The versions that wait beside a record over there."""
        return self._their_versions.get(record, [])

    def waiting_here(self, record: str) -> list[Version]:
        """The versions that waited beside a record here before this merge."""
        return self._waiting.get(record, [])

    def removed_names(self, beginning: str) -> list[str]:
        """What follows ``reading:…|`` or ``topic:…|`` in the names of what was removed there."""
        return self._removed.get(beginning, [])

    def is_rowless(self, record: str) -> bool:
        """Whether a merge before this one noted that the record was removed, and had no row."""
        noted = self._noted.get(record)
        return noted is not None and noted.removed

    def marks_known(self, record: str, named: str) -> set[str]:
        """The marks that whoever removed an article knew of, here or there."""
        lineage, noted = self.theirs.get(named), self._noted.get(record)
        return {*(lineage.marks if lineage else ()), *(noted.marks if noted else ())}

    def count(self, kind: str, coder: str | None, outcome: str, number: int = 1) -> None:
        """Count a record; ``coder`` is a UUID, ``outcome`` added, changed, same or conflicts."""
        self._counts[kind, coder, outcome] += number

    def conflict(self, kind: str, coder: str | None, sentence: str) -> None:
        """Count a record that was changed on both sides and say so."""
        self._counts[kind, coder, "conflicts"] += 1
        self.conflicts.append(sentence)

    def summary(self) -> MergeSummary:
        """What was counted, by coder and kind."""
        every = {one.uuid: one for one in (*self._coders, *coders.everybody(self._unit))}
        labels = told_apart(every.values())
        found: dict[tuple[str, str | None], Counter[str]] = {}
        for (kind, coder, outcome), number in self._counts.items():
            key = (kind, labels.get(coder) if coder else None)
            found.setdefault(key, Counter())[outcome] += number
        total = Counter[str]()
        for one in found.values():
            total += one
        return MergeSummary(
            total["added"],
            total["changed"],
            total["same"],
            tuple(self.conflicts),
            tuple(self.notes),
            tuple(
                MergeCount(kind, coder, *(found[kind, coder][outcome] for outcome in _OUTCOMES))
                for kind, coder in sorted(
                    found, key=lambda one: (one[1] is None, one[1] or "", one[0])
                )
            ),
        )


def _by_record(found: Sequence[Version]) -> dict[str, list[Version]]:
    by_record: dict[str, list[Version]] = {}
    for one in found:
        by_record.setdefault(one.record, []).append(one)
    return by_record
