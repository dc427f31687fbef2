"""The commands of the two tables: all events, and all that was done.

They are part of the tables in ``cityreader.ui.commands``.
"""

from cityreader.ui.command import Command

_READ = ("read",)
_SORT = ("sort",)

EVENTS_COMMANDS: tuple[Command, ...] = (
    Command("events.open", "enter", "open_mention", "Read on at the words that mention the event",
            "Read", "read", 1, _READ, "↵"),
    Command("events.filter", "slash", "edit_filter", "Filter by words and fields", "Find",
            "filter", 2, _READ, "/"),
    Command("events.down", "j,down", "move(1)", "Next event", "Move", modes=_READ, palette=False),
    Command("events.up", "k,up", "move(-1)", "Previous event", "Move", modes=_READ,
            palette=False),
    Command("events.top", "g,home", "move_top", "First event", "Move", modes=_READ,
            palette=False),
    Command("events.bottom", "G,end", "move_bottom", "Last event", "Move", modes=_READ,
            palette=False),
    Command("events.page_down", "space,pagedown", "page(1)", "A page down", "Move", modes=_READ,
            palette=False),
    Command("events.page_up", "b,pageup", "page(-1)", "A page up", "Move", modes=_READ,
            palette=False),
    Command("events.form", "e", "edit_event", "The form of the event", "Change", "event", 3,
            _READ),
    Command("events.remove", "x", "remove_event", "Remove the event with its marks (u undoes)",
            "Change", "remove", 4, _READ),
    Command("events.sort", "O", "sort", "Sort by date, type, place, added", "Find", "sort", 5,
            _READ),
    Command("events.sort_date", "d", "sort_by('date')", "Newest first", "Sort", "date", 1, _SORT,
            palette=False),
    Command("events.sort_type", "t", "sort_by('type')", "By type, as in the codebook", "Sort",
            "type", 2, _SORT, palette=False),
    Command("events.sort_place", "p", "sort_by('place')", "By place", "Sort", "place", 3, _SORT,
            palette=False),
    Command("events.sort_added", "a", "sort_by('added')", "Coded last first", "Sort", "added", 4,
            _SORT, palette=False),
    Command("events.copy", "y", "copy", "Copy the event with its source", "Read", "copy", 6,
            _READ),
    Command("events.timeline", "backslash", "toggle_timeline", "Show or hide the timeline",
            "View", "timeline", 7, _READ, "\\"),
    Command("events.script", "s", "cycle_script",
            "Chinese as published, simplified, traditional", "View", modes=_READ),
    Command("events.undo", "u", "undo", "Undo", "Change", "undo", 8, _READ),
    Command("events.redo", "ctrl+r", "redo", "Redo", "Change", modes=_READ),
    Command("events.leave", "escape", "leave", "Leave the menu, the filter, then the events",
            "Program", "back", 95, ("read", "sort", "filter"), palette=False),
    Command("events.back", "q", "back", "Back to where you came from", "Program", modes=_READ,
            palette=False),
)  # fmt: skip
"""The commands of the table of events."""

HISTORY_COMMANDS: tuple[Command, ...] = (
    Command("history.open", "enter", "open_place", "Read on where it was done", "Read", "read", 1,
            _READ, "↵"),
    Command("history.down", "j,down", "move(1)", "Next step", "Move", "step", 2, _READ, "j k",
            palette=False),
    Command("history.up", "k,up", "move(-1)", "Previous step", "Move", modes=_READ,
            palette=False),
    Command("history.top", "g,home", "move_top", "The newest", "Move", modes=_READ,
            palette=False),
    Command("history.bottom", "G,end", "move_bottom", "The oldest", "Move", modes=_READ,
            palette=False),
    Command("history.page_down", "space,pagedown", "page(1)", "A page down", "Move", modes=_READ,
            palette=False),
    Command("history.page_up", "b,pageup", "page(-1)", "A page up", "Move", modes=_READ,
            palette=False),
    Command("history.undo", "u", "undo", "Undo your newest step", "Change", "undo", 3, _READ),
    Command("history.redo", "ctrl+r", "redo", "Restore what was undone last", "Change", "redo", 4,
            _READ),
    Command("history.coders", "c", "toggle_coders", "Your own steps, or those of all coders",
            "View", "mine/all", 5, _READ),
    Command("history.back", "q,escape", "back", "Back to where you came from", "Program", "back",
            95, _READ, "q"),
)  # fmt: skip
"""The commands of the history."""
