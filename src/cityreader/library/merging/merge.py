"""Merging: the records of a dossier into a library.

What is here and the same is left. Of a record that somebody changed the version is taken that came
through all the steps of the other. Two versions of which neither did are a conflict: one is put
into force, the same in every library, and the other waits in the review. See ``docs/merging.md``.
"""

from collections.abc import Callable, Iterable

from cityreader.coding.codebook import with_text
from cityreader.export import json_records
from cityreader.export.record_reader import RecordReader
from cityreader.library.aligner import Alignments
from cityreader.library.dossiers import DEFAULT_PROJECT
from cityreader.library.merging.articles import ArticleMerge
from cityreader.library.merging.ledger import Ledger
from cityreader.library.merging.marks import MarkMerge
from cityreader.library.merging.pairs import PairMerge
from cityreader.library.merging.places import Merged
from cityreader.library.merging.readings import ReadingMerge
from cityreader.library.versions.heads import Content, Settled
from cityreader.library.versions.keys import of_codebook
from cityreader.models import Codebook, Coder, Dossier, GlossaryEntry, MergeSummary
from cityreader.models.people import told_apart
from cityreader.store import articles, codebooks, coders, glossary, summary
from cityreader.store.folding import refold
from cityreader.store.lineages import CODEBOOK
from cityreader.store.session import Unit

__all__ = ["Merge", "MergeProgress", "Merged"]

MergeProgress = Callable[[str, int, int], object]
"""Told how far a merge is: of which records (``articles``), how many are done, and of how many."""


