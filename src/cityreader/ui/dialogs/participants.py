"""The participants of an event as rows that a person edits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cityreader.models import Participant
from cityreader.text.han import count_han


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """One participant in the form, in words; nothing chosen is an empty string.

    ``origin`` is its place among the participants the form began with, None for a new one.
    """

    name: str = ""
    name_zh: str = ""
    kind: str = "city"
    role: str = ""
    side: str = ""
    office: str = ""
    of: str = ""
    origin: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it names nobody, which removes it."""
        return not (self.name.strip() or self.name_zh.strip())


def participant_rows(participants: Sequence[Participant]) -> tuple[ParticipantRow, ...]:
    """The rows that show these participants."""
    return tuple(
        ParticipantRow(
            name=somebody.name,
            name_zh=somebody.name_zh or "",
            kind=somebody.kind,
            role=somebody.role or "",
            side=somebody.side or "",
            office=somebody.office or "",
            of=somebody.of or "",
            origin=index,
        )
        for index, somebody in enumerate(participants)
    )


def participants_of(
    rows: Sequence[ParticipantRow], before: Sequence[Participant]
) -> tuple[Participant, ...]:
    """The participants that the rows describe, without those of rows that were emptied.

    ``before`` are those the rows came from: what a row does not show (mentions, glossary entry) is
    kept, and an unchanged row gives its participant back as it was.
    """
    shown = participant_rows(before)
    return tuple(
        _participant(row, before, shown) for row in rows if row in shown or not row.is_empty
    )


def _participant(
    row: ParticipantRow, before: Sequence[Participant], shown: Sequence[ParticipantRow]
) -> Participant:
    if row.origin is None or row.origin >= len(before):
        return _renamed(Participant(""), row)
    known = before[row.origin]
    if row == shown[row.origin]:
        return known
    if (row.name, row.name_zh) == (known.name, known.name_zh or ""):
        return _described(known, row)
    return _renamed(known, row)


def _described(somebody: Participant, row: ParticipantRow) -> Participant:
    return replace(
        somebody,
        kind=row.kind,
        role=row.role or None,
        side=row.side or None,
        office=row.office.strip() or None,
        of=row.of.strip() or None,
    )


def _renamed(known: Participant, row: ParticipantRow) -> Participant:
    """The participant under the names of the row; a glossary entry goes with its names."""
    name, name_zh = row.name.strip(), row.name_zh.strip()
    name_en = known.name_en
    if name != known.name and name_en in (None, known.name):
        name_en = None if count_han(name) else name
    return replace(
        _described(known, row),
        name=name or name_zh,
        name_en=name_en or None,
        name_zh=name_zh or (name if count_han(name) else None),
        glossary_uuid=None,
    )
