"""Records that come from elsewhere by another way than an export, read as if they stood in one."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from cityreader.export import fields, history, json_records
from cityreader.export.record_reader import RecordReader
from cityreader.export.references import check_references, self_contained
from cityreader.models import ArticleRecord, Dossier, History, Pair

Kind = TypeVar("Kind")


def verified(dossier: Dossier) -> Dossier:
    """The dossier, every record checked and made safe as that of an export is.

    What an export does not hold is kept: why an article has its values, and what aligned a pair.

    Raises CityReaderError, which begins with the place as it would stand in an export.
    """
    whole, reader = self_contained(dossier), RecordReader()

    def read(
        name: str,
        records: Iterable[Kind],
        written: Callable[[Kind], object],
        kind: Callable[[object, str], Kind],
    ) -> Iterator[Kind]:
        for number, record in enumerate(records):
            yield kind(_plain(written(record)), f"{name}[{number}]")

    found = Dossier(
        project=fields.line(whole.project, "project"),
        codebook=reader.codebook(_plain(json_records.codebook(whole.codebook)), "codebook"),
        coders=tuple(read("coders", whole.coders, json_records.coder, reader.coder)),
        articles=tuple(
            map(
                _with_reasons,
                read("articles", whole.articles, json_records.article, reader.article),
                whole.articles,
            )
        ),
        pairs=tuple(
            map(
                _with_aligner,
                read("pairs", whole.pairs, json_records.pair, reader.pair),
                whole.pairs,
            )
        ),
        annotations=tuple(
            read("annotations", whole.annotations, json_records.annotation, reader.annotation)
        ),
        events=tuple(read("events", whole.events, json_records.event, reader.event)),
        glossary=tuple(
            read("glossary", whole.glossary, json_records.glossary_entry, reader.glossary_entry)
        ),
        history=History(
            tuple(read("history", whole.history.lineages, history.lineage, reader.lineage)),
            tuple(read("versions", whole.history.versions, history.version, reader.version)),
        ),
    )
    check_references(found)
    return found


def _plain(record: object) -> object:
    """A record as it comes out of a file."""
    return json.loads(json.dumps(record))


def _with_reasons(read: ArticleRecord, record: ArticleRecord) -> ArticleRecord:
    reasons = {
        fields.line(name, "reasons"): fields.line(why, "reasons")
        for name, why in record.article.reasons.items()
    }
    article = replace(read.article, reasons=reasons, added_at=record.article.added_at)
    # One copy of each text is enough: most of the memory that a merge takes is texts.
    body = record.body if record.body == read.body else read.body
    return replace(read, article=article, body=body)


def _with_aligner(read: Pair, pair: Pair) -> Pair:
    aligner = None if pair.aligner is None else fields.line(pair.aligner, "aligner")
    return replace(read, aligner=aligner)
