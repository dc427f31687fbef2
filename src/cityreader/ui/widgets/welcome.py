"""What stands in place of the list when there is nothing to list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.containers import Container, Vertical
from textual.content import Content

from cityreader.ui.keys import press_key
from cityreader.ui.safety import plain
from cityreader.ui.theme import Palette
from cityreader.ui.widgets.words import Words

if TYPE_CHECKING:
    from cityreader.models import Query


class Welcome(Container, can_focus=True):
    """A few lines in the middle: what this is, what is wrong, and what to do next."""

    DEFAULT_CSS = """
    Welcome { height: 1fr; align: center middle; display: none; background: $background; }
    Welcome > Vertical { width: auto; max-width: 72; height: auto; padding: 0 2; }
    Welcome Words { width: auto; max-width: 68; }
    Welcome #welcome-title { text-style: bold; padding-bottom: 1; }
    Welcome #welcome-text { color: $text-muted; }
    Welcome #welcome-keys { padding-top: 1; }
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._lines: tuple[Words, Words, Words] | None = None

    async def on_key(self, event: events.Key) -> None:
        """Run the command of a key at once, as the list does."""
        await press_key(self, event)

    def say(self, title: Content, text: Content, keys: Content | None = None) -> None:
        """Show these lines; most programs never do, so they are made when they are needed."""
        said = (title, text, keys or Content(""))
        if self._lines is None:
            first, second, third = said
            self._lines = (
                Words(first, id="welcome-title"),
                Words(second, id="welcome-text"),
                Words(third, id="welcome-keys"),
            )
            self.mount(Vertical(*self._lines))
        for line, content in zip(self._lines, said, strict=True):
            line.update(content)
        self._lines[2].display = keys is not None

    def say_empty(self, palette: Palette) -> None:
        """An empty library: what this is, and two ways to begin."""
        self.say(
            Content("A reading room for city-diplomacy news"),
            Content(
                "Read articles in English and Chinese side by side, mark the events\n"
                "in them, and take what you coded into your own tools."
            ),
            _keys(
                palette, ("↵", "take the samples in"), ("I", "import your own files or a folder")
            ),
        )

    def say_nothing_found(self, query: Query, palette: Palette, *, looking: bool) -> None:
        """A filter that nothing matches, and what of it was not understood.

        ``looking`` says that the texts are still being looked through.
        """
        problems = "".join(f"\n{problem.message}" for problem in query.problems)
        self.say(
            Content("Nothing found"),
            Content.assemble(
                Content("No title matches "),
                plain(query.text.strip()).stylize(palette.ink),
                Content(_in_texts(query, looking)),
                plain(problems).stylize(palette.warning),
            ),
            _keys(palette, ("esc", "back to the list, and once more to clear the filter")),
        )


def _in_texts(query: Query, looking: bool) -> str:
    if not any(query.words):
        return "."
    return "; looking in the texts …" if looking else ", and no text holds it."


def _keys(palette: Palette, *keys: tuple[str, str]) -> Content:
    return Content("\n").join(
        Content.assemble(Content.styled(f"{key:<4}", f"bold {palette.accent}"), Content(what))
        for key, what in keys
    )
