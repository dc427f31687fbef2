"""What is wrong with an edited codebook, and the way back into the editor."""

from textual.app import ComposeResult
from textual.binding import Binding

from cityreader.errors import ConfigError
from cityreader.ui.dialogs.dialog import LEAVE, Dialog, KeyHint
from cityreader.ui.safety import plain
from cityreader.ui.widgets.words import Words


class CodebookFault(Dialog[bool | None]):
    """Names the fault; enter opens the editor again, esc leaves the codebook as it was."""

    BINDINGS = [Binding("enter", "edit", show=False)]
    KEYS = (KeyHint("↵", "edit again", "edit"), LEAVE)

    def __init__(self, error: ConfigError) -> None:
        super().__init__(error.title)
        self._error = error

    def compose_body(self) -> ComposeResult:
        """The fault, and what became of the text."""
        yield Words(plain(str(self._error)))
        kept = "The codebook in force is as it was. What you typed is kept until you quit."
        yield Words(plain(kept), classes="guide")

    def action_edit(self) -> None:
        """Go back into the editor."""
        self.dismiss(True)
