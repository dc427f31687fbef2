"""The codebook in the person's own editor: checked when it comes back, in force if it is sound."""

from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from cityreader.errors import CityReaderError, ConfigError
from cityreader.library.codebooks import EDITED_NAME, changes_between, edited_codebook
from cityreader.library.library import Library
from cityreader.models import Codebook
from cityreader.ui.dialogs.codebook_fault import CodebookFault

if TYPE_CHECKING:
    from cityreader.ui.app import CityReaderApp

DRAFT = "codebook"
"""The name of the draft that keeps a faulty codebook."""


class CodebookEditing:
    """Lends the terminal to the editor; ``esc`` behind a fault keeps what was typed as a draft."""

    def __init__(self, app: "CityReaderApp") -> None:
        self._app = app

    def begin(self) -> None:
        """Open the codebook in force, or the draft that could not be put into force."""
        self._app.errands.ask("codebook", lambda library: library.coding.codebook(), self._edit)

    def _edit(self, before: Codebook) -> None:
        app, draft = self._app, self._app.drafts.get(DRAFT)
        text, failed = None, None
        try:
            with app.suspend():
                # An error must not leave the block: the screen would not come back.
                try:
                    text = edited_codebook(before, draft if isinstance(draft, str) else None)
                except CityReaderError as error:
                    failed = error
        except SuspendNotSupported:
            failed = CityReaderError(
                "No editor here",
                "This terminal cannot be lent to an editor.",
                "Use 'cityreader codebook edit'.",
            )
        app.refresh(layout=True)
        if failed is not None:
            app.report(failed)
        elif text is None:
            app.drafts.pop(DRAFT, None)
            app.tell("The codebook was left as it was.")
        else:
            self._load(before, text)

    def _load(self, before: Codebook, text: str) -> None:
        self._app.drafts[DRAFT] = text

        def load(library: Library) -> Codebook | ConfigError:
            try:
                return library.coding.load_codebook(text, EDITED_NAME)
            except ConfigError as error:
                return error

        def answered(found: Codebook | ConfigError) -> None:
            if isinstance(found, ConfigError):
                self._app.push_screen(CodebookFault(found), self._answered)
            else:
                self._loaded(before, found)

        self._app.errands.change(load, answered)

    def _answered(self, again: bool | None) -> None:
        if again:
            self.begin()

    def _loaded(self, before: Codebook, after: Codebook) -> None:
        app = self._app
        app.drafts.pop(DRAFT, None)
        app.reread_screens()
        app.tell(f"{changes_between(before, after)} · u undoes")
