"""What a merge has to know of a record: the steps it came through, and its other versions.

A record is named by its kind and its UUID (``mark:…``, ``event:…``, ``term:…``), an article by its
three sides (``details:…``, ``text:…``, ``trash:…``), a pair, a reading and a topic by the UUIDs of
what they join, and the codebook by ``codebook:`` alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from cityreader.models.span import Span


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
class ToldVersion:
    """A version of a record as a person is told of it.

    ``fields`` are names with what they say; a name is empty where the words stand for themselves.
    ``coder`` is who made it and ``at`` when (ISO, UTC), each empty where that is not known;
    ``brought_by`` names the merge that it came with, empty for what was made in this library: then
    ``coder`` is whose record it is, and ``at`` may be the time of the merge.
    ``standing`` is where the words of a mark stand in the field with each name.
    ``mine`` says that whoever is at the keyboard made it here; ``differs``, that what counts of it
    is something else than in the version in force, even where the fields read alike.
    """

    fields: tuple[tuple[str, str], ...]
    coder: str = ""
    at: str = ""
    brought_by: str = ""
    mine: bool = False
    differs: bool = False
    standing: tuple[tuple[str, Span], ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The fields, a line each."""
        return tuple(f"{name}: {words}" if name else words for name, words in self.fields)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A record of which several versions were made without knowing each other.

    ``title`` says in a few words what it is and ``article_title`` where, empty where in none.
    The first of the ``versions`` is in force.
    """

    record: str
    title: str
    article_id: int | None
    article_title: str
    versions: tuple[ToldVersion, ...]

    @property
    def waiting(self) -> int:
        """How many versions say otherwise than the one in force."""
        return sum(one.differs for one in self.versions)
