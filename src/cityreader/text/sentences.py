"""Paragraphs and sentences of Chinese and English news.

One set of rules serves both languages in one text: what decides is the characters around a mark.
An LF always ends a sentence. Within a line, a run of marks (``。``, ``?!``, ``…``) with the closing
quotes and brackets behind it is an end, unless something shows that the sentence goes on: a short
bracket still open, a comma or a speech tag (``”市长说。``) after it, a lower-case word after it, an
abbreviation before it.
"""

import re
from typing import NamedTuple

from cityreader.models import Span
from cityreader.text import sentence_signs as signs
from cityreader.text.graphemes import is_boundary

_BLOCK_BORDER = re.compile(r"\n[^\S\n]*\n\s*")
_MARKS = re.compile("[。！？｡!?.…]+")
_CHINESE_MARKS = frozenset("。！？｡")
_CLOSERS = "”’」』）)》〉】〕]\"'"
_COMMAS = frozenset("，,、；;：:")
# After a quotation that ends in ？ or ！ these go on with the sentence: “为什么？”的问题.
_PARTICLES = frozenset("的地得等是为為")
_OPENING_QUOTES = frozenset("“‘「『")
# Chinese opens a quotation right behind a mark, also behind one of Latin width.
_WIDE_QUOTES = frozenset("“「『")
_OPENERS = " \t\"'“‘「『（([«—–-"
_BRACKETS = re.compile("[（(《〈【〔［）)》〉】〕］]")
_PARTNERS = dict(zip("）)》〉】〕］", "（(《〈【〔［", strict=True))
# What stands in these is named, never said: 《你好！》展览.
_TITLE_BRACKETS = frozenset("《〈")
# A longer bracket holds sentences of its own, or was never meant to be one (code points).
_LONGEST_BRACKET = 100
# How much of the text around a mark is ever looked at (code points).
_NEAR = 80
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003fffd]")
_LAST_WORD = re.compile(r"(?:[^\W\u2e80-\u9fff]|[.'’&-])*\Z")
_NEXT_WORD = re.compile("[A-Za-z]+")
_ACRONYM = re.compile("[A-Za-z](?:[.][A-Za-z]{1,2})+")
_INLINE_NUMBER = re.compile(r"(?:^|(?<=[:：])|(?<=\s))([0-9]{1,2})\.(?=\s)")
_LIST_NUMBER = re.compile("[(（]?(?:[0-9]{1,2}|[ivxIVX]{1,4})")


class _Mark(NamedTuple):
    """A run of marks with what stands around it."""

    run: str
    closed: bool
    """Whether closing quotes or brackets stand behind the run."""
    word: str
    """The word before the run, without opening quotes."""
    first: bool
    """Whether that word is the first of the sentence."""
    following: str
    """The text behind the run and its closers, ``_NEAR`` code points of it."""


def paragraphs(text: str) -> list[Span]:
    """Return the spans of the blocks that blank lines separate, in order, without outer space.

    A single LF does not end a paragraph.
    """
    spans: list[Span] = []
    start = 0
    for match in _BLOCK_BORDER.finditer(text):
        _append_trimmed(spans, text, start, match.start())
        start = match.end()
    _append_trimmed(spans, text, start, len(text))
    return spans


def sentences(text: str) -> list[Span]:
    """Return the spans of the sentences, in order.

    They never overlap, have no white space at their ends, and leave out nothing but white space.
    The time is proportional to the length of the text.
    """
    spans: list[Span] = []
    offset = 0
    for line in text.split("\n"):
        start = 0
        for end in _ends(line):
            _append_trimmed(spans, text, offset + start, offset + end)
            start = end
        _append_trimmed(spans, text, offset + start, offset + len(line))
        offset += len(line) + 1
    return spans


def _append_trimmed(spans: list[Span], text: str, start: int, end: int) -> None:
    part = text[start:end]
    stripped = part.strip()
    if stripped:
        start += len(part) - len(part.lstrip())
        spans.append(Span(start, start + len(stripped)))


def _ends(line: str) -> list[int]:
    """Return where the sentences of one line end, the last one left out."""
    byline = signs.BYLINE.match(line)
    ends = [byline.end()] if byline else []
    start = ends[-1] if ends else 0
    brackets = _short_brackets(line)
    numbers = _list_marks(line)
    quotes = counted = 0
    for match in _MARKS.finditer(line, start):
        quotes += line.count('"', counted, match.end())
        counted = match.end()
        end = _after_closers(line, match.end(), quotes % 2 == 1)
        while brackets and brackets[-1].end <= match.start():
            brackets.pop()
        if brackets and brackets[-1].start < match.start():
            opening = brackets[-1].start
            whole = end >= brackets[-1].end and not line[start:opening].strip()
            if not whole or line[opening] in _TITLE_BRACKETS:
                continue
        head = line[max(start, match.start() - _NEAR) : match.start()]
        word = _LAST_WORD.search(head)
        mark = _Mark(
            run=match.group(),
            closed=end > match.end(),
            word=word.group() if word else "",
            first=word is not None and not head[: word.start()].strip(),
            following=line[end : end + _NEAR],
        )
        counts = match.start() in numbers
        if end < len(line) and not counts and _is_end(mark) and is_boundary(line, end):
            ends.append(end)
            start = end
    return ends


