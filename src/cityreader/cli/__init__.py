"""The command line. Nothing heavy is loaded before a verb needs it."""

from cityreader.cli.root import cityreader


def main() -> None:
    """Run the program; ends with its exit code."""
    cityreader(prog_name="cityreader")


__all__ = ["cityreader", "main"]
