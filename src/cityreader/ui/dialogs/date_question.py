"""When was it published? Asked of an article without a date, before what hangs on that date."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Input

from cityreader.models import DateRange
from cityreader.ui.dialogs.dates import (
    EXAMPLES,
    WrongValueError,
    format_date,
    parse_date,
    precision_words,
)
from cityreader.ui.dialogs.dialog import KeyHint
from cityreader.ui.dialogs.fields import TextField
from cityreader.ui.dialogs.form import FormDialog, FormLine
from cityreader.ui.safety import plain
from cityreader.ui.widgets.words import Words

WHY = "“On Friday” and “12月1日” in it are counted from this date. "


class DateQuestion(FormDialog[DateRange | None, str]):
    """Asks for the date of an article; gives it back, or None where it is skipped.

    ``known`` is the date it has, ``neighbour`` that of its counterpart, which often has the same.
    """

    KEYS: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint("↵", "date it", "accept"),
        KeyHint("esc", "skip", "leave"),
    )

    def __init__(
        self,
        uuid: str,
        title: str,
        known: DateRange | None = None,
        neighbour: DateRange | None = None,
    ) -> None:
        begun = format_date(known) if known is not None else ""
        super().__init__("When was this article published?", begun, f"date:{uuid}")
        self._article_title = title
        self._neighbour = neighbour

    def compose_lines(self) -> ComposeResult:
        """The article, and one field."""
        yield Words(plain(self._article_title), classes="told")
        field = TextField(self.shown, hint="e.g. 2025-12-28", id="published")
        yield FormLine("published", field, aside="", gap=True, id="published-line")

    def begin(self) -> None:
        """Typing goes into the field, over what stands there."""
        self.query_one("#published", TextField).begin()

    def typed(self) -> str:
        """The field."""
        return self.query_one("#published", TextField).text

    def wrong(self) -> dict[str, str]:
        """No date, or one that cannot be read."""
        try:
            empty = parse_date(self.typed()).start is None
        except WrongValueError as error:
            return {"published": str(error)}
        return {"published": f"Write {EXAMPLES}, or skip with esc."} if empty else {}

    def answer(self) -> DateRange:
        """The date as typed."""
        return parse_date(self.typed())

    def guidance(self, field: str) -> str:
        """What the field takes, and what the date is for."""
        beside = self._neighbour
        told = f"Its counterpart is of {beside.iso}. " if beside is not None else ""
        return f"{told}{WHY}{EXAMPLES}."

    def guide(self, field: str) -> None:
        """Nothing is wrong in a field that nobody has touched yet."""
        if self.typed():
            super().guide(field)
        else:
            self.query_one(".guide", Words).update(plain(self.guidance(field)), layout=False)

    def action_accept(self) -> None:
        """Give the date, or say what is wrong."""
        wrong = self.wrong()
        if wrong:
            self.query_one(".guide", Words).update(plain(wrong["published"]), layout=False)
        else:
            self.accept(self.answer())

    def on_input_changed(self, event: Input.Changed) -> None:
        """How exact the date is shows beside it."""
        try:
            words = precision_words(self.typed())
        except WrongValueError:
            words = "not a date"
        self.query_one("#published-line", FormLine).show_aside(words)
