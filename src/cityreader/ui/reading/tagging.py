"""Tagging from the keyboard: an event type by its letter, again, or for the same event."""

from collections.abc import Callable

from textual import on

from cityreader.models import Event, Tagged
from cityreader.ui.commands import PINNED_KEYS
from cityreader.ui.reading.desk import ReaderDesk, Target
from cityreader.ui.widgets.tag_menu import TagMenu


class Tagging(ReaderDesk):
    """The actions that tag."""

    _menu_answered: Callable[[str], object] = staticmethod(lambda _: None)

    def action_tag(self) -> None:
        """Show the letters of the event types for the selection or the sentence."""
        target = self.target()
        if target is not None:
            # What will be tagged is settled now, however fast the next keys come.
            self.ask_for_tag("Tag", target, lambda code: self.tag(code, target=target))

    def ask_for_tag(self, heading: str, target: Target, answered: Callable[[str], object]) -> None:
        """Show the letters of the event types; ``answered`` hears the code of the one chosen."""
        if self.codebook is not None:
            self._menu_answered = answered
            menu = self.query_one(TagMenu)
            menu.open(self.codebook, self.words_of(target), self.view, heading=heading)
            self.show_mode()

    @on(TagMenu.Chosen)
    def _tag_chosen(self, message: TagMenu.Chosen) -> None:
        self.show_mode()
        self._menu_answered(message.code)

    @on(TagMenu.Left)
    def _menu_left(self, message: TagMenu.Left) -> None:
        self.show_mode()
        if message.searching and self.codebook is not None:
            from cityreader.ui.dialogs.tag_picker import TagPicker

            answered = self._menu_answered

            def picked(code: str | None) -> None:
                if code is not None:
                    answered(code)

            self.app.push_screen(TagPicker(self.codebook, self.recent_tags), picked)
        elif message.unknown:
            self.say(f"No event type has the letter “{message.unknown}”.")

    def used_tag(self, code: str) -> None:
        """Remember the tag that was used last."""
        self.recent_tags = [code, *(other for other in self.recent_tags if other != code)]

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
                lambda tagged: self._tagged(tagged, target, same_event=True),
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

    def _tagged(self, tagged: Tagged, target: Target, *, same_event: bool = False) -> None:
        annotation = tagged.annotation
        if annotation.tag is not None:
            self.used_tag(annotation.tag)
        self.let_go(target)
        self.event = tagged.event or self.event
        name = self.name_of_tag(annotation.tag) if annotation.tag else "note"
        if tagged.repeated:
            self.say(f"{name}: marked here already")
        elif same_event:
            self.say(f"{name} ✓ another mention of the event · u undoes")
        elif tagged.joined:
            self.say(f"{name} ✓ joins the event of the counterpart sentence · u undoes")
        else:
            made = self.made_words(tagged.event) if tagged.event else ""
            others = self._others_with(annotation.tag, target)
            also = f" · {others} has one here" if others else ""
            # The words last: where the line is short, what a key does matters more.
            self.say(f"{name} ✓{made}{also} · u undoes · “{self.words_of(target)}”")

    def _others_with(self, code: str | None, target: Target) -> str:
        """Who else gave the tag to words of the target's sentence, of the coders that are shown."""
        page, marks = self.page, self.view.marks
        if page is None or marks is None or code is None:
            return ""
        unit = page.units[page.unit_at(target.side, target.span.start)]
        sentence = unit.on(target.side) or target.span
        names = {
            self.whose(mark.annotation.coder_uuid)
            for mark in marks.of_block(unit.block, target.side)
            if mark.annotation.tag == code and mark.span.overlaps(sentence)
        }
        return ", ".join(sorted(names - {""}))

    def made_words(self, event: Event) -> str:
        """What to do next with an event; one that waits for the date of its article asks for it.

        Asked in the line, not in a box: a box would take the next keys of a hand that goes on.
        """
        if waits_for_article(event):
            return " undated article: D dates it"
        return " event made · e opens it"

    def let_go(self, target: Target) -> None:
        """End the selection that was acted on, not one that was made meanwhile."""
        chosen = self.view.selection
        if chosen is not None and (chosen.side, chosen.span) == (target.side, target.span):
            self.view.select(None)


def waits_for_article(event: Event) -> bool:
    """Whether the date of an event waits for that of its article."""
    from cityreader.library.event_facts import UNDATED_BASIS

    return event.date.basis == UNDATED_BASIS
