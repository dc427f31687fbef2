"""The records of a JSON export read back. The file is foreign: nothing in it is trusted."""

import hashlib
from typing import cast

from cityreader.export import fields
from cityreader.export.event_reader import (
    LINE_OR_NULL,
    LINES,
    ORIGINS,
    TEXT_OR_NULL,
    UUID_OR_NULL,
    UUIDS,
)
from cityreader.export.fields import choice, list_of, map_of, number, or_null, whole
from cityreader.export.history import HistoryReader
from cityreader.export.version_contents import READING_STATES, read_version
from cityreader.models import (
    ROLES,
    Annotation,
    Article,
    ArticleRecord,
    Bead,
    BeadOrigin,
    Codebook,
    Coder,
    GlossaryEntry,
    Pair,
    Reading,
    ReadingState,
    Span,
    Tag,
    TagKind,
    Version,
)
from cityreader.models.article import MOST_REVISIONS

ARTICLE_KINDS = ("article", "user-translation")
PAIR_ORIGINS = ("manual", "import", "auto", "sample")
PAIR_STATUSES = ("linked", "proposed", "dismissed")
BEAD_ORIGINS = ("machine",)
ANCHOR_STATUSES = ("ok", "moved", "review", "orphan")
REVISION = whole(1, MOST_REVISIONS)


