"""The commands about several coders: whose marks are shown, and two coders compared.

They are part of the tables in ``cityreader.ui.commands``.
"""

from cityreader.ui.command import Command

_READ = ("read",)

CODER_COMMANDS: tuple[Command, ...] = (
    Command("app.viewpoint", "M", "choose_viewpoint",
            "Whose marks are shown: all, mine, or those of one coder", "Program"),
    Command("app.compare", "C", "compare_coders",
            "Two coders beside each other, differences first", "Program"),
)  # fmt: skip
"""What works on every screen."""

COMPARE_COMMANDS: tuple[Command, ...] = (
    Command("compare.adopt", "enter", "adopt", "Copy this version into the consensus", "Decide",
            "into the consensus", 1, _READ, "↵"),
    Command("compare.side", "tab,h,l,left,right", "switch_side", "The other coder's version",
            "Move", "other side", 2, _READ, "⇥", palette=False),
    Command("compare.next", "right_square_bracket", "step(1)", "Next difference", "Move",
            "difference", 3, _READ, "[ ]", palette=False),
    Command("compare.previous", "left_square_bracket", "step(-1)", "Previous difference", "Move",
            modes=_READ, palette=False),
    Command("compare.down", "j,down", "move(1)", "Next line", "Move", modes=_READ, palette=False),
    Command("compare.up", "k,up", "move(-1)", "Previous line", "Move", modes=_READ,
            palette=False),
    Command("compare.top", "g,home", "move_top", "First line", "Move", modes=_READ,
            palette=False),
    Command("compare.bottom", "G,end", "move_bottom", "Last line", "Move", modes=_READ,
            palette=False),
    Command("compare.page_down", "space,pagedown", "page(1)", "A page down", "Move", modes=_READ,
            palette=False),
    Command("compare.page_up", "b,pageup", "page(-1)", "A page up", "Move", modes=_READ,
            palette=False),
    Command("compare.dismiss", "x", "dismiss_line",
            "Take the version out of the consensus, else set the difference aside", "Decide",
            "take out", 4, _READ),
    Command("compare.adopt_same", "A", "adopt_same",
            "Copy all that both have alike into the consensus, in one step", "Decide", "all alike",
            5, _READ),
    Command("compare.open", "o", "open_words", "Read on at these words", "Read", "read", 6, _READ),
    Command("compare.coders", "c", "next_coders", "The next two coders", "View", "coders", 7,
            _READ),
    Command("compare.undo", "u", "undo", "Undo", "Decide", "undo", 8, _READ),
    Command("compare.redo", "ctrl+r", "redo", "Redo", "Decide", modes=_READ),
    Command("compare.back", "q,escape", "back", "Back to where you came from", "Program", "back",
            95, _READ, "q"),
)  # fmt: skip
"""The commands of the screen that compares two coders."""
