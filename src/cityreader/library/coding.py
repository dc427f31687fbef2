"""Coding: marking spans with tags, notes and roles.

A tag of an event type makes an event and its trigger in one step, or joins the event that the
counterpart sentence already mentions. Every write checks the words against the stored body.
"""

from collections.abc import Sequence
from dataclasses import replace

from cityreader.coding.anchors import check_span, find_quote, quote_span
from cityreader.errors import NotFoundError, UsageError
from cityreader.library.context import Context
from cityreader.models import Annotation, Article, Codebook, Event, Quote, Span, Tag, Tagged
from cityreader.store import annotations, articles, codebooks, events, pairs, people
from cityreader.store.session import Unit, View
from cityreader.text.safety import clean

SHOWN_QUOTE = 28
"""Code points of a quote that a summary repeats."""


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

        Tags that are in use and missing from it stay, retired. Raises ConfigError.
        """
        from cityreader.coding.codebook import parse_codebook

        codebook = parse_codebook(text, name)
        with self._context.unit(f"codebook {codebook.id} {codebook.version}") as unit:
            codebooks.put(unit, codebook)
        return self.codebook()

    def marks(self, article_ids: Sequence[int]) -> list[Annotation]:
        """The marks of these articles, of every coder, article by article in reading order."""
        with self._context.view() as view:
            return annotations.of_articles(view, article_ids)

    def marks_of_event(self, event_uuid: str) -> list[Annotation]:
        """The marks that mention an event or play a role in it, oldest first."""
        with self._context.view() as view:
            return annotations.of_events(view, [event_uuid])

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
        marks the span alone. A mark that stands there already is not stored twice.
        Raises UsageError for a span or tag that cannot be, NotFoundError for the article.
        """
        tag = self._tag(code)
        with self._context.unit(f"tag {tag.label()}", article_id=article_id) as unit:
            article, quote = _quoted(unit, article_id, span)
            role = "trigger" if tag.kind == "event" else None
            known = annotations.same(
                unit, article_id, span, tag=code, role=role, coder_uuid=self._context.coder.uuid
            )
            if known is not None and not anew:
                if note is None or not annotations.change(unit, known.uuid, note=note):
                    unit.abandon()
                return replace(self._tagged(unit, known.uuid, False), repeated=True)
            event_key: int | None = None
            joined = False
            if tag.kind == "event":
                event_uuid = None if anew else self._event_across(unit, article_id, span, code)
                joined = event_uuid is not None
                if event_uuid is None:
                    event_key = self._new_event(unit, tag, origin)
                else:
                    event_key = events.key_of(unit, event_uuid)
            uuid = annotations.add(
                unit,
                article_id,
                article.revision,
                span,
                quote,
                tag=code,
                role=role,
                note=note,
                event_id=event_key,
                origin=origin,
            )
            people.mark_opened(unit, article_id)
            unit.describe(f"{tag.label()} “{_short(quote.exact)}”")
            return self._tagged(unit, uuid, joined)

    def mention(self, article_id: int, span: Span, event_uuid: str) -> Tagged:
        """Make a span another mention of an event.

        Raises NotFoundError if the event is gone, UsageError for a span that cannot be.
        """
        with self._context.unit("same event", article_id=article_id) as unit:
            event = events.get(unit, event_uuid)
            key = events.key_of(unit, event_uuid)
            if event is None or key is None:
                raise NotFoundError("Event is gone", "The current event was removed.")
            article, quote = _quoted(unit, article_id, span)
            for known in annotations.of_events(unit, [event_uuid]):
                if known.article_uuid == article.uuid and known.span == span:
                    unit.abandon()
                    return Tagged(known, event, repeated=True)
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
            people.mark_opened(unit, article_id)
            unit.describe(f"same event “{_short(quote.exact)}”")
            return self._tagged(unit, uuid, True)

    def assign_role(self, article_id: int, span: Span, role: str, event_uuid: str) -> Annotation:
        """Mark a span as the actor, recipient, place or date of an event."""
        with self._context.unit(f"role {role}", article_id=article_id) as unit:
            key = events.key_of(unit, event_uuid)
            if key is None:
                raise NotFoundError("Event is gone", "The current event was removed.")
            article, quote = _quoted(unit, article_id, span)
            uuid = annotations.add(
                unit, article_id, article.revision, span, quote, role=role, event_id=key
            )
            unit.describe(f"{role} “{_short(quote.exact)}”")
            return self._tagged(unit, uuid, True).annotation

    def note(self, article_id: int, span: Span, text: str) -> Annotation:
        """Put a note on a span; a note of this coder on the same span is rewritten."""
        note = clean(text).text
        if not note:
            raise UsageError("Empty note", "A note needs at least one word.")
        with self._context.unit("note", article_id=article_id) as unit:
            article, quote = _quoted(unit, article_id, span)
            known = annotations.same(
                unit, article_id, span, tag=None, role=None, coder_uuid=self._context.coder.uuid
            )
            if known is not None:
                annotations.change(unit, known.uuid, note=note)
                uuid = known.uuid
            else:
                uuid = annotations.add(unit, article_id, article.revision, span, quote, note=note)
            people.mark_opened(unit, article_id)
            unit.describe(f"note on “{_short(quote.exact)}”")
            return self._tagged(unit, uuid, False).annotation

    def set_note(self, annotation_uuid: str, text: str) -> Annotation:
        """Write the note of a mark; an empty text takes it away.

        Raises UsageError for emptying a mark that is nothing but its note: remove it instead.
        """
        note = clean(text).text or None
        known = self.mark(annotation_uuid)
        if note is None and known.tag is None and known.role is None:
            raise UsageError("Empty note", "This mark is only a note; remove it with x.")
        with self._context.unit(f"note on “{_short(known.exact)}”") as unit:
            if not annotations.change(unit, annotation_uuid, note=note):
                unit.abandon()
            return self._tagged(unit, annotation_uuid, False).annotation

    def mark(self, annotation_uuid: str) -> Annotation:
        """The mark with this UUID. Raises NotFoundError."""
        with self._context.view() as view:
            known = annotations.by_uuid(view, annotation_uuid)
        if known is None:
            raise NotFoundError("Mark is gone", "That mark was removed.")
        return known

    def remove(self, annotation_uuid: str) -> Annotation:
        """Remove a mark; with the last mention of an event the event goes too, roles included."""
        with self._context.unit("remove") as unit:
            known = annotations.by_uuid(unit, annotation_uuid)
            if known is None:
                raise NotFoundError("Mark is gone", "That mark was removed already.")
            annotations.set_deleted(unit, annotation_uuid)
            if known.event_uuid and known.role == "trigger":
                left = annotations.of_events(unit, [known.event_uuid])
                if not any(mark.role == "trigger" for mark in left):
                    for mark in left:
                        annotations.set_deleted(unit, mark.uuid)
                    events.set_deleted(unit, known.event_uuid)
            unit.describe(f"remove {known.tag or known.role or 'note'} “{_short(known.exact)}”")
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
        if code is not None:
            self._tag(code)
        with self._context.view() as view:
            body = articles.body(view, article_id)
        if body is None:
            raise NotFoundError("No such article", f"There is no article {article_id}.")
        span = find_quote(body, quote, occurrence)
        if code is None:
            return self.note(article_id, span, words or "")
        return self.tag(article_id, span, code, note=words).annotation

    def topics_of(self, article_id: int) -> list[str]:
        """The topics this coder gave an article."""
        with self._context.view() as view:
            return people.topics_of(view, article_id, self._context.coder.uuid)

    def change_topics(
        self, article_ids: Sequence[int], added: Sequence[str], removed: Sequence[str] = ()
    ) -> int:
        """Give articles topics and take others away, in one step; returns how many changes it made.

        Raises UsageError for a code that is no topic.
        """
        for code in (*added, *removed):
            if self._tag(code).kind != "topic":
                raise UsageError("Not a topic", f"“{code}” is an event type; articles take topics.")
        words = [f"+{code}" for code in added] + [f"-{code}" for code in removed]
        only = article_ids[0] if len(article_ids) == 1 else None
        with self._context.unit(f"topics {' '.join(words)}", article_id=only) as unit:
            changed = 0
            for key in article_ids:
                changed += sum(people.set_topic(unit, key, code, True) for code in added)
                changed += sum(people.set_topic(unit, key, code, False) for code in removed)
            if not changed:
                unit.abandon()
            return changed

    def _tag(self, code: str) -> Tag:
        codebook = self.codebook()
        tag = codebook.get(code)
        if tag is None or tag.retired:
            known = ", ".join(tag.code for tag in codebook.tags if not tag.retired)
            state = "retired" if tag else "not in the codebook"
            raise UsageError("Unknown tag", f"The tag “{code}” is {state}.", f"Known are: {known}.")
        return tag

    def _event_across(self, unit: Unit, article_id: int, span: Span, code: str) -> str | None:
        """This coder's event of the type in the counterpart sentence that has no mention here."""
        coder = self._context.coder.uuid
        for own, other_id, other in pairs.rows_at(unit, article_id, span.start):
            here = events.mentioned_within(unit, article_id, own, type_code=code, coder_uuid=coder)
            there = events.mentioned_within(unit, other_id, other, type_code=code, coder_uuid=coder)
            for event_uuid in there:
                if event_uuid not in here:
                    return event_uuid
        return None

    def _new_event(self, unit: Unit, tag: Tag, origin: str) -> int:
        event = Event(
            uuid=unit.identify(),
            type=tag.code,
            status="happened",
            coder_uuid=self._context.coder.uuid,
            created_at=unit.now,
            updated_at=unit.now,
            origin=origin,
        )
        return events.add(unit, event, unit.coder_id)

    def _tagged(self, view: View, uuid: str, joined: bool) -> Tagged:
        mark = annotations.by_uuid(view, uuid)
        if mark is None:
            raise NotFoundError("Mark is gone", "The mark was made and is not there.")
        event = events.get(view, mark.event_uuid) if mark.event_uuid else None
        return Tagged(mark, event, joined=joined)


def _quoted(view: View, article_id: int, span: Span) -> tuple[Article, Quote]:
    article = articles.get(view, article_id)
    body = articles.body(view, article_id)
    if article is None or body is None:
        raise NotFoundError("No such article", f"There is no article {article_id}.")
    check_span(body, span)
    return article, quote_span(body, span)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN_QUOTE else f"{line[: SHOWN_QUOTE - 1]}…"
