"""Files as they come from the disk or a pipe: read, cut into portions, and not stored yet."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from cityreader.errors import CityReaderError
from cityreader.ingest.extract import Refusal
from cityreader.ingest.files import bounded, printable, read_bytes, system_reason
from cityreader.ingest.limits import Limits
from cityreader.ingest.problems import EmptyFileError, UnreadableError
from cityreader.ingest.reader import Contents, parse_file, suffix_of
from cityreader.ingest.walk import Found
from cityreader.library.context import Context
from cityreader.library.dossiers import is_export, read_export
from cityreader.library.importing.intake import Arrival
from cityreader.models import Article, ArticleDraft, Dossier, ImportedFile, Outcome
from cityreader.store import articles, origins
from cityreader.store.origins import RefusedPart, Stamp

_PIPED = "standard input"


@dataclass(frozen=True, slots=True)
class Portion:
    """What of a file is stored together: one article, or a text and its counterpart.

    ``settled`` are outcomes that need no storing. ``is_last`` tells the last portion of its file.
    """

    shown: str
    arrivals: tuple[Arrival, ...] = ()
    export: Dossier | None = None
    settled: tuple[ImportedFile, ...] = ()
    is_last: bool = True

    @property
    def stores(self) -> bool:
        """Whether there is anything to store."""
        return bool(self.arrivals) or self.export is not None

    def failed(self, error: Exception) -> list[ImportedFile]:
        """What to say of each article of a portion that could not be stored."""
        reason = f"it could not be stored ({type(error).__name__})"
        if isinstance(error, CityReaderError):
            reason = error.message
        parts = [(one.shown, one.draft.member) for one in self.arrivals] or [(self.shown, None)]
        failed = [ImportedFile(path, "failed", member, reason=reason) for path, member in parts]
        return [*self.settled, *failed]


class Deliveries:
    """Reads files; whatever is wrong with one becomes one sentence about it.

    ``source`` and ``lang`` override what the files say.
    """

    def __init__(self, context: Context, source: str | None, lang: str | None) -> None:
        self._context = context
        self._source = source
        self._lang = lang

    def of_file(self, found: Found) -> Iterator[Portion]:
        """What is in a file, in its order; at least one portion."""
        if found.problem is not None:
            yield _refused(found, "skipped" if found.unsupported else "failed", found.problem)
            return
        yield from _settled(found, lambda: self._portions(found))

    def of_pipe(self, piped: IO[bytes]) -> Iterator[Portion]:
        """What comes through a pipe, known again by its bytes since it has no path."""
        found = Found(Path(_PIPED), _PIPED)

        def read() -> list[Portion]:
            limits = self._limits()
            data = bounded(piped, limits)
            digest = hashlib.sha256(data).hexdigest()
            contents = self._parsed(data, Path(f"{_PIPED}{suffix_of(data)}"), limits)
            stamp = Stamp(len(data), 0, digest)
            return _portions(found, contents, f"{_PIPED} {digest[:16]}", stamp)

        yield from _settled(found, read)

    def _portions(self, found: Found) -> list[Portion]:
        if is_export(found.path):
            return [Portion(found.shown, export=read_export(found.path))]
        origin = printable(os.path.abspath(found.path))  # noqa: PTH100 - links are not resolved
        status = found.path.stat()
        if self._source is None and self._lang is None:
            known = self._untouched(found, origin, status)
            if known:
                return [Portion(found.shown, settled=tuple(known))]
        limits = self._limits()
        data = read_bytes(found.path, limits)
        contents = self._parsed(data, found.path, limits)
        digest = hashlib.sha256(data).hexdigest()
        stamp = Stamp(status.st_size, status.st_mtime_ns, digest)
        return _portions(found, contents, origin, stamp)

    def _parsed(self, data: bytes, path: Path, limits: Limits) -> Contents:
        return parse_file(data, path, limits, source=self._source, lang=self._lang)

    def _limits(self) -> Limits:
        config = self._context.config.importing
        return Limits(max_bytes=config.max_bytes, seconds=config.seconds)

    def _untouched(self, found: Found, origin: str, status: os.stat_result) -> list[ImportedFile]:
        """What to say of a file that has not changed since all of it was imported.

        What of it failed then is said again. Nothing for a file that has to be read.
        """
        with self._context.view() as view:
            known = origins.stored_file(view, origin, status.st_size, status.st_mtime_ns)
            if known is None:
                return []
            here = [(member, articles.get(view, key)) for member, key in known.members]
        alive = [(member, article) for member, article in here if article and not article.deleted]
        if len(alive) < len(here):
            return []
        failed = [
            ImportedFile(f"{found.shown}{part.path}", "failed", reason=part.reason)
            for part in known.refused
        ]
        return [*failed, *(_unchanged(found, *one) for one in alive)]


def _portions(found: Found, contents: Contents, origin: str, stamp: Stamp) -> list[Portion]:
    """Cut what a file holds into portions; what gave no article is told with the first."""
    refused = [_told(part) for part in contents.refusals]
    failed = tuple(
        ImportedFile(f"{found.shown}{part.path}", "failed", reason=part.reason) for part in refused
    )
    # The stamp of the last article tells that the file is in, unless its end was not looked at.
    whole = Stamp(
        stamp.size, stamp.modified_ns, stamp.file_sha256, len(contents.drafts), tuple(refused)
    )
    last = len(contents.drafts) - 1
    arrivals = [
        Arrival(
            draft,
            _shown(found, draft),
            origin,
            whole if number == last and contents.is_whole else stamp,
        )
        for number, draft in enumerate(contents.drafts)
    ]
    groups = list(_kept_together(arrivals))
    return [
        Portion(
            found.shown,
            arrivals=group,
            settled=failed if number == 0 else (),
            is_last=number == len(groups) - 1,
        )
        for number, group in enumerate(groups)
    ]


def _kept_together(arrivals: Sequence[Arrival]) -> Iterator[tuple[Arrival, ...]]:
    """Yield the articles of a file one by one, but those that are each other's translation."""
    group: list[Arrival] = []
    for arrival in arrivals:
        draft = arrival.draft
        members = {one.draft.member for one in group}
        named = {one.draft.translation_of for one in group} - {None}
        if group and draft.translation_of not in members and draft.member not in named:
            yield tuple(group)
            group = []
        group.append(arrival)
    if group:
        yield tuple(group)


