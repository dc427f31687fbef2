"""Mentions of events that were coded elsewhere, chosen from a list."""

from typing import TYPE_CHECKING

from cityreader.errors import CityReaderError
from cityreader.ui.reading.desk import Target
from cityreader.ui.reading.tagging import Tagging

if TYPE_CHECKING:
    from cityreader.library.event_links import EventLinks


class Linking(Tagging):
    """The action that makes words a mention of an event of any article."""

    def action_same_event(self) -> None:
        """Another mention of the current event; without one, of an event that is chosen."""
        if self.event is None:
            self.action_link_event()
        else:
            super().action_same_event()

    def action_link_event(self) -> None:
        """Choose the event that the selection or the sentence tells of."""
        target = self.target()
        if target is not None:
            article_id, span = target.article_id, target.span
            self.hold_keys()
            self.ask(
                "links",
                lambda library: library.events.links(article_id, span),
                lambda links: self._choose_event(target, links),
                self._not_linked,
            )

    def _choose_event(self, target: Target, links: "EventLinks") -> None:
        from cityreader.ui.dialogs.event_picker import EventPicker

        if self.codebook is None or not self.is_current:
            self.release_keys()
            return

        def chosen(uuid: str | None) -> None:
            if uuid is not None:
                self.change(
                    lambda library: library.coding.mention(target.article_id, target.span, uuid),
                    lambda tagged: self._tagged(tagged, target, same_event=True),
                )

        words = self.words_of(target)
        picker = EventPicker(words, self.codebook, links)
        self.show_held(picker, chosen)

    def _not_linked(self, error: CityReaderError) -> None:
        self.room.report(error)
        self.release_keys()
