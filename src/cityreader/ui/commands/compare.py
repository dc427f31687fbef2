"""The commands of the screen that compares two coders."""

from cityreader.ui.command import Command
from cityreader.ui.commands.moves import moves

COMPARE_COMMANDS: tuple[Command, ...] = (
    Command("compare.adopt", "enter", "adopt", "Copy this version into the consensus", "Decide",
            "into the consensus", 1, shown="↵"),
    Command("compare.side", "tab,h,l,left,right", "switch_side", "The other coder's version",
            "Move", "other side", 2, shown="⇥", palette=False),
    Command("compare.next", "right_square_bracket", "step(1)", "Next difference", "Move",
            "difference", 3, shown="[ ]", palette=False),
    Command("compare.previous", "left_square_bracket", "step(-1)", "Previous difference", "Move",
            palette=False),
    *moves("compare", "line"),
    Command("compare.dismiss", "x", "dismiss_line",
            "Take the version out of the consensus, else set the difference aside", "Decide",
            "take out", 4),
    Command("compare.adopt_same", "A", "adopt_same",
            "Copy all that both have alike into the consensus, in one step", "Decide", "all alike",
            5),
    Command("compare.open", "o", "open_words", "Read on at these words", "Read", "read", 6),
    Command("compare.coders", "c", "next_coders", "The next two coders", "View", "coders", 7),
    Command("compare.undo", "u", "undo", "Undo", "Decide", "undo", 8),
    Command("compare.redo", "ctrl+r", "redo", "Redo", "Decide"),
    Command("compare.back", "q,escape", "back", "Back to where you came from", "Program", "back",
            95, shown="q"),
)  # fmt: skip
