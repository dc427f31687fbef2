"""Coding: marking spans with tags and notes.

A tag of an event type makes an event and its trigger in one step, or joins the event that the
counterpart sentence already mentions. Every write checks the words against the stored body.
"""

from collections.abc import Sequence

from cityreader.coding.anchors import find_quote
from cityreader.errors import UsageError
from cityreader.library.context import Context
from cityreader.library.lookup import event_in, event_key_in, mark_in, text_in
from cityreader.library.mentions import (
    drop_unmentioned,
    join,
    quoted,
    tagged,
)
from cityreader.library.tagging import tag_in_force, tag_span
from cityreader.models import Annotation, Codebook, Span, Tagged
from cityreader.models.counterpart import DoubtfulMark
from cityreader.store import annotations, articles, codebooks, readings, topics
from cityreader.text.phrases import shortened
from cityreader.text.safety import clean


class CodingService:
    """Marks and the codebook."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def codebook(self) -> Codebook:
        """The codebook in force."""
        with self._context.view() as view:
            return codebooks.get(view)

    def load_codebook(self, text: str, name: str) -> Codebook:
        """Put a codebook into force, read from TOML; ``name`` is what errors call the file.

        Tags that are in use and missing from it stay, retired. Raises ConfigError, also where it
        gives a code that is in use to something else.
        """
        from cityreader.coding.codebook import parse_codebook
        from cityreader.coding.codebook_clashes import check_succession

        codebook = parse_codebook(text, name)
        with self._context.view() as view:
            before = codebooks.get(view)
            used = [tag.code for tag in before.tags if codebooks.in_use(view, tag.code)]
        check_succession(before, codebook, used)
        self._context.backup_before("codebook")
        with self._context.unit(f"codebook {codebook.id} {codebook.version}") as unit:
            codebooks.put(unit, codebook)
        return self.codebook()

    def marks(self, article_ids: Sequence[int]) -> list[Annotation]:
        """The marks of these articles, article by article in reading order, of the coders that are
        shown."""
        shown = self._context.viewpoint.coder_uuid
        with self._context.view() as view:
            found = annotations.of_articles(view, article_ids)
        return [mark for mark in found if shown in (None, mark.coder_uuid)]

    def tags_used(self, most: int) -> list[str]:
        """The tags that this coder used, in any article, the last one first."""
        with self._context.view() as view:
            return annotations.tags_used(view, self._context.coder.uuid, most)

    def tag(
        self,
        article_id: int,
        span: Span,
        code: str,
        *,
        anew: bool = False,
        note: str | None = None,
        origin: str = "manual",
    ) -> Tagged:
        """Tag a span, with a note if one is given.

        An event type makes an event with this span as its trigger, or, unless ``anew``, joins this
        coder's event of the same type whose mention stands in the counterpart sentence; a topic
        marks the span alone. A mark that stands there already is never stored twice.
        Raises UsageError for a span or tag that cannot be, NotFoundError for the article.
        """
        from cityreader.library.event_facts import prepare

        words = (clean(note).text or None) if note else None
        prepare()
        with self._context.unit("tag", article_id=article_id) as unit:
            coder = self._context.coder.uuid
            return tag_span(
                unit, coder, article_id, span, code, anew=anew, words=words, origin=origin
            )

    def mention(self, article_id: int, span: Span, event_uuid: str) -> Tagged:
        """Make a span another mention of an event.

        A mark of its type that stands on the span already comes over from the event it mentioned.
        Raises NotFoundError if the event is gone, UsageError for a span that cannot be.
        """
        with self._context.unit("same event", article_id=article_id) as unit:
            event, key = event_in(unit, event_uuid), event_key_in(unit, event_uuid)
            article, quote = quoted(unit, article_id, span)
            known = annotations.same(
                unit,
                article_id,
                span,
                tag=event.type,
                role="trigger",
                coder_uuid=self._context.coder.uuid,
            )
            if known is not None and known.event_uuid == event_uuid:
                return Tagged(known, event, repeated=True)
            if known is not None:
                uuid = known.uuid
                join(unit, uuid, event_uuid, key)
            else:
                uuid = annotations.add(
                    unit,
                    article_id,
                    article.revision,
                    span,
                    quote,
                    tag=event.type,
                    role="trigger",
                    event_id=key,
                )
            readings.mark_opened(unit, article_id)
            unit.describe(f"same event “{shortened(quote.exact)}”")
            return tagged(unit, uuid, joined=True)

    def note(self, article_id: int, span: Span, text: str) -> Annotation:
        """Put a note on a span; a note of this coder on the same span is rewritten."""
        note = clean(text).text
        if not note:
            raise UsageError("Empty note", "A note needs at least one word.")
        with self._context.unit("note", article_id=article_id) as unit:
            article, quote = quoted(unit, article_id, span)
            known = annotations.same(
                unit, article_id, span, tag=None, role=None, coder_uuid=self._context.coder.uuid
            )
            if known is not None:
                annotations.change(unit, known.uuid, note=note)
                uuid = known.uuid
            else:
                uuid = annotations.add(unit, article_id, article.revision, span, quote, note=note)
                readings.mark_opened(unit, article_id)
            unit.describe(f"note on “{shortened(quote.exact)}”")
            return tagged(unit, uuid, joined=False).annotation

    def set_note(self, annotation_uuid: str, text: str) -> Annotation:
        """Write the note of a mark; an empty text takes it away.

        Raises UsageError for emptying a mark that is nothing but its note: remove it instead.
        """
        note = clean(text).text or None
        with self._context.unit("note") as unit:
            known = mark_in(unit, annotation_uuid)
            if note is None and known.tag is None and known.role is None:
                raise UsageError("Empty note", "This mark is only a note; remove the mark.")
            annotations.change(unit, annotation_uuid, note=note)
            unit.place(articles.key_of(unit, known.article_uuid))
            unit.describe(f"note on “{shortened(known.exact)}”")
            return tagged(unit, annotation_uuid, joined=False).annotation

    def mark(self, annotation_uuid: str) -> Annotation:
        """The mark with this UUID. Raises NotFoundError."""
        with self._context.view() as view:
            return mark_in(view, annotation_uuid)

    def doubtful(self) -> list[DoubtfulMark]:
        """The marks that a change of their text made doubtful, of the coders that are shown."""
        from cityreader.library.doubtful_marks import doubtful_marks

        with self._context.view() as view:
            shown = self._context.viewpoint.coder_uuid
            return doubtful_marks(view, self._context.coder, shown)

    def confirm(self, annotation_uuid: str) -> Annotation:
        """Say that a mark stands where it belongs, whatever became of the text.

        Raises UsageError for one whose words are gone.
        """
        with self._context.unit("confirm") as unit:
            known = mark_in(unit, annotation_uuid)
            if known.status == "orphan":
                raise UsageError(
                    "No words", "The words of this mark are gone, so it stands nowhere."
                )
            annotations.change(unit, annotation_uuid, status="ok")
            unit.place(articles.key_of(unit, known.article_uuid))
            unit.describe(f"confirm {known.what} “{shortened(known.exact)}”")
            return tagged(unit, annotation_uuid, joined=False).annotation

    def remove(self, annotation_uuid: str) -> Annotation:
        """Remove a mark; with the last mention of an event the event goes too, roles included."""
        with self._context.unit("remove") as unit:
            known = mark_in(unit, annotation_uuid)
            annotations.set_deleted(unit, annotation_uuid)
            if known.event_uuid and known.role == "trigger":
                drop_unmentioned(unit, known.event_uuid)
            unit.place(articles.key_of(unit, known.article_uuid))
            unit.describe(f"remove {known.what} “{shortened(known.exact)}”")
            return known

    def annotate(
        self,
        article_id: int,
        quote: str,
        *,
        occurrence: int | None = None,
        code: str | None = None,
        note: str | None = None,
    ) -> Annotation:
        """Mark the words of a quote with a tag, a note or both, in one step.

        The quote is cleaned like a body before it is looked for. Raises UsageError if it is not
        there, if the tag is unknown, or if there is neither tag nor note; nothing is written then.
        """
        words = (clean(note).text or None) if note else None
        if code is None and words is None:
            raise UsageError(
                "Nothing to add", "Give a tag with --tag, a note with --note, or both."
            )
        with self._context.view() as view:
            if code is not None:
                tag_in_force(view, code)
            _, body = text_in(view, article_id)
        span = find_quote(body, quote, occurrence)
        if code is None:
            return self.note(article_id, span, words or "")
        return self.tag(article_id, span, code, note=words).annotation

    def topics_of(self, article_id: int) -> list[str]:
        """The topics this coder gave an article."""
        with self._context.view() as view:
            return topics.of_article(view, article_id, self._context.coder.uuid)

    def topics_shown(self, article_ids: Sequence[int]) -> list[str]:
        """The topics of these articles, each once, of the coders that are shown."""
        with self._context.view() as view:
            shown = self._context.viewpoint.coder_uuid
            return topics.of_articles(view, article_ids, shown)

    def change_topics(
        self, article_ids: Sequence[int], added: Sequence[str], removed: Sequence[str] = ()
    ) -> int:
        """Give articles topics and take others away, in one step; returns how many changes it made.

        Raises UsageError for an added code that is no topic.
        """
        words = [f"+{code}" for code in added] + [f"-{code}" for code in removed]
        only = article_ids[0] if len(article_ids) == 1 else None
        with self._context.unit(f"topics {' '.join(words)}", article_id=only) as unit:
            # A topic that was retired since can still be taken away.
            for code in added:
                if tag_in_force(unit, code).kind != "topic":
                    raise UsageError(
                        "Not a topic", f"“{code}” is an event type; articles take topics."
                    )
            changed = 0
            for key in article_ids:
                changed += sum(topics.set_topic(unit, key, code, True) for code in added)
                changed += sum(topics.set_topic(unit, key, code, False) for code in removed)
            return changed
