"""The ``tables`` format: a folder of tidy CSV files joined by id."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from cityreader.export.cells import write_table
from cityreader.export.contents import everything
from cityreader.export.formats import Contents, Format, Stamped
from cityreader.export.json_records import annotation
from cityreader.export.table import ANNOTATION_COLUMNS
from cityreader.models import ArticleRecord, DateRange, Dossier, Span

Row = dict[str, object]


class Table(NamedTuple):
    """One file of the folder: name without ``.csv``, columns in one line, what makes its rows."""

    name: str
    columns: str
    rows: Callable[[Stamped], Iterator[Row]]


def write(stamped: Stamped, folder: Path) -> None:
    """Write one file a table into ``folder``, which is there and empty."""
    for table in TABLES:
        with (folder / f"{table.name}.csv").open("xb") as stream:
            write_table(stream, table.columns.split(), table.rows(stamped))


def contents(stamped: Stamped) -> Contents:
    """Everything but the glossary."""
    held = everything(stamped.dossier)
    del held["term"]
    return Contents(held)


def _articles(stamped: Stamped) -> Iterator[Row]:
    for record in stamped.dossier.articles:
        entry = record.article
        yield {
            "id": entry.uuid,
            "title": entry.title,
            "lang": entry.lang,
            "source": entry.source,
            "author": entry.author,
            "url": entry.url,
            "published": entry.published.iso,
            **_dates("published", entry.published),
            "kind": entry.kind,
            "revision": entry.revision,
            "length": entry.length,
            "text_sha256": entry.text_sha256,
            "tags": entry.tags,
        }


def _events(stamped: Stamped) -> Iterator[Row]:
    coders = _coder_names(stamped.dossier)
    for event in stamped.dossier.events:
        place = event.place
        yield {
            "id": event.uuid,
            "type": event.type,
            "status": event.status,
            "title": event.title,
            **_dates("date", event.date),
            "place_name": place.name,
            "place_country": place.country,
            "place_lat": place.lat,
            "place_lon": place.lon,
            "place_precision": place.precision,
            "place_text": place.text,
            "place_glossary_id": place.glossary_uuid,
            "themes": event.themes,
            "series_id": event.series_id,
            "series_edition": event.series_edition,
            "part_of": event.part_of,
            "mode": event.mode,
            "certainty": event.certainty,
            "aggregate": event.aggregate,
            "historical": event.historical,
            "note": event.note,
            "origin": event.origin,
            "coder": event.coder_uuid,
            "coder_name": coders.get(event.coder_uuid),
            "created_at": event.created_at,
            "updated_at": event.updated_at,
        }


def _participants(stamped: Stamped) -> Iterator[Row]:
    for event in stamped.dossier.events:
        for position, somebody in enumerate(event.participants, 1):
            yield {
                "event_id": event.uuid,
                "position": position,
                "name": somebody.name,
                "name_en": somebody.name_en,
                "name_zh": somebody.name_zh,
                "kind": somebody.kind,
                "role": somebody.role,
                "side": somebody.side,
                "office": somebody.office,
                "of": somebody.of,
                "glossary_id": somebody.glossary_uuid,
                "annotation_ids": somebody.annotation_uuids,
            }


def _counts(stamped: Stamped) -> Iterator[Row]:
    for event in stamped.dossier.events:
        for position, count in enumerate(event.counts, 1):
            yield {
                "event_id": event.uuid,
                "position": position,
                "unit": count.unit,
                "value": count.value,
                "qualifier": count.qualifier,
            }


def _mentions(stamped: Stamped) -> Iterator[Row]:
    marks = {mark.uuid: mark for mark in stamped.dossier.annotations}
    for event in stamped.dossier.events:
        for position, uuid in enumerate(event.annotation_uuids, 1):
            mark = marks.get(uuid)
            yield {
                "event_id": event.uuid,
                "position": position,
                "annotation_id": uuid,
                "article_id": mark and mark.article_uuid,
                "role": mark and mark.role,
            }


def _annotations(stamped: Stamped) -> Iterator[Row]:
    coders = _coder_names(stamped.dossier)
    for mark in stamped.dossier.annotations:
        yield annotation(mark) | {"coder_name": coders.get(mark.coder_uuid)}


def _pairs(stamped: Stamped) -> Iterator[Row]:
    for pair in stamped.dossier.pairs:
        yield {
            "id": pair.uuid,
            "left_id": pair.left_uuid,
            "right_id": pair.right_uuid,
            "left_revision": pair.left_revision,
            "right_revision": pair.right_revision,
            "origin": pair.origin,
            "status": pair.status,
        }


def _rows(stamped: Stamped) -> Iterator[Row]:
    records = {record.article.uuid: record for record in stamped.dossier.articles}
    for pair in stamped.dossier.pairs:
        left, right = records.get(pair.left_uuid), records.get(pair.right_uuid)
        for position, bead in enumerate(pair.beads, 1):
            yield {
                "pair_id": pair.uuid,
                "row": position,
                "left_start": bead.left and bead.left.start,
                "left_end": bead.left and bead.left.end,
                "right_start": bead.right and bead.right.start,
                "right_end": bead.right and bead.right.end,
                "score": bead.score,
                "checked": bead.checked,
                "origin": bead.origin,
                "left_text": _words(stamped, left, pair.left_revision, bead.left),
                "right_text": _words(stamped, right, pair.right_revision, bead.right),
            }


def _words(
    stamped: Stamped, record: ArticleRecord | None, revision: int, span: Span | None
) -> str | None:
    """The words of one side of a row, if they may be written and its body is the one at hand."""
    if span is None or record is None or record.body is None or not stamped.with_text:
        return None
    return record.body[span.start : span.end] if record.article.revision == revision else None


def _dates(name: str, date: DateRange) -> Row:
    return {
        f"{name}_start": date.start,
        f"{name}_end": date.end,
        f"{name}_precision": date.precision,
        f"{name}_text": date.text,
        f"{name}_basis": date.basis,
    }


def _coder_names(dossier: Dossier) -> dict[str, str]:
    return {coder.uuid: coder.name for coder in dossier.coders}


TABLES = (
    Table(
        "articles",
        "id title lang source author url published published_start published_end "
        "published_precision published_text published_basis kind revision length text_sha256 "
        "tags",
        _articles,
    ),
    Table(
        "events",
        "id type status title date_start date_end date_precision date_text date_basis "
        "place_name place_country place_lat place_lon place_precision place_text "
        "place_glossary_id themes series_id series_edition part_of mode certainty aggregate "
        "historical note origin coder coder_name created_at updated_at",
        _events,
    ),
    Table(
        "participants",
        "event_id position name name_en name_zh kind role side office of glossary_id "
        "annotation_ids",
        _participants,
    ),
    Table("counts", "event_id position unit value qualifier", _counts),
    Table("mentions", "event_id position annotation_id article_id role", _mentions),
    Table("annotations", " ".join((*ANNOTATION_COLUMNS, "coder_name")), _annotations),
    Table(
        "pairs",
        "id left_id right_id left_revision right_revision origin status",
        _pairs,
    ),
    Table(
        "rows",
        "pair_id row left_start left_end right_start right_end score checked origin"
        " left_text right_text",
        _rows,
    ),
)

FORMAT = Format(
    name="tables",
    description="a folder of tidy CSV files joined by id, for R, pandas and DuckDB",
    to_folder=write,
    contents=contents,
)
