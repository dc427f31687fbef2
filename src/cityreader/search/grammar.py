"""The one query grammar of the list, the searches and the exports.

All parts must hold: words, ``"phrases"``, ``'exact``, ``^start``, ``end$`` and ``field:a,b``, where
either value will do. ``|`` or ``OR`` between parts asks for either of them and binds tighter than
the space; ``-`` or ``!`` before a part turns it round. What Chinese input methods type for these
works as well. A query never fails: a part that cannot be understood is left out, or taken as text,
and reported as a problem.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from cityreader.models import Clause, Query, QueryProblem
from cityreader.models.query import ClauseKind
from cityreader.search.query_dates import is_begun, stored_dates
from cityreader.search.query_fields import CHOICES, DATE_FIELDS, FIELD_NAMES, FIELDS, OTHER_WORDS
from cityreader.text.han import count_han
from cityreader.text.scripts import fold

__all__ = ["CHOICES", "FIELDS", "KnownValues", "closed", "parse_query"]

KnownValues = Mapping[str, Mapping[str, str]]
"""By field what its values can be: folded names, and the value each stands for."""

MOST_PARTS = 64
"""Parts of a query that are read; nobody types more, and a pasted page is no query."""

_MINUS = "-－!！"
_EXACT = "'＇‘’"
_START = "^＾"
_END = "$＄"
_BARS = "|｜"
_COMMAS = ",，、"
# Which characters close a quote, by the one that opened it.
_CLOSERS = dict.fromkeys('"“”„＂', '"“”„＂') | {"「": "」", "『": "』", "﹁": "﹂"}
_BEFORE_TEXT = {*_MINUS, *_EXACT, *_START, *_CLOSERS}
_FIELD = re.compile(r"([^\W\d_]+)[:：](?!//)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ID = re.compile(r"[0-9]{1,18}")
# A sign that stands alone, as in a pasted title, is no word that a title must hold.
_ALONE = r"(?<!\S)[&＆+＋/／·・•–—―…~～]+(?!\S)"
_BETWEEN_PARTS = re.compile(rf"(?:[\s，、；。]|{_ALONE})*")
_OR = re.compile(rf"(?:[{_BARS}]+|OR(?=\s|$))")
_BAR_AT_END = re.compile(rf"(?:\s*[{_BARS}]+|\s+OR)+\s*$")
_WORD = re.compile(rf"[^\s，、；。{_BARS}{''.join(_CLOSERS)}]+")
_AROUND_WORDS = ",.;:!?：！？…"
_LONGEST_NAME = 2
"""Characters of the Chinese names of fields; with more before a colon it is the text of a title."""
_NAMED_AT_MOST = 14


def parse_query(text: str, *, today: date | None = None, known: KnownValues | None = None) -> Query:
    """What ``text`` asks for. Never raises.

    Words, phrases and the values of ``title:``, ``body:``, ``city:``, ``source:`` and ``coder:``
    are folded; those of ``is:``, ``has:`` and ``status:`` are lower case; those of ``before:`` and
    ``after:`` are ``2024``, ``2024-05`` or ``2024-05-07``; those of ``date:`` are one of these or
    two of them around ``..``, of which one may be missing. Other values stand as typed, or as
    ``known`` has them; a value that is not known there is a problem. ``today`` is what relative
    dates count from, by default the day it is.
    """
    # Bytes of an argument that are no UTF-8 come as surrogates, which nothing can look for.
    text = _SURROGATE.sub("\ufffd", text)
    reader = _QueryReader(text, today or date.today(), known or {})
    while reader.skip_to_part():
        reader.read_part()
    return reader.query()


def closed(text: str) -> str:
    """The query so that another can go on behind it.

    A quotation mark that is open at its end is closed, and a bar there left out.
    """
    position = behind = 0
    while position < len(text):
        closers = _CLOSERS.get(text[position], "")
        position += 1
        if closers:
            end = next((at for at in range(position, len(text)) if text[at] in closers), None)
            if end is None:
                return text + closers[0]
            position = behind = end + 1
    bar = _BAR_AT_END.search(text, behind)
    return text[: bar.start()] if bar else text


class _Value(NamedTuple):
    """One value of a field and where it stands in the query."""

    text: str
    start: int
    end: int


class _QueryReader:
    """Reads a query part by part, left to right."""

    def __init__(self, text: str, today: date, known: KnownValues) -> None:
        self.text = text
        self.position = 0
        self._today = today
        self._known = known
        self._groups: list[list[Clause]] = []
        self._read = 0
        self._bar: tuple[int, int] | None = None
        self._problems: list[QueryProblem] = []
        self._pending: list[QueryProblem] = []

    def query(self) -> Query:
        """What was read."""
        if self._bar is not None:
            self._pending.append(QueryProblem(*self._bar, "or …"))
        clauses = [
            group[0] if len(group) == 1 else Clause("any", (), alternatives=tuple(group))
            for group in self._groups
            if group
        ]
        if not (clauses or self._problems or self._pending):
            self._report_signs()
        return Query(self.text, tuple(clauses), tuple(self._problems), tuple(self._pending))

    def _report_signs(self) -> None:
        """Say of a query of signs alone that it asks for nothing; it may still be typed."""
        signs = self.text.strip()
        if not signs:
            return
        start = self.text.index(signs)
        message = f"“{signs}” alone asks for nothing; in quotation marks it is looked for."
        typing = signs[-1] in _BEFORE_TEXT
        problem = QueryProblem(start, start + len(signs), message)
        (self._pending if typing else self._problems).append(problem)

    def skip_to_part(self) -> bool:
        """Go to the next part; False at the end, or where the query is too long."""
        match = _BETWEEN_PARTS.match(self.text, self.position)
        self.position = match.end() if match else self.position
        if self.position < len(self.text) and self._read >= MOST_PARTS:
            message = f"Only the first {MOST_PARTS} parts of a query are read."
            self._problems.append(QueryProblem(self.position, len(self.text), message))
            return False
        return self.position < len(self.text)

    def read_part(self) -> None:
        """Read one part with the signs before it, or a bar between two."""
        if bar := _OR.match(self.text, self.position):
            self._read_bar(bar)
            return
        self._read += 1
        if self._bar is None:
            self._groups.append([])
        self._bar = None
        negated = self._take(_MINUS)
        exact = self._take(_EXACT)
        at_start = not exact and self._take(_START)
        plain = not exact and not at_start
        if self._here() in _CLOSERS:
            quoted = self._quoted()
            at_end = not exact and self._take(_END)
            self._add_text(_kind("phrase", exact, at_start, at_end), quoted, negated)
        elif plain and (match := _FIELD.match(self.text, self.position)) and _is_name(match[1]):
            self._read_field(match, negated)
        elif match := _WORD.match(self.text, self.position):
            self.position = match.end()
            self._read_word(match[0], negated, exact, at_start)

    def _read_bar(self, bar: re.Match[str]) -> None:
        self.position = bar.end()
        if not self._groups:
            message = "Something must stand before “|”: a | b finds either."
            self._problems.append(QueryProblem(*bar.span(), message))
        elif self._bar is None:
            self._bar = bar.span()

    def _read_word(self, word: str, negated: bool, exact: bool, at_start: bool) -> None:
        if exact:
            word = word.rstrip(_EXACT)
        at_end = not exact and len(word) > 1 and word[-1] in _END
        word = word[:-1] if at_end else word
        plain = not (exact or at_start or at_end)
        text = (word.strip(_AROUND_WORDS) or word) if plain else word
        self._add_text(_kind("word", exact, at_start, at_end), text, negated)

    def _here(self) -> str:
        """The character at the position, or a space at the end."""
        return self.text[self.position] if self.position < len(self.text) else " "

    def _take(self, signs: str) -> bool:
        """Step over one of these signs, if one is here."""
        taken = self._here() in signs
        self.position += taken
        return taken

    def _read_field(self, match: re.Match[str], negated: bool) -> None:
        start, self.position = match.span()
        values = self._values()
        name = FIELD_NAMES.get(match[1].casefold())
        if name is None:
            message = f"There is no field “{match[1]}:”; known are {', '.join(FIELDS)}."
            self._problems.append(QueryProblem(start, match.end(), message))
            literal = "".join(c for c in self.text[start : self.position] if c not in _CLOSERS)
            self._add_text("word", literal.strip(_AROUND_WORDS), negated)
            return
        if not values:
            self._pending.append(QueryProblem(start, match.end(), f"{name}: …"))
        accepted = []
        for value in values[:MOST_PARTS]:
            checked, reason = self._checked(name, value.text)
            if not reason:
                accepted.append(checked)
                continue
            problem = QueryProblem(value.start, value.end, reason)
            typing = value.end == len(self.text) and self._may_become(name, value.text)
            (self._pending if typing else self._problems).append(problem)
        if accepted:
            self._groups[-1].append(Clause("field", tuple(accepted), name, negated))

    def _checked(self, field: str, value: str) -> tuple[str, str]:
        """The value in its stored form, and what is wrong with it (empty where nothing is)."""
        folded = fold(value)
        if field in DATE_FIELDS:
            return stored_dates(field, value.casefold(), self._today)
        chosen = _OTHER_WORDS.get(field, {}).get(folded)
        if field in CHOICES:
            chosen = chosen or folded
            known = CHOICES[field]
            return chosen, "" if chosen in known else f"“{field}:” takes {', '.join(known)}."
        if field == "story":
            found = _ID.fullmatch(folded) is not None
            return folded, "" if found else "“story:” takes the number of an article."
        if field in self._known:
            return self._known_value(field, chosen or value)
        if field in ("tag", "lang", "type"):
            return chosen or value, ""
        return folded or value, ""

    def _known_value(self, field: str, value: str) -> tuple[str, str]:
        known = self._known[field]
        folded = fold(value)
        if folded in known:
            return known[folded], ""
        if field == "lang" and any(one.startswith(f"{folded}-") for one in known):
            return folded, ""
        names = list(dict.fromkeys(known.values()))
        listed = ", ".join(names[:_NAMED_AT_MOST])
        more = ", …" if len(names) > _NAMED_AT_MOST else ""
        nothing = f"“{value}” is no {_NOUNS.get(field, field)} of this library"
        return "", f"{nothing}; known are {listed}{more}." if names else f"{nothing}."

    def _may_become(self, field: str, value: str) -> bool:
        """Whether a value is the beginning of one that is known."""
        begun = fold(value)
        if field in DATE_FIELDS:
            return is_begun(begun)
        names = [*self._known.get(field, ()), *CHOICES.get(field, ())]
        return any(name.startswith(begun) for name in (*names, *_OTHER_WORDS.get(field, ())))

    def _add_text(self, kind: ClauseKind, text: str, negated: bool) -> None:
        folded = " ".join(fold(text).split())
        if folded:
            kind = "phrase" if " " in folded and kind in ("word", "exact") else kind
            self._groups[-1].append(Clause(kind, (folded,), negated=negated))

    def _quoted(self) -> str:
        """Read a quoted text; it ends at the end of the query at the latest."""
        closers = _CLOSERS[self._here()]
        start = end = self.position + 1
        while end < len(self.text) and self.text[end] not in closers:
            end += 1
        self.position = min(end + 1, len(self.text))
        return self.text[start:end]

    def _values(self) -> list[_Value]:
        """Read the values behind a field's colon up to white space, as commas part them."""
        values: list[_Value] = []
        current, start = "", self.position
        while True:
            character = self._here()
            if character in _CLOSERS:
                current += self._quoted()
            elif character.isspace() or character in _COMMAS or character in _BARS:
                if current.strip():
                    values.append(_Value(current.strip(), start, self.position))
                if character not in _COMMAS:
                    return values
                self.position += 1
                current, start = "", self.position
            else:
                current += character
                self.position += 1


_NOUNS = {"tag": "tag", "type": "event type", "lang": "language", "coder": "coder"}
_OTHER_WORDS = {
    field: {fold(word): value for word, value in words.items()}
    for field, words in OTHER_WORDS.items()
}


def _is_name(name: str) -> bool:
    """Whether letters before a colon are meant for a field; Chinese titles hold colons too."""
    return count_han(name) <= _LONGEST_NAME


def _kind(otherwise: ClauseKind, exact: bool, at_start: bool, at_end: bool) -> ClauseKind:
    if exact:
        return "exact"
    if at_start:
        return "whole" if at_end else "prefix"
    return "suffix" if at_end else otherwise
