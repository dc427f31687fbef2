"""Build ``annotations.db``, the starter library, from the samples.

Run it after changing anything in ``src/cityreader/samples``:

    python scripts/build_starter_library.py
"""

import os
import sys
from pathlib import Path

from cityreader.library.starter import build_starter_library

TARGET = Path(__file__).parents[1] / "annotations.db"


def main() -> None:
    """Build the library beside its place and move it there whole."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    passing = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        build_starter_library(passing)
        passing.replace(target)
    finally:
        passing.unlink(missing_ok=True)
    print(f"{target}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
