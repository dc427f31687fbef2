"""The codebook: the tags with their definitions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

TagKind = Literal["event", "topic"]


@dataclass(frozen=True, slots=True)
class Tag:
    """One entry of the codebook.

    ``code`` is permanent; ``labels`` maps a language to the words shown; ``key`` is the letter that
    follows ``t``; ``color`` is ``#rrggbb``; ``yes`` and ``no`` are examples that help to decide.
    """

    code: str
    kind: TagKind
    labels: Mapping[str, str]
    key: str | None = None
    color: str | None = None
    parent: str | None = None
    retired: bool = False
    definition: str = ""
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        """What stands for it in a line: its key, else what its code begins with.

        An event type and a topic may have the same key: large letters are event types.
        """
        letter = self.key or self.code[:1]
        return letter.lower() if self.kind == "topic" else letter.upper()

    def label(self, lang: str = "en") -> str:
        """The label in ``lang``, else in English, else any, else the code itself."""
        return (
            self.labels.get(lang)
            or self.labels.get("en")
            or next(iter(self.labels.values()), self.code)
        )


@dataclass(frozen=True, slots=True)
class Codebook:
    """The tags in force, with the identity, version and SHA-256 of the file they came from.

    ``roles`` are the roles a participant can have, ``themes`` the themes an event can carry.
    ``text`` is the TOML itself.
    """

    id: str
    version: str
    sha256: str
    tags: tuple[Tag, ...]
    roles: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    rules: Mapping[str, str] = field(default_factory=dict)
    text: str = ""

    def get(self, code: str) -> Tag | None:
        """The tag with this code, or None."""
        return next((tag for tag in self.tags if tag.code == code), None)

    def by_key(self, key: str, kind: TagKind = "event") -> Tag | None:
        """The tag of a kind in force with this key; event types and topics share letters."""
        tags = self.event_types if kind == "event" else self.topics
        return next((tag for tag in tags if tag.key == key), None)

    @property
    def event_types(self) -> tuple[Tag, ...]:
        """The event types in force, in the order of the file."""
        return tuple(tag for tag in self.tags if tag.kind == "event" and not tag.retired)

    @property
    def topics(self) -> tuple[Tag, ...]:
        """The topics in force, in the order of the file."""
        return tuple(tag for tag in self.tags if tag.kind == "topic" and not tag.retired)
