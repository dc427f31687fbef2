"""Suggestions of events: reading them, accepting and rejecting them, and teaching new triggers."""

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from cityreader.coding.suggestions import Proposal, suggest
from cityreader.coding.suggestions_lexicon import (
    FILE_NAME,
    Lexicon,
    parse_lexicon,
    shipped_lexicon,
    with_trigger,
    without_trigger,
)
from cityreader.errors import ConfigError, LibraryError, UsageError
from cityreader.library.clutter import clutter_spans
from cityreader.library.context import Context
from cityreader.library.event_facts import date_at
from cityreader.library.kept_files import replace_file
from cityreader.library.lookup import changed_since, text_in
from cityreader.library.tagging import tag_in_force, tag_span
from cityreader.models import Annotation, Article, Query, Span, Suggestion, Tagged
from cityreader.store import annotations, articles, clutter, codebooks, events, listing, suggestions
from cityreader.store.session import View
from cityreader.text.han import count_han
from cityreader.text.phrases import shortened
from cityreader.text.safety import clean_line
from cityreader.text.sentences import sentences

WEAKEST_SHOWN = 0.35
"""The lowest score of what is shown while reading: a trigger rejected some ten times more often
than accepted falls below it."""

LONGEST_TRIGGER = 60
"""Code points of a trigger; a longer selection is a sentence and would never be met again."""


class _Aids(NamedTuple):
    """What suggestions of every article are found with: read once for all of them."""

    lexicon: Lexicon
    counts: dict[tuple[str, str], tuple[int, int]]
    codes: frozenset[str]

    @classmethod
    def of(cls, view: View, lexicon: Lexicon) -> "_Aids":
        types = codebooks.get(view).event_types
        codes = frozenset(tag.code for tag in types if not tag.retired)
        return cls(lexicon, suggestions.counts(view), codes)


