"""The commands of WRITE in the reader: a translation typed row by row.

While text is typed only keys that write no character can be commands.
"""

from cityreader.ui.command import Command
from cityreader.ui.commands.modes import OFFER, WRITE

WRITE_COMMANDS: tuple[Command, ...] = (
    Command("reader.write", "W", "write", "Write a translation of your own, row by row", "Write"),
    Command("reader.write_fill_all", "alt+a", "fill_rows",
            "Fill the empty rows of your translation by the configured command", "Write",
            modes=("read", "write")),
    Command("reader.offer_write", "tab", "write_here", "Write the translation here", "Counterpart",
            "write", 4, OFFER, shown="⇥", palette=False),
    Command("reader.write_row", "enter", "write_row", "Write the row, go to the next", "Write",
            "write", 1, WRITE, shown="↵", palette=False),
    Command("reader.write_down", "down", "write_move(1)", "Next row; what was typed is written",
            "Write", "row", 2, WRITE, shown="↑ ↓", palette=False),
    Command("reader.write_up", "up", "write_move(-1)", "Previous row; what was typed is written",
            "Write", modes=WRITE, palette=False),
    Command("reader.write_match_1", "alt+1,f7", "insert_match(0)", "Insert the first memory match",
            "Write", "memory", 3, WRITE, shown="alt+1…3", palette=False),
    Command("reader.write_match_2", "alt+2,f8", "insert_match(1)", "Insert the second memory match",
            "Write", modes=WRITE, palette=False),
    Command("reader.write_match_3", "alt+3,f9", "insert_match(2)", "Insert the third memory match",
            "Write", modes=WRITE, palette=False),
    Command("reader.write_fill", "alt+m", "fill_row", "Fill the row by the configured command",
            "Write", "machine", 5, WRITE, palette=False),
    Command("reader.write_title", "alt+t", "write_title", "The title of your translation", "Write",
            "title", 4, WRITE, palette=False),
    Command("reader.write_leave", "escape,tab", "leave_write", "Stop writing", "Write", "stop", 94,
            WRITE, shown="esc", palette=False),
)  # fmt: skip
