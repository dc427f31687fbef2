"""The journal as people see it."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Step:
    """One undoable step: a key press, a form, an import, a merge.

    ``kind`` is ``do``, ``undo`` or ``redo``; ``summary`` says what it did in words fit for the
    status line; ``article_id`` is where it happened, None when in no single article. ``undone``
    tells, for a ``do``, whether it is undone now.
    """

    uuid: str
    at: str
    coder_uuid: str
    kind: Literal["do", "undo", "redo"]
    summary: str
    article_id: int | None
    undone: bool = False


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A step as the history shows it; ``id`` is its key in this library.

    ``coder`` is the name of who did it, ``article_title`` the title of the article it happened in,
    None where it happened in none or that article is in the trash.
    """

    id: int
    step: Step
    coder: str
    article_title: str | None
