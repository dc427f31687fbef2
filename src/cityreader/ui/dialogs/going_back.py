"""The offer to go back to a backup, where a library cannot be opened."""

from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding

from cityreader.library.backups.words import contents, megabytes, moment
from cityreader.models import Backup
from cityreader.ui.dialogs.dialog import LEAVE, Dialog, KeyHint
from cityreader.ui.safety import plain
from cityreader.ui.widgets.words import Words


class GoingBack(Dialog[bool]):
    """Shows the newest good backup of a library; enter goes back to it, esc changes nothing."""

    BINDINGS = [Binding("enter", "go_back", show=False)]
    KEYS = (KeyHint("↵", "go back to it", "go_back"), LEAVE)

    DEFAULT_CSS = """
    GoingBack .fact { padding-top: 1; }
    """

    def __init__(self, trouble: str, library: Path, backup: Backup) -> None:
        super().__init__("Go back to a backup?")
        self._trouble = trouble
        self._library = library
        self._backup = backup

    def compose_body(self) -> ComposeResult:
        """What is wrong, the backup, and what becomes of the file that is there."""
        yield Words(plain(self._trouble))
        found = self._backup
        facts = (moment(found), megabytes(found.size), contents(found))
        newest = " · ".join(fact for fact in facts if fact)
        yield Words(plain(f"Newest good backup: {newest}"), classes="fact")
        yield Words(
            plain(
                f"{self._library.name} is renamed and kept beside it. What can still be read in it"
                " and is not in the backup is added, as one step that u takes back."
            ),
            classes="guide",
        )

    def action_go_back(self) -> None:
        """Go back."""
        self.dismiss(True)