class RecordReader(HistoryReader):
    """The records of an export; each method is a kind in the sense of ``fields``."""

    def __init__(self, *, closed: bool = True) -> None:
        super().__init__(closed=closed)
        self._generated_at = ""
        self._count = 0
        self._revisions: dict[str, int] = {}

    def codebook(self, value: object, where: str) -> Codebook:
        """The codebook with its tags."""
        with self.open(value, where) as book:
            return Codebook(
                id=book.take("id", fields.line),
                version=book.take("version", fields.line),
                sha256=book.take("sha256", fields.sha256),
                tags=book.take("tags", list_of(self.tag)),
                roles=book.take_or("roles", LINES, ()),
                themes=book.take_or("themes", LINES, ()),
                rules=book.take_or("rules", map_of(fields.line, fields.text), {}),
            )

    def tag(self, value: object, where: str) -> Tag:
        """One tag of the codebook."""
        with self.open(value, where) as tag:
            return Tag(
                code=tag.take("code", fields.code),
                kind=cast("TagKind", tag.take("kind", choice(("event", "topic")))),
                labels=tag.take("label", map_of(fields.language, fields.line)),
                key=tag.take("key", or_null(fields.key)),
                color=tag.take("color", or_null(fields.color)),
                parent=tag.take("parent", or_null(fields.code)),
                retired=tag.take("retired", fields.flag),
                definition=tag.take("definition", or_null(fields.text)) or "",
                yes=tag.take_or("yes", LINES, ()),
                no=tag.take_or("no", LINES, ()),
            )

    def coder(self, value: object, where: str) -> Coder:
        """Who made a record."""
        with self.open(value, where) as coder:
            # The label is made anew from the names of all coders wherever it is shown.
            coder.take_or("label", fields.line, "")
            return Coder(coder.take("id", fields.uuid), coder.take("name", fields.line))

    def article(self, value: object, where: str) -> ArticleRecord:
        """One article with its readings and topics."""
        with self.open(value, where) as article:
            uuid = article.take("id", fields.uuid)
            body = article.take_or("body", or_null(fields.body), None)
            length = article.take_or("length", whole(0), 0 if body is None else len(body))
            if body is not None and length != len(body):
                raise fields.refusal(f"{where}.length", f"is not {len(body)}, as the body has it")
            digest = article.take("text_sha256", fields.sha256)
            if body is not None and digest != hashlib.sha256(body.encode()).hexdigest():
                raise fields.refusal(f"{where}.text_sha256", "is not that of the body")
            self._count += 1
            revision = self._revisions[uuid] = article.take("revision", REVISION)
            stored = Article(
                id=self._count,
                uuid=uuid,
                title=article.take("title", fields.line),
                lang=article.take("lang", fields.language),
                source=article.take("source", LINE_OR_NULL),
                author=article.take("author", LINE_OR_NULL),
                url=article.take("url", LINE_OR_NULL),
                published=article.take("published", self.date_range),
                kind=article.take("kind", choice(ARTICLE_KINDS)),
                revision=revision,
                text_sha256=digest,
                length=length,
                added_at=self._generated_at,
                tags=article.take("tags", list_of(fields.code)),
            )
            readings = article.take(
                "readings", list_of(lambda entry, place: self.reading(entry, place, uuid))
            )
            return ArticleRecord(
                stored,
                body,
                readings,
                article.take_or("topics", list_of(self.topic), ()),
                article.take_or("aliases", UUIDS, ()),
                article.take_or("message_id", LINE_OR_NULL, None),
            )

    def topic(self, value: object, where: str) -> tuple[str, str]:
        """A topic of an article, and who gave it."""
        with self.open(value, where) as topic:
            return topic.take("tag", fields.code), topic.take("coder", fields.uuid)

    def reading(self, value: object, where: str, article_uuid: str) -> Reading:
        """How far a coder is with an article."""
        with self.open(value, where) as reading:
            return Reading(
                article_uuid=article_uuid,
                coder_uuid=reading.take("coder", fields.uuid),
                state=cast("ReadingState", reading.take("state", choice(READING_STATES))),
                flagged=reading.take_or("flagged", fields.flag, False),
                updated_at=reading.take("updated_at", fields.moment),
            )

    def pair(self, value: object, where: str) -> Pair:
        """Two articles with their rows."""
        with self.open(value, where) as pair:
            left = pair.take("left_id", fields.uuid)
            right = pair.take("right_id", fields.uuid)
            return Pair(
                uuid=pair.take("id", fields.uuid),
                left_uuid=left,
                right_uuid=right,
                origin=pair.take("origin", choice(PAIR_ORIGINS)),
                status=pair.take("status", choice(PAIR_STATUSES)),
                left_revision=pair.take_or("left_revision", REVISION, self._revisions.get(left, 1)),
                right_revision=pair.take_or(
                    "right_revision", REVISION, self._revisions.get(right, 1)
                ),
                beads=pair.take("beads", list_of(self.bead)),
            )

    def bead(self, value: object, where: str) -> Bead:
        """One row of a pair."""
        with self.open(value, where) as bead:
            left = bead.take("left", or_null(span))
            right = bead.take("right", or_null(span))
            if left is None and right is None:
                raise fields.refusal(where, "has text on neither side")
            return Bead(
                left,
                right,
                bead.take("score", number(0, 1)),
                bead.take("checked", fields.flag),
                cast(
                    "BeadOrigin | None", bead.take_or("origin", or_null(choice(BEAD_ORIGINS)), None)
                ),
            )

    def annotation(self, value: object, where: str) -> Annotation:
        """One mark."""
        with self.open(value, where) as mark:
            start = mark.take("start", whole(0))
            end = mark.take("end", whole(start + 1))
            exact = mark.take("exact", fields.fragment)
            if len(exact) != end - start:
                raise fields.refusal(f"{where}.exact", f"is not {end - start} code points long")
            return Annotation(
                uuid=mark.take("id", fields.uuid),
                article_uuid=mark.take("article_id", fields.uuid),
                lang=mark.take("lang", fields.language),
                revision=mark.take("revision", REVISION),
                start=start,
                end=end,
                exact=exact,
                prefix=mark.take("prefix", fields.context),
                suffix=mark.take("suffix", fields.context),
                tag=mark.take("tag", or_null(fields.code)),
                note=mark.take("note", TEXT_OR_NULL),
                event_uuid=mark.take("event_id", UUID_OR_NULL),
                role=mark.take("role", or_null(choice(ROLES))),
                coder_uuid=mark.take("coder", fields.uuid),
                origin=mark.take("origin", choice(ORIGINS)),
                status=mark.take("status", choice(ANCHOR_STATUSES)),
                created_at=mark.take("created_at", fields.moment),
                updated_at=mark.take("updated_at", fields.moment),
            )

    def glossary_entry(self, value: object, where: str) -> GlossaryEntry:
        """One name or term."""
        with self.open(value, where) as entry:
            return GlossaryEntry(
                uuid=entry.take("id", fields.uuid),
                kind=entry.take("kind", fields.line),
                forms=entry.take("forms", map_of(fields.language, LINES)),
                note=entry.take("note", TEXT_OR_NULL),
            )

    def version(self, value: object, where: str) -> Version:
        """One version that waits, its content checked like a record of its kind."""
        with self.open(value, where) as entry:
            return read_version(entry, RecordReader(closed=False))


def span(value: object, where: str) -> Span:
    """A range ``[start, end]`` of at least one code point."""
    ends = list_of(whole(0))(value, where)
    if len(ends) != 2 or ends[0] >= ends[1]:
        raise fields.refusal(where, "is not a range [start, end] of at least one code point")
    return Span(*ends)
