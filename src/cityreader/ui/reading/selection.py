"""Picking words: the word under the cursor, and a selection that is nudged, grown and shrunk.

Everything here is a pure function of the page and where one stands; offsets are code points of one
side's body, and no result cuts a grapheme cluster.
"""

import re
from dataclasses import dataclass, replace

from cityreader.models import Span
from cityreader.models.pair import Side
from cityreader.text.graphemes import is_boundary, snap
from cityreader.ui.reading.page import Page

_CLAUSE_BORDERS = re.compile(r"[,;:，；：、。！？—–()（）「」『』“”]+|[.!?](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Selection:
    """A selection on one side; ``smaller`` is what it was grown from."""

    side: Side
    span: Span
    smaller: "Selection | None" = None


def first_word(page: Page, unit: int, side: Side) -> Span | None:
    """The first word of a unit."""
    return next(iter(page.words(unit, side)), None)


def word_at(page: Page, side: Side, offset: int) -> Span | None:
    """The word in which a code point stands."""
    unit = page.unit_at(side, offset)
    return next((word for word in page.words(unit, side) if word.start <= offset < word.end), None)


def word_dragged_to(page: Page, side: Side, offset: int, first: Span | None = None) -> Span | None:
    """The word that the mouse means at a code point, also between words and behind the last of a
    line: the one nearest on the way back to ``first``, where dragging began, else the nearest."""
    here = page.words(page.unit_at(side, offset), side)
    before = [word for word in here if word.start <= offset]
    behind = [word for word in here if word.end > offset]
    if first is not None and offset < first.start:
        before.clear()
    elif before and behind and first is None and before[-1].end <= offset:
        # On the sign between two words nothing was dragged yet: it begins the one behind.
        before.clear()
    return before[-1] if before else behind[0] if behind else None


def next_word(page: Page, side: Side, word: Span, steps: int) -> Span:
    """The word so many steps away (negative: before); the same where there is none."""
    for _ in range(abs(steps)):
        if steps > 0:
            unit = page.unit_at(side, max(word.start, word.end - 1))
            word = next(page.words_after(side, unit, word.end), word)
        else:
            unit = page.unit_at(side, word.start)
            word = next(page.words_before(side, unit, word.start), word)
    return word


def next_character(page: Page, side: Side, span: Span, steps: int) -> Span:
    """The character so many steps away from the beginning of a span, within its unit's body."""
    body = page.body(side)
    position = span.start
    for _ in range(abs(steps)):
        moved = _step(body, position, 1 if steps > 0 else -1)
        if moved >= len(body) or body[moved].isspace():
            beyond = _step(body, moved, 1 if steps > 0 else -1)
            moved = beyond if beyond < len(body) else position
        position = moved
    return snap(body, Span(position, position + 1))


def nudge_end(page: Page, selection: Selection, steps: int) -> Selection:
    """Move the end by words; a selection keeps at least one word or character."""
    side, span = selection.side, selection.span
    unit = page.unit_at(side, max(span.start, span.end - 1))
    if steps > 0:
        word = next(page.words_after(side, unit, span.end), None)
        end = word.end if word else span.end
    else:
        earlier = (word for word in page.words_before(side, unit, span.end - 1))
        end = next((word.end for word in earlier if word.end > span.start), span.end)
    return Selection(side, Span(span.start, end))


def nudge_start(page: Page, selection: Selection, steps: int) -> Selection:
    """Move the start by words."""
    side, span = selection.side, selection.span
    unit = page.unit_at(side, span.start)
    if steps < 0:
        word = next(page.words_before(side, unit, span.start), None)
        start = word.start if word else span.start
    else:
        word = next(page.words_after(side, unit, span.start + 1), None)
        start = word.start if word and word.start < span.end else span.start
    return Selection(side, Span(start, span.end))


def nudge_character(page: Page, selection: Selection, steps: int) -> Selection:
    """Move the end by one character, never past the start or into another paragraph."""
    body, span = page.body(selection.side), selection.span
    end = _step(body, span.end, steps)
    if end <= span.start or "\n\n" in body[span.start : end]:
        return selection
    return Selection(selection.side, Span(span.start, end))


def extend_rows(page: Page, selection: Selection, steps: int) -> Selection:
    """Move the end to the end of the next unit with text on this side, or back to the last."""
    side, span = selection.side, selection.span
    here = page.unit_at(side, span.end - 1)
    order = range(here, len(page.units)) if steps > 0 else range(here, -1, -1)
    for number in order:
        text = page.units[number].on(side)
        if text is None:
            continue
        if steps > 0 and text.end > span.end:
            return Selection(side, Span(span.start, text.end))
        if steps < 0 and span.start < text.end < span.end:
            return Selection(side, Span(span.start, text.end))
    return selection


def grow(page: Page, selection: Selection) -> Selection:
    """The next larger of word, clause, sentence and paragraph around a selection."""
    side, span = selection.side, selection.span
    unit = page.unit_at(side, span.start)
    sentence = page.units[unit].on(side)
    candidates = [
        word_at(page, side, span.start),
        _clause(page, side, unit, span),
        sentence,
        page.paragraph_span(unit, side),
    ]
    for candidate in candidates:
        if candidate is not None and candidate.contains(span) and candidate != span:
            return Selection(side, candidate, smaller=selection)
    return selection


def shrink(page: Page, selection: Selection) -> Selection:
    """What the selection was grown from, else its first word."""
    if selection.smaller is not None:
        return selection.smaller
    word = word_at(page, selection.side, selection.span.start)
    if word is None or not selection.span.contains(word):
        return selection
    return replace(selection, span=word)


def _clause(page: Page, side: Side, unit: int, span: Span) -> Span | None:
    sentence = page.units[unit].on(side)
    if sentence is None:
        return None
    text = page.body(side)[sentence.start : sentence.end]
    start, end = 0, len(text)
    for border in _CLAUSE_BORDERS.finditer(text):
        if border.end() <= span.start - sentence.start:
            start = border.end()
        elif border.start() >= span.end - sentence.start:
            end = border.start()
            break
    stripped = text[start:end]
    start += len(stripped) - len(stripped.lstrip())
    return Span(sentence.start + start, sentence.start + start + len(stripped.strip()))


def _step(body: str, offset: int, direction: int) -> int:
    """The next grapheme border in a direction (1 or -1)."""
    position = min(max(0, offset + direction), len(body))
    while 0 < position < len(body) and not is_boundary(body, position):
        position += direction
    return position
