"""The ``csv`` format: one row an annotation, with its article, sentence and event beside it."""

from collections.abc import Iterator
from typing import BinaryIO

from cityreader.export.cells import write_table
from cityreader.export.formats import Contents, Format, Stamped
from cityreader.export.json_records import annotation
from cityreader.export.surroundings import Surroundings
from cityreader.models import Dossier
from cityreader.text.phrases import counted

ANNOTATION_COLUMNS = (
    "id",
    "article_id",
    "lang",
    "revision",
    "start",
    "end",
    "exact",
    "prefix",
    "suffix",
    "tag",
    "note",
    "event_id",
    "role",
    "coder",
    "origin",
    "status",
    "created_at",
    "updated_at",
)
COLUMNS = (
    *ANNOTATION_COLUMNS,
    "article_title",
    "article_source",
    "article_published",
    "article_url",
    "sentence",
    "counterpart_sentence",
    "event_type",
    "event_status",
    "event_date_start",
    "event_date_end",
    "event_date_precision",
    "event_place",
    "coder_name",
)


def write(stamped: Stamped, stream: BinaryIO) -> None:
    """Write the table; without text the two sentences stay empty."""
    write_table(stream, COLUMNS, _rows(stamped.dossier, stamped.with_text))


def contents(stamped: Stamped) -> Contents:
    """The marks, and the articles and events that stand beside them."""
    marks = stamped.dossier.annotations
    held = {
        "mark": len(marks),
        "article": len({mark.article_uuid for mark in marks}),
        "event": len({mark.event_uuid for mark in marks if mark.event_uuid is not None}),
    }
    bare = len(stamped.dossier.articles) - held["article"]
    return Contents(held, {"article": f"{counted(bare, 'article')} without a mark"})


def _rows(dossier: Dossier, with_text: bool) -> Iterator[dict[str, object]]:
    articles = {record.article.uuid: record.article for record in dossier.articles}
    events = {event.uuid: event for event in dossier.events}
    coders = {coder.uuid: coder.name for coder in dossier.coders}
    around = Surroundings(dossier)
    for mark in dossier.annotations:
        article = articles.get(mark.article_uuid)
        event = events.get(mark.event_uuid or "")
        yield annotation(mark) | {
            "article_title": article and article.title,
            "article_source": article and article.source,
            "article_published": article and article.published.iso,
            "article_url": article and article.url,
            "sentence": around.sentence(mark) if with_text else None,
            "counterpart_sentence": around.counterpart(mark) if with_text else None,
            "event_type": event and event.type,
            "event_status": event and event.status,
            "event_date_start": event and event.date.start,
            "event_date_end": event and event.date.end,
            "event_date_precision": event and event.date.precision,
            "event_place": event and (event.place.name or event.place.text),
            "coder_name": coders.get(mark.coder_uuid),
        }


FORMAT = Format(
    name="csv",
    description="one row an annotation with its article, sentences and event, for a spreadsheet",
    extensions=(".csv",),
    to_file=write,
    contents=contents,
)
