"""The commands of the concordance."""

from cityreader.ui.command import Command
from cityreader.ui.commands.modes import SORT
from cityreader.ui.commands.moves import moves

CONCORDANCE_COMMANDS: tuple[Command, ...] = (
    Command("concordance.open", "enter", "open_row", "Read on at this row, with the words selected",
            "Read", "read on", 1, shown="↵"),
    Command("concordance.query", "slash", "edit_query", "Look for other words", "Find", "words", 2,
            shown="/"),
    *moves("concordance", "hit", bar=3),
    Command("concordance.sort", "O", "sort", "Sort by date, right context, left context", "Find",
            "sort", 4),
    Command("concordance.sort_date", "d", "sort_by('date')", "Newest article first", "Sort", "date",
            1, SORT, palette=False),
    Command("concordance.sort_right", "r", "sort_by('right')", "By what follows the words", "Sort",
            "what follows", 2, SORT, palette=False),
    Command("concordance.sort_left", "l", "sort_by('left')", "By what stands before the words",
            "Sort", "what stands before", 3, SORT, palette=False),
    Command("concordance.copy", "y", "copy", "Copy the row in both languages", "Read", "copy", 5),
    Command("concordance.script", "s", "cycle_script",
            "Chinese as published, simplified, traditional", "View", "简/繁", 6),
    Command("concordance.leave", "escape", "leave", "Leave the menu, the words, the concordance",
            "Program", "back", 95, ("read", "sort", "words"), palette=False),
    Command("concordance.back", "q", "back", "Back to the article", "Program", palette=False),
)  # fmt: skip