class Merge:
    """One merge in one transaction."""

    def __init__(
        self,
        unit: Unit,
        dossier: Dossier,
        alignments: Alignments,
        progress: MergeProgress = lambda of, done, total: None,
    ) -> None:
        """``alignments`` gives rows to pairs whose texts are others here."""
        self._progress = progress
        self.articles: list[Merged] = []
        self._unit = unit
        self._dossier = dossier
        self._ledger = Ledger(unit, dossier)
        self._coders = {
            coder.uuid: unit.coder_key(coder.uuid, coder.name) for coder in dossier.coders
        }
        self._articles = ArticleMerge(unit, self._ledger, alignments)
        self._alignments = alignments
        self._ledger.notes += _namesakes(coders.everybody(unit), dossier.coders)

    def run(self) -> MergeSummary:
        """Merge kind by kind, in the order records refer to each other."""
        self._unit.merging = True
        try:
            self._run()
        finally:
            self._unit.merging = False
        return self._ledger.summary()

    def _run(self) -> None:
        empty = summary.is_empty(self._unit)
        if empty and self._dossier.project != DEFAULT_PROJECT:
            self._unit.set_setting("project", self._dossier.project)
        records = self._dossier.articles
        self._progress("articles", 0, len(records))
        found = self._articles.find(records)
        trashed = self._trashed()
        ids = sorted({*(one.id for one in found.values()), *trashed.values()})
        self._ledger.look(ids)
        self._articles.remember(ids)
        self._merge_codebook(self._dossier.codebook, empty)
        self._merge_glossary()
        for number, record in enumerate(records, 1):
            known = found.get(record.article.uuid)
            self.articles.append(self._articles.merge(record, known))
            self._progress("articles", number, len(records))
        places = self._articles.places
        MarkMerge(self._unit, self._ledger, self._coders, places, self._progress).merge(
            self._dossier.annotations, self._dossier.events
        )
        readings = ReadingMerge(self._unit, self._ledger, self._coders, places)
        for number, record in enumerate(records, 1):
            readings.merge(record)
            self._progress("articles with their readings", number, len(records))
        PairMerge(self._unit, self._ledger, places, self._alignments).merge(self._dossier.pairs)
        for uuid, place in places.items():
            self._articles.trash(f"trash:{uuid}", place.uuid, place.article_id, True)
        for uuid, key in trashed.items():
            article = articles.get(self._unit, key)
            if article is not None:
                self._articles.trash(f"trash:{uuid}", article.uuid, key, False)
        self._note_unknown(trashed)
        refold(self._unit, [place.article_id for place in places.values()])

    def _trashed(self) -> dict[str, int]:
        """The articles here that lie in the trash there, by the UUID they have there."""
        found = {}
        for record, lineage in self._ledger.theirs.items():
            if lineage.removed and record.startswith("trash:"):
                uuid = record.removeprefix("trash:")
                key = articles.key_of(self._unit, uuid)
                if key is not None:
                    found[uuid] = key
        return found

    def _note_unknown(self, trashed: dict[str, int]) -> None:
        """Remember removed articles that never were here, in case somebody else brings them."""
        for record, lineage in self._ledger.theirs.items():
            uuid = record.removeprefix("trash:")
            if lineage.removed and record.startswith("trash:") and uuid not in trashed:
                settled = self._ledger.settled(record, None, None, dict)
                if settled is not None:
                    self._ledger.keep(record, settled, exists=False)

    def _merge_codebook(self, theirs: Codebook, empty: bool) -> None:
        ours = codebooks.get(self._unit)
        if empty:
            codebooks.put(self._unit, theirs)
        settled = self._ledger.settled(
            CODEBOOK, None if empty else _codebook(ours), _codebook(theirs), of_codebook
        )
        if settled is None or settled.shown.content is None:
            return
        changed = False
        shown, content = settled.shown, settled.shown.content
        if not empty and shown.place != "here":
            wanted = read_codebook(content) if shown.place == "waiting" else theirs
            changed = of_codebook(_codebook(ours)) != of_codebook(_codebook(wanted))
            if changed:
                codebooks.put(self._unit, wanted)
        known = {tag.code for tag in codebooks.get(self._unit).tags}
        missing = [tag for tag in (*theirs.tags, *ours.tags) if tag.code not in known]
        if missing and not empty:
            codebooks.add_tags(self._unit, sorted(missing, key=lambda tag: tag.code))
            self._ledger.count("tag", None, "added", len(missing))
        self._ledger.keep(CODEBOOK, settled)
        if settled.waiting:
            sentence = "the codebook was changed on both sides"
            self._ledger.conflict("codebook", None, sentence)
        elif changed:
            self._ledger.count("codebook", None, "changed")

    def _merge_glossary(self) -> None:
        here = {entry.uuid: entry for entry in glossary.entries(self._unit)}
        there = {entry.uuid: entry for entry in self._dossier.glossary}
        removed = {
            one.record.removeprefix("term:")
            for one in self._ledger.theirs.values()
            if one.removed and one.record.startswith("term:")
        }
        for uuid in sorted(removed | set(there)):
            self._merge_term(uuid, here.get(uuid), there.get(uuid))

    def _merge_term(
        self, uuid: str, here: GlossaryEntry | None, there: GlossaryEntry | None
    ) -> None:
        settled = self._ledger.settled(f"term:{uuid}", _term(here), _term(there), dict)
        if settled is None:
            return
        changed = self._take_term(uuid, settled, here)
        exists = glossary.key_of(self._unit, uuid) is not None
        self._ledger.keep(f"term:{uuid}", settled, exists=exists)
        entry = here or there
        if settled.waiting and entry is not None:
            sentence = f"the glossary entry {_form(entry)} was changed on both sides"
            self._ledger.conflict("term", None, sentence)
        elif changed:
            self._ledger.count("term", None, "changed" if here else "added")
        elif there is not None:
            self._ledger.count("term", None, "same")

    def _take_term(self, uuid: str, settled: Settled, here: GlossaryEntry | None) -> bool:
        content = settled.shown.content
        if settled.shown.place == "here":
            return False
        if content is None:
            return here is not None and glossary.remove(self._unit, uuid)
        entry = RecordReader(closed=False).glossary_entry(dict(content), "content")
        return glossary.put(self._unit, entry)


def _namesakes(here: Iterable[Coder], there: Iterable[Coder]) -> list[str]:
    """A sentence for each coder of the dossier with another name here, and for each name that one
    of them shares with another."""
    there = list(there)
    every = {coder.uuid: coder for coder in (*there, *here)}
    labels = told_apart(every.values())
    sentences = [
        f"{coder.name} is {labels[coder.uuid]} here"
        for coder in there
        if coder.name != every[coder.uuid].name
    ]
    names = {every[coder.uuid].name for coder in there}
    for name in sorted(names - set(labels.values())):
        same = [labels[uuid] for uuid, coder in every.items() if coder.name == name]
        many = "two" if len(same) == 2 else str(len(same))
        sentences.append(f"there are {many} coders called {name}: {', '.join(sorted(same))}")
    return sentences


def read_codebook(content: Content) -> Codebook:
    """A codebook from the form that waits, with its text if that says the same."""
    plain = {name: value for name, value in content.items() if name != "text"}
    book = RecordReader(closed=False).codebook(plain, "content")
    return with_text(book, str(content.get("text", "")))


def _codebook(book: Codebook) -> Content:
    return {**json_records.codebook(book), "text": book.text}


def _term(entry: GlossaryEntry | None) -> Content | None:
    return None if entry is None else json_records.glossary_entry(entry)


def _form(entry: GlossaryEntry) -> str:
    return next((f"“{forms[0]}”" for forms in entry.forms.values() if forms), entry.uuid)
