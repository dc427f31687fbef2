"""Marks from the keyboard: walking, opening and removing them, and notes."""

from dataclasses import replace
from typing import TYPE_CHECKING

from cityreader.library.library import Library
from cityreader.models import Annotation, Event, Span
from cityreader.models.pair import SIDES
from cityreader.ui.reading.desk import Target
from cityreader.ui.reading.eventing import Eventing
from cityreader.ui.reading.linking import Linking
from cityreader.ui.reading.marks import Mark, Stop
from cityreader.ui.reading.selection import Selection

if TYPE_CHECKING:
    from cityreader.ui.dialogs.note_editor import NoteEditor


class Marking(Linking, Eventing):
    """The actions on marks that are there, and notes."""

    def action_note(self) -> None:
        """Write a note on the mark under the cursor, else on the selection or the sentence."""
        from cityreader.ui.dialogs.note_editor import NoteEditor

        target = self.target()
        mark = self.mark_under_cursor() if target is None or not target.picked else None
        if mark is not None and self.view.selection is None:
            uuid, text = mark.annotation.uuid, mark.annotation.note or ""
            editor = NoteEditor(mark.annotation.exact, text, draft_key=f"note:{uuid}")
            self.app.push_screen(editor, lambda note: self._annotate_mark(editor, uuid, note))
        elif target is not None:
            key = f"note:{target.article_id}:{target.span.start}:{target.span.end}"
            editor = NoteEditor(self.words_of(target), "", draft_key=key)
            self.app.push_screen(editor, lambda note: self._annotate_span(editor, target, note))

    def action_step_mark(self, steps: int) -> None:
        """The next or previous mark or suggestion in reading order, round the ends."""
        marks, page, cursor = self.view.marks, self.page, self.view.cursor
        layout = self.view.layout_now
        if marks is None or page is None:
            return
        shown = layout.geometry.sides if layout else SIDES
        stops = [stop for stop in marks.stops if stop.side in shown]
        if not stops:
            self.say("No marks here yet: t tags the sentence.")
            return
        here = self.stepped_to()
        if here is not None:
            number = stops.index(here) + steps
        else:
            chosen = self.view.selection
            place = (cursor.unit, cursor.side, Span(-1, -1))
            if chosen is not None:
                unit = page.unit_at(chosen.side, chosen.span.start)
                place = (unit, chosen.side, chosen.span)
            answered = self.last_answer if chosen is None else None
            if answered is not None and answered[0] == cursor:
                place = answered[1]
                # The mark that the suggestion became is done with.
                stops = [stop for stop in stops if stop.name != self.stepped] or stops
            before = sum(marks.place(stop) < place for stop in stops)
            number = before if steps > 0 else before - 1
        self._step_to(stops[number % len(stops)])

    def _step_to(self, stop: Stop) -> None:
        self.stepped = stop.name
        self.view.select(Selection(stop.side, stop.span), selecting=False)
        if not isinstance(stop, Mark):
            return
        mark = stop.annotation
        by = self.whose(mark.coder_uuid)
        if mark.event_uuid:
            self._make_current(mark.event_uuid)
        elif mark.note:
            self.say(f"✎ {mark.note} · {by}" if by else f"✎ {mark.note}")
        elif by and mark.tag:
            self.say(f"{self.name_of_tag(mark.tag)} by {by}")

    def action_open_mark(self) -> None:
        """Open what is under the cursor: folded lines, the event's form, or the note."""
        folding = self.view.folding
        if folding is not None and folding.open_at(self.view.cursor.unit):
            self.view.refold()
            return
        mark = self.mark_under_cursor()
        if mark is None:
            self.say("Nothing to open here: t tags the sentence, m writes a note.")
        elif mark.doubtful:
            uuid = mark.annotation.uuid
            self.change(
                lambda library: library.coding.confirm(uuid),
                lambda _: self.say("It stays where it stands · u undoes"),
            )
        elif mark.annotation.event_uuid:
            self.open_event(mark.annotation.event_uuid)
        else:
            self.action_note()

    def action_remove_mark(self) -> None:
        """Remove the mark under the cursor; undo brings it back."""
        mark = self.mark_under_cursor()
        if mark is None:
            if not self.on_folded():
                self.say("No mark here to remove.")
            return
        uuid = mark.annotation.uuid

        def remove(library: Library) -> tuple[Annotation, int]:
            removed = library.coding.remove(uuid)
            mention = removed.event_uuid if removed.role == "trigger" else None
            return removed, library.events.mentions(mention) if mention else 0

        self.change(remove, lambda removed: self._removed(*removed))

    def _annotate_mark(self, editor: "NoteEditor", uuid: str, note: str | None) -> None:
        if note is None:
            self.say_left(editor, "m")
        else:
            self.change(
                lambda library: library.coding.set_note(uuid, note),
                lambda _: self.say("Note saved · u undoes"),
                editor.keep_draft,
            )

    def _annotate_span(self, editor: "NoteEditor", target: Target, note: str | None) -> None:
        if note is None:
            self.say_left(editor, "m")
        elif note.strip():
            self.change(
                lambda library: library.coding.note(target.article_id, target.span, note),
                lambda _: self._noted(target),
                editor.keep_draft,
            )

    def _noted(self, target: Target) -> None:
        self.let_go(target)
        self.say("Note saved · u undoes")

    def _removed(self, annotation: Annotation, kept: int) -> None:
        self.view.select(None)
        if self.event is not None and annotation.event_uuid == self.event.uuid:
            self.event = _without(self.event, annotation, kept)
        by = self.whose(annotation.coder_uuid)
        words = f"Removed {annotation.what}{f' by {by}' if by else ''}"
        if kept:
            words = f"Mention{f' by {by}' if by else ''} removed; the event keeps {kept:,}"
        self.say(f"{words} · u undoes")

    def _make_current(self, uuid: str) -> None:
        def shown(event: Event) -> None:
            self.event = event
            self.show_event()

        self.ask("current event", lambda library: library.events.get(uuid), shown)


def _without(event: Event, mark: Annotation, kept: int) -> Event | None:
    """The event without a mark; None where no mention is left, of which ``kept`` are."""
    if mark.role == "trigger" and not kept:
        return None
    left = tuple(uuid for uuid in event.annotation_uuids if uuid != mark.uuid)
    mentions = kept if mark.role == "trigger" else event.mentions
    return replace(event, annotation_uuids=left, mentions=mentions)
