"""Chinese characters, told from all others."""

import re

HAN = "\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
"""The inside of a character class for Han characters in a regular expression."""

_HAN_CHARACTER = re.compile(f"[{HAN}]")
_HAN_RUN = re.compile(f"[{HAN}]+")


def count_han(text: str) -> int:
    """How many of the code points of ``text`` are Han characters."""
    return 0 if text.isascii() else len(_HAN_CHARACTER.findall(text))


def han_runs(text: str) -> list[str]:
    """The stretches of Han characters in ``text``, in order."""
    return [] if text.isascii() else _HAN_RUN.findall(text)
