"""Two coders beside each other, and what is agreed on: the coder ``consensus``.

A version is copied to that coder, with its origin, in one step of the person who decides; undo
takes it back. Differences that want no consensus are set aside outside the library.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from cityreader.coding.same_events import Same, UnitIndex, same_events
from cityreader.errors import NotFoundError
from cityreader.library.consensus import Consensus
from cityreader.library.context import Context
from cityreader.library.double_coding import coded_events, coded_topics, portions, units_of
from cityreader.library.set_aside import SetAside
from cityreader.library.versions.differences import differences, versions_of
from cityreader.models import Article
from cityreader.models.agreement import CodingUnit, Passage
from cityreader.models.comparison import CoderVersion, ComparedLine, Comparison
from cityreader.models.people import CONSENSUS_UUID, told_apart
from cityreader.store import annotations, articles, census, codebooks, coders, journal
from cityreader.store.session import View
from cityreader.text.phrases import shortened

_Placed = tuple[tuple[int, int, Passage], ComparedLine]
"""A line, and its place in reading order: article, unit, words."""

Side = int
"""0 for the version on the left, 1 for that on the right."""


class ComparisonService:
    """Compares two coders and keeps what is agreed on."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._aside = SetAside(context.folders.state, context.library_uuid)

    def couples(self, article_ids: Sequence[int] = ()) -> list[tuple[str, str]]:
        """Every two coders who can be compared, by UUID, those with the person at the keyboard
        first.

        In the articles named, everybody with a mark there; without any, every two who marked one
        article as done.
        """
        own = self._context.coder.uuid
        with self._context.view() as view:
            known = [one.uuid for one in coders.everybody(view) if not one.is_consensus]
            if article_ids:
                marks = annotations.of_articles(view, article_ids)
                there = {mark.coder_uuid for mark in marks}
                found = list(combinations([uuid for uuid in known if uuid in there], 2))
            else:
                done = census.done(view)
                found = [
                    (one, other)
                    for one, other in combinations(known, 2)
                    if done.get(one, set()) & done.get(other, set())
                ]
        ordered = [(own, one if other == own else other) if own in (one, other) else (one, other)
                   for one, other in found]  # fmt: skip
        return sorted(ordered, key=lambda two: own not in two)

    def compare(self, couple: tuple[str, str], article_ids: Sequence[int] = ()) -> Comparison:
        """Two coders in these articles; without any, in all that both marked as done."""
        with self._context.view() as view:
            names = told_apart(coders.everybody(view))
            ids = list(article_ids)
            if not ids:
                done = census.done(view)
                ids = sorted(done.get(couple[0], set()) & done.get(couple[1], set()))
            parts = portions(view, ids)
        aside = self._aside.keys()
        lines: list[_Placed] = []
        for part in parts:
            # Each in a view of its own: nobody who writes waits for all of it.
            with self._context.view() as view:
                units = units_of(view, dict.fromkeys(part, frozenset(couple)))
                lines += _lines(view, units, couple, names, aside)
        lines.sort(key=lambda placed: (not placed[1].differs, placed[0]))
        numbered = [replace(line, id=number) for number, (_, line) in enumerate(lines)]
        return Comparison(couple, (names[couple[0]], names[couple[1]]), len(ids), tuple(numbered))

    def adopt(self, lines: Sequence[ComparedLine], side: Side | None = None) -> int:
        """Copy versions to the coder ``consensus`` in one step; returns how many were not there.

        ``side`` says whose; without it the one there is, else the left. What the consensus had for
        these words before goes. A line of whose words the consensus was changed since it was
        compared is left out: it says what is there no more, and would be copied twice. Raises
        NotFoundError if a version was removed meanwhile.
        """
        with self._context.unit("consensus") as unit:
            chosen = [(line, _chosen(line, side)) for line in _still_true(unit, lines)]
            wanted = [
                (line, version)
                for line, version in chosen
                if version is not None
                and (line.agreed is None or line.agreed.facts != version.facts)
            ]
            if not wanted:
                return 0
            if len({line.article_id for line, _ in wanted}) == 1:
                unit.place(wanted[0][0].article_id)
            consensus = Consensus(unit)
            for line, version in wanted:
                if line.agreed is not None:
                    consensus.remove(line.agreed)
                consensus.copy(version)
            name = told_apart(coders.everybody(unit)).get(wanted[0][1].coder_uuid, "")
            unit.describe(
                f"consensus: {_named(unit, wanted[0][1])} from {name}"
                if len(wanted) == 1
                else f"consensus: {len(wanted)} versions"
            )
        for line, _ in wanted:
            self._aside.put(line.key, False)
        return len(wanted)

    def take_out(self, line: ComparedLine) -> None:
        """Take what the consensus has for a line out again. Raises NotFoundError."""
        if line.agreed is None:
            raise NotFoundError("Not there", "The consensus has nothing for this.")
        with self._context.unit("consensus", article_id=line.article_id) as unit:
            Consensus(unit).remove(line.agreed)
            unit.describe(f"consensus without {_named(unit, line.agreed)}")

    def set_aside(self, line: ComparedLine, aside: bool) -> None:
        """Remember, outside the library, that a difference wants no consensus, or that it does."""
        self._aside.put(line.key, aside)


