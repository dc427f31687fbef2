"""The commands about counterparts: those of the reader's empty column, and of the review screen.

They are part of the tables in ``cityreader.ui.commands``.
"""

from cityreader.ui.command import Command

_OFFER = ("offer",)
_READ = ("read",)

OFFER_COMMANDS: tuple[Command, ...] = (
    Command("reader.choose_counterpart", "p", "choose_counterpart",
            "Choose a counterpart: the likely ones, or any by title", "View", "counterpart", 17,
            ("read", "offer")),
    Command("reader.offer_accept", "enter", "accept_offer", "This is the counterpart: pair them",
            "Counterpart", "accept", 1, _OFFER, "↵", palette=False),
    Command("reader.offer_dismiss", "x", "dismiss_offer", "This is not the counterpart",
            "Counterpart", "dismiss", 2, _OFFER, palette=False),
    Command("reader.offer_down", "j,down", "move_offer(1)", "Next candidate", "Counterpart",
            "candidate", 3, _OFFER, "j k", palette=False),
    Command("reader.offer_up", "k,up", "move_offer(-1)", "Previous candidate", "Counterpart",
            modes=_OFFER, palette=False),
    Command("reader.offer_leave", "escape", "leave_offer", "Back to the text", "Counterpart",
            "back", 94, _OFFER, "esc", palette=False),
)  # fmt: skip
"""What works in the reader while an article has no counterpart."""

REVIEW_COMMANDS: tuple[Command, ...] = (
    Command("review.accept", "enter", "accept",
            "Pair the two; rows: go there; mark: keep it; old rows: align anew; conflict: keep",
            "Decide", "accept", 1, _READ, "↵"),
    Command("review.dismiss", "x", "dismiss_proposal",
            "They do not belong together; mark: remove it; conflict: take the other", "Decide",
            "dismiss", 2, _READ),
    Command("review.next", "right_square_bracket,j,down", "step(1)", "The next one", "Move",
            "next", 3, _READ, "[ ]", palette=False),
    Command("review.previous", "left_square_bracket,k,up", "step(-1)", "The one before", "Move",
            modes=_READ, palette=False),
    Command("review.top", "g,home", "step_to(0)", "The first", "Move", modes=_READ,
            palette=False),
    Command("review.bottom", "G,end", "step_to(-1)", "The last", "Move", modes=_READ,
            palette=False),
    Command("review.page_down", "space,pagedown", "page(1)", "A page down in two long versions",
            "Move", "scroll", 4, _READ, "space", palette=False),
    Command("review.page_up", "b,pageup", "page(-1)", "A page up in two long versions", "Move",
            modes=_READ, palette=False),
    Command("review.open", "o", "open_left", "Read the article on the left", "Read", "read", 5,
            _READ),
    Command("review.undo", "u", "undo", "Undo", "Decide", "undo", 6, _READ),
    Command("review.redo", "ctrl+r", "redo", "Redo", "Decide", modes=_READ),
    Command("review.back", "q,escape", "back", "Back to the list", "Program", "back", 95, _READ,
            "q"),
)  # fmt: skip
"""The commands of the review screen."""
