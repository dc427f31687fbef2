"""Coding from the keyboard: tags, events, notes, and taking them back."""

from textual import on

from cityreader.models import Annotation, Event, Tagged
from cityreader.ui.commands import PINNED_KEYS
from cityreader.ui.reading.desk import ReaderDesk, Target
from cityreader.ui.reading.page import Side
from cityreader.ui.reading.selection import Selection
from cityreader.ui.widgets.key_bar import KeyBar
from cityreader.ui.widgets.tag_menu import TagMenu


class Coding(ReaderDesk):
    """The actions that write marks and events."""

    _menu_target: Target | None = None

    def action_tag(self) -> None:
        """Show the letters of the event types for the selection or the sentence."""
        target = self.target()
        if target is None or self.codebook is None:
            return
        # What will be tagged is settled now, however fast the next keys come.
        self._menu_target = target
        self.query_one(TagMenu).open(self.codebook, self.words_of(target), self.view)
        self.query_one(KeyBar).mode = "tag"

    @on(TagMenu.Chosen)
    def _tag_chosen(self, message: TagMenu.Chosen) -> None:
        self._show_mode()
        self.tag(message.code, target=self._menu_target)

    @on(TagMenu.Left)
    def _menu_left(self, message: TagMenu.Left) -> None:
        self._show_mode()
        if message.searching and self.codebook is not None:
            from cityreader.ui.dialogs.tag_picker import TagPicker

            picker = TagPicker(self.codebook, self.recent_tags)
            self.app.push_screen(picker, self._picked)
        elif message.unknown:
            self.say(f"No event type has the letter “{message.unknown}”.")

    def action_pinned_tag(self, position: int) -> None:
        """Tag with one of the first nine event types."""
        types = self.codebook.event_types if self.codebook else ()
        if position < min(len(types), len(PINNED_KEYS)):
            self.tag(types[position].code)

    def action_repeat_tag(self) -> None:
        """The last tag again, as a new event."""
        if self.last_tag is None:
            self.say("Nothing to repeat yet: tag something with t first.")
        else:
            self.tag(self.last_tag, anew=True)

    def action_same_event(self) -> None:
        """Make the selection or the sentence another mention of the current event."""
        target, event = self.target(), self.event
        if event is None:
            self.say("No current event yet: tag something with t, or step to a mark with ].")
        elif target is not None:
            self.change(
                lambda library: library.coding.mention(target.article_id, target.span, event.uuid),
                lambda tagged: self._tagged(tagged, target),
            )

    def tag(self, code: str, *, anew: bool = False, target: Target | None = None) -> None:
        """Tag a target, by default the selection or the sentence under the cursor.

        The mark is painted when it is on the disk.
        """
        target = target or self.target()
        if target is None:
            return
        self.change(
            lambda library: library.coding.tag(target.article_id, target.span, code, anew=anew),
            lambda tagged: self._tagged(tagged, target),
        )

    def action_edit_event(self) -> None:
        """Open the form of the event under the cursor, else of the current one."""
        mark = self.mark_under_cursor()
        uuid = mark.annotation.event_uuid if mark else None
        uuid = uuid or (self.event.uuid if self.event else None)
        if uuid is None:
            self.say("No event here yet: tag the sentence with t and a letter.")
        else:
            self.open_event(uuid)

    def open_event(self, uuid: str) -> None:
        """Open the form of an event."""
        self.room.errands.ask(
            "event",
            lambda library: (
                library.events.get(uuid),
                library.coding.marks_of_event(uuid),
            ),
            lambda found: self._edit(*found),
        )

    def action_note(self) -> None:
        """Write a note on the mark under the cursor, else on the selection or the sentence."""
        from cityreader.ui.dialogs.note_editor import NoteEditor

        target = self.target()
        mark = self.mark_under_cursor() if target is None or not target.picked else None
        if mark is not None and self.view.selection is None:
            uuid, text = mark.annotation.uuid, mark.annotation.note or ""
            editor = NoteEditor(mark.annotation.exact, text, draft_key=f"note:{uuid}")
            self.app.push_screen(editor, lambda note: self._annotate_mark(uuid, note))
        elif target is not None:
            key = f"note:{target.article_id}:{target.span.start}:{target.span.end}"
            editor = NoteEditor(self.words_of(target), "", draft_key=key)
            self.app.push_screen(editor, lambda note: self._annotate_span(target, note))

    def action_step_mark(self, steps: int) -> None:
        """The next or previous mark in reading order."""
        marks, page = self.view.marks, self.page
        if marks is None or page is None or not marks.in_order:
            self.say("No marks here yet: t tags the sentence.")
            return
        chosen = self.view.selection
        side: Side = self.view.cursor.side
        start = chosen.span.start if chosen else -1
        here = (self.view.cursor.unit, side, start)
        places = [
            (page.unit_at(mark.side, mark.span.start), mark.side, mark.span.start)
            for mark in marks.in_order
        ]
        if steps > 0:
            later = [number for number, place in enumerate(places) if place > here]
            number = later[0] if later else 0
        else:
            earlier = [number for number, place in enumerate(places) if place < here]
            number = earlier[-1] if earlier else len(places) - 1
        mark = marks.in_order[number]
        self.view.select(Selection(mark.side, mark.span), selecting=False)
        if mark.annotation.event_uuid:
            self._make_current(mark.annotation.event_uuid)
        elif mark.annotation.note:
            self.say(f"✎ {mark.annotation.note}")

    def action_open_mark(self) -> None:
        """Open what is under the cursor: the event's form, or the note."""
        mark = self.mark_under_cursor()
        if mark is None:
            self.say("Nothing to open here: t tags the sentence, m writes a note.")
        elif mark.annotation.event_uuid:
            self.open_event(mark.annotation.event_uuid)
        else:
            self.action_note()

    def action_remove_mark(self) -> None:
        """Remove the mark under the cursor; undo brings it back."""
        mark = self.mark_under_cursor()
        if mark is None:
            self.say("No mark here to remove.")
            return
        uuid = mark.annotation.uuid
        self.change(lambda library: library.coding.remove(uuid), self._removed)

    def action_choose_topics(self) -> None:
        """Give the article topics, or take them away."""
        article = self.article
        if article is None or self.codebook is None:
            return
        article_id = article.id
        self.room.errands.ask(
            "topics",
            lambda library: library.coding.topics_of(article_id),
            lambda chosen: self._pick_topics(article_id, chosen),
        )

    def action_undo(self) -> None:
        """Undo the last change."""
        self.room.undoing.undo(self.article_ids, lambda _: self.reload_marks())

    def action_redo(self) -> None:
        """Redo what was undone last."""
        self.room.undoing.redo(self.article_ids, lambda _: self.reload_marks())

    def _show_mode(self) -> None:
        self.query_one(KeyBar).mode = "select" if self.view.cursor.selecting else "read"

    def _picked(self, code: str | None) -> None:
        if code is not None:
            self.tag(code, target=self._menu_target)

    def _tagged(self, tagged: Tagged, target: Target) -> None:
        annotation = tagged.annotation
        if annotation.tag is not None:
            self.last_tag = annotation.tag
            self.recent_tags = [
                annotation.tag,
                *(code for code in self.recent_tags if code != annotation.tag),
            ]
        self._let_go(target)
        self.event = tagged.event or self.event
        tag = self.codebook.get(annotation.tag) if self.codebook and annotation.tag else None
        name = tag.label() if tag else "note"
        if tagged.repeated:
            self.say(f"{name}: marked here already")
        elif tagged.joined:
            self.say(f"{name} ✓ joins the event of the counterpart sentence · u undoes")
        else:
            made = " · event made · e opens it" if tagged.event else ""
            self.say(f"{name} ✓ “{self.words_of(target)}”{made} · u undoes")

    def _edit(self, event: Event, mentions: list[Annotation]) -> None:
        from cityreader.ui.dialogs.event_form import EventForm

        if self.codebook is None or self.spread is None:
            return
        self.event = event
        form = EventForm(event, self.codebook, mentions, self.spread.left.title)
        self.app.push_screen(form, self._edited)

    def _edited(self, result: object) -> None:
        if isinstance(result, Event):
            self.change(lambda library: library.events.save(result), self._saved)
        elif result is not None and self.event is not None:
            uuid = self.event.uuid
            self.change(lambda library: library.events.remove(uuid), self._event_removed)

    def _saved(self, event: Event) -> None:
        self.event = event
        self.show_event()

    def _event_removed(self, event: Event) -> None:
        self.event = None
        self.say(f"Event removed with {len(event.annotation_uuids)} marks · u undoes")

    def _annotate_mark(self, uuid: str, note: str | None) -> None:
        if note is not None:
            self.change(
                lambda library: library.coding.set_note(uuid, note),
                lambda _: self.say("Note saved · u undoes"),
            )

    def _annotate_span(self, target: Target, note: str | None) -> None:
        if note is not None and note.strip():
            self.change(
                lambda library: library.coding.note(target.article_id, target.span, note),
                lambda _: self._noted(target),
            )

    def _noted(self, target: Target) -> None:
        self._let_go(target)
        self.say("Note saved · u undoes")

    def _let_go(self, target: Target) -> None:
        """End the selection that was acted on, not one that was made meanwhile."""
        chosen = self.view.selection
        if chosen is not None and (chosen.side, chosen.span) == (target.side, target.span):
            self.view.select(None)

    def _removed(self, annotation: Annotation) -> None:
        self.view.select(None)
        if self.event is not None and annotation.event_uuid == self.event.uuid:
            self.event = None
        self.say(f"Removed {annotation.tag or annotation.role or 'note'} · u undoes")

    def _pick_topics(self, article_id: int, chosen: list[str]) -> None:
        from cityreader.ui.dialogs.topic_picker import TopicChoice, TopicPicker

        def picked(choice: TopicChoice | None) -> None:
            if choice is not None:
                self._set_topics(article_id, choice.added, choice.removed)

        if self.codebook is not None:
            self.app.push_screen(TopicPicker(self.codebook, frozenset(chosen)), picked)

    def _set_topics(
        self, article_id: int, added: tuple[str, ...], removed: tuple[str, ...]
    ) -> None:
        if not added and not removed:
            return
        self.change(
            lambda library: library.coding.change_topics([article_id], added, removed),
            lambda _: self.say("Topics saved · u undoes"),
        )

    def _make_current(self, uuid: str) -> None:
        def shown(event: Event) -> None:
            self.event = event
            self.show_event()

        self.room.errands.ask("event", lambda library: library.events.get(uuid), shown)
