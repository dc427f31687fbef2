"""What all dialogs share: a frame with a title, a line of keys, a way out, and drafts."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, ScreenResultType
from textual.style import Style

from cityreader.ui.dialogs.draft_state import revived, stored
from cityreader.ui.keymap import bindings_everywhere
from cityreader.ui.safety import plain
from cityreader.ui.widgets.words import entitle

if TYPE_CHECKING:
    from cityreader.ui.room import ReadingRoom

State = TypeVar("State")


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key in the line at the bottom of a dialog; a click on it does the same."""

    key: str
    word: str
    action: str


ROOMY = 96
"""Columns of a screen from which on a dialog leaves some of it in view; else it is as wide."""

LEAVE = KeyHint("esc", "leave", "leave")


class Dialog(ModalScreen[ScreenResultType]):
    """A framed question over the screen; it gives back its answer, or None when it is left.

    Subclasses compose what stands inside in ``compose_body`` and name their keys in ``KEYS``. What
    has the class ``scrolls`` is as high as it needs to be and scrolls where the screen is too low.
    """

    CSS_PATH = Path(__file__).with_name("dialogs.tcss")
    BINDINGS = [Binding("escape", "leave", show=False), *bindings_everywhere()]
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (ROOMY, "-roomy")]
    KEYS: ClassVar[tuple[KeyHint, ...]] = (LEAVE,)
    FIXED_LINES: ClassVar[int] = 4
    """Lines of the dialog, its frame included, that do not scroll."""
    TAKES_ENTER: ClassVar[bool] = False
    """Whether enter in a field accepts here and now: the answer is read from the fields."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    @property
    def room(self) -> "ReadingRoom":
        """The program, with its library and errands."""
        return cast("ReadingRoom", self.app)

    def compose(self) -> ComposeResult:
        """The frame, and in it the body."""
        with Vertical(classes="dialog") as frame:
            entitle(frame, above=self.title_line(), below=self._key_line())
            yield from self.compose_body()

    def compose_body(self) -> ComposeResult:
        """What stands inside the frame."""
        yield from ()

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close with an answer, once: of several enters in a burst the others would take further
        screens away."""
        if not self.is_current:
            return AwaitComplete()
        return super().dismiss(result)

    def action_accept(self) -> None:
        """Take the answer, where there is one to take."""

    def action_leave(self) -> None:
        """Close without an answer."""
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """A click beside the dialog leaves it."""
        if event.widget is self:
            self.action_leave()

    def on_resize(self, event: events.Resize) -> None:
        """Give the lines that the screen has left to what scrolls."""
        for part in self.query(".scrolls"):
            part.styles.max_height = max(3, event.size.height - self.FIXED_LINES)

    def title_line(self) -> Content:
        """What stands in the frame above."""
        return plain(self._title)

    def key_hints(self) -> tuple[KeyHint, ...]:
        """The keys that matter now."""
        return self.KEYS

    def _key_line(self) -> Content:
        parts: list[Content] = []
        for hint in self.key_hints():
            if parts:
                parts.append(Content("  "))
            click = Style.from_meta({"@click": f"screen.{hint.action}"})
            parts.append(Content.styled(hint.key, "$accent").stylize(click))
            parts.append(Content.styled(f" {hint.word}", click))
        return Content.assemble(*parts)


START_OVER = "ctrl+r"


class DraftingDialog(Dialog[ScreenResultType], Generic[ScreenResultType, State]):
    """A dialog in which nothing typed is lost.

    Left without saving, it keeps what was typed as a draft and shows it again the next time it is
    opened under the same ``draft_key``; ``ctrl+r`` changes between the draft and what is saved, and
    whoever leaves with what is saved in the fields drops the draft.
    ``State`` is everything that was typed: text, or a dataclass of plain values.
    """

    # Where typing begins is for ``begin`` to say: the first field would take what comes before.
    AUTO_FOCUS = ""
    BINDINGS = [Binding(START_OVER, "start_over", show=False)]
    DRAFT_HINTS: ClassVar[dict[bool, KeyHint]] = {
        True: KeyHint("^r", "as saved", "start_over"),
        False: KeyHint("^r", "the draft", "start_over"),
    }

    def __init__(self, title: str, begun: State, draft_key: str) -> None:
        super().__init__(title)
        self.begun = begun
        self.shown = begun
        self._other: State | None = None
        self._accepted: State = begun
        self._draft_key = draft_key
        self._drafts: MutableMapping[str, object] = {}

    @property
    def is_draft(self) -> bool:
        """Whether the fields were filled from a draft."""
        return self.shown != self.begun

    def compose(self) -> ComposeResult:
        """The frame with the draft in it, if there is one."""
        if self._other is None:
            self._drafts = self.room.drafts
            draft = revived(type(self.begun), self._drafts.get(self._draft_key))
            if draft is not None and draft != self.begun:
                self.shown, self._other = draft, self.begun
        yield from super().compose()

    def on_mount(self) -> None:
        """Typing begins at once."""
        self.begin()
        if self.focused is None:
            self.focus_next()

    def begin(self) -> None:
        """Put the cursor where typing begins, here and now: by ``set_focus``."""

    def typed(self) -> State:
        """Everything that stands in the fields now; without fields, what is shown."""
        return self.shown

    def title_line(self) -> Content:
        """The title, and whether a draft is shown."""
        title = super().title_line()
        return Content.assemble(title, (" · draft", "$secondary")) if self.is_draft else title

    def key_hints(self) -> tuple[KeyHint, ...]:
        """The keys, and with a draft the one that shows the other version."""
        if self._other is None:
            return self.KEYS
        return (self.DRAFT_HINTS[self.is_draft], *self.KEYS)

    def left_words(self, key: str) -> str:
        """What is to be said when the dialog was left: what became of the draft, which ``key``
        opens again; empty where there was none."""
        if self._draft_key in self._drafts:
            return f"Draft kept; {key} opens it again."
        return "Left as saved; the draft is dropped." if self._other is not None else ""

    def action_leave(self) -> None:
        """Close, and keep what was typed."""
        self._keep(self.typed())
        self.dismiss(None)

    async def action_start_over(self) -> None:
        """Change between the draft and what is saved; what was typed meanwhile stays in it."""
        typed = self.typed()
        if self._other is None and typed == self.begun:
            return
        self.shown, self._other = (self.begun if self._other is None else self._other), typed
        await self.recompose()
        self.begin()

    def accept(self, answer: ScreenResultType) -> None:
        """Close with an answer; the draft is no longer needed."""
        self._accepted = self.typed()
        self._drafts.pop(self._draft_key, None)
        self.dismiss(answer)

    def keep_draft(self) -> None:
        """Keep what was accepted as a draft after all: for a caller who could not write it."""
        self._keep(self._accepted)

    def _keep(self, typed: State) -> None:
        if typed == self.begun:
            self._drafts.pop(self._draft_key, None)
        else:
            self._drafts[self._draft_key] = stored(typed)
