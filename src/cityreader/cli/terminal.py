"""What this terminal can do, for ``info``."""

import os
import sys

from cityreader.cli import output

RULER = "1234567890" * 2
HAN = "汉字漢字汉字漢字汉字"
"""Ten characters, which a terminal draws in twenty cells."""

AMBIGUOUS = "“…·—→①※°"
"""Eight characters that some terminals draw in two cells each; this program counts one."""


def print_terminal() -> None:
    """Print the width, the colours, the way to the clipboard, and lines to look at."""
    from cityreader.ui.clipboard import clipboard_command

    output.say_styled(output.bold("Terminal"))
    command = clipboard_command()
    facts = (
        ("output", "a terminal" if output.to_terminal() else "a file or a pipe"),
        ("width", f"{output.columns()} cells"),
        ("colours", colours(os.environ)),
        ("encoding", str(sys.stdout.encoding)),
        ("clipboard", f"{command[0]}, else OSC 52" if command else "the terminal's own (OSC 52)"),
    )
    for name, value in facts:
        output.say_styled(output.dim(f"  {name:<22}") + output.safe(value))
    output.say()
    output.say("  The bars stand under each other if the widths are right:")
    output.say(f"  {RULER}|  ruler")
    output.say(f"  {HAN}|  汉字 漢字: boxes mean a font without Chinese is in use")
    output.say(f"  {output.fitted(AMBIGUOUS, 20)}|  if this bar stands further right, let the")
    output.say(f"  {' ' * 20}   terminal draw characters of ambiguous width narrow")


def colours(environ: "os._Environ[str] | dict[str, str]") -> str:
    """How many colours the environment says there are."""
    term = environ.get("TERM", "")
    if environ.get("NO_COLOR"):
        return "none, as NO_COLOR asks"
    if environ.get("COLORTERM") in ("truecolor", "24bit"):
        return "16 million"
    if "256color" in term:
        return "256"
    if term in ("", "dumb"):
        return "none" if os.name != "nt" else "as Windows has them"
    return "16"
