"""The participants of an event in a form: a line each, and an empty one to add another."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.widgets import Input, Static

from cityreader.models import PARTICIPANT_KINDS, PARTICIPANT_SIDES
from cityreader.ui.dialogs.choices import Choice, Cycle
from cityreader.ui.dialogs.fields import TextField
from cityreader.ui.dialogs.participants import ParticipantRow
from cityreader.ui.safety import plain


class ParticipantLine(Container):
    """One participant: the names, and what it was in the event."""

    def __init__(self, row: ParticipantRow, roles: Sequence[str], label: str) -> None:
        super().__init__()
        self._row = row
        self._roles = roles
        self._label = label

    def compose(self) -> ComposeResult:
        """Names first, then kind, role, side and office."""
        row = self._row
        with Horizontal(classes="names"):
            yield Static(plain(self._label), classes="label")
            yield TextField(row.name, hint="name", id="name")
            yield TextField(row.name_zh, hint="中文名", id="name_zh")
        with Horizontal(classes="parts"):
            yield Static(classes="label")
            yield Cycle(_choices(PARTICIPANT_KINDS), row.kind, id="kind")
            yield Cycle(_choices(("", *self._roles)), row.role, hint="role", id="role")
            yield Cycle(_choices(("", *PARTICIPANT_SIDES)), row.side, hint="side", id="side")
            yield TextField(row.office, hint="office", id="office")
            yield TextField(row.of, hint="of", id="of")

    @property
    def row(self) -> ParticipantRow:
        """What stands in the line."""
        return ParticipantRow(
            name=self._text("name"),
            name_zh=self._text("name_zh"),
            kind=self.query_one("#kind", Cycle).value,
            role=self.query_one("#role", Cycle).value,
            side=self.query_one("#side", Cycle).value,
            office=self._text("office"),
            of=self._text("of"),
            origin=self._row.origin,
        )

    def _text(self, field: str) -> str:
        return self.query_one(f"#{field}", TextField).text


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
        lines = self.query(ParticipantLine)
        if event.input in lines.last().query(Input) and not lines.last().row.is_empty:
            await self.mount(ParticipantLine(ParticipantRow(), self._roles, ""))


def _choices(values: Sequence[str]) -> list[Choice]:
    return [Choice(value, value) for value in values]
