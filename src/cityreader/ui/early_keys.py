"""Keys that come to a screen before it has a field for them."""

from contextvars import Context

from textual import events
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget


class EarlyKeysScreen(Screen[ScreenResultType]):
    """A screen to type into that is opened by a key: what is typed right behind it is not lost."""

    # Where typing begins is for ``begin`` to say: the first field would take what comes before.
    AUTO_FOCUS = ""

    early: list[events.Key]
    """The keys so far, in their order; whoever opens the screen may put some in."""

    _handed_over = False

    def begin(self) -> None:
        """Put the cursor where typing begins, here and now: by ``set_focus``."""

    def on_mount(self) -> None:
        """Typing begins at once."""
        self.hand_over()

    def on_key(self, event: events.Key) -> None:
        """Keep a key that comes before there is a field for it."""
        if self.focused is None:
            event.stop()
            event.prevent_default()
            self.early.append(event)

    def hold_early(self) -> None:
        """Keep the keys again, until they are given to something or typing goes on."""
        self._handed_over = False
        self.set_focus(None)

    def hand_over(self) -> None:
        """Give the field the focus and the keys so far, so that all stay in their order.

        Keys may still wait in the queue of this screen: they are behind the ones kept, and before
        those that the field will get by itself.
        """
        if self._handed_over:
            return
        if self.message_queue_size:
            self.call_later(self.hand_over)
            return
        self._handed_over = True
        self.begin()
        self.give_early(self.focused or self.focus_next())

    def give_early(self, target: Widget | None) -> None:
        """Give the keys so far to a widget."""
        for event in self.early:
            # Outside of this screen's context, as the keyboard does it: what a screen sends itself
            # does not go up to the application, which looks bindings up.
            key = Context().run(events.Key, event.key, event.character)
            if target is not None:
                target.post_message(key)
        self.early.clear()
