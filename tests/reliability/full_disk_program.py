"""A program on a disk that fills up: it writes until it may not, reads, makes room and goes on.

    python full_disk_program.py FOLDER INCOMING

Prints one JSON object: what was said when the disk was full, and what is held in the end.
"""

import json
import sys
from pathlib import Path

from cityreader.config import Config, Folders
from cityreader.errors import CityReaderError
from cityreader.library.library import Library
from cityreader.models import Span

TEXT = "The harbour towns of Lindmark and Haicheng signed a friendship agreement on Friday. "


def main() -> None:
    """Fill the disk."""
    folder = Path(sys.argv[1])
    filler = folder / "filler"
    filler.write_bytes(bytes(1_000_000))
    config = Config(coder="Ann")
    library = Library.open(
        folder / "library.db", config=config, folders=Folders.of_user(), create=True
    )
    known, said = [], ""
    incoming = Path(sys.argv[2])
    for number in range(200):
        file = incoming / f"{number}.md"
        file.write_text(f"---\ntitle: Number {number}\n---\n{TEXT * 200}{number}\n")
        told = []
        try:
            library.importing.run([file], report=told.append)
        except CityReaderError as error:
            said = str(error)
            break
        known += [one.article_uuid for one in told]
    read = len(library.search.lines(range(1, len(known) + 1)))
    noted = []
    try:
        for number in range(400):
            library.coding.note(1, Span(0, 3), "typed " * 4000 + str(number))
            noted.append(number)
    except CityReaderError as error:
        noted.append(str(error))
    filler.unlink()
    library.importing.run([file])
    library.coding.note(1, Span(0, 3), "room again")
    answer = {
        "said": said,
        "noted": noted[-1],
        "known": len(known),
        "read": read,
        "held": dict(library.care.info().counts)["articles"],
        "notes": [mark.note for mark in library.coding.marks([1])],
        "problems": library.care.check().problems,
    }
    library.close()
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
