"""Text that a spreadsheet could take for a formula, and the apostrophe that keeps it from that."""

import re

_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
"""What a spreadsheet can take for a formula (OWASP, CSV injection), full-width forms included.

Apostrophes in front belong to it, so that taking one away gives back every cell as it was.
"""


def defused(text: str) -> str:
    """The text, with a ``'`` in front where it could be taken for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def restored(text: str) -> str:
    """The text that ``defused`` made this of."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
