"""The one query grammar of the list, the searches and the exports.

Words and ``"phrases"`` must all be found; ``-`` before a part turns it round; ``field:a,b`` asks
for either value. What Chinese input methods type for ``: " - ,`` works as well. A query never
fails: a part that cannot be understood is left out, or taken as text, and reported as a problem.
"""

import re
from datetime import date
from typing import NamedTuple

from cityreader.models import EVENT_STATUSES, Clause, Query, QueryProblem
from cityreader.models.query import ClauseKind
from cityreader.text.scripts import fold

FIELDS = (
    "tag", "lang", "source", "title", "body", "before", "after", "date",
    "is", "has", "coder", "type", "status", "story",
)  # fmt: skip
"""The fields a query can name."""

CHOICES = {
    "is": (
        "new", "opened", "done", "flagged", "deleted", "paired", "undated", "near-duplicate",
        "same-story",
    ),
    "has": ("note", "event", "mark", "counterpart"),
    "status": (*EVENT_STATUSES, "ok", "moved", "review", "orphan"),
}  # fmt: skip
"""The values of the fields that take only certain ones; ``status`` is of an event or a mark."""

_DATE_FIELDS = ("before", "after", "date")
_MINUS = "-－"
_COMMAS = ",，、"
# Which characters close a quote, by the one that opened it.
_CLOSERS = dict.fromkeys('"“”„＂', '"“”„＂') | {"「": "」", "『": "』", "﹁": "﹂"}
_FIELD = re.compile(r"([^\W\d_]+)[:：]")
_ID = re.compile(r"[0-9]{1,18}")
_BETWEEN_PARTS = re.compile(r"[\s，、；。]*")
_WORD = re.compile(rf"[^\s，、；。{''.join(_CLOSERS)}]+")
_AROUND_WORDS = ",.;:!?：！？…"
_DAY = re.compile(r"(\d{4})(?:[-－/.](\d{1,2})(?:[-－/.](\d{1,2}))?)?")


def parse_query(text: str) -> Query:
    """What ``text`` asks for. Never raises.

    Words, phrases and the values of ``title:`` and ``body:`` are folded; those of ``is:``,
    ``has:`` and ``status:`` are lower case; those of ``before:`` and ``after:`` are ``2024``,
    ``2024-05`` or ``2024-05-07``; those of ``date:`` are one of these or two of them around
    ``..``, of which one may be missing. Other values stand as typed.
    """
    reader = _QueryReader(text)
    while reader.skip_to_part():
        reader.read_part()
    return Query(text, tuple(reader.clauses), tuple(reader.problems))


class _Value(NamedTuple):
    """One value of a field and where it stands in the query."""

    text: str
    start: int
    end: int


class _QueryReader:
    """Reads a query part by part, left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.clauses: list[Clause] = []
        self.problems: list[QueryProblem] = []

    def skip_to_part(self) -> bool:
        """Go to the next part; False at the end."""
        match = _BETWEEN_PARTS.match(self.text, self.position)
        self.position = match.end() if match else self.position
        return self.position < len(self.text)

    def read_part(self) -> None:
        """Read one word, phrase or field with the minus before it."""
        negated = self._here() in _MINUS
        self.position += negated
        if self._here() in _CLOSERS:
            self._add_text("phrase", self._quoted(), negated)
        elif match := _FIELD.match(self.text, self.position):
            self._read_field(match, negated)
        elif match := _WORD.match(self.text, self.position):
            self.position = match.end()
            self._add_text("word", match[0].strip(_AROUND_WORDS) or match[0], negated)

    def _here(self) -> str:
        """The character at the position, or a space at the end."""
        return self.text[self.position] if self.position < len(self.text) else " "

    def _read_field(self, match: re.Match[str], negated: bool) -> None:
        start, self.position = match.span()
        name = match[1].casefold()
        values = self._values()
        if name not in FIELDS:
            message = f"There is no field “{match[1]}:”; known are {', '.join(FIELDS)}."
            self.problems.append(QueryProblem(start, match.end(), message))
            literal = "".join(c for c in self.text[start : self.position] if c not in _CLOSERS)
            self._add_text("word", literal.strip(_AROUND_WORDS), negated)
            return
        accepted = []
        for value in values:
            checked, reason = _checked(name, value.text)
            if reason:
                self.problems.append(QueryProblem(value.start, value.end, reason))
            else:
                accepted.append(checked)
        if accepted:
            self.clauses.append(Clause("field", tuple(accepted), name, negated))

    def _add_text(self, kind: ClauseKind, text: str, negated: bool) -> None:
        folded = " ".join(fold(text).split())
        if folded:
            kind = "phrase" if " " in folded else kind
            self.clauses.append(Clause(kind, (folded,), negated=negated))

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
            elif character.isspace() or character in _COMMAS:
                if current.strip():
                    values.append(_Value(current.strip(), start, self.position))
                if character.isspace():
                    return values
                self.position += 1
                current, start = "", self.position
            else:
                current += character
                self.position += 1


def _checked(field: str, value: str) -> tuple[str, str]:
    """The value in its stored form, and what is wrong with it (empty where nothing is)."""
    if field in CHOICES:
        chosen = fold(value)
        known = CHOICES[field]
        return chosen, "" if chosen in known else f"“{field}:” takes {', '.join(known)}."
    if field in _DATE_FIELDS:
        return _checked_date(field, value)
    if field == "story":
        number = fold(value)
        found = _ID.fullmatch(number) is not None
        return number, "" if found else "“story:” takes the number of an article."
    return (fold(value) or value) if field in ("title", "body") else value, ""


def _checked_date(field: str, value: str) -> tuple[str, str]:
    first, dots, last = value.partition("..")
    ends = [_day(end) if end else "" for end in (first, last)]
    if None in ends or (dots and (field != "date" or not any(ends))):
        examples = "2024, 2024-05 or 2024-05-07"
        ranges = ", or two of them as in 2024-05..2024-07" if field == "date" else ""
        return "", f"“{value}” is no date; write {examples}{ranges}."
    start, end = str(ends[0]), str(ends[1])
    if start and end and start > end and not start.startswith(end):
        return "", f"“{value}” ends before it begins."
    return (f"{start}..{end}" if dots else start), ""


def _day(text: str) -> str | None:
    """A year, month or day as ISO writes it, or None where ``text`` is none of them."""
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        iso = date(year or 0, month or 1, day or 1).isoformat()
    except ValueError:
        return None
    return iso[: 10 if day else 7 if month else 4]
