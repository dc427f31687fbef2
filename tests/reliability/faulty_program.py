"""A program whose disk fails at each write, sync, truncation and removal of some changes in turn.

    python faulty_program.py LIBRARY WORK STEP [UNPROTECTED]

Prints one JSON object: how many faults there were, and what was wrong after any of them. Each sync
and truncation and every STEP-th write fails: once with an input/output error, once with half a
write and a full disk, and both again with all later calls of that kind failing too. (With a STEP
over 1, the first and the last of these four.)
"""

import contextlib
import ctypes
import errno
import json
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

from fault_library import KINDS, SYNC, WRITE
from library_state import content

from cityreader.config import Config, Folders
from cityreader.errors import CityReaderError
from cityreader.library.library import Library
from cityreader.models import Span

TEXT = "The harbour towns of Lindmark and Haicheng signed a friendship agreement on Friday."
FAULTS = ctypes.CDLL(None)
ERRORS = [(errno.EIO, 0), (errno.ENOSPC, 0), (errno.EIO, 1), (errno.ENOSPC, 1)]
HELD = {
    "notes": "SELECT COUNT(*) FROM annotations WHERE note IS NOT NULL AND deleted_at IS NULL",
    "tags": "SELECT COUNT(*) FROM annotations WHERE tag IS NOT NULL AND deleted_at IS NULL",
    "events": "SELECT COUNT(*) FROM events WHERE deleted_at IS NULL",
    "entries": "SELECT COUNT(*) FROM glossary WHERE deleted_at IS NULL",
    "articles": "SELECT COUNT(*) FROM articles WHERE deleted_at IS NULL",
    "bodies": "SELECT COUNT(*) FROM bodies",
    "steps": "SELECT COUNT(*) FROM journal WHERE EXISTS"
    " (SELECT 1 FROM changes WHERE journal_id = journal.id)",
}


class Trial:
    """One library, and what is done to it again and again."""

    def __init__(self, path: Path, work: Path) -> None:
        self.path, self.work = path, work
        self.number = 0
        self.library = self._open()
        self.bring()
        self.note()
        self.start = path.with_name("start.db")
        self.library.close()
        shutil.copyfile(path, self.start)
        self.library = self._open()

    def _open(self) -> Library:
        config, folders = Config(coder="Ann"), Folders.of_user()
        return Library.open(self.path, config=config, folders=folders, create=True)

    def begin_again(self) -> list[str]:
        """Go back to the library of the start; returns what is wrong with the one left."""
        problems = list(self.library.care.check().problems)
        self.library.close()
        shutil.copyfile(self.start, self.path)
        self.library = self._open()
        return problems

    def bring(self) -> None:
        file = self.work / f"{self.number}.md"
        file.write_text(f"---\ntitle: Number {self.number}\nsource: Desk\n---\n{TEXT * 20}\n")
        self.library.importing.run([file])

    def note(self) -> None:
        self.library.coding.note(1, Span(0, 3), f"note {self.number}")

    def tag(self) -> None:
        start = self.number % 60
        self.library.coding.tag(1, Span(start, start + 3 + self.number // 60), "agreement")

    def enter(self) -> None:
        self.library.glossary.add({"en": (f"term {self.number}",)})

    def rename(self) -> None:
        self.library.articles.edit_body(1, f"{TEXT * 20}\n\nNumber {self.number}.")

    def take_back(self) -> None:
        self.library.history.undo()

    def held(self) -> dict[str, int]:
        """How many there are of each kind."""
        with contextlib.closing(sqlite3.connect(self.path)) as connection:
            return {name: connection.execute(sql).fetchone()[0] for name, sql in HELD.items()}

    def added(self, act: Callable[[], None]) -> dict[str, int]:
        """What a change adds when nothing fails."""
        self.number += 1
        before = self.held()
        act()
        return {name: count - before[name] for name, count in self.held().items()}


def main() -> None:
    """Let everything fail in turn."""
    if "no-retraction" in sys.argv[4:]:
        from cityreader.store import writer

        writer.retract = lambda unit, step_uuid, first: None
    trial = Trial(Path(sys.argv[1]), Path(sys.argv[2]))
    step = int(sys.argv[3])
    faults, wrong = 0, []
    acts = (trial.note, trial.tag, trial.enter, trial.bring, trial.rename, trial.take_back)
    for act in acts:
        FAULTS.faults_arm(-1, 0, 0, 0)
        usual = trial.added(act)
        counted = {kind: FAULTS.faults_calls(kind) for kind in KINDS}
        for kind, count in counted.items():
            wrong += trial.begin_again()
            for at in range(1, count + 1, step if kind == WRITE else 1):
                if kind == SYNC:
                    # The first change of a program makes the journal file.
                    wrong += trial.begin_again()
                for error, lasting in ERRORS if step == 1 else ERRORS[::3]:
                    found = fail(trial, act, usual, (kind, at, error, lasting))
                    faults += 1
                    name = f"{act.__name__}, {KINDS[kind]} {at} of {count}, {error}, {lasting}"
                    wrong += [f"{name}: {one}" for one in found]
    wrong += trial.begin_again()
    trial.library.close()
    print(json.dumps({"faults": faults, "wrong": wrong}))


def fail(
    trial: Trial, act: Callable[[], None], usual: dict[str, int], fault: tuple[int, int, int, int]
) -> list[str]:
    """Let a change fail, look, and try again; returns what was not as it should be."""
    trial.number += 1
    wrong = []
    lasting = fault[3]
    before, held = content(trial.path), trial.held()
    journal_known = trial.path.with_name("library.db-journal").exists()
    FAULTS.faults_arm(*fault)
    told = ""
    try:
        act()
    except CityReaderError as error:
        told = str(error)
    finally:
        happened = FAULTS.faults_calls(fault[0]) >= fault[1]
        of_folder = fault[0] == SYNC and FAULTS.faults_of_folder()
        FAULTS.faults_arm(-1, 0, 0, 0)
    if not happened:
        return []
    if not told and (of_folder == 2 or (of_folder and journal_known)):
        # SQLite looks away where it cannot sync the folder: it holds the journal's name already, or
        # the writer has done it once more.
        return []
    if not told:
        return ["nothing was said"]
    if "nothing was changed" not in told:
        wrong.append(f"it was not said plainly: {told}")
    if not lasting and content(trial.path) != before:
        wrong.append("the library was not as before")
    act()
    added = {name: count - held[name] for name, count in trial.held().items()}
    if act == trial.take_back:
        # What was undone differs from time to time.
        added, usual = ({"steps": one["steps"]} for one in (added, usual))
    if added != usual:
        wrong.append(f"trying again added {added} instead of {usual}")
    return wrong


if __name__ == "__main__":
    main()
