"""The commands of the table of events."""

from cityreader.ui.command import Command
from cityreader.ui.commands.modes import SORT
from cityreader.ui.commands.moves import moves

EVENTS_COMMANDS: tuple[Command, ...] = (
    Command("events.open", "enter", "open_mention", "Read on at the words that mention the event",
            "Read", "read", 1, shown="↵"),
    Command("events.filter", "slash", "edit_filter", "Filter by words and fields", "Find", "filter",
            2, shown="/"),
    *moves("events", "event"),
    Command("events.form", "e", "edit_event", "The form of the event", "Change", "event", 3),
    Command("events.remove", "x", "remove_event", "Remove the event with its marks (u undoes)",
            "Change", "remove", 4),
    Command("events.sort", "O", "sort", "Sort by date, type, place, added", "Find", "sort", 5),
    Command("events.sort_date", "d", "sort_by('date')", "Newest first", "Sort", "date", 1, SORT,
            palette=False),
    Command("events.sort_type", "t", "sort_by('type')", "By type, as in the codebook", "Sort",
            "type", 2, SORT, palette=False),
    Command("events.sort_place", "p", "sort_by('place')", "By place", "Sort", "place", 3, SORT,
            palette=False),
    Command("events.sort_added", "a", "sort_by('added')", "Coded last first", "Sort", "added", 4,
            SORT, palette=False),
    Command("events.copy", "y", "copy", "Copy the event with its source", "Read", "copy", 6),
    Command("events.timeline", "backslash", "toggle_timeline", "Show or hide the timeline", "View",
            "timeline", 7, shown="\\"),
    Command("events.script", "s", "cycle_script", "Chinese as published, simplified, traditional",
            "View"),
    Command("events.undo", "u", "undo", "Undo", "Change", "undo", 8),
    Command("events.redo", "ctrl+r", "redo", "Redo", "Change"),
    Command("events.leave", "escape", "leave", "Leave the menu, the filter, then the events",
            "Program", "back", 95, ("read", "sort", "filter"), palette=False),
    Command("events.back", "q", "back", "Back to where you came from", "Program", palette=False),
)  # fmt: skip
