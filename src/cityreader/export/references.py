"""What the records of a dossier say of each other: made whole going out, checked coming in.

A reference that the library keeps as a row of its own must lead to a record of the same export.
``part_of``, ``glossary_id``, ``parent`` and the annotations of a participant may lead outside: the
record they name can have been deleted, or lie in another export.
"""

from collections.abc import Container, Iterable
from dataclasses import replace

from cityreader.export.fields import refusal, shown
from cityreader.models import Annotation, ArticleRecord, Codebook, Dossier, Pair, Span


def self_contained(dossier: Dossier) -> Dossier:
    """The dossier without references to records that it does not hold, so that it can be read back.

    An event keeps the mentions that are exported and loses one that lies, say, in the trash.
    """
    articles = {record.article.uuid for record in dossier.articles}
    events = {None, *(event.uuid for event in dossier.events)}
    annotations = tuple(
        mark if mark.event_uuid in events else replace(mark, event_uuid=None)
        for mark in dossier.annotations
        if mark.article_uuid in articles
    )
    marks = {mark.uuid for mark in annotations}
    return replace(
        dossier,
        pairs=tuple(
            pair
            for pair in dossier.pairs
            if pair.left_uuid in articles and pair.right_uuid in articles
        ),
        annotations=annotations,
        events=tuple(
            replace(
                event,
                article_uuids=tuple(uuid for uuid in event.article_uuids if uuid in articles),
                annotation_uuids=tuple(uuid for uuid in event.annotation_uuids if uuid in marks),
            )
            for event in dossier.events
        ),
    )


def check_references(dossier: Dossier) -> None:
    """Check identities, references and spans across the records of ``dossier``.

    Raises:
        CityReaderError: one clear sentence that begins with the place.
    """
    codes = _unique("codebook.tags", "code", (tag.code for tag in dossier.codebook.tags))
    _check_keys(dossier.codebook)
    coders = _unique("coders", "id", (coder.uuid for coder in dossier.coders))
    articles = _unique("articles", "id", (record.article.uuid for record in dossier.articles))
    marks = _unique("annotations", "id", (mark.uuid for mark in dossier.annotations))
    events = _unique("events", "id", (event.uuid for event in dossier.events))
    _unique("pairs", "id", (pair.uuid for pair in dossier.pairs))
    _unique("glossary", "id", (entry.uuid for entry in dossier.glossary))

    for index, record in enumerate(dossier.articles):
        where = f"articles[{index}]"
        _known_all(f"{where}.tags", record.article.tags, codes, "the codebook")
        readers = [reading.coder_uuid for reading in record.readings]
        _unique(f"{where}.readings", "coder", readers)
        for number, reader in enumerate(readers):
            _known(f"{where}.readings[{number}].coder", reader, coders, "coders")
        for number, (tag, giver) in enumerate(record.topics):
            _known(f"{where}.topics[{number}].tag", tag, codes, "the codebook")
            _known(f"{where}.topics[{number}].coder", giver, coders, "coders")
    _check_pairs(dossier, articles)
    for index, mark in enumerate(dossier.annotations):
        where = f"annotations[{index}]"
        _known(f"{where}.article_id", mark.article_uuid, articles, "articles")
        _known(f"{where}.coder", mark.coder_uuid, coders, "coders")
        if mark.tag is not None:
            _known(f"{where}.tag", mark.tag, codes, "the codebook")
        if mark.event_uuid is not None:
            _known(f"{where}.event_id", mark.event_uuid, events, "events")
        _check_anchor(where, mark, dossier.articles[articles[mark.article_uuid]])
    for index, event in enumerate(dossier.events):
        where = f"events[{index}]"
        _known(f"{where}.type", event.type, codes, "the codebook")
        if dossier.codebook.tags[codes[event.type]].kind != "event":
            raise refusal(f"{where}.type", f"is a topic: {shown(event.type)}")
        _known(f"{where}.coder", event.coder_uuid, coders, "coders")
        _known_all(f"{where}.article_ids", event.article_uuids, articles, "articles")
        _known_all(f"{where}.annotation_ids", event.annotation_uuids, marks, "annotations")
        for number, uuid in enumerate(event.annotation_uuids):
            if dossier.annotations[marks[uuid]].event_uuid != event.uuid:
                raise refusal(f"{where}.annotation_ids[{number}]", "belongs to another event")
    parts = {event.uuid: event.part_of for event in dossier.events}
    _check_acyclic("events", "part_of", parts)
    parents = {tag.code: tag.parent for tag in dossier.codebook.tags}
    _check_acyclic("codebook.tags", "parent", parents)


