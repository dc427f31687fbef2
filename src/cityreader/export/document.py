"""The JSON document of an export: an envelope, and the lists of its records.

``to_document`` gives the whole, ``sections`` the records of each list one by one for the formats
that stream. ``from_document`` and ``parse`` (in ``cityreader.export.reader``) read it back.
"""

from collections.abc import Iterator

from cityreader.errors import CityReaderError
from cityreader.export import history, json_records
from cityreader.export.formats import Stamped
from cityreader.export.json_records import Record
from cityreader.export.reader import from_document, parse
from cityreader.export.references import self_contained
from cityreader.export.schema import FORMAT_NAME, SCHEMA_VERSION
from cityreader.models import Dossier
from cityreader.models.people import told_apart

__all__ = ["check", "envelope", "from_document", "parse", "sections", "to_document"]


def to_document(
    dossier: Dossier, *, generated_at: str, generator: str, with_text: bool = True
) -> Record:
    """The export of ``dossier`` as JSON values, without references to records it does not hold.

    The lists keep the order of the dossier; the members of mappings are sorted by name.

    Raises:
        CityReaderError: an annotation does not stand where its body has its words.
    """
    stamped = Stamped(self_contained(dossier), generated_at, generator, with_text)
    check(dossier)
    return envelope(stamped) | {name: list(records) for name, records in sections(stamped)}


def envelope(stamped: Stamped) -> Record:
    """What stands before the lists: format, version, time, generator, project, codebook."""
    return header(stamped) | {"codebook": json_records.codebook(stamped.dossier.codebook)}


def header(stamped: Stamped) -> Record:
    """The envelope without the codebook."""
    return {
        "format": FORMAT_NAME,
        "schema_version": SCHEMA_VERSION,
        "generated_at": stamped.generated_at,
        "generator": stamped.generator,
        "offset_unit": "codepoint",
        "project": stamped.dossier.project,
    }


def sections(stamped: Stamped) -> Iterator[tuple[str, Iterator[Record]]]:
    """Every list of the document by name, in the document's order, its records made one by one."""
    dossier = stamped.dossier
    yield "coders", _coders(dossier)
    yield (
        "articles",
        (json_records.article(record, stamped.with_text) for record in dossier.articles),
    )
    yield "pairs", (json_records.pair(entry) for entry in dossier.pairs)
    yield "annotations", (json_records.annotation(entry) for entry in dossier.annotations)
    yield "events", (json_records.event(entry) for entry in dossier.events)
    yield "glossary", (json_records.glossary_entry(entry) for entry in dossier.glossary)
    yield "history", (history.lineage(entry) for entry in dossier.history.lineages)
    yield (
        "versions",
        (
            history.version(entry)
            for entry in dossier.history.versions
            if stamped.with_text or not entry.record.startswith("text:")
        ),
    )


def _coders(dossier: Dossier) -> Iterator[Record]:
    """The coders; ``label`` tells those of one name apart."""
    labels = told_apart(dossier.coders)
    for entry in dossier.coders:
        yield json_records.coder(entry, labels[entry.uuid])


def check(dossier: Dossier) -> None:
    """Make sure that every annotation on a current body stands on its own words.

    Raises:
        CityReaderError: one does not; the library is damaged and a reader would be misled.
    """
    records = {record.article.uuid: record for record in dossier.articles}
    for mark in dossier.annotations:
        record = records.get(mark.article_uuid)
        if record is None or record.body is None:
            continue
        current = mark.revision == record.article.revision and mark.status != "orphan"
        if current and record.body[mark.start : mark.end] != mark.exact:
            raise CityReaderError(
                "The library is damaged",
                f"Annotation {mark.uuid} does not stand on its words in article "
                f"{record.article.uuid}.",
                "Run cityreader check; nothing was written.",
            )