def _lines(
    view: View,
    units: Sequence[CodingUnit],
    couple: tuple[str, str],
    names: Mapping[str, str],
    aside: set[str],
) -> list[_Placed]:
    """The lines of a portion of articles, each with its place in reading order."""
    asked = (*couple, CONSENSUS_UUID)
    events = [one for one in coded_events(view, units) if one.coder_uuid in asked]
    topics = [one for one in coded_topics(view, units) if one.coder_uuid in asked]
    versions = versions_of(view, [*events, *topics])
    index, known = UnitIndex(units), _Articles(view)
    as_of = journal.last_step(view)
    placed: list[_Placed] = []
    for group in (*same_events(events, units), *same_events(topics, units)):
        found = {one.coder_uuid: versions[one.coder_uuid, one.uuid] for one in group}
        left, right = (found.get(uuid) for uuid in couple)
        first = left or right
        numbers = {
            n for one in group for n in index.of_event(one) if one.coder_uuid != CONSENSUS_UUID
        }
        if first is None or not numbers:
            continue
        number = min(numbers)
        place = _first_place(group, couple, units[number])
        part = next(one for one in units[number].parts if one.overlaps(place))
        article, sentence = known.sentence(part)
        line = ComparedLine(
            id=0,
            article_id=article.id,
            article_title=article.title,
            lang=article.lang,
            place=place,
            sentence=sentence,
            left=left,
            right=right,
            agreed=found.get(CONSENSUS_UUID),
            differs=differences(left, right, (names[couple[0]], names[couple[1]])),
            as_of=as_of,
        )
        line = replace(line, set_aside=bool(line.differs) and line.key in aside)
        owner, _ = known.sentence(units[number].parts[0])
        placed.append(((owner.id, number, place), line))
    return placed


def _still_true(view: View, lines: Sequence[ComparedLine]) -> list[ComparedLine]:
    """The lines of whose words the consensus was not changed after they were compared."""
    since = min((line.as_of for line in lines), default=0)
    changed = [
        Passage(mark.article_uuid, mark.span)
        for mark in annotations.changed_since(view, CONSENSUS_UUID, since)
    ]
    return [
        line
        for line in lines
        if not any(
            mention.overlaps(one)
            for one in changed
            for version in (line.left, line.right)
            for mention in (version.mentions if version else ())
        )
    ]


class _Articles:
    """The articles of the units and their texts, each read once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._known: dict[str, tuple[Article, str]] = {}

    def sentence(self, part: Passage) -> tuple[Article, str]:
        """The article of a passage, and its words on one line."""
        if part.article_uuid not in self._known:
            article = articles.by_uuid(self._view, part.article_uuid)
            assert article is not None
            body = articles.body(self._view, article.id) or ""
            self._known[part.article_uuid] = article, body
        article, body = self._known[part.article_uuid]
        return article, " ".join(body[part.span.start : part.span.end].split())


def _first_place(group: Same, couple: tuple[str, str], unit: CodingUnit) -> Passage:
    """The first words of the two coders in a unit, in the article of the unit before the other."""
    article = unit.parts[0].article_uuid
    mentions = [m for one in group if one.coder_uuid in couple for m in one.mentions]
    inside = [m for m in mentions if any(m.overlaps(part) for part in unit.parts)]
    return min(inside, key=lambda m: (m.article_uuid != article, m.span))


def _chosen(line: ComparedLine, side: Side | None) -> CoderVersion | None:
    if side is None:
        return line.left or line.right
    return (line.left, line.right)[side]


def _named(view: View, version: CoderVersion) -> str:
    tag = codebooks.tag(view, version.code)
    return f"{tag.label() if tag else version.code} “{shortened(version.words)}”"
