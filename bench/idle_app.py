"""The reference for start-up and latency: a minimal Textual app that answers a key press."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class IdleApp(App[None]):
    """Shows a line and changes it at each key press."""

    def compose(self) -> ComposeResult:
        """One line."""
        yield Static("minimal app ready", id="line")

    def on_key(self) -> None:
        """Answer with a new line."""
        line = self.query_one("#line", Static)
        self.presses = getattr(self, "presses", 0) + 1
        line.update(f"minimal app, key press {self.presses}")


if __name__ == "__main__":
    IdleApp().run()
