"""Merging: the records of a dossier into a library, matched by UUID.

What is here and the same is left. Of a mark or an event that somebody changed elsewhere the latest
version is taken; where it was changed here too, that is a conflict: this library's version stays
and the other is named. Articles that somebody else imported from the same text are recognised by
it, so that their marks come to stand on the article that is here.
"""

from dataclasses import dataclass, replace

from cityreader.coding.anchors import carry_over, quote_span
from cityreader.library.aligner import Alignments
from cityreader.library.realigning import carry_checked
from cityreader.models import (
    Annotation,
    Article,
    ArticleRecord,
    Codebook,
    Dossier,
    Event,
    GlossaryEntry,
    MergeSummary,
    Outcome,
    Pair,
)
from cityreader.store import (
    annotations,
    arrivals,
    articles,
    codebooks,
    events,
    pairs,
    people,
    summary,
)
from cityreader.store.folding import refold
from cityreader.store.session import Unit

SHOWN_QUOTE = 40
"""Code points of a quote that a conflict repeats."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of one article of the dossier; ``reason`` says why it was left out."""

    record: ArticleRecord
    outcome: Outcome
    article_uuid: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an article of the dossier is here, with both texts where they differ."""

    article_id: int
    theirs: int
    ours: int
    texts: tuple[str, str] | None = None

    def revision(self, theirs: int) -> int:
        """Their revision number in the counting of this library."""
        return self.ours if theirs >= self.theirs else min(theirs, self.ours)


class Merge:
    """One merge in one transaction."""

    def __init__(self, unit: Unit, dossier: Dossier, alignments: Alignments) -> None:
        """``alignments`` gives rows to pairs whose texts are others here."""
        self._alignments = alignments
        self.articles: list[Merged] = []
        self._unit = unit
        self._dossier = dossier
        self._added = 0
        self._changed = 0
        self._same = 0
        self._conflicts: list[str] = []
        self._coders = {coder.uuid: people.coder_key(unit, coder) for coder in dossier.coders}
        self._places: dict[str, _Place] = {}
        self._claimed: set[int] = set()
        self._theirs = {record.article.uuid for record in dossier.articles}

    def run(self) -> MergeSummary:
        """Merge kind by kind, in the order records refer to each other."""
        empty = summary.is_empty(self._unit)
        self._merge_codebook(self._dossier.codebook, empty)
        if empty:
            self._unit.set_setting("project", self._dossier.project)
        for record in self._dossier.articles:
            self.articles.append(self._merge_article(record))
        for event in self._dossier.events:
            self._merge_event(event)
        for mark in self._dossier.annotations:
            self._merge_mark(mark)
        for pair in self._dossier.pairs:
            self._merge_pair(pair)
        self._merge_glossary()
        refold(self._unit, [place.article_id for place in self._places.values()])
        return MergeSummary(self._added, self._changed, self._same, tuple(self._conflicts))

    def _merge_codebook(self, theirs: Codebook, empty: bool) -> None:
        ours = codebooks.get(self._unit)
        if theirs.sha256 == ours.sha256 and theirs.tags == ours.tags:
            return
        if empty:
            codebooks.put(self._unit, theirs)
            return
        known = {tag.code for tag in ours.tags}
        missing = tuple(tag for tag in theirs.tags if tag.code not in known)
        if missing:
            codebooks.add_tags(self._unit, missing)
            self._added += len(missing)

    def _merge_article(self, record: ArticleRecord) -> Merged:
        article = record.article
        known = articles.by_uuid(self._unit, article.uuid) or self._same_text(article)
        if known is None:
            if record.body is None:
                reason = "it came without its text"
                self._conflicts.append(f"article “{article.title}”: {reason}")
                return Merged(record, "failed", article.uuid, reason)
            key = articles.add_record(self._unit, article, record.body)
            self._places[article.uuid] = _Place(key, article.revision, article.revision)
            self._claimed.add(key)
            self._added += 1
            self._add_details(record, key)
            return Merged(record, "new", article.uuid)
        self._claimed.add(known.id)
        if known.text_sha256 == article.text_sha256:
            self._places[article.uuid] = _Place(known.id, article.revision, known.revision)
            if self._add_details(record, known.id):
                self._changed += 1
            else:
                self._same += 1
            return Merged(record, "unchanged", known.uuid)
        reason = "it has another text here, which was kept"
        self._conflicts.append(f"article “{article.title}”: {reason}")
        texts = (record.body or "", articles.body(self._unit, known.id) or "")
        self._places[article.uuid] = _Place(known.id, article.revision, known.revision, texts)
        return Merged(record, "skipped", known.uuid, reason)

    def _same_text(self, article: Article) -> Article | None:
        """An article that was here before this merge and is the same under another UUID."""
        for known in articles.same_text(self._unit, article.text_sha256):
            taken = known.id in self._claimed or known.uuid in self._theirs or known.deleted
            names = ("lang", "url", "title")
            alike = all(getattr(known, name) == getattr(article, name) for name in names)
            if alike and not taken:
                return known
        return None

    def _add_details(self, record: ArticleRecord, key: int) -> bool:
        """Add topics and readings; returns whether any of them was not here."""
        # The export does not say who gave a topic; with several coders it is whoever merges.
        only = next(iter(self._coders.values())) if len(self._coders) == 1 else self._unit.coder_id
        topics = [people.add_topic(self._unit, key, code, only) for code in record.article.tags]
        readings = [
            people.add_reading(self._unit, reading, key, self._coders[reading.coder_uuid])
            for reading in record.readings
        ]
        return any((*topics, *readings))

    def _merge_event(self, event: Event) -> None:
        known = events.get(self._unit, event.uuid)
        key = events.key_of(self._unit, event.uuid)
        name = event.title or event.type
        if key is None:
            events.add(self._unit, event, self._coders[event.coder_uuid])
            self._added += 1
        elif known is None:
            self._conflicts.append(f"event “{name}” was removed here")
        elif known.updated_at == event.updated_at:
            self._same += 1
        elif self._is_later("events", key, known, event, f"event “{name}”"):
            arrivals.take_event(self._unit, event)
            self._changed += 1

    def _is_later(
        self,
        table: str,
        key: int,
        ours: Annotation | Event,
        theirs: Annotation | Event,
        name: str,
    ) -> bool:
        """Whether their version of a record replaces ours; if not, it is counted or named."""
        unit = self._unit
        standing = arrivals.standing(unit, table, key, ours.updated_at, theirs.updated_at)
        if standing == "earlier":
            self._same += 1
        elif standing == "conflict":
            self._conflicts.append(f"{name} was changed here too")
        return standing == "later"

    def _merge_mark(self, mark: Annotation) -> None:
        place = self._places.get(mark.article_uuid)
        if place is None:
            return
        known = annotations.by_uuid(self._unit, mark.uuid)
        if known is not None:
            self._merge_known_mark(known, mark, place)
            return
        if annotations.key_of(self._unit, mark.uuid) is not None:
            self._conflicts.append(f"the mark on “{_short(mark)}” was removed here")
            return
        event_key: int | None = None
        if mark.event_uuid is not None:
            if events.get(self._unit, mark.event_uuid) is None:
                # The event was removed here, which is among the conflicts already.
                return
            event_key = events.key_of(self._unit, mark.event_uuid)
        coder_id = self._coders[mark.coder_uuid]
        placed = _placed(mark, place)
        annotations.add_record(self._unit, placed, place.article_id, coder_id, event_key)
        self._added += 1

    def _merge_known_mark(self, known: Annotation, mark: Annotation, place: _Place) -> None:
        names = ["exact", "tag", "role", "note", "event_uuid"]
        if place.texts is None:
            names.append("updated_at")
        if all(getattr(known, name) == getattr(mark, name) for name in names):
            self._same += 1
            return
        name = f"the mark on “{_short(mark)}”"
        key = annotations.key_of(self._unit, mark.uuid)
        if place.texts is not None or key is None:
            self._conflicts.append(f"{name} was changed here too")
        elif self._is_later("annotations", key, known, mark, name):
            event = mark.event_uuid and events.get(self._unit, mark.event_uuid)
            event_key = events.key_of(self._unit, event.uuid) if event else None
            arrivals.take_mark(self._unit, _placed(mark, place), event_key)
            self._changed += 1

    def _merge_pair(self, pair: Pair) -> None:
        left, right = self._places.get(pair.left_uuid), self._places.get(pair.right_uuid)
        if left is None or right is None:
            return
        if pairs.between(self._unit, left.article_id, right.article_id) is not None:
            self._same += 1
            return
        beads, aligner = pair.beads, pair.aligner
        revisions = (left.revision(pair.left_revision), right.revision(pair.right_revision))
        if left.texts or right.texts:
            found = articles.bodies(self._unit, (left.article_id, right.article_id))
            ours = (found[left.article_id], found[right.article_id])
            theirs = (
                left.texts[0] if left.texts else ours[0],
                right.texts[0] if right.texts else ours[1],
            )
            beads = self._alignments.rows(*ours, carry_checked(pair.beads, theirs, ours))
            aligner = self._alignments.aligner
            revisions = (left.ours, right.ours)
        pairs.add(
            self._unit,
            left.article_id,
            right.article_id,
            revisions,
            beads,
            uuid=pair.uuid,
            origin=pair.origin,
            status=pair.status,
            aligner=aligner,
        )
        self._added += 1

    def _merge_glossary(self) -> None:
        here = {entry.uuid: entry for entry in people.glossary(self._unit)}
        for entry in self._dossier.glossary:
            known = here.get(entry.uuid)
            if known is None:
                people.put_glossary_entry(self._unit, entry)
                self._added += 1
            elif known == entry:
                self._same += 1
            else:
                self._conflicts.append(f"the glossary entry {_form(entry)} differs here")


def _placed(mark: Annotation, place: _Place) -> Annotation:
    """The mark as it stands in the text that is here; never silently on other words."""
    if place.texts is None:
        return replace(mark, revision=place.revision(mark.revision))
    theirs, ours = place.texts
    span = None
    status = "orphan"
    if mark.status != "orphan" and mark.revision == place.theirs and theirs:
        span, status = carry_over(theirs, ours, mark.span)
    if span is None:
        return replace(mark, revision=place.ours, status="orphan")
    quote = quote_span(ours, span)
    return replace(
        mark,
        revision=place.ours,
        start=span.start,
        end=span.end,
        exact=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        status="review" if mark.status == "review" else status,
    )


def _short(mark: Annotation) -> str:
    return mark.exact if len(mark.exact) <= SHOWN_QUOTE else f"{mark.exact[: SHOWN_QUOTE - 1]}…"


def _form(entry: GlossaryEntry) -> str:
    return next((f"“{forms[0]}”" for forms in entry.forms.values() if forms), entry.uuid)
