"""The command palette: every command by name.

What it lists is Content: Textual's own provider would read it as markup.
"""

from typing import cast

from textual import on
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.style import Style
from textual.widgets import Input

from cityreader.ui.safety import plain


class CommandSearch(CommandPalette):
    """The palette, in which no key of a fast hand is lost.

    What is typed right behind its key goes into the field, and enter takes the best command for
    what is typed, also when the list still shows those for less.
    """

    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__(id="--command-palette")

    def on_mount(self) -> None:
        """Typing goes into the field at once."""
        self.set_focus(self.query_one(Input))

    @on(Input.Submitted)
    async def _take_best(self, event: Input.Submitted) -> None:
        """Take the best command, if the list of them is not there yet."""
        if all(worker.is_finished for worker in self.workers if worker.node is self):
            return
        event.stop()
        event.prevent_default()
        provider = CommandProvider(self.app.screen_stack[-2], Style.null())
        hits = [hit async for hit in provider.search(event.value.strip())]
        best = max(hits, key=lambda hit: hit.score, default=None)
        if best is not None:
            self.dismiss()
            self.app.call_later(best.command)


class CommandProvider(Provider):
    """The commands of the screen and of the program, and saved searches, whatever their names."""

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        commands = sorted(self.app.get_system_commands(self.screen), key=lambda one: one.title)
        for title, help_line, callback, discover in commands:
            if discover:
                yield DiscoveryHit(plain(title), callback, text=title, help=_shown(help_line))

    async def search(self, query: str) -> Hits:
        """What fits the letters typed so far."""
        matcher = self.matcher(query)
        for title, help_line, callback, _ in self.app.get_system_commands(self.screen):
            score, offsets = matcher.fuzzy_search.match(query, title)
            if score > 0:
                shown = plain(title)
                for offset in offsets:
                    if not title[offset].isspace():
                        shown = shown.stylize(matcher.match_style, offset, offset + 1)
                yield Hit(score, shown, callback, text=title, help=_shown(help_line))


def _shown(help_line: str) -> str:
    """Content, which the palette leaves as it is, although it is declared to take strings."""
    return cast(str, plain(help_line))
