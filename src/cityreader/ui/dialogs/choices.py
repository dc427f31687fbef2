"""Fields in which a person chooses instead of typing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from cityreader.text.safety import visible
from cityreader.ui.theme import letter_color, palette_of, tint

GAPS = {False: 1, True: 2}
"""Cells between two choices: one of all may be taken, or several."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: its value, the words shown, and a tag's letter and colour."""

    value: str
    label: str
    key: str = ""
    color: str = ""

    @property
    def words(self) -> str:
        """What is painted, in one line."""
        return visible(f"{self.key} {self.label}" if self.key else self.label).replace("\n", " ")


def step_to_letter(choices: Sequence[Choice], at: int, letter: str) -> int:
    """The next choice after ``at`` with this key, else with this first letter, else ``at``."""
    order = [*range(at + 1, len(choices)), *range(at + 1)]
    keyed = [index for index in order if choices[index].key == letter]
    named = [
        index for index in order
        if not choices[index].key and choices[index].label[:1].lower() == letter.lower()
    ]  # fmt: skip
    return next(iter(keyed + named), at)


class Chooser(Widget, can_focus=True):
    """The ground of both fields: arrow keys and letters move among the choices."""

    BINDINGS = [Binding("left", "move(-1)", show=False), Binding("right", "move(1)", show=False)]

    @dataclass
    class Changed(Message):
        """Another choice is made."""

        chooser: "Chooser"

    def __init__(self, choices: Sequence[Choice], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.choices = tuple(choices)
        self.at = 0

    def action_move(self, steps: int) -> None:
        """Go to the next or previous choice, round and round."""
        if self.choices:
            self.go((self.at + steps) % len(self.choices))

    def on_key(self, event: events.Key) -> None:
        """A letter goes to the choice it stands for."""
        if event.character and event.character.isalnum() and self.choices:
            event.stop()
            self.go(step_to_letter(self.choices, self.at, event.character))

    def go(self, index: int) -> None:
        """Go to a choice."""
        self.at = index
        self.refresh()
        self.post_message(self.Changed(self))


class Picks(Chooser):
    """All choices in view; one of them is taken, or any number when there are ``several``.

    Of several, space takes or gives back the one under the cursor. With ``optional``, space on the
    one taken gives it back.
    """

    BINDINGS = [Binding("space", "take", show=False)]

    def __init__(
        self,
        choices: Sequence[Choice],
        taken: Iterable[str],
        *,
        several: bool = False,
        optional: bool = False,
        id: str | None = None,
    ) -> None:
        super().__init__(choices, id=id)
        self._several = several
        self._optional = optional or several
        values = [choice.value for choice in self.choices]
        self._taken = [value for value in taken if value in values]
        if self._taken:
            self.at = values.index(self._taken[0])

    @property
    def taken(self) -> tuple[str, ...]:
        """The values taken: those from the beginning first, then in the order they were taken."""
        return tuple(self._taken)

    def go(self, index: int) -> None:
        """Go to a choice; the only one of a field is taken at once."""
        if not self._several:
            self._taken = [self.choices[index].value]
        super().go(index)

    def action_take(self) -> None:
        """Take the choice under the cursor, or give it back."""
        if not self.choices:
            return
        value = self.choices[self.at].value
        if value in self._taken:
            if self._optional:
                self._taken.remove(value)
        elif self._several:
            self._taken.append(value)
        else:
            self._taken = [value]
        super().go(self.at)

    def on_click(self, event: events.Click) -> None:
        """A click takes a choice, or gives it back."""
        for index, (x, y) in enumerate(self._places(self.size.width)):
            if y == event.y and x <= event.x < x + self._width(index):
                again = index == self.at and not self._several
                self.at = index
                if again or self._several:
                    self.action_take()
                else:
                    self.go(index)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the choices take."""
        return max((y for _, y in self._places(width)), default=0) + 1

    def render(self) -> Content:
        """The choices, line by line."""
        lines: list[list[Content]] = [[]]
        for index, (x, y) in enumerate(self._places(self.size.width)):
            if y == len(lines):
                lines.append([])
            elif x:
                lines[-1].append(Content(" " * GAPS[self._several]))
            lines[-1].append(self._painted(index))
        return Content("\n").join(Content.assemble(*line) for line in lines)

    def _places(self, width: int) -> list[tuple[int, int]]:
        """Column and line where each choice begins."""
        places = []
        x = y = 0
        for index in range(len(self.choices)):
            taking = self._width(index)
            if x and x + taking > width:
                x, y = 0, y + 1
            places.append((x, y))
            x += taking + GAPS[self._several]
        return places

    def _width(self, index: int) -> int:
        return cell_len(self._mark(index) + self.choices[index].words)

    def _mark(self, index: int) -> str:
        taken = self.choices[index].value in self._taken
        if self._several:
            return "☑ " if taken else "☐ "
        return "● " if taken else "  "

    def _painted(self, index: int) -> Content:
        palette, choice = palette_of(self), self.choices[index]
        taken = choice.value in self._taken
        here = self.has_focus and index == self.at
        ground = palette.panel
        if here:
            ground = palette.select
        elif taken and not self._several:
            ground = tint(palette, ground, choice.color) if choice.color else palette.current
        ink = palette.ink if taken or here else palette.dim
        words = Content.styled(choice.words, f"{'bold ' if taken else ''}{ink} on {ground}")
        if choice.key and not taken:
            letter = letter_color(choice.color or palette.faint, ground)
            words = words.stylize(letter, 0, len(choice.key))
        mark = palette.accent if taken else palette.faint
        return Content.assemble(Content.styled(self._mark(index), f"{mark} on {ground}"), words)


class Cycle(Chooser):
    """One choice in view; space and the arrow keys show the next. ``hint`` stands for none."""

    BINDINGS = [Binding("space", "move(1)", show=False)]

    def __init__(
        self, choices: Sequence[Choice], taken: str, *, hint: str = "", id: str | None = None
    ) -> None:
        known = {choice.value for choice in choices}
        extra = () if taken in known else (Choice(taken, taken),)
        super().__init__((*choices, *extra), id=id)
        self._hint = hint
        self.at = [choice.value for choice in self.choices].index(taken)

    @property
    def value(self) -> str:
        """The value in view."""
        return self.choices[self.at].value

    def on_click(self) -> None:
        """A click shows the next."""
        self.action_move(1)

    def render(self) -> Content:
        """The words in view, between arrows while it has the focus."""
        palette, words = palette_of(self), self.choices[self.at].words
        shown = Content.styled(words or self._hint, palette.ink if words else palette.faint)
        if not self.has_focus:
            return Content.assemble(" ", shown)
        return Content.assemble(("‹", palette.accent), shown, ("›", palette.accent))
