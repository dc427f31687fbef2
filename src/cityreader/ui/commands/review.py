"""The commands of the review screen."""

from cityreader.ui.command import Command

REVIEW_COMMANDS: tuple[Command, ...] = (
    Command("review.accept", "enter", "accept",
            "Pair the two; rows: go there; mark: keep it; old rows: align anew; conflict: keep",
            "Decide", "accept", 1, shown="↵"),
    Command("review.dismiss", "x", "dismiss_proposal",
            "They do not belong together; mark: remove it; conflict: take the other", "Decide",
            "dismiss", 2),
    Command("review.next", "right_square_bracket,j,down", "step(1)", "The next one", "Move", "next",
            3, shown="[ ]", palette=False),
    Command("review.previous", "left_square_bracket,k,up", "step(-1)", "The one before", "Move",
            palette=False),
    Command("review.top", "g,home", "step_to(0)", "The first", "Move", palette=False),
    Command("review.bottom", "G,end", "step_to(-1)", "The last", "Move", palette=False),
    Command("review.page_down", "space,pagedown", "page(1)", "A page down in two long versions",
            "Move", "scroll", 4, shown="space", palette=False),
    Command("review.page_up", "b,pageup", "page(-1)", "A page up in two long versions", "Move",
            palette=False),
    Command("review.open", "o", "open_left", "Read the article on the left", "Read", "read", 5),
    Command("review.undo", "u", "undo", "Undo", "Decide", "undo", 6),
    Command("review.redo", "ctrl+r", "redo", "Redo", "Decide"),
    Command("review.back", "q,escape", "back", "Back to the list", "Program", "back", 95,
            shown="q"),
)  # fmt: skip
