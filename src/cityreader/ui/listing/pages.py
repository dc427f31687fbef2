"""The lines of a list that are at hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, Protocol, TypeVar

KEPT = 2_000
"""Lines kept at most, a few megabytes; the ones used longest ago go first."""


class Keyed(Protocol):
    """Anything with a key of the library."""

    @property
    def id(self) -> int:
        """The key."""


Line = TypeVar("Line", bound=Keyed)


class Pages(Generic[Line]):
    """Lines by their keys, fetched in pages and forgotten again."""

    def __init__(self) -> None:
        self._lines: dict[int, Line] = {}
        self._gone: set[int] = set()

    def get(self, key: int) -> Line | None:
        """The line with this key, if it is at hand."""
        return self._lines.get(key)

    def is_gone(self, key: int) -> bool:
        """Whether the library was asked for this line and had it no longer."""
        return key in self._gone

    def unknown(self, keys: Iterable[int]) -> list[int]:
        """Which of these are not at hand; may be asked from any thread."""
        return [key for key in keys if key not in self._lines and key not in self._gone]

    def missing(self, keys: Iterable[int]) -> list[int]:
        """Which of these must be fetched; the others are now the ones used last."""
        wanted: list[int] = []
        for key in keys:
            line = self._lines.pop(key, None)
            if line is not None:
                self._lines[key] = line
            elif key not in self._gone:
                wanted.append(key)
        return wanted

    def put(self, asked: Iterable[int], lines: Sequence[Line]) -> list[int]:
        """Take in the answer to a question for lines; returns the ids whose line is new."""
        changed: list[int] = []
        for line in lines:
            if self._lines.pop(line.id, None) != line:
                changed.append(line.id)
            self._lines[line.id] = line
            self._gone.discard(line.id)
        given = {line.id for line in lines}
        for key in asked:
            if key not in given and key not in self._gone:
                self._lines.pop(key, None)
                self._gone.add(key)
                changed.append(key)
        for key in list(self._lines)[: max(0, len(self._lines) - KEPT)]:
            del self._lines[key]
        return changed

    def drop_all_but(self, keys: Iterable[int]) -> None:
        """Fetch every other line again when it is needed."""
        kept = set(keys)
        self._lines = {key: line for key, line in self._lines.items() if key in kept}
        self._gone &= kept

    def forget(self) -> None:
        """Fetch everything again when it is needed."""
        self._lines.clear()
        self._gone.clear()
