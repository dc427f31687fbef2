"""The commands of ROLES in the reader: who, where and when in the current event."""

from cityreader.ui.command import Command
from cityreader.ui.commands.modes import ROLES

ROLES_COMMANDS: tuple[Command, ...] = (
    Command("reader.role_actor", "a", "set_role('actor')", "Actor: then two labels", "Roles",
            "actor", -9, ROLES, palette=False),
    Command("reader.role_recipient", "r", "set_role('recipient')", "Recipient: then two labels",
            "Roles", "recipient", -8, ROLES, palette=False),
    Command("reader.role_place", "p", "set_role('place')", "Place: then two labels", "Roles",
            "place", -7, ROLES, palette=False),
    Command("reader.role_date", "d", "set_role('date')", "Date: then two labels", "Roles", "date",
            -6, ROLES, palette=False),
    Command("reader.role_trigger", "t", "set_role('trigger')", "Another mention: then two labels",
            "Roles", "mention", -5, ROLES, palette=False),
    Command("reader.leave_roles", "escape", "leave_roles", "Leave ROLES", "Roles", "leave", 94,
            ROLES, palette=False),
)  # fmt: skip
