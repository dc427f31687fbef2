"""Dossiers: taken out of a library, or read from a file somebody sent."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from cityreader.errors import UsageError
from cityreader.library.versions.lineages import history_of
from cityreader.models import ArticleRecord, Coder, Dossier, Event, Query
from cityreader.regularfile import open_regular, size_in_words
from cityreader.store import (
    aliases,
    annotations,
    articles,
    codebooks,
    coders,
    events,
    glossary,
    listing,
    pairs,
    readings,
    summary,
    topics,
)
from cityreader.store.session import View
from cityreader.text.safety import clean_line, visible

DEFAULT_PROJECT = "cityreader"

_LIBRARY_HEADER = b"SQLite format 3\x00"
_HEAD = 4096
"""Bytes in which an export says that it is one."""


def read_dossier(path: Path, *, coder_name: str | None = None) -> Dossier:
    """The content of another library or of a JSON export.

    ``coder_name`` is what its one coder is to be called, who may have been known by a login name.
    Raises LibraryError or UsageError for a file that is neither, or is damaged, or that holds the
    records of several coders where a name was given.
    """
    if _head(path).startswith(_LIBRARY_HEADER):
        dossier = _verified(read_library(path), path)
    elif is_export(path):
        dossier = read_export(path)
    else:
        raise UsageError(
            "Neither library nor export",
            f"{visible(str(path))} is neither a library nor a JSON export of cityreader.",
            "'cityreader import' takes in files of other kinds.",
        )
    return dossier if coder_name is None else _renamed(dossier, coder_name, path)


def is_export(path: Path) -> bool:
    """Whether a file says in its beginning that it is a JSON export."""
    if path.suffix.lower() != ".json":
        return False
    try:
        head = _head(path)
    except UsageError:
        return False
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and b'"cityreader-export"' in head


def read_export(path: Path) -> Dossier:
    """The content of a JSON export. Raises UsageError with what is wrong in it."""
    from cityreader.errors import CityReaderError
    from cityreader.export.reader import LARGEST_BYTES, read, too_large

    try:
        with _opened(path) as file:
            if path.stat().st_size > LARGEST_BYTES:
                raise too_large(f"more than {size_in_words(LARGEST_BYTES)}")
            return read(file)
    except UsageError:
        raise
    except CityReaderError as error:
        sentence = f"{visible(path.name)}: {error.message}"
        raise UsageError("Broken export", sentence, error.hint) from error


def read_library(path: Path) -> Dossier:
    """The content of another library as it stands there. Raises LibraryError."""
    from cityreader.store.database import Database

    database = Database(path, writable=False)
    try:
        with database.view() as view:
            ids = listing.article_ids(view, Query(""), "")
            dossier = collect(view, ids, whole=True, undone=True)
            earlier = articles.earlier_texts(view)
            return _with_earlier(
                dossier, {one.article.uuid: earlier.get(one.article.id) for one in dossier.articles}
            )
    finally:
        database.close()


def collect(
    view: View, selected: Iterable[int], *, whole: bool = False, undone: bool = False
) -> Dossier:
    """The selected articles with everything attached, each kind in a fixed order.

    ``whole`` says that these are all there are; what was removed is told of only then where it
    stood in no selected article. ``undone`` takes along steps that were undone again. An event
    with one mention in a selected article is taken whole, with its mentions in other articles and
    those articles, but with nothing else of these.
    """
    chosen = set(selected)
    found = events.of_articles(view, chosen)
    mentioned = [
        articles.by_uuid(view, uuid)
        for uuid in sorted({uuid for event in found for uuid in event.article_uuids})
    ]
    ids = sorted(chosen | {one.id for one in mentioned if one is not None and not one.deleted})
    dossier = _dossier(view, ids, chosen, found)
    return replace(dossier, history=history_of(view, dossier, ids, whole=whole, undone=undone))


def _dossier(view: View, ids: list[int], chosen: set[int], found: list[Event]) -> Dossier:
    bodies = articles.bodies(view, ids)
    states = readings.of_articles(view, ids)
    kept = sorted(articles.many(view, ids), key=lambda article: article.uuid)
    whole = {article.uuid for article in kept if article.id in chosen}
    taken = {event.uuid for event in found}
    marks = [
        mark
        for mark in annotations.of_articles(view, ids)
        if mark.article_uuid in whole or mark.event_uuid in taken
    ]
    known = {mark.uuid for mark in marks}
    named = {mark.coder_uuid for mark in marks} | {event.coder_uuid for event in found}
    named |= {reading.coder_uuid for of_one in states.values() for reading in of_one}
    given = topics.with_givers(view, ids)
    named |= {coder for of_one in given.values() for _, coder in of_one}
    others, messages = aliases.of_articles(view, ids), articles.message_ids(view, ids)
    return Dossier(
        project=summary.setting(view, "project") or DEFAULT_PROJECT,
        codebook=codebooks.get(view),
        coders=tuple(
            sorted((c for c in coders.everybody(view) if c.uuid in named), key=lambda c: c.uuid)
        ),
        articles=tuple(
            ArticleRecord(
                article,
                bodies[article.id],
                tuple(states.get(article.id, ())),
                tuple(given.get(article.id, ())),
                tuple(others.get(article.id, ())),
                messages.get(article.id),
            )
            for article in kept
        ),
        pairs=tuple(pairs.among(view, ids)),
        annotations=tuple(sorted(marks, key=lambda m: (m.article_uuid, m.start, m.end, m.uuid))),
        events=tuple(
            _with_marks(event, known)
            for event in sorted(found, key=lambda e: (e.date.start or "~", e.created_at, e.uuid))
        ),
        glossary=tuple(glossary.entries(view)),
    )


def _with_earlier(dossier: Dossier, earlier: Mapping[str, Sequence[str] | None]) -> Dossier:
    """The dossier with the hashes of the bodies before, by the UUIDs of the articles."""
    told = (replace(r, earlier=tuple(earlier.get(r.article.uuid) or ())) for r in dossier.articles)
    return replace(dossier, articles=tuple(told))


def _with_marks(event: Event, known: set[str]) -> Event:
    """The event whose participants point only to marks that are taken along."""
    return replace(
        event,
        participants=tuple(
            replace(
                participant,
                annotation_uuids=tuple(u for u in participant.annotation_uuids if u in known),
            )
            for participant in event.participants
        ),
    )


def _verified(dossier: Dossier, path: Path) -> Dossier:
    """What somebody's library holds, trusted no more than an export. Raises UsageError."""
    from cityreader.coding.codebook import with_text
    from cityreader.errors import CityReaderError
    from cityreader.export.verification import verified

    try:
        found = verified(dossier)
    except CityReaderError as error:
        sentence = f"{visible(path.name)}: {error.message}"
        raise UsageError("Broken library", sentence, error.hint) from error
    found = _with_earlier(found, {one.article.uuid: one.earlier for one in dossier.articles})
    return replace(found, codebook=with_text(found.codebook, dossier.codebook.text))


def _renamed(dossier: Dossier, coder_name: str, path: Path) -> Dossier:
    name = clean_line(coder_name)
    if not name:
        raise UsageError("No name", "The name after --coder is empty.")
    if len(dossier.coders) != 1:
        raise UsageError(
            "Not one coder",
            f"{visible(str(path))} holds the records of {len(dossier.coders)} coders, so one name"
            " does not do.",
            "Leave --coder out; every record keeps its coder.",
        )
    return replace(dossier, coders=(Coder(uuid=dossier.coders[0].uuid, name=name),))


def _head(path: Path) -> bytes:
    with _opened(path) as file:
        return file.read(_HEAD)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file that somebody named; nothing waits for a pipe. Raises UsageError."""
    try:
        with open_regular(path, 0) as file:
            yield file
    except FileNotFoundError:
        raise UsageError("No such file", f"There is no file {visible(str(path))}.") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(
            "Not readable", f"{visible(str(path))} cannot be read: {reason}."
        ) from error
