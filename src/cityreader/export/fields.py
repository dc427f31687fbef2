"""Members of a foreign JSON document, read one by one and trusted in nothing.

A *kind* is a function ``(value, where) -> result`` that accepts one JSON value or raises
``CityReaderError`` with a sentence that begins with ``where``, as in ``annotations[3].start``.
"""

import datetime
import json
import re
from collections.abc import Callable
from typing import Self, TypeVar

from cityreader.errors import CityReaderError
from cityreader.export.json_pieces import Listed
from cityreader.text.safety import clean, clean_line, visible

T = TypeVar("T")
Kind = Callable[[object, str], T]

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,6}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|\+00:00)", re.ASCII)
_KEY = re.compile(r"[A-Za-z0-9]")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_TAG_CHARACTERS = "".join(map(chr, range(0xE0020, 0xE0080)))
_SHOWN = 40
"""How many characters of a foreign value an error message repeats."""


def refusal(where: str, problem: str) -> CityReaderError:
    """The error for the value at ``where``; ``problem`` is the rest of the sentence."""
    return CityReaderError(
        "This export cannot be read", f"{where} {problem}.", "Nothing was changed."
    )


def shown(value: object) -> str:
    """A foreign value as an error message may repeat it: short, on one line, nothing live in it."""
    if isinstance(value, str):
        return ascii(value if len(value) <= _SHOWN else value[:_SHOWN] + "...")
    if isinstance(value, list | Listed | dict):
        return "an object" if isinstance(value, dict) else "a list"
    if isinstance(value, int) and value.bit_length() > 64:
        return "a huge number"
    return json.dumps(value, default=lambda _: "something else")[:_SHOWN]


def string(value: object, where: str) -> str:
    """Any text that UTF-8 can hold."""
    if not isinstance(value, str):
        raise refusal(where, "is not text")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise refusal(where, "holds half of a surrogate pair") from None
    return value


def line(value: object, where: str) -> str:
    """A title, name or label: made safe, on one line."""
    return clean_line(string(value, where))


def text(value: object, where: str) -> str:
    """A note or definition: made safe, in paragraphs."""
    return clean(string(value, where)).text


def body(value: object, where: str) -> str:
    """The body of an article, refused unless it is clean already: cleaning would move every span.

    Raises:
        CityReaderError: the text holds what no stored body may hold.
    """
    found = string(value, where)
    if clean(found).text != found:
        raise refusal(
            where,
            "is not clean: it holds control characters, loose spaces or line ends, "
            "or text that is not in Unicode form NFC",
        )
    return found


def fragment(value: object, where: str) -> str:
    """Words cut out of a body: nothing in them that a terminal could act on."""
    found = string(value, where)
    if visible(found) != found:
        raise refusal(where, "holds control characters")
    return found


def context(value: object, where: str) -> str:
    """The up to 32 code points before or after a span."""
    found = string(value, where)
    if len(found) > 32:
        raise refusal(where, f"has {len(found)} code points, and 32 are the most")
    # A cut after 32 code points can leave part of a flag, whose tag characters are safe only whole.
    fragment(found.strip(_TAG_CHARACTERS), where)
    return found


def code(value: object, where: str) -> str:
    """A tag code: a word that is safe as it stands."""
    found = string(value, where)
    if not found or len(found) > 100 or clean_line(found) != found or len(found.split()) != 1:
        raise refusal(where, f"is not a tag code: {shown(found)}")
    return found


def key(value: object, where: str) -> str:
    """The letter or digit that follows ``t``, as the codebook allows it."""
    return _shaped(value, where, _KEY, "one letter or digit")


def uuid(value: object, where: str) -> str:
    """A UUID in lower case with hyphens."""
    return _shaped(value, where, _UUID, "a UUID in lower case")


def sha256(value: object, where: str) -> str:
    """A SHA-256 as 64 hexadecimal digits in lower case."""
    return _shaped(value, where, _SHA256, "a SHA-256 in lower case")


def language(value: object, where: str) -> str:
    """A language tag of BCP 47."""
    return _shaped(value, where, _LANGUAGE, "a language tag")


def color(value: object, where: str) -> str:
    """A colour as ``#rrggbb``."""
    return _shaped(value, where, _COLOR, "a colour like #3b6ea5")


