"""The commands of ALIGN in the reader: rows corrected."""

from cityreader.ui.command import Command
from cityreader.ui.commands.modes import ALIGN

ALIGN_COMMANDS: tuple[Command, ...] = (
    Command("reader.align", "a", "align_rows", "Correct the rows; again to leave", "Rows", "rows",
            18, ("read", "align")),
    Command("reader.merge", "m", "merge_rows", "Merge with the next row", "Rows", "merge", -9,
            ALIGN),
    Command("reader.split", "s", "split_row", "Split at the word (⇥ sets one on the other side)",
            "Rows", "split", -8, ALIGN),
    Command("reader.sentence_down", "greater_than_sign", "move_sentence(1)",
            "The last sentence of this side to the next row", "Rows", "move", -7, ALIGN,
            shown="< >"),
    Command("reader.sentence_up", "less_than_sign", "move_sentence(-1)",
            "The first sentence of this side to the row before", "Rows", modes=ALIGN),
    Command("reader.unlink", "x", "unlink_row", "Unlink the two sides of the row", "Rows", "unlink",
            -6, ALIGN),
    Command("reader.check", "c", "check_rows", "Checked to here", "Rows", "checked", -5, ALIGN),
    Command("reader.next_doubt", "right_square_bracket", "step_doubt(1)", "Next doubtful row",
            "Rows", "doubtful", -4, ALIGN, shown="[ ]"),
    Command("reader.previous_doubt", "left_square_bracket", "step_doubt(-1)",
            "Previous doubtful row", "Rows", modes=ALIGN),
    Command("reader.realign", "r", "realign_rest", "Align again what is not checked", "Rows",
            "rest", -3, ALIGN),
)  # fmt: skip
