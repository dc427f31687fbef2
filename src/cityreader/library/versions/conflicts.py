"""Conflicts: records that were changed on both sides of a merge, and deciding about them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from cityreader.errors import NotFoundError
from cityreader.export import json_records
from cityreader.export.record_reader import RecordReader
from cityreader.library.aligner import Alignments
from cityreader.library.articles import revise
from cityreader.library.carrying import carried
from cityreader.library.context import Context
from cityreader.library.mentions import drop_unmentioned
from cityreader.library.merging.merge import read_codebook
from cityreader.library.versions.keys import counting
from cityreader.library.versions.makers import Made, Signing
from cityreader.library.versions.pairs import put_version
from cityreader.library.versions.words import Words, named, told
from cityreader.models import Annotation, Article, Version
from cityreader.models.lineage import Conflict, ToldVersion
from cityreader.store import (
    annotations,
    arrivals,
    articles,
    codebooks,
    events,
    glossary,
    lineages,
    pairs,
    versions,
)
from cityreader.store.folding import refold
from cityreader.store.session import Unit, View

Content = dict[str, object]


class ConflictService:
    """Lists what waits and puts a version into force, in one undoable step."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def waiting(self) -> list[Conflict]:
        """Every record with other versions: what is in force first, then the others.

        Where all of them say the same by now, as after both sides removed it, nothing waits.
        """
        own = self._context.coder
        with self._context.view() as view:
            found = versions.of_all(view)
            told = _told(view, found)
            steps = lineages.lineages(view, [one.article_id for one in told if one.article_id])
            signing = Signing(view, own)
            return [
                signing.signed(one, _made(view, one.record, steps, found[one.record]))
                for one in told
            ]

    def count(self) -> int:
        """How many versions wait."""
        with self._context.view() as view:
            return sum(one.waiting for one in _told(view, versions.of_all(view)))

    def choose(self, record: str, number: int) -> str:
        """Put a version into force: 0 keeps what is, 1 is the first of the others.

        None of them is asked about again, here or in a library that merges this one. Returns what
        was decided on, in words. Raises NotFoundError if nothing waits there any more.
        """
        with self._context.unit("decide") as unit:
            others = versions.of_all(unit).get(record, [])
            if not others or not 0 <= number <= len(others):
                raise NotFoundError("Decided already", "That conflict was decided on already.")
            conflict = _conflict(unit, record, others)
            unit.describe(f"decide: {conflict.title}")
            unit.place(conflict.article_id)
            if number:
                self._put(unit, record, others[number - 1])
            decided = [(record, others), *_together(unit, record, others)]
            known = lineages.lineages(unit, _articles_of(unit, conflict, decided))
            for one, waiting in decided:
                steps = set(known.get(one, ()))
                steps.update(step for version in waiting for step in version.steps)
                lineages.note(unit, one, {*steps, unit.step_uuid})
                versions.put(unit, one, ())
        return conflict.title

    def _put(self, unit: Unit, record: str, version: Version) -> None:
        kind, _, name = record.partition(":")
        content = None if version.content is None else dict(version.content)
        putting: dict[str, Callable[[Unit, str, Content | None], None]] = {
            "mark": _put_mark,
            "event": _put_event,
            "details": _put_details,
            "text": self._put_text,
            "trash": _put_trash,
            "pair": self._put_pair,
            "term": _put_term,
            "codebook": _put_codebook,
        }
        putting[kind](unit, name, content)

    def _put_text(self, unit: Unit, name: str, content: Content | None) -> None:
        key = articles.key_of(unit, name)
        if key is not None and content is not None:
            revise(unit, key, str(content["body"]), Alignments(self._context.folders))

    def _put_pair(self, unit: Unit, name: str, content: Content | None) -> None:
        left, right = (articles.by_uuid(unit, uuid) for uuid in name.split("|"))
        if left is None or right is None:
            return
        here = pairs.between(unit, left.id, right.id)
        if content is not None:
            content.pop("revision_of_text", None)
            wanted = RecordReader(closed=False).pair(content, "content")
            put_version(unit, here, wanted, Alignments(self._context.folders))
        elif here is not None:
            pairs.set_deleted(unit, here.uuid)
        refold(unit, [left.id, right.id])


def _put_mark(unit: Unit, name: str, content: Content | None) -> None:
    known = annotations.by_uuid(unit, name)
    if content is None:
        if known is not None:
            annotations.set_deleted(unit, name)
            if known.event_uuid and known.role == "trigger":
                drop_unmentioned(unit, known.event_uuid)
        return
    wanted = RecordReader(closed=False).annotation(content, "content")
    article_id = annotations.article_of(unit, name)
    if article_id is None:
        return
    event_key = events.key_of(unit, wanted.event_uuid) if wanted.event_uuid else None
    if wanted.event_uuid and event_key is not None and events.get(unit, wanted.event_uuid) is None:
        # It went with its last mention, which this is again.
        events.set_deleted(unit, wanted.event_uuid, False)
    placed = _in_this_text(unit, article_id, wanted, known)
    arrivals.take_mark(unit, replace(placed, updated_at=unit.now), event_key)


