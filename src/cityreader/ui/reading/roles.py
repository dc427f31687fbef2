"""ROLES: who, where and when, set word by word in the current event."""

from dataclasses import replace

from textual.content import Content

from cityreader.library.library import Library
from cityreader.models import Event, Span, Tagged
from cityreader.models.pair import Side
from cityreader.ui.reading.desk import Target
from cityreader.ui.reading.hinting import Hinting
from cityreader.ui.reading.tagging import waits_for_article
from cityreader.ui.theme import palette_of
from cityreader.ui.widgets.reader_lines import event_line


class Roles(Hinting):
    """The actions of ROLES; each role set is one step of undo."""

    def action_enter_roles(self) -> None:
        """Begin to set roles in the current event, else in that of the mark under the cursor."""
        if self.page is None:
            return
        if self.event is not None:
            self._begin_roles(self.event)
            return
        mark = self.mark_under_cursor()
        uuid = mark.annotation.event_uuid if mark else None
        if uuid is None:
            self.say("No event here yet: tag the sentence with t and a letter.")
        else:
            self.ask("current event", lambda lib: lib.events.get(uuid), self._begin_roles)

    def action_leave_roles(self) -> None:
        """Leave the selection, then ROLES."""
        if self.view.selection is not None:
            self.view.select(None)
        else:
            self.view.put_cursor(replace(self.view.cursor, roles=False))
            self.show_event()

    def action_set_role(self, role: str) -> None:
        """Set a role: of the selection if there is one, else of the words two labels pick.

        The words of a mark that was stepped to are shown, not selected by the person.
        """
        chosen = self.view.selection
        if self.event is None:
            self.say("The event is gone: esc leaves ROLES.")
        elif chosen is not None and self.stepped_to() is None:
            self._assign(role, chosen.side, chosen.span)
        else:
            self.pick_words(f"{role}: ", lambda side, span: self._assign(role, side, span))

    def say(self, message: str) -> None:
        """Show a message; in ROLES behind the current event, which is cut to leave room for it."""
        event, codebook = self.event, self.codebook
        super().say(message)
        if self.view.cursor.roles and event is not None and codebook is not None:
            told = Content.styled(f"  {message}", palette_of(self).accent)
            by = self.whose(event.coder_uuid)
            line = event_line(replace(event, title=None), codebook, palette_of(self), by)
            line = line.truncate(max(0, self.status.room - told.cell_length), ellipsis=True)
            self.status.show(left=Content.assemble(line, told))

    def _begin_roles(self, event: Event) -> None:
        self.event = event
        cursor = self.view.cursor
        chosen = cursor.selected if cursor.selecting else None
        self.view.put_cursor(replace(cursor, roles=True, selected=chosen, selecting=False))
        self.show_event()

    def _assign(self, role: str, side: Side, span: Span) -> None:
        page, event = self.page, self.event
        if page is None or event is None:
            return
        target = Target(page.article_id(side), side, span, True)

        def assign(library: Library) -> Tagged:
            if role == "trigger":
                return library.coding.mention(target.article_id, span, event.uuid)
            return library.roles.assign(target.article_id, span, role, event.uuid)

        self.change(assign, lambda tagged: self._assigned(role, tagged, target))

    def _assigned(self, role: str, tagged: Tagged, target: Target) -> None:
        chosen = self.view.selection
        if chosen is not None and (chosen.side, chosen.span) == (target.side, target.span):
            self.view.select(None)
        self.event = tagged.event or self.event
        if self.view.labels is None:
            done = "was set already" if tagged.repeated else "✓ · u undoes"
            if tagged.unread:
                done = "words marked, but no date is read in them · u undoes"
            elif role == "date" and self.event is not None and waits_for_article(self.event):
                done = "✓ · it waits for the date of the article, which e asks for"
            self.say(f"{role} {done}")
