"""TOML files written by people: values by type, and errors that name file, line and key."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from cityreader.errors import ConfigError
from cityreader.regularfile import read_regular

LARGEST_BYTES = 256_000
"""Of a file in TOML; the codebook that comes with the program has a tenth of that."""

# Reading a dotted key takes time by the square of its parts, which all stand on one line.
_MOST_POINTS = 200
# Numbers count cells, seconds and bytes; none of them is larger.
_LARGEST_NUMBER = 1_000_000_000
# Of a wrong value, as much as tells which it is (characters).
_LONGEST_SHOWN = 120
# Every repetition keeps what it has taken, so that no line is looked at again and again.
_HEADER = re.compile(r"\s*+(\[\[?)([^\[\]]++)\]\]?\s*+(?:#.*)?$")
_KEY = re.compile(r"""\s*+((?:"[^"]*"|'[^']*'|[\w-]++|[ \t]*+\.[ \t]*+)++)\s*+=""")
_QUOTES = re.compile(r"""["'\s]""")


def toml_text(path: Path) -> str:
    """The text of a file in TOML, which is in UTF-8.

    Raises ``OSError`` for what is no regular file or larger than ``LARGEST_BYTES``, and
    ``UnicodeDecodeError``.
    """
    return read_regular(path, LARGEST_BYTES).decode("utf-8-sig").replace("\r\n", "\n")


def line_of(text: str, key: str, table: str = "", index: int = 0) -> int | None:
    """The line (from 1) on which ``key`` of ``table`` stands, or None.

    ``table`` is empty for the top of the file; ``index`` tells the tables of an array apart. An
    absent key gives the line of the table's header. A scan by line, good enough to point at.
    """
    here, header, seen = table == "", None, -1
    for number, line in enumerate(text.splitlines(), 1):
        if match := _HEADER.match(line):
            name = match[2].strip().strip("\"'")
            if match[1] == "[" and table == "" and name.split(".")[0] == key:
                return number
            seen += name == table
            here = name == table and (match[1] == "[" or seen == index)
            header = number if here else header
        elif here and (match := _KEY.match(line)):
            found = _QUOTES.sub("", match[1])
            if found == key or found.startswith(f"{key}."):
                return number
    return header


