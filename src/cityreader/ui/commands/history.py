"""The commands of the history."""

from cityreader.ui.command import Command
from cityreader.ui.commands.moves import moves

HISTORY_COMMANDS: tuple[Command, ...] = (
    Command("history.open", "enter", "open_place", "Read on where it was done", "Read", "read", 1,
            shown="↵"),
    *moves("history", "step", bar=2, ends=("The newest", "The oldest")),
    Command("history.undo", "u", "undo", "Undo your newest step", "Change", "undo", 3),
    Command("history.redo", "ctrl+r", "redo", "Restore what was undone last", "Change", "redo", 4),
    Command("history.coders", "c", "toggle_coders", "Your own steps, or those of all coders",
            "View", "mine/all", 5),
    Command("history.back", "q,escape", "back", "Back to where you came from", "Program", "back",
            95, shown="q"),
)  # fmt: skip
