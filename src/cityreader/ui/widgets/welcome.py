"""What stands in place of the list when there is nothing to list."""

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from cityreader.models import Query
from cityreader.ui.safety import plain
from cityreader.ui.theme import Palette


class Welcome(Container, can_focus=True):
    """A few lines in the middle: what this is, what is wrong, and what to do next."""

    DEFAULT_CSS = """
    Welcome { height: 1fr; align: center middle; display: none; background: $background; }
    Welcome > Vertical { width: auto; max-width: 72; height: auto; padding: 0 2; }
    Welcome Static { width: auto; max-width: 68; }
    Welcome #welcome-title { text-style: bold; padding-bottom: 1; }
    Welcome #welcome-text { color: $text-muted; }
    Welcome #welcome-keys { padding-top: 1; }
    """

    def compose(self) -> ComposeResult:
        """Title, text, keys."""
        with Vertical():
            yield Static(id="welcome-title")
            yield Static(id="welcome-text")
            yield Static(id="welcome-keys")

    def say(self, title: Content, text: Content, keys: Content | None = None) -> None:
        """Show these lines."""
        self.query_one("#welcome-title", Static).update(title)
        self.query_one("#welcome-text", Static).update(text)
        found = self.query_one("#welcome-keys", Static)
        found.update(keys or Content(""))
        found.display = keys is not None

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

    def say_nothing_found(self, query: Query, palette: Palette) -> None:
        """A filter that nothing matches, and what of it was not understood."""
        problems = "".join(f"\n{problem.message}" for problem in query.problems)
        self.say(
            Content("Nothing found"),
            Content.assemble(
                Content("No article matches "),
                plain(query.text.strip()).stylize(palette.ink),
                Content("."),
                plain(problems).stylize(palette.warning),
            ),
            _keys(palette, ("esc", "back to the list, and once more to clear the filter")),
        )


def _keys(palette: Palette, *keys: tuple[str, str]) -> Content:
    return Content("\n").join(
        Content.assemble(Content.styled(f"{key:<4}", f"bold {palette.accent}"), Content(what))
        for key, what in keys
    )
