"""Coders, and the names and terms of the field."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

CONSENSUS = "consensus"
"""What the coder is called who holds what was agreed on: copies of others' work."""

CONSENSUS_UUID = "1e2733d2-40af-5093-9fed-8536eee221e4"
"""Who that coder is, in every library; a person of the same name is another one."""


@dataclass(frozen=True, slots=True)
class Coder:
    """Who made a record."""

    uuid: str
    name: str

    @property
    def is_consensus(self) -> bool:
        """Whether this is no person but the consensus of several."""
        return self.uuid == CONSENSUS_UUID


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A name or term with its forms: language tag to the forms seen in it."""

    uuid: str
    kind: str
    forms: Mapping[str, tuple[str, ...]]
    note: str | None = None

    @property
    def name(self) -> str:
        """Its first form in any language, to speak of it by."""
        return next(iter(self.forms.values()))[0]

    def form(self, lang: str) -> str | None:
        """Its first form in a language, or None."""
        return next(iter(self.forms.get(lang, ())), None)


@dataclass(frozen=True, slots=True)
class GlossaryProposal:
    """An entry found in the texts, for a person to accept or dismiss.

    ``articles`` are the ids of the articles it stands in, ``example`` a few words around the first.
    """

    kind: str
    forms: Mapping[str, tuple[str, ...]]
    articles: tuple[int, ...]
    example: str


def told_apart(coders: Iterable[Coder]) -> dict[str, str]:
    """What to call each coder, by UUID: the name, with the beginning of the UUID where several
    have it."""
    found = {coder.uuid: coder.name for coder in coders}
    taken = Counter(found.values())
    return {
        uuid: f"{name} ({uuid[:8]})" if taken[name] > 1 else name for uuid, name in found.items()
    }
