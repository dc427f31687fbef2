"""What several coders made of the same articles, as ``coding.agreement`` compares it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cityreader.models import Pair
from cityreader.models.agreement import CodedEvent, CodingUnit, Passage
from cityreader.store import annotations, articles, census, events, pairs
from cityreader.store.session import View
from cityreader.text.sentences import sentences

PORTION = 100
"""Articles that are read at a time: a writer waits for no more than that."""


def portions(view: View, article_ids: Iterable[int]) -> list[list[int]]:
    """These articles in portions of about ``PORTION``, first the one with the lowest id.

    No pair and no event is parted, whatever comes between: what one portion holds can be matched
    without the others. A portion that hangs together may be larger.
    """
    lead: dict[int, int] = {}

    def first_of(key: int) -> int:
        while lead.setdefault(key, key) != key:
            lead[key] = key = lead[lead[key]]
        return key

    for one, other in census.tied(view):
        low, high = sorted((first_of(one), first_of(other)))
        lead[high] = low
    together: dict[int, list[int]] = {}
    for key in sorted(article_ids):
        together.setdefault(first_of(key), []).append(key)
    found: list[list[int]] = []
    for group in together.values():
        if not found or len(found[-1]) + len(group) > PORTION:
            found.append([])
        found[-1] += group
    return found


def units_of(view: View, done: Mapping[int, frozenset[str]]) -> list[CodingUnit]:
    """The units of articles: the sentences, in a pair its rows, in the order of the articles.

    ``done`` says which coders marked an article as done. Of two articles that are a pair the rows
    stand once, with the article that comes first.
    """
    found: list[CodingUnit] = []
    taken: set[int] = set()
    for article_id in sorted(done):
        found += _units(view, article_id, done[article_id], taken)
        taken.add(article_id)
    return found


def coded_events(view: View, units: Iterable[CodingUnit]) -> list[CodedEvent]:
    """The events that marks in the articles of these units mention, for each coder who marked one.

    A mark that lost its place mentions nothing.
    """
    ids = _articles_of(view, units)
    known = {event.uuid: event for event in events.of_articles(view, ids)}
    mentions: dict[tuple[str, str], list[Passage]] = {}
    for mark in annotations.of_articles(view, ids):
        if mark.role == "trigger" and mark.status != "orphan" and mark.event_uuid in known:
            here = mentions.setdefault((mark.coder_uuid, mark.event_uuid), [])
            here.append(Passage(mark.article_uuid, mark.span))
    return [
        CodedEvent(
            uuid=event_uuid,
            coder_uuid=coder_uuid,
            type=known[event_uuid].type,
            status=known[event_uuid].status,
            date=known[event_uuid].date,
            mentions=tuple(found),
        )
        for (coder_uuid, event_uuid), found in sorted(mentions.items())
    ]


def coded_topics(view: View, units: Iterable[CodingUnit]) -> list[CodedEvent]:
    """The marks with a topic in these articles, as if each were an event without a status."""
    return [
        CodedEvent(
            uuid=mark.uuid,
            coder_uuid=mark.coder_uuid,
            type=mark.tag,
            status="",
            mentions=(Passage(mark.article_uuid, mark.span),),
        )
        for mark in annotations.of_articles(view, _articles_of(view, units))
        if mark.tag is not None and mark.role is None and mark.status != "orphan"
    ]


def _articles_of(view: View, units: Iterable[CodingUnit]) -> list[int]:
    uuids = {part.article_uuid for unit in units for part in unit.parts}
    keys = [articles.key_of(view, uuid) for uuid in sorted(uuids)]
    return [key for key in keys if key is not None]


def _units(
    view: View, article_id: int, coders: frozenset[str], taken: set[int]
) -> Iterator[CodingUnit]:
    article, body = articles.get(view, article_id), articles.body(view, article_id)
    if article is None or body is None:
        return
    pair = _first_pair(view, article_id)
    if pair is None:
        for span in sentences(body):
            yield CodingUnit((Passage(article.uuid, span),), coders)
        return
    on_left = pair.left_uuid == article.uuid
    other_uuid = pair.other(article.uuid)
    counted = articles.key_of(view, other_uuid) in taken
    for bead in pair.beads:
        near, far = (bead.left, bead.right) if on_left else (bead.right, bead.left)
        if near is None or (far is not None and counted):
            continue
        parts: Sequence[Passage] = (Passage(article.uuid, near),)
        if far is not None:
            parts = (*parts, Passage(other_uuid, far))
        yield CodingUnit(tuple(parts), coders)


def _first_pair(view: View, article_id: int) -> Pair | None:
    return next(iter(pairs.of_article(view, article_id)), None)
