"""The participants of an event in a form: a line each, and an empty one to add another."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.widgets import Input

from cityreader.models import PARTICIPANT_KINDS, PARTICIPANT_SIDES
from cityreader.ui.dialogs.choices import Choice, Cycle
from cityreader.ui.dialogs.fields import TextField
from cityreader.ui.dialogs.form import FormLine
from cityreader.ui.dialogs.participants import ParticipantRow


class ParticipantLine(Container):
    """One participant: the names, and what it was in the event."""

    def __init__(self, row: ParticipantRow, roles: Sequence[str], label: str) -> None:
        super().__init__()
        self._label = label
        self._origin = row.origin
        self._own_name = TextField(row.name, hint="name", id="name")
        self._name_zh = TextField(row.name_zh, hint="中文名", id="name_zh")
        self._kind = Cycle(_choices(PARTICIPANT_KINDS), row.kind, id="kind")
        self._role = Cycle(_choices(("", *roles)), row.role, hint="role", id="role")
        self._side = Cycle(_choices(("", *PARTICIPANT_SIDES)), row.side, hint="side", id="side")
        self._office = TextField(row.office, hint="office", id="office")
        self._of = TextField(row.of, hint="of", id="of")

    def compose(self) -> ComposeResult:
        """Names first, then kind, role, side and office."""
        yield FormLine(self._label, self._own_name, self._name_zh)
        yield Horizontal(self._kind, self._role, self._side, self._office, self._of)

    @property
    def row(self) -> ParticipantRow:
        """What stands in the line."""
        return ParticipantRow(
            name=self._own_name.text,
            name_zh=self._name_zh.text,
            kind=self._kind.value,
            role=self._role.value,
            side=self._side.value,
            office=self._office.text,
            of=self._of.text,
            origin=self._origin,
        )


class ParticipantLines(Vertical):
    """All participants; the last line is always an empty one."""

    def __init__(self, rows: Sequence[ParticipantRow], roles: Sequence[str]) -> None:
        super().__init__(id="participants")
        self._rows = rows
        self._roles = tuple(roles)

    def compose(self) -> ComposeResult:
        """A line each, and an empty one."""
        for index, row in enumerate((*self._rows, ParticipantRow())):
            yield ParticipantLine(row, self._roles, "" if index else "who")

    @property
    def rows(self) -> tuple[ParticipantRow, ...]:
        """What stands in the lines, without empty new ones."""
        rows = (line.row for line in self.query(ParticipantLine))
        return tuple(row for row in rows if row.origin is not None or row != ParticipantRow())

    async def on_input_changed(self, event: Input.Changed) -> None:
        """When the last line gets a name, another empty one appears below it."""
        last = self.query(ParticipantLine).last()
        if last in event.input.ancestors and not last.row.is_empty:
            await self.mount(ParticipantLine(ParticipantRow(), self._roles, ""))


def _choices(values: Sequence[str]) -> list[Choice]:
    return [Choice(value, value) for value in values]
