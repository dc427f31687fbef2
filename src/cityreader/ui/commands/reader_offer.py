"""The commands of the reader while an article has no counterpart."""

from cityreader.ui.command import Command
from cityreader.ui.commands.modes import OFFER

OFFER_COMMANDS: tuple[Command, ...] = (
    Command("reader.choose_counterpart", "p", "choose_counterpart",
            "Choose a counterpart: the likely ones, or any by title", "View", "counterpart", 21,
            ("read", "offer")),
    Command("reader.offer_accept", "enter", "accept_offer", "This is the counterpart: pair them",
            "Counterpart", "accept", 1, OFFER, shown="↵", palette=False),
    Command("reader.offer_dismiss", "x", "dismiss_offer", "This is not the counterpart",
            "Counterpart", "dismiss", 2, OFFER, palette=False),
    Command("reader.offer_down", "j,down", "move_offer(1)", "Next candidate", "Counterpart",
            "candidate", 3, OFFER, shown="j k", palette=False),
    Command("reader.offer_up", "k,up", "move_offer(-1)", "Previous candidate", "Counterpart",
            modes=OFFER, palette=False),
    Command("reader.offer_leave", "escape", "leave_offer", "Back to the text", "Counterpart",
            "back", 94, OFFER, shown="esc", palette=False),
)  # fmt: skip
