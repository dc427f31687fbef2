"""Annotations: spans with a tag, a role or a note."""

from dataclasses import dataclass
from typing import Literal, get_args

from cityreader.models.span import Span

Role = Literal["trigger", "actor", "recipient", "place", "date"]
ROLES: tuple[Role, ...] = get_args(Role)
SPAN_ROLES = ROLES[1:]
"""What a span can be in an event besides its trigger."""

AnnotationOrigin = Literal["manual", "suggestion", "import", "rule"]
AnchorStatus = Literal["ok", "moved", "review", "orphan"]


@dataclass(frozen=True, slots=True)
class Annotation:
    """A mark by one coder on one span of one revision of an article's body.

    ``exact`` equals ``body[start:end]``; ``prefix`` and ``suffix`` are up to 32 code points around
    it. A role annotation has ``role`` and ``event_uuid`` and no tag; a trigger has all three.
    Times are ISO 8601 in UTC.
    """

    uuid: str
    article_uuid: str
    lang: str
    revision: int
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    tag: str | None
    note: str | None
    event_uuid: str | None
    role: str | None
    coder_uuid: str
    origin: str
    status: str
    created_at: str
    updated_at: str

    @property
    def span(self) -> Span:
        """Where the mark stands."""
        return Span(self.start, self.end)

    @property
    def what(self) -> str:
        """What the mark says of its span: its tag, else its role, else that it has a note."""
        return self.tag or self.role or "note"
