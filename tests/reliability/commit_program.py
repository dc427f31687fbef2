"""A program that counts the syncs of changes, beside those of bare transactions of one row.

    python commit_program.py LIBRARY WORK

Prints one JSON object: the syncs of each of several changes, and of each bare transaction.
"""

import ctypes
import json
import sqlite3
import sys
from pathlib import Path

from fault_library import SYNC
from faulty_program import Trial

FAULTS = ctypes.CDLL(None)


def main() -> None:
    """Count."""
    path = Path(sys.argv[1])
    trial = Trial(path, Path(sys.argv[2]))
    # The first change of a program makes the journal file and brings its name to the disk.
    trial.number += 1
    trial.note()
    ours = []
    for act in (trial.note, trial.tag, trial.enter, trial.take_back, trial.bring):
        trial.number += 1
        FAULTS.faults_arm(-1, 0, 0, 0)
        act()
        ours.append(FAULTS.faults_calls(SYNC))
    trial.library.close()
    connection = sqlite3.connect(path.with_name("bare.db"), isolation_level=None)
    for pragma in ("journal_mode = TRUNCATE", "synchronous = FULL", "fullfsync = ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE rows (value TEXT)")
    bare = []
    for _ in ours:
        FAULTS.faults_arm(-1, 0, 0, 0)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO rows VALUES ('x')")
        connection.execute("COMMIT")
        bare.append(FAULTS.faults_calls(SYNC))
    print(json.dumps({"ours": ours, "bare": bare}))


if __name__ == "__main__":
    main()