def _check_keys(codebook: Codebook) -> None:
    """No two tags in force of one kind have one key."""
    taken: dict[tuple[str, str], int] = {}
    for index, tag in enumerate(codebook.tags):
        if tag.key is not None and not tag.retired:
            first = taken.setdefault((tag.kind, tag.key), index)
            if first != index:
                where = f"codebook.tags[{index}].key"
                raise refusal(where, f"is also that of codebook.tags[{first}]")


def _check_pairs(dossier: Dossier, articles: dict[str, int]) -> None:
    seen: dict[frozenset[str], int] = {}
    for index, pair in enumerate(dossier.pairs):
        where = f"pairs[{index}]"
        _known(f"{where}.left_id", pair.left_uuid, articles, "articles")
        _known(f"{where}.right_id", pair.right_uuid, articles, "articles")
        if pair.left_uuid == pair.right_uuid:
            raise refusal(where, "pairs an article with itself")
        first = seen.setdefault(frozenset((pair.left_uuid, pair.right_uuid)), index)
        if first != index:
            raise refusal(where, f"pairs the same two articles as pairs[{first}]")
        _check_rows(where, pair, dossier, articles)


def _check_rows(where: str, pair: Pair, dossier: Dossier, articles: dict[str, int]) -> None:
    left = dossier.articles[articles[pair.left_uuid]]
    right = dossier.articles[articles[pair.right_uuid]]
    sides = (
        ("left", left, pair.left_revision, [bead.left for bead in pair.beads]),
        ("right", right, pair.right_revision, [bead.right for bead in pair.beads]),
    )
    for side, record, revision, spans in sides:
        if revision > record.article.revision:
            raise refusal(f"{where}.{side}_revision", "is later than its article")
        if record.body is None or revision != record.article.revision:
            continue
        for number, span in enumerate(spans):
            _check_range(f"{where}.beads[{number}].{side}", span, len(record.body))


def _check_anchor(where: str, mark: Annotation, record: ArticleRecord) -> None:
    """A span of the current body must hold its words; of an earlier one nothing can be known."""
    if mark.revision > record.article.revision:
        raise refusal(f"{where}.revision", "is later than its article")
    if record.body is None or mark.revision < record.article.revision or mark.status == "orphan":
        return
    _check_range(where, mark.span, len(record.body))
    if record.body[mark.start : mark.end] != mark.exact:
        raise refusal(f"{where}.exact", "is not what the body has from start to end")


def _check_range(where: str, span: Span | None, length: int) -> None:
    if span is not None and span.end > length:
        raise refusal(where, f"ends after the {length} code points of the body")


def _check_acyclic(place: str, member: str, parents: dict[str, str | None]) -> None:
    """Nothing is, through however many steps, a part of itself."""
    cleared: set[str] = set()
    for index, start in enumerate(parents):
        path: set[str] = set()
        current: str | None = start
        while current is not None and current not in cleared:
            if current in path:
                raise refusal(f"{place}[{index}].{member}", "leads back to itself")
            path.add(current)
            current = parents.get(current)
        cleared |= path


def _unique(place: str, member: str, keys: Iterable[str]) -> dict[str, int]:
    """The position of each key; a second one is refused. ``member`` may be empty."""
    found: dict[str, int] = {}
    for index, key in enumerate(keys):
        first = found.setdefault(key, index)
        if first != index:
            where = f"{place}[{index}]" + (f".{member}" if member else "")
            raise refusal(where, f"stands twice, first in {place}[{first}]")
    return found


def _known(where: str, key: str, known: Container[str], place: str) -> None:
    if key not in known:
        raise refusal(where, f"is not in {place}: {shown(key)}")


def _known_all(where: str, keys: tuple[str, ...], known: Container[str], place: str) -> None:
    for index, key in enumerate(keys):
        _known(f"{where}[{index}]", key, known, place)
    _unique(where, "", keys)
