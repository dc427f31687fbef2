"""Coders, and the names and terms of the field."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coder:
    """Who made a record."""

    uuid: str
    name: str


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A name or term with its forms: language tag to the forms seen in it."""

    uuid: str
    kind: str
    forms: Mapping[str, tuple[str, ...]]
    note: str | None = None