class SuggestionService:
    """Proposes events; writes only what a person accepts or rejects."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._own: tuple[str, Lexicon] = ("", Lexicon(()))
        self._joined: tuple[Lexicon, Lexicon] | None = None

    def of_article(self, article_id: int) -> list[Suggestion]:
        """The suggestions of an article in reading order.

        What this coder rejected is left out, what this or a shown coder tagged in the same
        sentence, and what stands in lines that the source repeats. Raises NotFoundError for the
        article, ConfigError if the user's own lexicon cannot be read.
        """
        lexicon = self._lexicon()
        with self._context.view() as view:
            aids = _Aids.of(view, lexicon)
        return self._found(article_id, aids)

    def while_reading(self, article_id: int) -> list[Suggestion]:
        """The suggestions of an article that are worth looking at, in reading order.

        Raises as ``of_article`` does.
        """
        return [one for one in self.of_article(article_id) if one.score >= WEAKEST_SHOWN]

    @property
    def shown(self) -> bool:
        """Whether this person wants to see suggestions while reading."""
        return not self._hidden_file.exists()

    def show(self, shown: bool) -> None:
        """Show suggestions while reading, or hide them, until told otherwise.

        That is no record: it is kept in the state folder, and a full disk is no reason to fail.
        """
        with contextlib.suppress(OSError):
            if shown:
                self._hidden_file.unlink(missing_ok=True)
            else:
                self._hidden_file.parent.mkdir(parents=True, exist_ok=True)
                self._hidden_file.touch()

    def of_articles(self, article_ids: Sequence[int] = ()) -> list[Suggestion]:
        """The suggestions of these articles that are worth looking at, by default of all.

        They are those of ``while_reading``, best first within each article.
        """
        lexicon = self._lexicon()
        with self._context.view() as view:
            chosen = list(article_ids) or sorted(
                listing.article_ids(view, Query("", ()), self._context.coder.uuid)
            )
            aids = _Aids.of(view, lexicon)
        found: list[Suggestion] = []
        for article_id in chosen:
            found += sorted(
                (one for one in self._found(article_id, aids) if one.score >= WEAKEST_SHOWN),
                key=lambda one: (-one.score, one.span),
            )
        return found

    def accept(self, suggestion: Suggestion) -> Tagged:
        """Make the event, or the mention, that a suggestion proposes, in one undo step.

        Raises RefusedError if the text changed since.
        """
        coder = self._context.coder.uuid
        with self._context.unit("suggestion", article_id=suggestion.article_id) as unit:
            words = _sentence_of(unit, suggestion)
            tagged = tag_span(
                unit,
                coder,
                suggestion.article_id,
                suggestion.span,
                suggestion.type,
                origin="suggestion",
            )
            event = tagged.event
            if event is not None and not (tagged.joined or tagged.repeated):
                # What was shown is what is written, by cues of the user's own too.
                shown = replace(event, status=suggestion.status, date=suggestion.date)
                events.save(unit, shown)
                tagged = replace(tagged, event=events.get(unit, event.uuid))
            suggestions.decide(
                unit,
                suggestion.article_id,
                code=suggestion.type,
                trigger=suggestion.trigger,
                sentence=suggestions.hash_of(words),
                accepted=True,
            )
            unit.describe(f"accept {suggestion.type} “{shortened(suggestion.exact)}”")
            return tagged

    def reject(self, suggestion: Suggestion) -> None:
        """Remember that a suggestion is none; undo brings it back.

        Raises RefusedError if the text changed since.
        """
        with self._context.unit("suggestion", article_id=suggestion.article_id) as unit:
            suggestions.decide(
                unit,
                suggestion.article_id,
                code=suggestion.type,
                trigger=suggestion.trigger,
                sentence=suggestions.hash_of(_sentence_of(unit, suggestion)),
                accepted=False,
            )
            unit.describe(f"reject {suggestion.type} “{shortened(suggestion.exact)}”")

    def toggle_trigger(self, code: str, words: str) -> bool:
        """Make words a trigger of an event type in the user's own lexicon, or take it out again.

        Returns whether it is a trigger now. Raises UsageError for words that cannot be one and for
        taking out words that the person wrote into a list by hand, ConfigError if the file cannot
        be read, LibraryError if it cannot be written.
        """
        trigger = clean_line(words)
        if not trigger.strip(" *") or len(trigger) > LONGEST_TRIGGER:
            raise UsageError("No trigger", "A trigger is a word or a few, not a sentence.")
        with self._context.view() as view:
            if tag_in_force(view, code).kind != "event":
                raise UsageError("Not an event type", f"“{code}” is a topic and proposes nothing.")
        path, known = self.own_lexicon_file, self._is_own(code, trigger)
        try:
            text = path.read_text(encoding="utf-8") if path.exists() else ""
            if known:
                changed = without_trigger(text, code, trigger)
            else:
                lang = "zh" if count_han(trigger) else "en"
                changed = with_trigger(text, code, lang, trigger)
            if changed is None:
                raise UsageError(
                    "Not taken out", f"“{trigger}” stands in a list of yours: edit {path}."
                )
            replace_file(path, changed)
        except OSError as error:
            raise LibraryError("Not written", f"{path}: {error.strerror or error}.") from error
        return not known

    @property
    def own_lexicon_file(self) -> Path:
        """The user's own lexicon, which may not be there."""
        return self._context.folders.config / FILE_NAME

    @property
    def _hidden_file(self) -> Path:
        """Is there while suggestions are hidden."""
        return self._context.folders.state / "suggestions-hidden"

    def _lexicon(self) -> Lexicon:
        """The triggers that ship with those of the user. Raises ConfigError."""
        own = self._own_lexicon()
        if self._joined is None or self._joined[0] is not own:
            self._joined = own, shipped_lexicon().joined(own)
        return self._joined[1]

    def _own_lexicon(self) -> Lexicon:
        """The user's own triggers, none where there is no file. Raises ConfigError."""
        path = self.own_lexicon_file
        try:
            text = path.read_text(encoding="utf-8") if path.exists() else ""
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(
                "Triggers not readable", f"{path} cannot be read: {error}."
            ) from error
        if text != self._own[0]:
            self._own = text, parse_lexicon(text, str(path))
        return self._own[1]

    def _is_own(self, code: str, trigger: str) -> bool:
        cues = self._own_lexicon().cues
        return any(cue.type == code and trigger in cue.trigger.entries for cue in cues)

    def _found(self, article_id: int, aids: "_Aids") -> list[Suggestion]:
        """Read what is needed a little at a time: a change waits for whoever reads."""
        with self._context.view() as view:
            article, body = text_in(view, article_id)
            refused = suggestions.rejected(view, article_id, self._context.coder.uuid)
            tagged = self._tagged(view, article_id)
            lines = clutter.lines_of(view, article.source) if article.source else set()
        repeated = clutter_spans(body, lines)
        found = []
        for one in suggest(body, sentences(body), aids.lexicon, aids.counts):
            words = body[one.sentence.start : one.sentence.end]
            if one.type not in aids.codes or (one.type, suggestions.hash_of(words)) in refused:
                continue
            if any(mark.tag == one.type and mark.span.overlaps(one.sentence) for mark in tagged):
                continue
            if any(span.overlaps(one.span) for span in repeated):
                continue
            with self._context.view() as view:
                found.append(_made(view, article, body, one))
        return found

    def _tagged(self, view: View, article_id: int) -> list[Annotation]:
        """The tagged words of an article, of this coder and of those that are shown."""
        shown, own = self._context.viewpoint.coder_uuid, self._context.coder.uuid
        return [
            mark
            for mark in annotations.of_articles(view, [article_id])
            if mark.tag is not None
            and mark.status != "orphan"
            and (shown is None or mark.coder_uuid in (shown, own))
        ]


def _made(view: View, article: Article, body: str, one: Proposal) -> Suggestion:
    """The suggestion of a candidate, with its date."""
    return Suggestion(
        article.id,
        one.span,
        one.sentence,
        body[one.span.start : one.span.end],
        one.type,
        one.status,
        date_at(view, article, body, one.span, one.type, one.status),
        one.score,
        one.trigger,
        tuple(" ".join(body[slice(*span)].split()) for span in one.cues),
    )


def _sentence_of(view: View, suggestion: Suggestion) -> str:
    body = articles.body(view, suggestion.article_id)
    if body is None or body[slice(*suggestion.span)] != suggestion.exact:
        raise changed_since("The text changed since this was suggested.")
    span: Span = suggestion.sentence
    return body[span.start : span.end]
