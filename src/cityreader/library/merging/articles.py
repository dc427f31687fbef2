"""The articles of a merge: found again, their details, texts, readings and topics settled."""

from dataclasses import replace

from cityreader.export import json_records
from cityreader.export.record_reader import RecordReader
from cityreader.library.aligner import Alignments
from cityreader.library.carrying import carried, places_before
from cityreader.library.merging.ledger import Ledger
from cityreader.library.merging.matches import Matching
from cityreader.library.merging.places import ArticleHere, Merged
from cityreader.library.merging.text_numbers import number_in_force, numbered, text_content
from cityreader.library.realigning import realign_pairs
from cityreader.library.versions.heads import Content, Head, Settled
from cityreader.models import (
    Annotation,
    Article,
    ArticleRecord,
    Outcome,
)
from cityreader.store import aliases, annotations, arrivals, articles, pairs
from cityreader.store.folding import refold
from cityreader.store.session import Unit


class ArticleMerge:
    """Finds or adds the articles, and settles what is said of them."""

    def __init__(self, unit: Unit, ledger: Ledger, alignments: Alignments) -> None:
        self._unit = unit
        self._ledger = ledger
        self._alignments = alignments
        self.places: dict[str, ArticleHere] = {}
        self._known_marks: dict[int, list[Annotation]] = {}

    def find(self, records: tuple[ArticleRecord, ...]) -> dict[str, Article]:
        """The articles of the dossier that are here, by the UUID they have there."""
        return Matching(self._unit, records, self._ledger.theirs).found()

    def merge(self, record: ArticleRecord, known: Article | None) -> Merged:
        """Add an article, or settle its details and its text."""
        article = record.article
        if known is None and record.body is None:
            reason = "it came without its text"
            self._ledger.notes.append(f"article “{article.title}” was left out: {reason}")
            return Merged(record, "failed", article.uuid, reason)
        if known is None:
            key = articles.add_record(self._unit, article, record.body or "", record.message_id)
            # A title or text that somebody changed came through steps.
            waiting = self._ledger.waiting_there(f"text:{article.uuid}")
            sides = {
                "details": json_records.details(article),
                "text": text_content(article, record.body, waiting),
            }
            for side, content in sides.items():
                settled = self._settle(side, article.uuid, article.uuid, None, content)
                if settled:
                    settled = numbered(settled) if side == "text" else settled
                    self._ledger.keep(f"{side}:{article.uuid}", settled)
            revision = article.revision
            here = ArticleHere(key, article.uuid, article.title, revision, revision)
            self._place(record, here)
            self._ledger.count("article", None, "added")
            merged = Merged(record, "new", article.uuid)
        else:
            merged = self._merge_known(record, known)
        place = self.places[article.uuid]
        for uuid in (article.uuid, *record.aliases):
            aliases.add(self._unit, uuid, place.article_id)
        return merged

    def _merge_known(self, record: ArticleRecord, known: Article) -> Merged:
        article = record.article
        ours, theirs = json_records.details(known), json_records.details(article)
        settled = self._settle("details", known.uuid, article.uuid, ours, theirs)
        changed = conflict = False
        if settled is not None:
            changed = self._take_details(known, article, settled)
            self._ledger.keep(f"details:{known.uuid}", settled)
            if settled.waiting:
                sentence = f"article “{known.title}”: title, date or source differ"
                self._ledger.conflict("article", None, sentence)
                conflict = True
        text_changed, text_conflict = self._merge_text(record, known)
        if changed or text_changed:
            self._ledger.count("article", None, "changed")
        elif not (conflict or text_conflict):
            self._ledger.count("article", None, "same")
        if text_conflict:
            return Merged(record, "skipped", known.uuid, "its text was changed on both sides")
        outcome: Outcome = "updated" if changed or text_changed else "unchanged"
        return Merged(record, outcome, known.uuid)

    def _settle(
        self, side: str, ours_uuid: str, theirs_uuid: str, ours: Content | None, theirs: Content
    ) -> Settled | None:
        def key(content: Content) -> object:
            return content["text_sha256"] if side == "text" else dict(content)

        return self._ledger.settled(
            f"{side}:{ours_uuid}",
            ours,
            theirs,
            key,
            named=f"{side}:{theirs_uuid}",
            equal="keep both" if side == "text" else "take later",
        )

    def _take_details(self, known: Article, theirs: Article, settled: Settled) -> bool:
        content = settled.shown.content
        if content is None or dict(content) == json_records.details(known):
            return False
        details = RecordReader().details(dict(content), "details")
        reasons = {**known.reasons, **theirs.reasons}
        articles.update_details(self._unit, known.id, details, reasons)
        return True

    def _merge_text(self, record: ArticleRecord, known: Article) -> tuple[bool, bool]:
        """Settle the text; returns whether it changed and whether both sides changed it."""
        article, body = record.article, articles.body(self._unit, known.id) or ""
        same = known.text_sha256 == article.text_sha256
        if not same and record.body is None:
            self._ledger.notes.append(
                f"article “{known.title}” came without its text, which is another one here"
            )
            revisions = article.revision, known.revision
            here = ArticleHere(known.id, known.uuid, known.title, *revisions, ("", body))
            self._place(record, here)
            return False, False
        waiting = self._ledger.waiting_there(f"text:{article.uuid}")
        theirs = text_content(article, body if same else record.body, waiting)
        ours = text_content(known, body, self._ledger.waiting_here(f"text:{known.uuid}"))
        settled = self._settle("text", known.uuid, article.uuid, ours, theirs)
        shown = settled.shown.content if settled else None
        if settled is not None:
            self._ledger.keep(f"text:{known.uuid}", numbered(settled))
        revision, now = known.revision, body
        turned = False
        if settled is not None and shown is not None:
            now = str(shown["body"])
            wanted = number_in_force(settled, (known, article))
            turned = shown["text_sha256"] != known.text_sha256
            if turned or wanted != known.revision:
                revision = self._turn(known.id, body, now, str(shown["text_sha256"]), wanted)
        texts = None
        if not same and shown is not None and shown["text_sha256"] != article.text_sha256:
            texts = (record.body or "", now)
        revisions = article.revision, revision
        here = ArticleHere(known.id, known.uuid, known.title, *revisions, texts, turned)
        self._place(record, here)
        if settled is not None and settled.waiting:
            sentence = f"article “{known.title}”: its text was changed on both sides"
            self._ledger.conflict("article", None, sentence)
            return turned, True
        return turned, False

    def _turn(self, article_id: int, old: str, new: str, digest: str, revision: int) -> int:
        """Put a text into force and carry what stands here over to it; returns its number."""
        marks = annotations.of_article(self._unit, article_id)
        number = articles.put_text(self._unit, article_id, new, digest, revision)
        before = places_before(self._unit, article_id, number, marks) if old != new else {}
        for mark in marks:
            place = before.get(mark.uuid)
            if mark.status != "orphan" or place is not None:
                arrivals.place_mark(self._unit, carried(mark, old, new, number, place))
            elif mark.revision > number:
                # A text that was taken back has a lower number, and no mark one beyond it.
                arrivals.place_mark(self._unit, replace(mark, revision=number))
        if old == new:
            pairs.renumber(self._unit, article_id, number)
        else:
            realign_pairs(self._unit, article_id, old, self._alignments)
        return number

    def trash(self, record: str, ours_uuid: str, key: int, present: bool) -> None:
        """Settle whether an article lies in the trash; one with marks nobody there knew does not.

        ``record`` is what its side ``trash`` is called over there, ``present`` whether it is there.
        """
        article = articles.get(self._unit, key)
        if article is None:
            return
        name = f"trash:{ours_uuid}"
        gone = article.deleted or self._ledger.is_rowless(name)
        here: Content | None = None if gone else {}
        there: Content | None = {} if present else None
        settled = self._ledger.settled(name, here, there, dict, named=record)
        if settled is None:
            return
        alive = settled.shown.content is not None
        if not alive:
            knew = self._ledger.marks_known(name, record)
            if article.deleted:
                knew |= {mark.uuid for mark in self._before(key)}
            marks = annotations.of_article(self._unit, key)
            unknown = [mark for mark in marks if mark.uuid not in knew]
            if unknown and (not article.deleted or present):
                settled = settled.keeping(Head(frozenset(), {}, "here"))
                alive = True
        if alive is article.deleted:
            articles.set_deleted(self._unit, key, not alive)
            refold(self._unit, [key])
            self._ledger.count("article", None, "added" if alive else "changed")
        self._ledger.keep(name, settled)
        if settled.waiting:
            sentence = f"article “{article.title}” was put into the trash and marked elsewhere"
            self._ledger.conflict("article", None, sentence)

    def remember(self, keys: list[int]) -> None:
        """Note which marks stand in articles of the trash before those of the dossier come."""
        self._known_marks = {
            key: annotations.of_article(self._unit, key)
            for key in keys
            if (article := articles.get(self._unit, key)) is not None and article.deleted
        }

    def _before(self, key: int) -> list[Annotation]:
        return self._known_marks.get(key, [])

    def _place(self, record: ArticleRecord, place: ArticleHere) -> None:
        self.places[record.article.uuid] = place
