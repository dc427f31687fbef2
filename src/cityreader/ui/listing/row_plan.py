"""Where the things of a list stand: which of its rows, counted from its top, each of them takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class RowPlan(Protocol):
    """Positions count things, rows count lines of the screen; both from 0."""

    @property
    def count(self) -> int:
        """How many things there are."""

    @property
    def rows(self) -> int:
        """How many rows all of them take, with what stands between them."""

    @property
    def least(self) -> int:
        """How many rows the lowest of them takes."""

    def first(self, position: int) -> int:
        """The first row of a thing."""

    def last(self, position: int) -> int:
        """The last row of a thing."""

    def at(self, row: int) -> int | None:
        """The thing at a row, at ``count`` or above behind the last; None where none can be."""


@dataclass(frozen=True, slots=True)
class EvenRows:
    """Things that take ``least`` rows each, with nothing between them."""

    count: int
    least: int = 1

    @property
    def rows(self) -> int:
        """How many rows all of them take."""
        return self.count * self.least

    def first(self, position: int) -> int:
        """The first row of a thing."""
        return position * self.least

    def last(self, position: int) -> int:
        """The last row of a thing."""
        return (position + 1) * self.least - 1

    def at(self, row: int) -> int:
        """The thing at a row, at ``count`` or above behind the last."""
        return row // self.least
