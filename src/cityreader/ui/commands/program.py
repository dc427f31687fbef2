"""The commands that every screen has."""

from cityreader.ui.command import Command
from cityreader.ui.commands.modes import ACTING

APP_COMMANDS: tuple[Command, ...] = (
    Command("app.palette", "ctrl+p,colon", "command_palette", "Every command by name", "Program",
            "commands", 90, ACTING, shown="^p"),
    Command("app.help", "question_mark,f1", "show_help", "The keys of this screen", "Program",
            "keys", 99, ACTING, shown="?"),
    Command("app.theme", "f2", "toggle_theme", "Light or dark", "Program"),
    Command("app.screenshot", "f3", "save_picture", "Save a picture of the screen (SVG)",
            "Program"),
    Command("app.glossary", "f4", "show_glossary", "The glossary, and names proposed for it",
            "Program"),
    Command("app.events", "f5", "show_events", "All events in a table, with a timeline", "Program"),
    Command("app.history", "U", "show_history", "The history: what was done, by whom", "Program"),
    Command("app.codebook", "f6", "edit_codebook", "Edit the codebook in your editor", "Program"),
    Command("app.viewpoint", "M", "choose_viewpoint",
            "Whose marks are shown: all, mine, or those of one coder", "Program"),
    Command("app.compare", "C", "compare_coders", "Two coders beside each other, differences first",
            "Program"),
)  # fmt: skip

ABOUT_LIBRARY = frozenset(
    command.action
    for command in APP_COMMANDS
    if command.id not in ("app.palette", "app.help", "app.theme", "app.screenshot")
)
"""The actions that have nothing to show until the library is open."""
