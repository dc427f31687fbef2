"""Whose marks and events the screens show: all, mine, or those of one coder.

Whoever codes blind sees only their own. The choice is kept in the state folder, one file a library,
so that looking never changes one; exports, the command line and undo know nothing of it.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cityreader.library.kept_files import keep, kept_fields
from cityreader.models import Coder
from cityreader.models.people import told_apart
from cityreader.store import coders

if TYPE_CHECKING:
    from cityreader.library.context import Context

ALL = "all"
MINE = "mine"


@dataclass(frozen=True, slots=True)
class CoderWork:
    """A coder of the library: what to call them, and how many marks and events are theirs."""

    coder: Coder
    name: str
    marks: int
    events: int


class Viewpoint:
    """What is shown now: ``all``, ``mine`` or the UUID of a coder; all until it is recalled."""

    def __init__(self, state_folder: Path, library_uuid: str, coder_uuid: str) -> None:
        self._path = state_folder / "viewpoints" / f"{library_uuid}.json"
        self._own = coder_uuid
        self.choice = ALL
        self.name = ""

    @property
    def coder_uuid(self) -> str | None:
        """The coder whose marks and events are shown; None for all."""
        if self.choice == ALL:
            return None
        return self._own if self.choice == MINE else self.choice

    @property
    def words(self) -> str:
        """What headings say where not everything is shown: ``marks: mine``, ``marks: Bo``."""
        return "" if self.choice == ALL else f"marks: {self.name}"

    @property
    def is_of_another(self) -> bool:
        """Whether own marks are hidden."""
        return self.coder_uuid not in (None, self._own)

    def read(self) -> str:
        """What was chosen for this library last."""
        return str(kept_fields(self._path).get("shown", ALL))

    def write(self) -> None:
        """Keep the choice; a full disk is no reason to fail."""
        keep(self._path, json.dumps({"shown": self.choice}))


class ViewpointService:
    """Chooses whose marks and events the screens show."""

    def __init__(self, context: "Context") -> None:
        self._context = context
        self.now = context.viewpoint

    def coders(self) -> list[CoderWork]:
        """Everybody who made a mark or an event in this library, and who is at the keyboard."""
        with self._context.view() as view:
            work = coders.work(view)
            found = coders.everybody(view)
        own = self._context.coder
        if own.uuid not in {coder.uuid for coder in found}:
            found.append(own)
        names = told_apart(found)
        return [
            CoderWork(coder, names[coder.uuid], *work.get(coder.uuid, (0, 0)))
            for coder in found
            if coder.uuid in work or coder.uuid == own.uuid
        ]

    def show(self, choice: str) -> None:
        """Show ``all``, ``mine`` or the work of the coder with this UUID from now on."""
        self._put(choice)
        self.now.write()

    def recall(self) -> None:
        """Show what was chosen last; all if that coder is not in the library any more."""
        self._put(self.now.read())

    def _put(self, choice: str) -> None:
        if choice == self._context.coder.uuid:
            choice = MINE
        name = "mine"
        if choice not in (ALL, MINE):
            # Asked only where it matters: opening a library waits for this.
            with self._context.view() as view:
                name = told_apart(coders.everybody(view)).get(choice, "")
        self.now.choice = choice if name else ALL
        self.now.name = "" if self.now.choice == ALL else name
