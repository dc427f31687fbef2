"""The glossary: names and terms with their forms in each language and script."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from cityreader.bilingual.terms import EntryIndex, TermMatcher, merged_forms
from cityreader.errors import NotFoundError, UsageError
from cityreader.library.context import Context
from cityreader.models import GlossaryEntry, GlossaryProposal, Query, Span, TermMatch
from cityreader.store import articles, glossary, listing
from cityreader.store.session import Unit
from cityreader.text.safety import clean_line

Forms = Mapping[str, Sequence[str]]

_BODIES_AT_ONCE = 100


class GlossaryService:
    """The glossary of a library."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._lock = threading.Lock()
        self._matcher: tuple[tuple[int, int], TermMatcher] | None = None

    def entries(self) -> list[GlossaryEntry]:
        """Every entry."""
        with self._context.view() as view:
            return glossary.entries(view)

    def add(self, forms: Forms, *, kind: str = "term", note: str | None = None) -> GlossaryEntry:
        """Add an entry with its forms by language; returns the entry that has them now.

        Where an entry has one of the forms in the same language already, the others are added to
        it; where several have, they become one. Raises UsageError without any form.
        """
        kept = _cleaned(forms)
        with self._context.unit("glossary entry") as unit:
            index = EntryIndex(glossary.entries(unit))
            entry = _put(unit, index, kept, clean_line(kind), note)
            unit.describe(f"glossary {entry.name}")
        return entry

    def edit(self, uuid: str, forms: Forms, *, kind: str, note: str | None) -> GlossaryEntry:
        """Give an entry these forms, kind and note. Raises NotFoundError or UsageError."""
        entry = GlossaryEntry(uuid, clean_line(kind) or "term", _cleaned(forms), note or None)
        with self._context.unit(f"glossary {entry.name}") as unit:
            if all(known.uuid != uuid for known in glossary.entries(unit)):
                raise _missing(uuid)
            glossary.put(unit, entry)
        return entry

    def remove(self, uuid: str) -> None:
        """Take an entry away; undo brings it back. Raises NotFoundError."""
        with self._context.unit("remove glossary entry") as unit:
            entry = next((e for e in glossary.entries(unit) if e.uuid == uuid), None)
            if entry is None or not glossary.remove(unit, uuid):
                raise _missing(uuid)
            unit.describe(f"remove glossary {entry.name}")

    def load(
        self, path: Path, progress: Callable[[int, int], object] = lambda done, total: None
    ) -> tuple[int, int, list[str]]:
        """Take in a file of tab-separated values, in one undoable step.

        ``progress`` hears after each entry how many of how many are in.
        Returns how many entries were new, how many changed, and why each bad line was left out.
        Raises UsageError for a file that is no glossary.
        """
        from cityreader.export.glossary_table import read_glossary

        found, refused = read_glossary(path)
        new = changed = 0
        with self._context.unit(f"load glossary {clean_line(path.name)}") as unit:
            index = EntryIndex(glossary.entries(unit))
            for done, entry in enumerate(found):
                progress(done, len(found))
                before = index.entries.get(entry.uuid)
                if before is not None:
                    index.put(entry)
                    glossary.put(unit, entry)
                    changed += before != entry
                    continue
                shared = index.sharing(entry.forms)
                kept = _put(unit, index, entry.forms, entry.kind, entry.note)
                new += not shared
                changed += bool(shared) and kept != shared[0]
        return new, changed, refused

    def save(self, path: Path, *, force: bool) -> int:
        """Write all entries to a file of tab-separated values; returns how many."""
        from cityreader.export.glossary_table import write_glossary

        entries = self.entries()
        write_glossary(entries, path, force=force)
        return len(entries)

    def matcher(self) -> TermMatcher:
        """What finds the entries in texts; made anew only when the glossary has changed."""
        with self._context.view() as view:
            version = glossary.version(view)
            with self._lock:
                if self._matcher is None or self._matcher[0] != version:
                    self._matcher = (version, TermMatcher(glossary.entries(view)))
                return self._matcher[1]

    def matches(self, text: str) -> list[TermMatch]:
        """The terms in a text, in order, longest first at each place, none over another."""
        return self.matcher().find(text)

    def at(self, text: str, span: Span, *, just: bool) -> GlossaryEntry | None:
        """The entry with a form at a place of a text, None where the glossary knows none.

        That of the words themselves comes first, then, unless ``just`` these are meant, the
        longest term that stands where they begin.
        """
        around = self.matcher().covering(text, span.start)
        exact = [match for match in around if match.span == span]
        found = exact or ([] if just else around)
        return found[0].entry if found else None

    def proposals(
        self,
        article_ids: Sequence[int] = (),
        cancelled: Callable[[], bool] = lambda: False,
    ) -> list[GlossaryProposal]:
        """Names that articles give in both languages, as in ``Ada Berg (艾達)``, most used first.

        ``article_ids`` are those to look at, all by default. What the glossary has, and what was
        dismissed, is left out. Nothing is written.
        """
        from cityreader.bilingual.inline_names import harvest
        from cityreader.library.proposals import gathered

        with self._context.view() as view:
            ids = list(article_ids or listing.article_ids(view, Query(""), ""))
            known = [*glossary.entries(view), *glossary.dismissed_terms(view)]
        found = []
        for start in range(0, len(ids), _BODIES_AT_ONCE):
            if cancelled():
                break
            part = ids[start : start + _BODIES_AT_ONCE]
            with self._context.view() as view:
                bodies = articles.bodies(view, part)
            for key, body in bodies.items():
                found += [(key, body, pair) for pair in harvest(body)]
        return gathered(found, known)

    def dismiss(self, proposal: GlossaryProposal) -> None:
        """Remember that a proposal is no term; undo forgets it."""
        with self._context.unit("dismiss a glossary proposal") as unit:
            entry = GlossaryEntry(unit.identify(), glossary.DISMISSED, dict(proposal.forms))
            glossary.put(unit, entry)
            unit.describe(f"dismiss {entry.name}")


def _put(
    unit: Unit,
    index: EntryIndex,
    forms: Mapping[str, tuple[str, ...]],
    kind: str,
    note: str | None,
) -> GlossaryEntry:
    """Add an entry, or the forms to the entries that share one of them, which become one."""
    same = index.sharing(forms)
    if not same:
        entry = GlossaryEntry(unit.identify(), kind or "term", dict(forms), note)
    else:
        merged = merged_forms(*(entry.forms for entry in same), forms)
        notes = dict.fromkeys(text for text in (*(e.note for e in same), note) if text)
        entry = replace(same[0], forms=merged, note="; ".join(notes) or None)
        for other in same[1:]:
            index.remove(other.uuid)
            glossary.remove(unit, other.uuid)
    index.put(entry)
    glossary.put(unit, entry)
    return entry


def _cleaned(forms: Forms) -> dict[str, tuple[str, ...]]:
    cleaned = {
        lang: tuple(dict.fromkeys(form for form in map(clean_line, found) if form))
        for lang, found in forms.items()
    }
    kept = {lang: found for lang, found in cleaned.items() if found}
    if not kept:
        raise UsageError("Empty entry", "A glossary entry needs at least one form.")
    return kept


def _missing(uuid: str) -> NotFoundError:
    return NotFoundError("No such entry", f"The glossary has no entry {uuid[:8]}.")
