"""Completing the field or the value that is being typed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cityreader.search.query_fields import CHOICES, FIELD_NAMES, FIELDS
from cityreader.text.scripts import fold

MOST_CHOICES = 40
"""Choices given; more than a line shows."""

_DATES = ("today", "yesterday", "7d", "30d", "12m")
_TOKEN = re.compile(
    r"(?P<sign>[-－!！]?)(?:(?P<field>[^\W\d_]+)[:：])?(?P<typed>[\"“”「]?[^\s|｜\"“”「」]*)$"
)
_SEPARATORS = re.compile(r"[,，、]")
_TO_QUOTE = re.compile(r"[\s,，、|｜。；]")


@dataclass(frozen=True, slots=True)
class Place:
    """What is typed at the cursor: ``[start, end)`` of the text, of a ``field`` or a field's name.

    ``typed`` is what stands there; ``before`` are values of the same field typed already.
    """

    start: int
    end: int
    typed: str
    field: str | None = None
    before: tuple[str, ...] = ()


def place_at(text: str, cursor: int) -> Place | None:
    """What is being typed at the cursor; None where nothing can be completed."""
    match = _TOKEN.search(text[:cursor])
    if match is None:
        return None
    typed, end = match["typed"], match.end()
    if match["field"] is None:
        plain = typed.isalpha() and len(typed) > 0
        return Place(end - len(typed), end, typed) if plain else None
    field = FIELD_NAMES.get(match["field"].casefold())
    if field is None:
        return None
    *before, last = _SEPARATORS.split(typed)
    return Place(end - len(last), end, last.lstrip('"“”「'), field, tuple(before))


def choices_at(place: Place, values: Iterable[str]) -> list[str]:
    """What a place can become, the likeliest first; ``values`` are those of its field.

    Names begin with what is typed, or hold it behind those that begin so.
    """
    wanted = fold(place.typed)
    if place.field is None:
        own = [*FIELDS, *(name for name in FIELD_NAMES if not name.isascii())]
        return [f"{name}:" for name in own if name.startswith(wanted)]
    taken = {fold(value) for value in place.before}
    names = [name for name in dict.fromkeys(values) if fold(name) not in taken]
    beginning = [name for name in names if fold(name).startswith(wanted)]
    inside = [name for name in names if wanted in fold(name) and name not in beginning]
    return [_quoted(name) for name in (*beginning, *inside)][:MOST_CHOICES]


def fixed_values(field: str) -> Sequence[str]:
    """The values of a field that are the same in every library."""
    return _DATES if field in ("date", "after", "before") else CHOICES.get(field, ())


def _quoted(name: str) -> str:
    return f'"{name}"' if _TO_QUOTE.search(name) else name
