"""Copying: the system's own clipboard command where there is one, else the terminal's (OSC 52)."""

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

    from cityreader.ui.command_screen import CommandScreen

COMMAND_SECONDS = 3.0
"""How long a clipboard command may take; some stay in the background to serve the clipboard."""


def clipboard_command(environment: Mapping[str, str] | None = None) -> Sequence[str] | None:
    """The command that puts standard input on this system's clipboard, or None."""
    environment = os.environ if environment is None else environment
    candidates: list[tuple[str, ...]] = []
    if sys.platform == "darwin":
        candidates.append(("pbcopy",))
    if sys.platform == "win32" or "WSL_DISTRO_NAME" in environment:
        candidates.append(("clip.exe",))
    if "WAYLAND_DISPLAY" in environment:
        candidates.append(("wl-copy",))
    if "DISPLAY" in environment:
        candidates += [("xclip", "-selection", "clipboard"), ("xsel", "--clipboard", "--input")]
    return next((command for command in candidates if shutil.which(command[0])), None)


def copy(screen: "CommandScreen", text: str, what: str) -> None:
    """Copy a text for a screen; ``what`` is named in the sentence that says so."""
    from cityreader.ui.command_screen import HasStatus

    async def run() -> None:
        way = await asyncio.to_thread(copy_text, screen.app, text)
        say = screen.say if isinstance(screen, HasStatus) else screen.room.tell
        say(f"Copied through {way}: {what}")

    screen.run_worker(run(), group="copy")


def copy_text(app: "App[object]", text: str) -> str:
    """Copy a text; returns the way it went, for the status line."""
    command = clipboard_command()
    if command is not None:
        encoding = "utf-16-le" if command[0] == "clip.exe" else "utf-8"
        try:
            subprocess.run(
                command,
                input=text.encode(encoding),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=COMMAND_SECONDS,
                check=True,
            )
            return command[0]
        except (OSError, subprocess.SubprocessError):
            pass  # The terminal's own way is tried next.
    app.copy_to_clipboard(text)
    return "the terminal (OSC 52)"