def _settled(found: Found, read: Callable[[], list[Portion]]) -> list[Portion]:
    """Read; whatever is wrong becomes one sentence of the report."""
    try:
        return read()
    except EmptyFileError as error:
        return [_refused(found, "skipped", error.reason)]
    except UnreadableError as error:
        return [_refused(found, "failed", error.reason)]
    except CityReaderError as error:
        return [_refused(found, "failed", error.message)]
    except OSError as error:
        return [_refused(found, "failed", system_reason(error))]
    except UnicodeError:
        return [_refused(found, "failed", "it holds halves of characters; save it as UTF-8")]
    except Exception as error:
        # A fault in a reader is one file's fault; the other files are not to pay for it.
        return [_refused(found, "failed", f"it could not be read ({type(error).__name__})")]


def _shown(found: Found, draft: ArticleDraft) -> str:
    """Name the file of an article, and in an archive the file in it."""
    _, mark, inner = draft.path.removeprefix(found.shown).partition("!")
    return f"{found.shown}!{inner}" if mark else found.shown


def _told(part: Refusal) -> RefusedPart:
    """Name a part of a file: a file in an archive by its name, a line in the reason."""
    if part.where.startswith("!"):
        return RefusedPart(printable(part.where), part.reason)
    return RefusedPart("", f"{part.where}: {part.reason}")


def _unchanged(found: Found, member: int | None, article: Article) -> ImportedFile:
    known = ImportedFile.of(found.shown, "unchanged", member, article.details)
    return replace(known, article_uuid=article.uuid, why=dict(article.reasons))


def _refused(found: Found, outcome: Outcome, reason: str) -> Portion:
    return Portion(found.shown, settled=(ImportedFile(found.shown, outcome, reason=reason),))
