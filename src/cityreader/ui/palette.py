"""What the command palette lists, as Content: Textual's own provider would read it as markup."""

from typing import cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from cityreader.ui.safety import plain


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
