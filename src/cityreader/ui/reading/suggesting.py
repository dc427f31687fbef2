"""Suggestions while reading: shown beside the marks, accepted, rejected, and taught new triggers.

They are looked for in a thread once the page is painted. Nothing is written but by ``enter``, ``x``
and the key that makes a trigger.
"""

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from cityreader.errors import CityReaderError
from cityreader.library.library import Library
from cityreader.models import Annotation, Suggestion, Tagged
from cityreader.models.pair import other_side
from cityreader.ui.errands import is_open
from cityreader.ui.reading.desk import Target
from cityreader.ui.reading.focus import Focus
from cityreader.ui.reading.glossing import Glossing
from cityreader.ui.reading.marking import Marking
from cityreader.ui.reading.marks import SuggestedMark
from cityreader.ui.reading.opening import Opened
from cityreader.ui.reading.refreshing import Anchor, Fresh, Refreshing
from cityreader.ui.reading.triggers import Triggers
from cityreader.ui.safety import plain
from cityreader.ui.theme import letter_color, palette_of


class Suggested(NamedTuple):
    """What some articles suggest; nothing where suggestions are hidden."""

    article_ids: list[int]
    suggestions: list[Suggestion]


class Suggesting(Marking, Glossing, Refreshing):
    """The actions on suggestions.

    The line above the status line says what is suggested where the cursor is, and ``enter`` and
    ``x`` decide about exactly that.
    """

    def __init__(self) -> None:
        super().__init__()
        self._triggers = Triggers(self, self.look_for_suggestions)
        self._told_refusal: str | None = None

    def suggestion_here(self) -> SuggestedMark | None:
        """The suggestion that the line tells of and ``enter`` and ``x`` decide about.

        The one stepped to, else one that holds the word under the cursor; with the cursor on the
        whole row the likeliest of its sentence, where no mark stands on that side of it.
        """
        page, marks, cursor = self.page, self.view.marks, self.view.cursor
        if page is None or marks is None or cursor.mode not in ("read", "roles"):
            return None
        stop = self.stepped_to()
        if stop is not None or self.view.selection is not None:
            return stop if isinstance(stop, SuggestedMark) else None
        unit = page.units[cursor.unit]
        for side in (cursor.side, other_side(cursor.side)):
            span = cursor.word if cursor.word is not None else unit.on(side)
            if span is None or (cursor.word is not None and side != cursor.side):
                continue
            if any(mark.span.overlaps(span) for mark in marks.of_block(unit.block, side)):
                return None
            here = [one for one in marks.suggested(unit.block, side) if one.span.overlaps(span)]
            if here:
                return max(here, key=lambda one: one.suggestion.score)
        return None

    def action_open_mark(self) -> None:
        """Accept the suggestion under the cursor, else open what is there."""
        one = self.suggestion_here()
        if one is None:
            super().action_open_mark()
            return
        suggestion, here = one.suggestion, self.view.cursor
        self._answered(one)
        self.change(
            lambda library: library.suggestions.accept(suggestion),
            lambda tagged: self._accepted(tagged, one, here),
            self.look_for_suggestions,
        )

    def action_remove_mark(self) -> None:
        """Reject the suggestion under the cursor, else remove the mark there."""
        one = self.suggestion_here()
        if one is None:
            super().action_remove_mark()
            return
        suggestion = one.suggestion
        self._answered(one)
        self.change(
            lambda library: library.suggestions.reject(suggestion),
            lambda _: self.say(f"{self.name_of_tag(suggestion.type)} rejected · u undoes"),
            self.look_for_suggestions,
        )

    def action_toggle_suggestions(self) -> None:
        """Show suggestions, or hide them, here and in what is opened next."""

        def toggle(library: Library) -> bool:
            library.suggestions.show(not library.suggestions.shown)
            return library.suggestions.shown

        def toggled(shown: bool) -> None:
            self.look_for_suggestions()
            self.say("Suggestions shown." if shown else "Suggestions hidden: S shows them.")

        self.room.errands.change(toggle, toggled, asker=self)

    def action_add_trigger(self) -> None:
        """Make the selection a trigger of suggestions, or the words of the mark under the cursor.

        The type is that of the mark, else asked for.
        """
        page, codebook, target = self.page, self.codebook, self.target()
        mark, chosen = self.mark_under_cursor(), self.view.selection
        if page is None or codebook is None or target is None:
            return
        tag = codebook.get(mark.annotation.tag) if mark and mark.annotation.tag else None
        of_mark = chosen is None or (mark is not None and mark.span == chosen.span)
        if mark is not None and tag is not None and tag.kind == "event" and of_mark:
            self._triggers.toggle(tag.code, mark.annotation.exact)
            return
        span = chosen.span if chosen is not None else self.view.cursor.word
        if span is None:
            self.say("Select the words that tell of an event, or step onto a mark; A learns them.")
            return
        asked = Target(target.article_id, target.side, span, True)
        words = page.body(target.side)[slice(*span)]
        self.ask_for_tag("Trigger of", asked, lambda code: self._triggers.toggle(code, words))

    def action_undo(self) -> None:
        """Take the last change back, of a trigger or of the library."""
        if not self._triggers.take_back():
            super().action_undo()

    def look_for_suggestions(self) -> None:
        """Ask what the articles on the page suggest, when the page has been painted."""
        self.call_after_refresh(self._ask_for_suggestions)

    def told_instead(self) -> tuple[Content, Content] | None:
        """What is suggested where the cursor is, and the keys that decide."""
        one = self.suggestion_here()
        if self.codebook is None:
            return None
        if one is None:
            return self._told_doubt()
        suggestion, palette = one.suggestion, palette_of(self)
        letter = letter_color(one.color, palette.panel)
        facts = [suggestion.status if suggestion.status != "happened" else ""]
        facts.append(suggestion.date.iso or "no date")
        because = " … ".join(suggestion.cues or (suggestion.exact,))
        left = Content.assemble(
            Content.styled("suggested: ", palette.dim),
            Content.styled(f"{one.letter} ", letter),
            plain(self.name_of_tag(suggestion.type)).stylize(f"bold {palette.ink}"),
            plain("".join(f" · {fact}" for fact in facts if fact)).stylize(palette.ink),
            plain(f" · because “{because}”").stylize(palette.dim),
        )
        return left, self._two_keys("accepts", "rejects")

    def _told_doubt(self) -> tuple[Content, Content] | None:
        """What became of a mark under the cursor that waits for a decision."""
        mark = self.mark_under_cursor()
        if mark is None or not mark.doubtful or self.view.cursor.mode != "read":
            return None
        palette, annotation = palette_of(self), mark.annotation
        name = self.name_of_tag(annotation.tag) if annotation.tag else annotation.role or "note"
        fate = "moved" if annotation.status == "moved" else "the text changed in or around it"
        left = Content.assemble(
            Content.styled("to check: ", palette.warning),
            plain(name).stylize(f"bold {palette.ink}"),
            Content.styled(f" · {fate}", palette.ink),
        )
        return left, self._two_keys("keeps it", "removes")

    def _two_keys(self, accepting: str, dismissing: str) -> Content:
        """What enter and x do with what the line tells of."""
        palette = palette_of(self)
        return Content.assemble(
            Content.styled("↵", palette.accent),
            Content.styled(f" {accepting}  ", palette.dim),
            Content.styled("x", palette.accent),
            Content.styled(f" {dismissing}", palette.dim),
        )

    def put_marks(self, found: Sequence[Annotation]) -> None:
        """Paint these marks, and look for suggestions that one of them had answered till now.

        A new mark answers those of its sentence by itself. Looking through a long text after each
        of them would take the time of the next.
        """
        before = self.view.marks
        super().put_marks(found)
        after = {one.uuid for one in found}
        if before is not None and any(
            mark.annotation.uuid not in after for mark in before.in_order
        ):
            self.look_for_suggestions()
        else:
            self.tell_here()

    def show_fresh(self, fresh: Fresh, anchor: Anchor) -> None:
        """After a change, as undo makes them, also look for suggestions again."""
        super().show_fresh(fresh, anchor)
        self.look_for_suggestions()

    def _opened(self, opened: Opened) -> None:
        self.suggested = ()
        super()._opened(opened)
        self.look_for_suggestions()

    def _ask_for_suggestions(self) -> None:
        if not is_open(self) or self.page is None:
            return
        ids = self.article_ids

        def look(library: Library) -> Suggested:
            asked = ids if library.suggestions.shown else []
            return Suggested(
                ids, [x for key in asked for x in library.suggestions.while_reading(key)]
            )

        self.ask("suggestions", look, self._suggestions_found, self._suggestions_refused)

    def _suggestions_found(self, found: Suggested) -> None:
        if is_open(self) and found.article_ids == self.article_ids:
            self._told_refusal = None
            self._show_suggested(found.suggestions)

    def _suggestions_refused(self, error: CityReaderError) -> None:
        """Say once what is wrong with the user's own triggers; marks are painted without."""
        self._show_suggested(())
        if str(error) != self._told_refusal:
            self._told_refusal = str(error)
            self.room.report(error)

    def _show_suggested(self, suggestions: Sequence[Suggestion]) -> None:
        marks = self.view.marks
        if marks is not None and tuple(suggestions) != self.suggested:
            self.suggested = tuple(suggestions)
            self.view.set_marks(marks.suggesting(self.suggested))
        self.tell_here()

    def _answered(self, one: SuggestedMark) -> None:
        """Show a suggestion no longer, so that a second press cannot mean it; ``]`` goes on from
        where it was."""
        if self.view.marks is not None:
            self.last_answer = self.view.cursor, self.view.marks.place(one)
        self._show_suggested([other for other in self.suggested if other != one.suggestion])

    def _accepted(self, tagged: Tagged, one: SuggestedMark, pressed_at: Focus) -> None:
        code = tagged.annotation.tag
        if code is not None:
            self.used_tag(code)
        self.event = tagged.event or self.event
        if self.view.cursor == pressed_at:
            # The mark is where the suggestion was: enter opens it, ] goes on from it.
            self.stepped = tagged.annotation.uuid
        made = " joins the event of the counterpart sentence · e opens it"
        if tagged.event is not None and not tagged.joined:
            made = self.made_words(tagged.event)
        self.say(f"{self.name_of_tag(one.suggestion.type)} ✓ accepted ·{made} · u undoes")
