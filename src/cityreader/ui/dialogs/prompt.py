"""One line asked for: a file name, a folder."""

from textual.app import ComposeResult

from cityreader.ui.dialogs.dialog import LEAVE, DraftingDialog, KeyHint
from cityreader.ui.dialogs.fields import TextField
from cityreader.ui.safety import plain
from cityreader.ui.widgets.words import Words


class Prompt(DraftingDialog[str | None, str]):
    """Asks for one line and gives it back as typed, or None; ``hint`` says what is wanted.

    ``text`` is proposed: enter takes it, typing replaces it.
    What was typed and not accepted is offered again by the next prompt of the same title.
    """

    TAKES_ENTER = True
    KEYS = (KeyHint("↵", "ok", "accept"), LEAVE)

    def __init__(self, title: str, text: str = "", hint: str = "") -> None:
        super().__init__(title, text, f"prompt:{title}")
        self._hint = hint

    def compose_body(self) -> ComposeResult:
        """The field, and the hint under it."""
        yield TextField(self.shown)
        if self._hint:
            yield Words(plain(self._hint), classes="guide")

    def begin(self) -> None:
        """Typing replaces what is proposed."""
        self.query_one(TextField).begin()

    def typed(self) -> str:
        """The line."""
        return self.query_one(TextField).text

    def action_accept(self) -> None:
        """Give the line back."""
        self.accept(self.typed())