def day(value: object, where: str) -> str:
    """A day of the calendar as ``2025-12-28``."""
    found = _shaped(value, where, _DAY, "a day like 2025-12-28")
    try:
        datetime.date.fromisoformat(found)
    except ValueError:
        raise refusal(where, f"is not a day of the calendar: {shown(found)}") from None
    return found


def moment(value: object, where: str) -> str:
    """A time in UTC as ``2025-12-28T09:30:00Z``, with up to six decimals of a second."""
    found = _shaped(value, where, _MOMENT, "a time in UTC like 2025-12-28T09:30:00Z")
    try:
        datetime.datetime.fromisoformat(found)
    except ValueError:
        raise refusal(where, f"is not a time of the calendar: {shown(found)}") from None
    return found


def flag(value: object, where: str) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise refusal(where, "is neither true nor false")
    return value


def whole(least: int, most: int = 2**53) -> Kind[int]:
    """The kind of whole numbers from ``least`` to ``most``, both included."""

    def kind(value: object, where: str) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise refusal(where, "is not a whole number")
        if not least <= value <= most:
            raise refusal(where, f"is not from {least} to {most}")
        return value

    return kind


def number(least: float, most: float) -> Kind[float]:
    """The kind of finite numbers from ``least`` to ``most``, both included."""

    def kind(value: object, where: str) -> float:
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise refusal(where, "is not a number")
        if not least <= value <= most:
            raise refusal(where, f"is not from {least:g} to {most:g}")
        return float(value)

    return kind


def choice(allowed: tuple[str, ...]) -> Kind[str]:
    """The kind of the given words."""

    def kind(value: object, where: str) -> str:
        if value not in allowed or not isinstance(value, str):
            raise refusal(where, f"is {shown(value)} and not one of {', '.join(allowed)}")
        return value

    return kind


def or_null(kind: Kind[T]) -> Kind[T | None]:
    """The same kind, with null allowed."""
    return lambda value, where: None if value is None else kind(value, where)


def list_of(kind: Kind[T]) -> Kind[tuple[T, ...]]:
    """The kind of lists of ``kind``."""

    def listed(value: object, where: str) -> tuple[T, ...]:
        if not isinstance(value, list | Listed):
            raise refusal(where, "is not a list")
        return tuple(kind(item, f"{where}[{index}]") for index, item in enumerate(value))

    return listed


def map_of(name: Kind[str], kind: Kind[T]) -> Kind[dict[str, T]]:
    """The kind of objects whose member names are of kind ``name`` and whose values of ``kind``."""

    def mapped(value: object, where: str) -> dict[str, T]:
        if not isinstance(value, dict):
            raise refusal(where, "is not an object")
        return {
            name(member, f"A member name of {where}"): kind(item, f"{where}.{_plain(member)}")
            for member, item in value.items()
        }

    return mapped


class Members:
    """The members of one JSON object, taken by name.

    Used in a ``with`` block, at whose end a member that nobody took is refused if ``closed``.
    ``where`` is empty for the document itself.
    """

    def __init__(self, value: object, where: str, *, closed: bool = True) -> None:
        if not isinstance(value, dict):
            raise refusal(where or "The document", "is not an object")
        self._value: dict[object, object] = value
        self._where = where
        self._closed = closed
        self._taken: set[object] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        unknown = next((name for name in self._value if name not in self._taken), None)
        if self._closed and error is None and unknown is not None:
            where = self._where or "The document"
            raise refusal(where, f"has a member that is not known: {shown(unknown)}")

    def take(self, name: str, kind: Kind[T]) -> T:
        """The member ``name``; it must be there."""
        where = f"{self._where}.{name}" if self._where else name
        if name not in self._value:
            raise refusal(where, "is missing")
        self._taken.add(name)
        return kind(self._value[name], where)

    def take_or(self, name: str, kind: Kind[T], default: T) -> T:
        """The member ``name``, or ``default`` where it is absent."""
        return self.take(name, kind) if name in self._value else default


def _shaped(value: object, where: str, shape: re.Pattern[str], what: str) -> str:
    if not isinstance(value, str) or not shape.fullmatch(value):
        raise refusal(where, f"is not {what}: {shown(value)}")
    return value


def _plain(name: object) -> str:
    plain = isinstance(name, str) and name.isascii() and name.isidentifier()
    return str(name)[:_SHOWN] if plain else shown(name)
