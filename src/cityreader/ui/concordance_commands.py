"""The commands of the concordance."""

from cityreader.ui.command import Command

_ROWS = ("read",)
"""Modes of the concordance in which keys act on its rows."""

CONCORDANCE_COMMANDS: tuple[Command, ...] = (
    Command("concordance.open", "enter", "open_row", "Read on at this row, with the words selected",
            "Read", "read on", 1, _ROWS, "↵"),
    Command("concordance.query", "slash", "edit_query", "Look for other words", "Find", "words", 2,
            _ROWS, "/"),
    Command("concordance.down", "j,down", "move(1)", "Next hit", "Move", "hit", 3, _ROWS, "j k",
            palette=False),
    Command("concordance.up", "k,up", "move(-1)", "Previous hit", "Move", modes=_ROWS,
            palette=False),
    Command("concordance.top", "g,home", "move_top", "First hit", "Move", modes=_ROWS,
            palette=False),
    Command("concordance.bottom", "G,end", "move_bottom", "Last hit", "Move", modes=_ROWS,
            palette=False),
    Command("concordance.page_down", "space,pagedown", "page(1)", "A page down", "Move",
            modes=_ROWS, palette=False),
    Command("concordance.page_up", "b,pageup", "page(-1)", "A page up", "Move", modes=_ROWS,
            palette=False),
    Command("concordance.sort", "O", "sort", "Sort by date, right context, left context", "Find",
            "sort", 4, _ROWS),
    Command("concordance.sort_date", "d", "sort_by('date')", "Newest article first", "Sort", "date",
            1, ("sort",), palette=False),
    Command("concordance.sort_right", "r", "sort_by('right')", "By what follows the words", "Sort",
            "what follows", 2, ("sort",), palette=False),
    Command("concordance.sort_left", "l", "sort_by('left')", "By what stands before the words",
            "Sort", "what stands before", 3, ("sort",), palette=False),
    Command("concordance.copy", "y", "copy", "Copy the row in both languages", "Read", "copy", 5,
            _ROWS),
    Command("concordance.script", "s", "cycle_script",
            "Chinese as published, simplified, traditional", "View", "简/繁", 6, _ROWS),
    Command("concordance.leave", "escape", "leave", "Leave the menu, the words, the concordance",
            "Program", "back", 95, ("read", "sort", "words"), palette=False),
    Command("concordance.back", "q", "back", "Back to the article", "Program", modes=_ROWS,
            palette=False),
)  # fmt: skip
