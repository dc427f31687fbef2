"""The command line. Nothing heavy is loaded before a verb needs it."""

import os

from cityreader.cli.root import cityreader


def main() -> None:
    """Run the program; ends with its exit code."""
    # numpy reads it when it is loaded; with threads, sums over short texts take five times as long.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    cityreader(prog_name="cityreader")


__all__ = ["cityreader", "main"]
