"""Numbers of an event as a person types them: ``2 agreements; about 40,000 visitors``."""

import re
import unicodedata
from collections.abc import Sequence

from cityreader.models import Count
from cityreader.ui.dialogs.dates import WrongValueError

_COUNT = re.compile(
    r"(?P<qualifier>.*?)(?<![A-Za-z\d.,-])(?P<value>-?\d[\d,]*(?:\.\d+)?)\s*(?P<unit>.*)"
)
_SEPARATOR = re.compile("[;；]")


def format_counts(counts: Sequence[Count]) -> str:
    """How the field shows the numbers of an event."""
    return "; ".join(_formatted(count) for count in counts)


def parse_counts(text: str, before: Sequence[Count] = ()) -> tuple[Count, ...]:
    """The numbers in ``text``: each a qualifier or none, a number and a unit, between semicolons.

    A part that reads as one of ``before`` is that one. Raises WrongValueError for a part without a
    number or without a unit.
    """
    known = {_formatted(count).strip(): count for count in before}
    parts = (part.strip() for part in _SEPARATOR.split(text))
    return tuple(known.get(part) or _parsed(part) for part in parts if part)


def _formatted(count: Count) -> str:
    value = f"{count.value:.0f}" if float(count.value).is_integer() else str(count.value)
    return " ".join(part for part in (count.qualifier, value, count.unit) if part)


def _parsed(part: str) -> Count:
    found = _COUNT.fullmatch(unicodedata.normalize("NFKC", part))
    if found is None:
        raise WrongValueError(f"“{part}” has no number; write 2 agreements; about 40,000 visitors")
    value = found["value"].replace(",", "")
    unit = found["unit"].strip()
    if not unit:
        raise WrongValueError(f"{found['value']} of what? Write {value} agreements")
    return Count(unit, float(value), found["qualifier"].strip() or None)
