"""How strong the border at a place of a text is: of a paragraph, sentence, clause, word or none."""

import re

NONE, WORD, CLAUSE, SENTENCE, PARAGRAPH = range(5)

_CLOSERS = "”’」』）)》〉】〕\"'"
_OPENERS = "“‘「『（(《〈【〔[\"'"
_MARKS = "。！？｡!?….，,；;：:、"
_SENTENCE_END = re.compile(f"(?:[。！？｡!?…]|[.](?=.*\\s))[{_CLOSERS}]*\\s*\\Z", re.DOTALL)
_CLAUSE_END = re.compile(r"(?:[，；：、]|[,;:—–](?=\s))\s*\Z")
# How far around a place is looked, in code points.
_NEAR = 12


def border_strength(text: str, index: int) -> int:
    """The strength of the border at ``index`` (code points): the larger, the stronger.

    It is the same before and behind the white space between two words. A full stop ends a sentence
    before white space only, and what closes a quotation belongs to what stands before it.
    """
    before, after = text[max(index - _NEAR, 0) : index], text[index : index + _NEAR]
    follows = after.lstrip()
    gap = before[len(before.rstrip()) :] + after[: len(after) - len(follows)]
    if not before.strip() or not follows or "\n\n" in gap:
        return PARAGRAPH
    if "\n" in gap:
        return SENTENCE
    if follows[0] in _MARKS or (not gap and follows[0] in _CLOSERS):
        return NONE
    head = before.rstrip() + gap
    if _SENTENCE_END.search(head):
        return SENTENCE
    if _CLAUSE_END.search(head):
        return CLAUSE
    return WORD if gap else NONE


def ends_sentence(text: str, index: int) -> bool:
    """Whether nothing but marks is between ``index`` and the start or end of a sentence."""
    after = text[index : index + _NEAR]
    closing = len(after) - len(after.lstrip(_MARKS + _CLOSERS))
    before = text[max(index - _NEAR, 0) : index]
    opening = len(before) - len(before.rstrip(_OPENERS))
    places = index + closing, index - opening
    return max(border_strength(text, place) for place in places) >= SENTENCE
