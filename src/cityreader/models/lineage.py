"""What a merge has to know of a record: the steps it came through, and its other versions.

A record is named by its kind and its UUID (``mark:…``, ``event:…``, ``term:…``), an article by its
three sides (``details:…``, ``text:…``, ``trash:…``), a pair, a reading and a topic by the UUIDs of
what they join, and the codebook by ``codebook:`` alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lineage:
    """The UUIDs of the steps of any library that changed a record after it was made, sorted.

    One version follows another if its steps include all of the other's; two of which neither does
    were made without knowing each other. ``marks`` are those that stood in a removed article.
    """

    record: str
    steps: tuple[str, ...]
    removed: bool = False
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a record that is not in force and that no other one follows.

    ``content`` is the record as the export has it, None where it was removed.
    """

    record: str
    steps: tuple[str, ...]
    content: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class History:
    """The lineages of the records that were changed, and the versions that wait for a decision."""

    lineages: tuple[Lineage, ...] = ()
    versions: tuple[Version, ...] = ()


NO_HISTORY = History()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A record of which several versions were made without knowing each other.

    ``title`` says in a few words what it is and ``article_title`` where, empty where in none.
    ``versions`` describe each version in lines; the first is in force.
    """

    record: str
    title: str
    article_id: int | None
    article_title: str
    versions: tuple[tuple[str, ...], ...]
