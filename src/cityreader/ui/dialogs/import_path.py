"""Choosing what to import: a path to type, or to pick."""

from pathlib import Path

from textual import events
from textual.app import ComposeResult

from cityreader.ui.dialogs.dialog import LEAVE, DraftingDialog, KeyHint
from cityreader.ui.errands import is_open
from cityreader.ui.imports import elsewhere
from cityreader.ui.safety import plain
from cityreader.ui.sight import Meaning, short_path
from cityreader.ui.theme import palette_of
from cityreader.ui.widgets.path_picker import EntryLines, PathPicker
from cityreader.ui.widgets.words import Words

GUIDE = "Type a path, or pick with ↓ and ⇥. Of a folder everything in it is imported."

OTHER_LINES = 15
"""Lines of the screen that the entries leave to everything else."""


class ImportDialog(DraftingDialog[Path | None, str]):
    """Asks what to import, and gives back the path of a file, a folder or a pattern of names."""

    KEYS = (
        KeyHint("↵", "import", "accept"),
        KeyHint("↓↑", "pick", "press('down')"),
        KeyHint("⇥", "into", "press('tab')"),
        KeyHint("⇧⇥", "up", "press('shift+tab')"),
        LEAVE,
    )

    def __init__(self) -> None:
        super().__init__("Import", "", "import")

    def compose_body(self) -> ComposeResult:
        """The path, what lies there, and what enter would do."""
        yield PathPicker(
            self.shown, hint="a file or a folder, such as ~/news", field_id="import-path"
        )
        yield Words(plain(GUIDE), id="import-said", classes="guide")
        yield Words(id="import-where")

    def on_mount(self) -> None:
        """Say where the articles go, if not into the library on the screen."""
        super().on_mount()
        room = self.room
        own = room.imports.own
        room.errands.ask(
            "import", lambda library: elsewhere(library, own), self._told_where, asker=self
        )

    def on_resize(self, event: events.Resize) -> None:
        """Give the entries the lines that there are."""
        super().on_resize(event)
        lines = max(3, min(14, event.size.height - OTHER_LINES))
        self.query_one(EntryLines).styles.height = lines

    def begin(self) -> None:
        """Typing goes into the path."""
        self.query_one(PathPicker).begin()

    def typed(self) -> str:
        """The path."""
        return self.query_one(PathPicker).text

    def action_accept(self) -> None:
        """Take what is picked, else what is typed."""
        self.action_press("enter")

    def action_press(self, key: str) -> None:
        """Do what a key does."""
        self.query_one(PathPicker).press(key)

    def on_path_picker_pointed(self, event: PathPicker.Pointed) -> None:
        """Say what enter would do."""
        meaning = event.meaning
        path = short_path(meaning.path)
        if meaning.kind == "folder":
            self._say(f"↵ imports the folder {path} with everything in it.")
        elif meaning.kind == "file":
            self._say(f"↵ imports the file {path}.")
        elif meaning.kind == "pattern":
            self._say(f"↵ imports the files that match {path}.")
        elif meaning.kind == "refused":
            self._say_wrong(meaning)
        else:
            self._say(GUIDE)

    def on_path_picker_taken(self, event: PathPicker.Taken) -> None:
        """Give the path back, if there is something to import."""
        if event.meaning.importable:
            self.accept(event.meaning.path)
        else:
            self._say_wrong(event.meaning)

    def _told_where(self, own: Path | None) -> None:
        if own is not None and is_open(self):
            where = plain(f"These are the samples. Your files go into {short_path(own)}.")
            self.query_one("#import-where", Words).update(where)

    def _say(self, text: str) -> None:
        self.query_one("#import-said", Words).update(plain(text))

    def _say_wrong(self, meaning: Meaning) -> None:
        path = short_path(meaning.path)
        text = {
            "nothing": "Type the path of a file or a folder, or pick one.",
            "missing": f"There is no file or folder {path}.",
        }.get(meaning.kind, f"{path} cannot be imported: {meaning.reason}.")
        said = plain(text).stylize(palette_of(self).error)
        self.query_one("#import-said", Words).update(said)
