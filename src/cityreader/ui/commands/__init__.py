"""Every command, once: its id, keys, words and place; a module for each screen.

Bindings, the key bar, the help screen, the search of commands and the user's keymap are all made
from these tables, so that none of them can say something another does not.
"""

from cityreader.ui.command import Command
from cityreader.ui.commands.compare import COMPARE_COMMANDS
from cityreader.ui.commands.concordance import CONCORDANCE_COMMANDS
from cityreader.ui.commands.events import EVENTS_COMMANDS
from cityreader.ui.commands.history import HISTORY_COMMANDS
from cityreader.ui.commands.list import LIST_COMMANDS
from cityreader.ui.commands.program import ABOUT_LIBRARY, APP_COMMANDS
from cityreader.ui.commands.reader import PINNED_KEYS, READER_COMMANDS
from cityreader.ui.commands.review import REVIEW_COMMANDS

ALL_COMMANDS: tuple[Command, ...] = (
    *APP_COMMANDS,
    *LIST_COMMANDS,
    *READER_COMMANDS,
    *CONCORDANCE_COMMANDS,
    *REVIEW_COMMANDS,
    *EVENTS_COMMANDS,
    *HISTORY_COMMANDS,
    *COMPARE_COMMANDS,
)

__all__ = [
    "ABOUT_LIBRARY",
    "ALL_COMMANDS",
    "APP_COMMANDS",
    "COMPARE_COMMANDS",
    "CONCORDANCE_COMMANDS",
    "EVENTS_COMMANDS",
    "HISTORY_COMMANDS",
    "LIST_COMMANDS",
    "PINNED_KEYS",
    "READER_COMMANDS",
    "REVIEW_COMMANDS",
]
