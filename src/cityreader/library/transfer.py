"""Taking everything out of a library and into another."""

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from cityreader import __version__
from cityreader.errors import UsageError
from cityreader.library.context import Context
from cityreader.library.pairs import refold
from cityreader.models import (
    Annotation,
    ArticleRecord,
    Codebook,
    Dossier,
    Event,
    MergeSummary,
    Pair,
    Query,
)
from cityreader.search.grammar import parse_query
from cityreader.store import annotations, articles, codebooks, events, listing, pairs, people
from cityreader.store.session import Unit, View

DEFAULT_PROJECT = "cityreader"


class TransferService:
    """Exports and merges."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def dossier(self, query_text: str = "", *, ids: Iterable[int] | None = None) -> Dossier:
        """The selected articles with everything attached, in a fixed order.

        ``ids`` selects exactly these instead of a query. An event with one mention in a selected
        article is taken whole, with its mentions in other articles and those articles.
        """
        query = parse_query(query_text)
        if query.problems:
            problem = query.problems[0]
            raise UsageError("Unclear query", f"{problem.message}", "Correct the query.")
        with self._context.view() as view:
            selected = set(ids) if ids is not None else self._selected(view, query)
            found = events.of_articles(view, selected)
            mentioned = {uuid for event in found for uuid in event.article_uuids}
            for uuid in mentioned:
                article = articles.by_uuid(view, uuid)
                if article is not None and not article.deleted:
                    selected.add(article.id)
            return _collect(view, selected, found)

    def export(
        self,
        output: Path | None,
        stream: BinaryIO | None,
        *,
        format_name: str | None = None,
        query: str = "",
        ids: Iterable[int] | None = None,
        force: bool = False,
        with_text: bool = True,
    ) -> Dossier:
        """Write an export to a file (never over one, unless ``force``) or to a stream.

        The format goes by its name, else by the name of the file, else it is JSON.
        """
        from cityreader.export.formats import format_for
        from cityreader.export.writing import write_export

        chosen = format_for(format_name, output)
        dossier = self.dossier(query, ids=ids)
        write_export(
            dossier,
            chosen,
            output,
            stream,
            force=force,
            with_text=with_text,
            generated_at=self._context.database.clock(),
            generator=f"cityreader {__version__}",
        )
        return dossier

    def merge_file(self, path: Path, *, dry_run: bool = False) -> MergeSummary:
        """Merge another library, or a JSON export, into this one.

        Records are matched by UUID. What is here and the same is left; what differs is a conflict:
        this library's version stays and the other is named.
        """
        return self.merge(read_dossier(path), dry_run=dry_run)

    def merge(self, dossier: Dossier, *, dry_run: bool = False) -> MergeSummary:
        """Merge a dossier in one undoable step."""
        with self._context.unit(f"merge {len(dossier.articles)} articles") as unit:
            merge = _Merge(unit, dossier)
            summary = merge.run()
            if dry_run or not summary.added:
                unit.abandon()
        return summary

    def _selected(self, view: View, query: Query) -> set[int]:
        return set(listing.article_ids(view, query, self._context.coder.uuid))


def read_dossier(path: Path) -> Dossier:
    """The contents of another library or of a JSON export. Raises LibraryError or UsageError."""
    from cityreader.export.document import from_document
    from cityreader.library.importing import is_export, read_export
    from cityreader.store.database import Database

    if not path.exists():
        raise UsageError("No such file", f"There is no file {path}.")
    if path.read_bytes()[:16] == b"SQLite format 3\x00":
        database = Database(path, writable=False)
        try:
            with database.view() as view:
                selected = set(listing.article_ids(view, Query(""), ""))
                return _collect(view, selected, events.of_articles(view, selected))
        finally:
            database.close()
    if not is_export(path):
        raise UsageError(
            "Neither library nor export",
            f"{path} is neither a library nor a JSON export of cityreader.",
        )
    try:
        return from_document(read_export(path))
    except (ValueError, RecursionError) as error:
        raise UsageError("Broken export", f"{path} is not valid JSON: {error}.") from error


def _collect(view: View, selected: set[int], found: list[Event]) -> Dossier:
    ids = sorted(selected)
    bodies = articles.bodies(view, ids)
    readings = people.readings(view, ids)
    kept = sorted(articles.many(view, ids), key=lambda article: article.uuid)
    uuids = {article.uuid for article in kept}
    marks = [mark for mark in annotations.of_articles(view, ids) if mark.article_uuid in uuids]
    marks.sort(key=lambda mark: (mark.article_uuid, mark.start, mark.end, mark.uuid))
    named = {mark.coder_uuid for mark in marks} | {event.coder_uuid for event in found}
    named |= {reading.coder_uuid for of_one in readings.values() for reading in of_one}
    coders = [coder for coder in people.coders(view) if coder.uuid in named]
    found = sorted(found, key=lambda e: (e.date.start or "~", e.created_at, e.uuid))
    return Dossier(
        project=view.value("SELECT value FROM settings WHERE key = 'project'") or DEFAULT_PROJECT,
        codebook=codebooks.get(view),
        coders=tuple(sorted(coders, key=lambda coder: coder.uuid)),
        articles=tuple(
            ArticleRecord(article, bodies[article.id], tuple(readings.get(article.id, ())))
            for article in kept
        ),
        pairs=tuple(pairs.among(view, ids)),
        annotations=tuple(marks),
        events=tuple(found),
        glossary=tuple(people.glossary(view)),
    )


class _Merge:
    """One merge in one transaction."""

    def __init__(self, unit: Unit, dossier: Dossier) -> None:
        self._unit = unit
        self._dossier = dossier
        self._added = 0
        self._same = 0
        self._conflicts: list[str] = []
        self._coders = {c.uuid: people.coder_key(unit, c) for c in dossier.coders}
        self._articles: dict[str, int] = {}

    def run(self) -> MergeSummary:
        """Merge kind by kind, in the order records refer to each other."""
        empty = not self._unit.value("SELECT EXISTS(SELECT 1 FROM articles)")
        self._merge_codebook(self._dossier.codebook, empty)
        if empty:
            self._unit.set_setting("project", self._dossier.project)
        for record in self._dossier.articles:
            self._merge_article(record)
        for event in self._dossier.events:
            self._merge_event(event)
        for mark in self._dossier.annotations:
            self._merge_mark(mark)
        for pair in self._dossier.pairs:
            self._merge_pair(pair)
        for entry in self._dossier.glossary:
            if people.put_glossary_entry(self._unit, entry):
                self._added += 1
            else:
                self._same += 1
        refold(self._unit, self._articles.values())
        return MergeSummary(self._added, 0, self._same, tuple(self._conflicts))

    def _merge_codebook(self, theirs: Codebook, empty: bool) -> None:
        ours = codebooks.get(self._unit)
        if theirs.sha256 == ours.sha256 and theirs.tags == ours.tags:
            return
        if empty:
            codebooks.put(self._unit, theirs)
            return
        known = {tag.code for tag in ours.tags}
        missing = tuple(tag for tag in theirs.tags if tag.code not in known)
        if missing:
            codebooks.add_tags(self._unit, missing)
            self._added += len(missing)

    def _merge_article(self, record: ArticleRecord) -> None:
        article = record.article
        known = articles.by_uuid(self._unit, article.uuid)
        if known is not None:
            self._articles[article.uuid] = known.id
            if known.text_sha256 == article.text_sha256:
                self._same += 1
            else:
                self._conflicts.append(f"article “{article.title}” has another text here")
            return
        if record.body is None:
            self._conflicts.append(f"article “{article.title}” came without its text")
            return
        key = articles.add_record(self._unit, article, record.body, article.revision)
        self._articles[article.uuid] = key
        self._added += 1
        fallback = next(iter(self._coders.values()), self._unit.coder_id)
        for code in article.tags:
            people.add_topic(self._unit, key, code, fallback)
        for reading in record.readings:
            people.add_reading(self._unit, reading, key, self._coders[reading.coder_uuid])

    def _merge_event(self, event: Event) -> None:
        known = events.get(self._unit, event.uuid)
        if known is not None:
            if known.updated_at == event.updated_at:
                self._same += 1
            else:
                self._conflicts.append(f"event {event.title or event.type} was changed here too")
            return
        if events.key_of(self._unit, event.uuid) is not None:
            self._conflicts.append(f"event {event.title or event.type} was removed here")
            return
        events.add(self._unit, event, self._coders[event.coder_uuid])
        self._added += 1

    def _merge_mark(self, mark: Annotation) -> None:
        if mark.article_uuid not in self._articles:
            return
        known = annotations.by_uuid(self._unit, mark.uuid)
        if known is not None:
            same = (known.span, known.tag, known.note) == (mark.span, mark.tag, mark.note)
            if same:
                self._same += 1
            else:
                self._conflicts.append(f"the mark on “{mark.exact[:40]}” was changed here too")
            return
        if annotations.key_of(self._unit, mark.uuid) is not None:
            self._conflicts.append(f"the mark on “{mark.exact[:40]}” was removed here")
            return
        event_key = events.key_of(self._unit, mark.event_uuid) if mark.event_uuid else None
        article_id, coder_id = self._articles[mark.article_uuid], self._coders[mark.coder_uuid]
        annotations.add_record(self._unit, mark, article_id, coder_id, event_key)
        self._added += 1

    def _merge_pair(self, pair: Pair) -> None:
        left, right = self._articles.get(pair.left_uuid), self._articles.get(pair.right_uuid)
        if left is None or right is None:
            return
        if pairs.between(self._unit, left, right) is not None:
            self._same += 1
            return
        pairs.add(
            self._unit,
            left,
            right,
            (pair.left_revision, pair.right_revision),
            pair.beads,
            uuid=pair.uuid,
            origin=pair.origin,
            status=pair.status,
        )
        self._added += 1
