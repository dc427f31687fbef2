"""A JSON document read in pieces: its lists are decoded item by item and never kept as a whole."""

import codecs
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, NoReturn

# ``-Infinity`` and an escaped pair of surrogates end so late (characters).
_LONGEST_WORD = 12
_SPACE = re.compile(r"[ \t\n\r]*+")
_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)


class BrokenJsonError(ValueError):
    """What stands in ``line`` (from 1) is no JSON."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


class ExcessError(ValueError):
    """The document is larger than its reader has room for; says in words what is too large."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one document may hold: ``values`` in all, and ``item`` bytes in one item of a list.

    A value takes up to 300 bytes of memory, whatever its bytes in the file. ``at_once`` bytes are
    decoded at once, and twice as many again where an item goes on behind them.
    """

    values: int = 2_500_000
    item: int = 16_000_000
    at_once: int = 262_144


class Listed:
    """A list of the document, decoded item by item each time somebody goes through it."""

    def __init__(self, begin: Callable[[], "_Window"]) -> None:
        """``begin`` opens a window where the list begins."""
        self._begin = begin

    def __iter__(self) -> Iterator[object]:
        yield from self._begin().items()


def read_document(file: BinaryIO, decoder: json.JSONDecoder, bounds: Bounds) -> object:
    """The value in ``file``; of an object each member that is a list is ``Listed``.

    ``decoder`` must have an ``object_pairs_hook``.
    All of the file is gone through, so that what is broken is told before anything is read. Raises
    ``BrokenJsonError``, ``ExcessError``, ``UnicodeDecodeError`` with the place in the file, and
    what ``decoder`` raises.
    """
    file.seek(0)
    start = len(codecs.BOM_UTF8) if file.read(3) == codecs.BOM_UTF8 else 0
    window = _Window(file, start, decoder, bounds)
    window.counts = True
    if window.peek() == "{":
        found = decoder.object_pairs_hook(list(window.members()))
    else:
        found = window.value()
    if window.peek():
        window.refuse()
    return found


class _Window:
    """The part of a file that is decoded just now, and how far it is read."""

    def __init__(
        self, file: BinaryIO, position: int, decoder: json.JSONDecoder, bounds: Bounds
    ) -> None:
        """``position`` is that in the file (bytes)."""
        self.counts = False
        self._file = file
        self._decoder = decoder
        self._bounds = bounds
        self._utf8 = codecs.getincrementaldecoder("utf-8")()
        # In the file: where the text begins, and where it goes on (bytes).
        self._start = self._next = position
        self._text = ""
        self._at = 0
        self._line = 1
        self._values = 0
        self._ended = False

    def members(self) -> Iterator[tuple[str, object]]:
        """The names and values of the object that begins here."""
        for _ in self._parts("{", "}"):
            if self.peek() != '"':
                self.refuse()
            name = str(self.value())
            self._pass(":")
            yield name, self._listed() if self.peek() == "[" else self.value()

    def items(self) -> Iterator[object]:
        """The items of the list that begins here."""
        for _ in self._parts("[", "]"):
            yield self.value()

    def peek(self) -> str:
        """The next character that is no space; nothing at the end of the file."""
        while True:
            match = _SPACE.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._grow():
                return ""

    def value(self) -> object:
        """The value that begins here."""
        self.peek()
        while True:
            if len(self._text) - self._at > 2 * self._bounds.at_once:
                # Counted before it is decoded, since an empty object takes 64 bytes for its two.
                self._check(self._text.count("{", self._at) + self._text.count("[", self._at))
            try:
                found, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                late = error.pos + _LONGEST_WORD >= len(self._text)
                if self._ended or not (late or error.msg.startswith("Unterminated")):
                    self._at = error.pos
                    self.refuse()
            else:
                # A number that ends near the end of the text may go on behind it: 1.5e+9.
                if end + _LONGEST_WORD < len(self._text) or self._ended:
                    if self.counts:
                        self._count(self._text[self._at : end])
                    self._at = end
                    return found
            self._grow()

    def refuse(self) -> NoReturn:
        """Say that what stands here is no JSON."""
        raise BrokenJsonError(self._line + self._text.count("\n", 0, self._at))

    def _parts(self, opening: str, closing: str) -> Iterator[None]:
        """Stop at each part between two brackets."""
        self._pass(opening)
        if self.peek() != closing:
            yield
            while self.peek() == ",":
                self._pass(",")
                yield
        self._pass(closing)

    def _pass(self, mark: str) -> None:
        if self.peek() != mark:
            self.refuse()
        self._at += 1

    def _listed(self) -> Listed:
        position = self._start + len(self._text[: self._at].encode())
        for _ in self.items():
            pass
        return Listed(lambda: _Window(self._file, position, self._decoder, self._bounds))

    def _grow(self) -> bool:
        """Read on behind what is not read yet; returns whether there was anything."""
        if self._ended:
            return False
        left = self._text[self._at :]
        size = max(self._bounds.at_once, len(left))
        if size > self._bounds.item:
            raise ExcessError(f"a value of more than {self._bounds.item / 1e6:g} MB")
        self._line += self._text.count("\n", 0, self._at)
        self._start += len(self._text[: self._at].encode())
        self._text, self._at = left, 0
        self._file.seek(self._next)
        data = self._file.read(size)
        self._ended = len(data) < size
        waiting = len(self._utf8.getstate()[0])
        try:
            self._text += self._utf8.decode(data, final=self._ended)
        except UnicodeDecodeError as error:
            error.start += self._next - waiting
            raise
        self._next += len(data)
        return bool(data)

    def _count(self, written: str) -> None:
        bare = _STRING.sub("", written)
        self._values += 1 + sum(map(bare.count, ",[{"))
        self._check(self._values)

    def _check(self, values: int) -> None:
        if values > self._bounds.values:
            raise ExcessError(f"more than {self._bounds.values:,} values")
