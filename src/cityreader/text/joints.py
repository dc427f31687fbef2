"""What stands between two rows of one text, by a name that a file can carry."""

import re

_NAMED = {"": "none", " ": "space", "\n": "line", "\n\n": "paragraph"}
_GAPS = {name: gap for gap, name in _NAMED.items()}
_SPACES = re.compile(r"([1-9][0-9]{0,3}) spaces")


def joint_name(gap: str) -> str:
    """The name of a gap: ``none``, ``space``, ``line``, ``paragraph`` or ``3 spaces``.

    A gap that holds anything but white space is named by the white space in it.
    """
    if gap in _NAMED:
        return _NAMED[gap]
    if not gap.strip(" "):
        return f"{len(gap)} spaces"
    return "paragraph" if "\n\n" in gap else "line" if "\n" in gap else "space"


def joint_gap(name: str) -> str | None:
    """The white space that a name stands for; None for a name that is not known."""
    if name in _GAPS:
        return _GAPS[name]
    spaces = _SPACES.fullmatch(name)
    return " " * int(spaces[1]) if spaces else None
