"""Write docs/keys.md from the commands themselves: ``python scripts/make_keys.py [--check]``."""

import sys
from pathlib import Path

from cityreader.ui.command import Command, display_key
from cityreader.ui.commands import (
    APP_COMMANDS,
    COMPARE_COMMANDS,
    CONCORDANCE_COMMANDS,
    EVENTS_COMMANDS,
    HISTORY_COMMANDS,
    LIST_COMMANDS,
    READER_COMMANDS,
    REVIEW_COMMANDS,
)

TARGET = Path(__file__).parent.parent / "docs" / "keys.md"

_HEAD = """# Keys

Made from the commands by `scripts/make_keys.py`. To change a key, name the command by its id in
`config.toml` (`cityreader info` prints where that lies); several keys are joined with commas:

```toml
[keys]
"reader.tag" = "t,f5"
```

Two commands of one screen cannot share a key; the program says which two would. Punctuation works
in its full-width form too, as Chinese input methods send it.
"""


def keys_page() -> str:
    """The whole page."""
    parts = [_HEAD]
    for title, commands in (
        ("Everywhere", APP_COMMANDS),
        ("List", LIST_COMMANDS),
        ("Reader", READER_COMMANDS),
        ("Concordance", CONCORDANCE_COMMANDS),
        ("Review", REVIEW_COMMANDS),
        ("Events", EVENTS_COMMANDS),
        ("History", HISTORY_COMMANDS),
        ("Compare", COMPARE_COMMANDS),
    ):
        parts.append(f"## {title}\n\n| key | what it does | id |\n| --- | --- | --- |")
        parts[-1] += "".join(f"\n{_row(command)}" for command in commands) + "\n"
    parts.append("In the reader, `1` to `9` tag with the first nine event types of the codebook.\n")
    return "\n".join(parts)


def _row(command: Command) -> str:
    keys = " ".join(f"`{display_key(key)}`" for key in command.key_names).replace("|", "\\|")
    only = "" if "read" in command.modes else f" (mode: {', '.join(command.mode_names)})"
    return f"| {keys} | {command.help}{only} | `{command.id}` |"


if __name__ == "__main__":
    page = keys_page()
    if "--check" in sys.argv:
        sys.exit(TARGET.read_text(encoding="utf-8") != page)
    TARGET.write_text(page, encoding="utf-8")