def _list_marks(line: str) -> set[int]:
    """Return where the full stops behind the numbers of a list in one line are.

    The list begins behind a colon or with the line: Guests: 1. Ulm 2. Riga.
    """
    marks: list[int] = []
    for match in _INLINE_NUMBER.finditer(line):
        begun = marks or line[: match.start()].rstrip()[-1:] in ("", ":", "：")
        if begun and int(match.group(1)) == len(marks) + 1:
            marks.append(match.end() - 1)
    return set(marks) if len(marks) > 1 else set()


def _short_brackets(line: str) -> list[Span]:
    """Return the spans of the outermost brackets that are closed soon, the last one first."""
    spans: list[Span] = []
    waiting: list[tuple[str, int]] = []
    for match in _BRACKETS.finditer(line):
        bracket, position = match.group(), match.start()
        if bracket not in _PARTNERS:
            waiting.append((bracket, position))
        elif waiting and waiting[-1][0] == _PARTNERS[bracket]:
            opened = waiting.pop()[1]
            if position - opened <= _LONGEST_BRACKET:
                while spans and spans[-1].start > opened:
                    spans.pop()
                spans.append(Span(opened, position + 1))
    return spans[::-1]


def _after_closers(line: str, position: int, quote_open: bool) -> int:
    """Return the position behind the closing quotes and brackets that start at ``position``."""
    while position < len(line) and line[position] in _CLOSERS:
        if line[position] == '"':
            # Before a space it can only close; before a letter the count of them must tell.
            before_space = line[position + 1 : position + 2].isspace()
            if not (quote_open or before_space or position + 1 == len(line)):
                break
            quote_open = False
        position += 1
    return position


def _is_end(mark: _Mark) -> bool:
    """Whether a sentence ends with these marks, in the middle of a line."""
    rest = mark.following.lstrip()
    if not rest.strip(_CLOSERS):
        return False
    if rest[0] in _COMMAS or _MARKS.match(rest) or (mark.closed and _goes_on_after_quotation(mark)):
        return False
    if not _CHINESE_MARKS.isdisjoint(mark.run):
        return True
    if mark.run == ".":
        return _is_end_after_full_stop(mark, rest)
    return _is_end_after_latin_marks(mark, rest)


def _goes_on_after_quotation(mark: _Mark) -> bool:
    if signs.CHINESE_SPEECH_TAG.match(mark.following):
        return True
    if mark.run[-1] in "。.":
        return False
    if mark.following[:1] in _PARTICLES or mark.following[:1] in _OPENING_QUOTES:
        return True
    return signs.ENGLISH_SPEECH_TAG.match(mark.following) is not None


def _is_end_after_latin_marks(mark: _Mark, rest: str) -> bool:
    """Judge ``!``, ``?`` and every ellipsis."""
    touching = not mark.following[0].isspace()
    if _WIDE.match(rest):
        # An ellipsis in running Chinese is a pause.
        return mark.closed or "!" in mark.run or "?" in mark.run
    if touching and not mark.closed:
        return rest[0] in _WIDE_QUOTES
    if rest.split(maxsplit=1)[0].rstrip(".,") in signs.COMPANY_FORMS:
        return False
    return not rest.lstrip(_OPENERS)[:1].islower()


def _is_end_after_full_stop(mark: _Mark, rest: str) -> bool:
    """Judge a single Latin full stop by the words on both sides."""
    touching = not mark.following[0].isspace()
    wide_next = _WIDE.match(rest) is not None
    if touching and not wide_next:
        return False
    if wide_next and _LIST_NUMBER.fullmatch(mark.word):
        return False
    if mark.closed:
        return not rest.lstrip(_OPENERS)[:1].islower()
    opening = rest[0] in _OPENERS
    bare = rest.lstrip(_OPENERS)
    if bare[:1].islower():
        return False
    next_word = _NEXT_WORD.match(bare)
    starts = opening or (next_word is not None and next_word.group() in signs.STARTERS)
    if len(mark.word) == 1 and mark.word.isupper():
        return starts and not opening
    word = mark.word.lower()
    if word in signs.TITLES:
        return False
    if word in signs.NUMBERED:
        return not bare[:1].isdigit()
    if word in signs.ABBREVIATIONS or mark.word in signs.CAPITALISED_ABBREVIATIONS:
        return starts
    # Also as the last part of a compound: “the Taipei-U.S. Office”.
    if _ACRONYM.fullmatch(word.rpartition("-")[2]):
        return starts
    return not (mark.first and _LIST_NUMBER.fullmatch(mark.word))
