"""A library that cannot be opened: the offer to go back to its newest good backup."""

import asyncio
from typing import TYPE_CHECKING

from cityreader.errors import CityReaderError, UnsoundLibraryError

if TYPE_CHECKING:
    from cityreader.models import Backup
    from cityreader.ui.room import ReadingRoom


def offer_backup(app: "ReadingRoom", error: CityReaderError) -> None:
    """Look for a backup of the library that was refused, and offer it; nothing is done unasked."""
    if isinstance(error, UnsoundLibraryError):
        app.run_worker(_offer(app, error), group="recover", exclusive=True)


async def _offer(app: "ReadingRoom", error: CityReaderError) -> None:
    from cityreader.library.backups.recovery import newest_good
    from cityreader.ui.dialogs.going_back import GoingBack

    path = app.path
    backup = await asyncio.to_thread(newest_good, path, app.folders)
    if backup is None:
        return

    def answered(wanted: bool | None) -> None:
        if wanted:
            app.run_worker(_recover(app, backup), group="recover", exclusive=True)

    app.push_screen(GoingBack(error.message, path, backup), answered)


async def _recover(app: "ReadingRoom", backup: "Backup") -> None:
    from cityreader.library.backups.recovery import recover
    from cityreader.library.backups.words import told

    def work() -> list[str]:
        return told(recover(app.path, backup.path, config=app.config, folders=app.folders))

    try:
        sentences = await asyncio.to_thread(work)
    except CityReaderError as error:
        app.report(error)
        return
    app.refused = None
    app.open_library(app.path)
    app.notify("\n".join(sentences), title="Back again", timeout=30, markup=False)