def _in_this_text(
    unit: Unit, article_id: int, wanted: Annotation, known: Annotation | None
) -> Annotation:
    """A version of a mark on its own words: where they stand, where the mark in force stands, else
    carried over from the text it was made on."""
    article, body = articles.get(unit, article_id), articles.body(unit, article_id) or ""
    revision = article.revision if article else wanted.revision
    if body[wanted.start : wanted.end] == wanted.exact:
        return replace(wanted, revision=revision)
    if known is not None:
        names = ("revision", "start", "end", "exact", "prefix", "suffix", "status")
        return replace(wanted, **{name: getattr(known, name) for name in names})
    old = articles.body(unit, article_id, wanted.revision) or ""
    if old[wanted.start : wanted.end] == wanted.exact:
        return carried(wanted, old, body, revision)
    return replace(wanted, status="orphan")


def _put_event(unit: Unit, name: str, content: Content | None) -> None:
    if content is None:
        for mark in annotations.of_events(unit, [name]):
            annotations.set_deleted(unit, mark.uuid)
        events.set_deleted(unit, name)
        return
    wanted = RecordReader(closed=False).event(content, "content")
    arrivals.take_event(unit, replace(wanted, updated_at=unit.now))


def _put_details(unit: Unit, name: str, content: Content | None) -> None:
    article = articles.by_uuid(unit, name)
    if article is None or content is None:
        return
    details = RecordReader().details(content, "content")
    articles.update_details(unit, article.id, details, article.reasons)
    refold(unit, [article.id])


def _put_trash(unit: Unit, name: str, content: Content | None) -> None:
    key = articles.key_of(unit, name)
    if key is not None:
        articles.set_deleted(unit, key, content is None)
        refold(unit, [key])


def _put_term(unit: Unit, name: str, content: Content | None) -> None:
    if content is None:
        glossary.remove(unit, name)
    else:
        entry = RecordReader(closed=False).glossary_entry(content, "content")
        glossary.put(unit, entry)


def _put_codebook(unit: Unit, name: str, content: Content | None) -> None:
    if content is not None:
        codebooks.put(unit, read_codebook(content))


def _articles_of(
    view: View, conflict: Conflict, decided: Sequence[tuple[str, Sequence[Version]]]
) -> list[int]:
    """The articles that these records belong to: the marks of an event may stand in several."""
    found = {conflict.article_id}
    for record, _ in decided:
        if record.startswith("mark:"):
            found.add(annotations.article_of(view, record.removeprefix("mark:")))
    return sorted(key for key in found if key is not None)


def _together(
    unit: Unit, record: str, others: Sequence[Version]
) -> list[tuple[str, list[Version]]]:
    """The marks that were removed with an event on one side, which are decided on with it."""
    if not record.startswith("event:"):
        return []
    gone = {step for one in others if one.content is None for step in one.steps}
    found = []
    for one, waiting in versions.of_all(unit).items():
        removed = [version for version in waiting if version.content is None]
        shared = any(gone.intersection(version.steps) for version in removed)
        if one.startswith("mark:") and shared and len(removed) == len(waiting):
            found.append((one, waiting))
    return found


def _told(view: View, found: Mapping[str, Sequence[Version]]) -> list[Conflict]:
    """The conflicts in which a version says otherwise than the one in force."""
    every = (_conflict(view, record, others) for record, others in sorted(found.items()))
    return [one for one in every if one.waiting]


def _conflict(view: View, record: str, others: Sequence[Version]) -> Conflict:
    kind, _, name = record.partition(":")
    article_id, current = _current(view, kind, name)
    contents = [current, *(one.content for one in others)]
    keys = counting(kind, contents, partial(articles.key_of, view))
    fields = told(view, kind, contents, keys)
    sides = [
        ToldVersion(words, differs=key != keys[0]) for words, key in zip(fields, keys, strict=True)
    ]
    title = named(view, kind, current, [one.content for one in others])
    article = articles.get(view, article_id) if article_id else None
    return Conflict(record, title, article_id, article.title if article else "", tuple(sides))


def _made(
    view: View, record: str, steps: Mapping[str, frozenset[str]], others: Sequence[Version]
) -> list[Made]:
    """The steps and contents of what is in force, and of the other versions."""
    kind, _, name = record.partition(":")
    current = steps.get(record, frozenset()), _current(view, kind, name)[1]
    return [current, *((frozenset(one.steps), one.content) for one in others)]


def _current(view: View, kind: str, name: str) -> tuple[int | None, Words]:
    """The article a record belongs to, and the record in force as the export has it."""
    if kind == "mark":
        mark = annotations.by_uuid(view, name)
        return annotations.article_of(view, name), json_records.annotation(mark) if mark else None
    if kind == "event":
        event = events.get(view, name)
        return events.article_of(view, name), json_records.event(event) if event else None
    if kind in ("details", "text", "trash"):
        article = articles.by_uuid(view, name)
        return (article.id if article else None), _side(view, kind, article)
    if kind == "pair":
        both = [articles.by_uuid(view, uuid) for uuid in name.split("|")]
        if both[0] is None or both[-1] is None:
            return None, None
        pair = pairs.between(view, both[0].id, both[-1].id)
        return both[0].id, json_records.pair(pair) if pair else None
    if kind == "term":
        entry = next((one for one in glossary.entries(view) if one.uuid == name), None)
        return None, json_records.glossary_entry(entry) if entry else None
    return None, json_records.codebook(codebooks.get(view))


def _side(view: View, kind: str, article: Article | None) -> Words:
    if article is None or (kind == "trash" and article.deleted):
        return None
    if kind == "trash":
        return {"title": article.title}
    if kind == "text":
        return {"body": articles.body(view, article.id) or ""}
    return json_records.details(article)
