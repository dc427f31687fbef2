"""Runs many command lines of the program one after the other, each in a process of its own.

    python walking_program.py LINES.json

``LINES.json`` holds a list of command lines, each a list of arguments. Before each stands a line
with ``MARK`` and its number. The program is loaded once, so that a walk through all commands takes
no longer than it must; everything else is as if each had been typed.
"""

import importlib
import json
import os
import pkgutil
import sys
import traceback
from pathlib import Path

import cityreader

MARK = "=====> "


def main() -> None:
    """Run them."""
    for part in pkgutil.walk_packages(cityreader.__path__, "cityreader."):
        if not part.name.startswith("cityreader.ui") and not part.name.endswith("__main__"):
            importlib.import_module(part.name)
    importlib.import_module("sqlite_utils")
    from cityreader.cli import cityreader as program

    for number, line in enumerate(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))):
        print(f"{MARK}{number}", flush=True)
        if os.fork() == 0:
            try:
                program(line, prog_name="cityreader")
            except Exception:
                traceback.print_exc()
            finally:
                sys.stdout.flush()
                # Taking down everything that was loaded would take longer than most commands.
                os._exit(0)
        os.wait()


if __name__ == "__main__":
    main()
