"""The reader's commands that pick words by labels, set roles and tag occurrences.

They are part of the tables in ``cityreader.ui.commands``.
"""

from cityreader.ui.command import Command

_BOTH = ("read", "select")

PICKING_COMMANDS: tuple[Command, ...] = (
    Command("reader.pick", "f", "pick_words",
            "Pick words by labels: the first word's, the last word's", "Select", "pick", 4, _BOTH),
)  # fmt: skip
"""What picks words for a key."""