class TomlTable:
    """One table of a file, taken key by key; what nobody took is unknown and refused.

    ``name`` is the table's name in the file (empty for the top), ``index`` its number from 0 in an
    array of tables. Every method that takes a value raises ``ConfigError`` where it is wrong.
    """

    def __init__(
        self, file: str, text: str, values: Mapping[str, Any], name: str = "", index: int = 0
    ) -> None:
        self.file = file
        self.source = text
        self.name = name
        self.index = index
        self._values = dict(values)
        self._known: dict[str, None] = {}

    @classmethod
    def parse(cls, text: str, file: str) -> "TomlTable":
        """The top table of ``text``; ``file`` is what errors call it.

        Raises ``ConfigError`` for what is no TOML, and for what no person has written: too large,
        nested too deeply, with a number nobody can count to.
        """
        import tomllib

        try:
            _check_bounds(text)
            return cls(file, text, tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            last = f"at line {max(1, len(text.splitlines()))}, the last one"
            reason = str(error).replace("at end of document", last)
        except RecursionError:
            reason = "It is nested too deeply"
        except ValueError as error:
            reason = str(error) if isinstance(error, _OutOfBoundsError) else "It has a bad number"
        raise ConfigError("Not a TOML file", f"{file}: {reason}.")

    def refuse(self, key: str, reason: str, hint: str = "") -> NoReturn:
        """Raise the error that says why ``key`` is wrong."""
        line = line_of(self.source, key, self.name, self.index)
        place = f"{self.file}, line {line}" if line else self.file
        full_name = _cut(f"{self.name}.{key}" if self.name else key)
        raise ConfigError("Wrong setting", f"{place}: {full_name} {reason}.", hint)

    def string(self, key: str, default: str = "") -> str:
        """A text."""
        value = self._take(key, default)
        return value if isinstance(value, str) else self._wrong(key, "a text in quotes", value)

    def word(self, key: str, default: str | None = None) -> str:
        """A text that is not blank; without a ``default`` the key must be there."""
        if default is None and key not in self._values:
            self.refuse(key, "is missing")
        value = self.string(key, default or "").strip()
        return value or self.refuse(key, "must not be empty")

    def choice(self, key: str, choices: Sequence[str], default: str) -> str:
        """One of the texts in ``choices``."""
        value = self._take(key, default)
        if value not in choices:
            self._wrong(key, "one of " + ", ".join(f'"{choice}"' for choice in choices), value)
        return str(value)

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        value = self._take(key, default)
        return value if isinstance(value, bool) else self._wrong(key, "true or false", value)

    def number(self, key: str, default: int, minimum: int) -> int:
        """A whole number of at least ``minimum``."""
        value = self._take(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or value < minimum:
            self._wrong(key, f"a whole number of at least {minimum}", value)
        if value > _LARGEST_NUMBER:
            self._wrong(key, f"a whole number of at most {_LARGEST_NUMBER}", value)
        return int(value)

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty where the key is absent."""
        value = self._take(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self._wrong(key, "a list of texts in quotes", value)
        return tuple(value)

    def mapping(self, key: str) -> dict[str, str]:
        """A table of texts, empty where the key is absent."""
        value = self._take(key, {})
        if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
            self._wrong(key, "a table of texts in quotes", value)
        return dict(value)

    def string_lists(self) -> dict[str, tuple[str, ...]]:
        """All that is left: each key, dotted where tables nest, with its text or its texts."""
        found: dict[str, tuple[str, ...]] = {}
        waiting = [(key, self._take(key, None)) for key in reversed(self.rest)]
        while waiting:
            key, value = waiting.pop()
            if isinstance(value, dict):
                inside = [(f"{key}.{inner}", item) for inner, item in value.items()]
                waiting += reversed(inside)
                continue
            texts = value if isinstance(value, list) else [value]
            if not texts or not all(isinstance(text, str) and text.strip() for text in texts):
                self._wrong(key, "a text in quotes or a list of them", value)
            found[key] = tuple(texts)
        return found

    def has(self, key: str, kind: type) -> bool:
        """Whether ``key`` is there with a value of ``kind``; takes nothing."""
        return isinstance(self._values.get(key), kind)

    def table(self, key: str) -> "TomlTable":
        """A table, empty where the key is absent."""
        value = self._take(key, {})
        if not isinstance(value, dict):
            self._wrong(key, f"a table headed [{key}]", value)
        return TomlTable(self.file, self.source, value, key)

    def tables(self, key: str) -> tuple["TomlTable", ...]:
        """An array of tables, empty where the key is absent."""
        value = self._take(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self._wrong(key, f"written as tables headed [[{key}]]", value)
        return tuple(
            TomlTable(self.file, self.source, item, key, index) for index, item in enumerate(value)
        )

    @property
    def rest(self) -> tuple[str, ...]:
        """The keys that nobody has taken yet."""
        return tuple(key for key in self._values if key not in self._known)

    def finish(self) -> None:
        """Refuse whatever was not taken, and name what is known."""
        for key in self.rest:
            self.refuse(key, "is not a known setting", f"Known here: {', '.join(self._known)}.")

    def _take(self, key: str, default: object) -> Any:
        self._known[key] = None
        return self._values.get(key, default)

    def _wrong(self, key: str, wanted: str, value: object) -> NoReturn:
        self.refuse(key, f"must be {wanted}, not {_shown(value)}")


class _OutOfBoundsError(ValueError):
    """The text is larger than any that a person writes."""


def _check_bounds(text: str) -> None:
    """Refuse what would take long to read; raises ``_OutOfBoundsError``."""
    if len(text) > LARGEST_BYTES:
        raise _OutOfBoundsError(f"It is larger than {LARGEST_BYTES / 1e3:g} kB")
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > _MOST_POINTS:
            raise _OutOfBoundsError(f"Line {number} has more than {_MOST_POINTS} full stops")


def _shown(value: object) -> str:
    """A wrong value as it is written, or its beginning."""
    try:
        written = repr(value)
    except (ValueError, RecursionError):
        return "one so large"
    return _cut(written)


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]}…"
