"""The commands by which tables and texts are gone through; they mean the same on every screen."""

from cityreader.ui.command import Command


def moves(
    screen: str, noun: str, *, bar: int = 0, ends: tuple[str, str] | None = None
) -> tuple[Command, ...]:
    """Line by line and further; ``noun`` is what a line is. With ``bar`` the key bar shows it."""
    label, shown = (noun, "j k") if bar else ("", "")
    return (
        Command(f"{screen}.down", "j,down", "move(1)", f"Next {noun}", "Move", label, bar,
                shown=shown, palette=False),
        Command(f"{screen}.up", "k,up", "move(-1)", f"Previous {noun}", "Move", palette=False),
        *jumps(screen, ends or (f"First {noun}", f"Last {noun}")),
    )  # fmt: skip


def jumps(
    screen: str, ends: tuple[str, str], modes: tuple[str, ...] = ("read",)
) -> tuple[Command, ...]:
    """To both ends, of which ``ends`` are the names, and by pages."""
    first, last = ends
    return (
        Command(f"{screen}.top", "g,home", "move_top", first, "Move", modes=modes, palette=False),
        Command(f"{screen}.bottom", "G,end", "move_bottom", last, "Move", modes=modes,
                palette=False),
        Command(f"{screen}.page_down", "space,pagedown", "page(1)", "A page down", "Move",
                modes=modes, palette=False),
        Command(f"{screen}.page_up", "b,pageup", "page(-1)", "A page up", "Move", modes=modes,
                palette=False),
    )  # fmt: skip
