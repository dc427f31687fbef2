"""The reader's commands that pick words by labels, set roles, tag occurrences and suggest.

They are part of the tables in ``cityreader.ui.commands``.
"""

from cityreader.ui.command import Command

_BOTH = ("read", "select")
_ROLES = ("roles",)

PICKING_COMMANDS: tuple[Command, ...] = (
    Command("reader.pick", "f", "pick_words",
            "Pick words by labels: the first word's, the last word's", "Select", "pick", 9, _BOTH),
    Command("reader.everywhere", "asterisk", "tag_everywhere",
            "All occurrences of the words, tagged after a look at them", "Code", modes=_BOTH),
    Command("reader.link", "E", "link_event",
            "The selection tells of an event of another article: choose it", "Code", modes=_BOTH),
    Command("reader.date", "D", "date_article",
            "The date of the article, from which others are counted", "Code"),
    Command("reader.suggestions", "S", "toggle_suggestions", "Show or hide suggestions", "Code",
            "suggestions", 18),
    Command("reader.trigger", "A", "add_trigger",
            "The selection, or the words of the mark, suggest such events from now on", "Code",
            modes=_BOTH),
    Command("reader.roles", "r", "enter_roles",
            "ROLES: who, where and when in the current event", "Code", "roles", 10, _BOTH),
    Command("reader.role_actor", "a", "set_role('actor')", "Actor: then two labels", "Roles",
            "actor", -9, _ROLES, palette=False),
    Command("reader.role_recipient", "r", "set_role('recipient')", "Recipient: then two labels",
            "Roles", "recipient", -8, _ROLES, palette=False),
    Command("reader.role_place", "p", "set_role('place')", "Place: then two labels", "Roles",
            "place", -7, _ROLES, palette=False),
    Command("reader.role_date", "d", "set_role('date')", "Date: then two labels", "Roles",
            "date", -6, _ROLES, palette=False),
    Command("reader.role_trigger", "t", "set_role('trigger')",
            "Another mention: then two labels", "Roles", "mention", -5, _ROLES, palette=False),
    Command("reader.leave_roles", "escape", "leave_roles", "Leave ROLES", "Roles", "leave", 94,
            _ROLES, palette=False),
)  # fmt: skip
"""What picks words for a key, and what is done with words picked."""
