"""Which sentences of a text stand in a quotation that runs over several of them."""

import re

# English prints one quotation mark at both ends once a text is folded, Chinese also 「」 and 『』.
_MARK = re.compile(r'["「」『』]')
_OPENS, _CLOSES = "「『", "」』"
_BEFORE_OPENING = " \t\n([（—–-:：,，说道称"
# For how many sentences a mark counts that is not closed, so that a lost one spoils no whole text.
_LONGEST = 2


class Quotation:
    """Follows the quotation marks of a text from sentence to sentence."""

    def __init__(self) -> None:
        self._sentences = 0
        """How many sentences ago a quotation was opened that is still open; 0 where none is."""

    def holds(self, folded: str) -> bool:
        """Whether the next sentence begins in quotation marks and most of it stands in them.

        ``folded`` is the folded sentence; sentences must come in the order of the text.
        """
        inside = self._sentences > 0
        begins = inside or bool(_MARK.match(folded))
        quoted = at = 0
        for mark in _MARK.finditer(folded):
            opens = _opens(folded, mark.start(), inside)
            quoted += (mark.start() - at) * inside
            inside, at = opens, mark.end()
        quoted += (len(folded) - at) * inside
        self._sentences = self._sentences + 1 if inside and self._sentences < _LONGEST else 0
        return begins and quoted * 2 > len(folded)


def _opens(folded: str, at: int, inside: bool) -> bool:
    """Whether the mark at a place opens a quotation; ``inside`` tells where it cannot be seen."""
    if folded[at] in _OPENS + _CLOSES:
        return folded[at] in _OPENS
    begins = at == 0 or folded[at - 1] in _BEFORE_OPENING
    ends = at + 1 == len(folded) or folded[at + 1].isspace()
    return begins if begins is not ends else not inside
