"""The ``history`` and ``versions`` of an export: what a merge has to know of changed records."""

import re

from cityreader.export import fields
from cityreader.export.event_reader import LINE_OR_NULL, UUIDS, EventReader
from cityreader.export.fields import choice
from cityreader.models import ArticleDetails, Lineage, Version
from cityreader.text.safety import visible

Record = dict[str, object]

_NAME = re.compile(r"(mark|event|term|details|text|trash|pair|reading|topic|codebook):\S{0,300}")


def lineage(entry: Lineage) -> Record:
    """The steps of a record, and whether it was removed."""
    made: Record = {"record": entry.record, "steps": list(entry.steps), "removed": entry.removed}
    return made | {"marks": list(entry.marks)} if entry.marks else made


def version(entry: Version) -> Record:
    """A version that waits for a decision; ``content`` is null where it was removed."""
    content = None if entry.content is None else dict(entry.content)
    return {"record": entry.record, "steps": list(entry.steps), "content": content}


class HistoryReader(EventReader):
    """Lineages, and details of articles, read back; each method is a kind in the sense of
    ``fields``."""

    def lineage(self, value: object, where: str) -> Lineage:
        """The steps of one record."""
        with self.open(value, where) as entry:
            return Lineage(
                record=entry.take("record", name),
                steps=tuple(sorted(set(entry.take("steps", UUIDS)))),
                removed=entry.take("removed", fields.flag),
                marks=entry.take_or("marks", UUIDS, ()),
            )

    def details(self, value: object, where: str) -> ArticleDetails:
        """What an article says of itself; its kind is checked and stays what it is."""
        with self.open(value, where) as article:
            found = ArticleDetails(
                title=article.take("title", fields.line),
                lang=article.take("lang", fields.language),
                source=article.take("source", LINE_OR_NULL),
                author=article.take("author", LINE_OR_NULL),
                url=article.take("url", LINE_OR_NULL),
                published=article.take("published", self.date_range),
            )
            article.take("kind", choice(("article", "user-translation")))
            return found


def name(value: object, where: str) -> str:
    """The name of a record: its kind and what tells it from others of the kind."""
    found = fields.string(value, where)
    if not _NAME.fullmatch(found) or visible(found) != found:
        raise fields.refusal(where, f"names no record: {fields.shown(found)}")
    return found
