"""A program that changes a library without end, and says so after each change.

    python acting_program.py LIBRARY ACKNOWLEDGED [WAY ...]

Each line of ACKNOWLEDGED is the UUID of a record that a service has returned. A WAY says who acts
and how long (name=, count=, seconds=), has it wait for the end of its input first (hold), or takes
a protection out, to see that the tests would notice.
"""

import itertools
import os
import sys
import time
from pathlib import Path

from cityreader.config import Config, Folders
from cityreader.library.library import Library
from cityreader.models import Span

TEXT = (
    "The harbour towns of Lindmark and Haicheng signed a friendship agreement on Friday.\n\n"
    "A forum on clean ports will open in Haicheng next May."
)


def unprotect(ways: list[str]) -> None:
    """Take protections out by name."""
    from cityreader.store import opening, placing, writer

    if "no-sync" in ways:
        configured = opening.configure_writer

        def configure(connection, journal_mode):
            configured(connection, journal_mode)
            connection.execute("PRAGMA synchronous = OFF")

        opening.configure_writer = configure
    if "normal-log" in ways:
        configured = opening.configure_writer

        def configure_log(connection, journal_mode):
            configured(connection, "WAL")
            connection.execute("PRAGMA synchronous = NORMAL")

        opening.configure_writer = configure_log
    if "no-journal" in ways:
        configured = opening.configure_writer

        def configure_none(connection, journal_mode):
            configured(connection, "OFF")

        opening.configure_writer = configure_none
    if "no-waiting" in ways:
        opening.BUSY_SECONDS = -1
    if "no-immediate" in ways:
        patiently = writer._patiently

        def begin(act, poll):
            connection = act.__closure__[0].cell_contents._connection
            if connection.in_transaction:
                patiently(act, poll)
            else:
                connection.execute("BEGIN")

        writer._patiently = begin
    if "no-folder-sync" in ways:
        placing.bring_folder_to_disk = lambda folder: None


def act(library: Library, name: str, number: int, folder: Path) -> list[str]:
    """Change something; returns the UUIDs of what was made."""
    coding = library.coding
    if number % 4 == 0:
        file = folder / f"{name}-{number}.md"
        file.write_text(f"---\ntitle: {name} {number}\n---\n{TEXT} {name} {number} {os.getpid()}\n")
        told = []
        library.importing.run([file], report=told.append)
        file.unlink()
        return [one.article_uuid for one in told]
    if number % 4 == 1:
        return [coding.note(1, Span(0, 3), f"{name} {number}").uuid]
    if number % 4 == 2:
        start = number % 60
        span = Span(start, start + 2 + number % 20)
        tagged = coding.tag(1, span, "agreement")
        return [tagged.annotation.uuid]
    return [library.glossary.add({"en": (f"{name} {number}",)}).uuid]


def main() -> None:
    """Act until the end comes from outside, or after so many changes or seconds."""
    path, told = Path(sys.argv[1]), sys.argv[2]
    ways = sys.argv[3:]
    given = dict(way.split("=") for way in ways if "=" in way)
    count, seconds = int(given.get("count", 0)), int(given.get("seconds", 0))
    name = given.get("name", "one")
    unprotect(ways)
    folders = Folders.of_user()
    out = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND) if told != "-" else 1
    work = Path(os.environ["CITYREADER_HOME"]) / f"work-{os.getpid()}"
    work.mkdir(parents=True)
    if "hold" in ways:
        sys.stdin.read()
    with Library.open(path, config=Config(coder=name), folders=folders, create=True) as library:
        end = time.monotonic() + seconds
        for number in range(count) if count else itertools.count():
            made = act(library, name, number, work)
            os.write(out, "".join(f"{uuid}\n" for uuid in made).encode())
            if seconds and time.monotonic() > end:
                break


if __name__ == "__main__":
    main()
