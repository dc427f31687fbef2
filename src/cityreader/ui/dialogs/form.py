"""Forms: lines of fields, with a guide to the field under the cursor."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ScreenResultType
from textual.widget import Widget
from textual.widgets import Input

from cityreader.ui.dialogs.dialog import LEAVE, DraftingDialog, KeyHint, State
from cityreader.ui.safety import plain
from cityreader.ui.widgets.words import Words

WIDE = 110
"""Columns from which a form has room for two fields in a line."""


class FormLine(Widget):
    """A label, one or more fields, and room beside them for a few quiet words.

    With a ``gap`` an empty line stands above it.
    """

    def __init__(
        self,
        label: str,
        *fields: Widget,
        aside: str | None = None,
        gap: bool = False,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id, classes="gap" if gap else None)
        self._label = label
        self._fields = fields
        self._aside = aside
        fields[0].add_class("first", update=False)

    def compose(self) -> ComposeResult:
        """Fields, and the words beside them."""
        yield from self._fields
        if self._aside is not None:
            yield Words(plain(self._aside), classes="aside")

    def render(self) -> Content:
        """The label, painted where the first field leaves room."""
        return plain(self._label)

    def show_aside(self, words: str) -> None:
        """Change the words beside the fields."""
        self.query_one(".aside", Words).update(plain(words), layout=False)


class FormDialog(DraftingDialog[ScreenResultType, State]):
    """A dialog of many fields.

    Enter accepts from any of them, tab and the arrow keys go from one to the next, and the guide at
    the bottom explains the field under the cursor or says what is wrong in it.
    """

    TAKES_ENTER = True
    BINDINGS = [
        Binding("enter", "accept", show=False),
        Binding("down", "step_line(1)", show=False),
        Binding("up", "step_line(-1)", show=False),
        Binding("pagedown", "scroll_form(1)", show=False),
        Binding("pageup", "scroll_form(-1)", show=False),
    ]
    KEYS: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint("↵", "save", "accept"),
        KeyHint("⇥", "next field", "next_field"),
        LEAVE,
    )
    # The border and the three lines of the guide.
    FIXED_LINES = 5
    _warned_of = ""
    """The field of which the guide says what is wrong."""
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (WIDE, "-wide")]

    def compose_body(self) -> ComposeResult:
        """The lines of the form, and the guide."""
        with VerticalScroll(classes="form scrolls", can_focus=False):
            yield from self.compose_lines()
        yield Words(classes="guide")

    def compose_lines(self) -> ComposeResult:
        """The lines of the form."""
        yield from ()

    def wrong(self) -> dict[str, str]:
        """The fields that cannot be read, by id, with the reason in one line."""
        return {}

    def answer(self) -> ScreenResultType | None:
        """What the form says, once nothing in it is wrong."""
        return None

    def guidance(self, field: str) -> str:
        """What the field with this id takes, in three lines at most."""
        return ""

    def set_focus(
        self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False
    ) -> None:
        """Move the cursor to a field, and the form at once to where it is seen."""
        super().set_focus(widget, False, from_app_focus)
        if widget is not None and scroll_visible:
            self.call_later(widget.scroll_visible, animate=False)

    def action_accept(self) -> None:
        """Give the answer, or go to the first field that cannot be read and say why."""
        wrong = self.wrong()
        if wrong:
            field = next(iter(wrong))
            self.query_one(f"#{field}").focus()
            self.call_later(self.guide, field)
            return
        answer = self.answer()
        if answer is not None:
            self.accept(answer)

    def action_next_field(self) -> None:
        """Go to the next field."""
        self.focus_next()

    def action_step_line(self, step: int) -> None:
        """Go to the field below or above."""
        here = self.focused
        if here is None:
            return
        x, y = here.region.x, here.region.y
        beyond = [
            field for field in self.focus_chain
            if (field.region.y - y) * step > 0 and field is not here
        ]  # fmt: skip
        if beyond:
            nearest = min(abs(field.region.y - y) for field in beyond)
            line = [field for field in beyond if abs(field.region.y - y) == nearest]
            min(line, key=lambda field: abs(field.region.x - x)).focus()

    def action_scroll_form(self, pages: int) -> None:
        """Scroll by pages."""
        form = self.query_one(".form", VerticalScroll)
        form.scroll_relative(y=pages * form.size.height, animate=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """What was said to be wrong in a field may be right as it is typed."""
        field = event.input.id or ""
        if field and field == self._warned_of:
            self.guide(field)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Explain the field under the cursor."""
        self.guide(event.widget.id or "")

    def guide(self, field: str) -> None:
        """Show the guidance for the field with this id, or what is wrong in it."""
        wrong = self.wrong().get(field)
        self._warned_of = field if wrong else ""
        words = Content.styled(wrong, "$warning") if wrong else plain(self.guidance(field))
        self.query_one(".guide", Words).update(words, layout=False)
