"""What the parts of the reader screen share: the view, the article that is open, the status."""

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from textual.content import Content

from cityreader.library.library import Library
from cityreader.models import (
    Annotation,
    Article,
    Codebook,
    Event,
    Span,
    Spread,
    Suggestion,
)
from cityreader.models.pair import Side, other_side
from cityreader.text.phrases import shortened
from cityreader.ui.coders import hidden_words
from cityreader.ui.command_screen import ChangingScreen
from cityreader.ui.keymap import shown_key
from cityreader.ui.reading.focus import Focus
from cityreader.ui.reading.marks import Mark, Marks, Place, Stop
from cityreader.ui.reading.page import Page
from cityreader.ui.theme import palette_of
from cityreader.ui.widgets.reader_lines import StatusLine, event_line
from cityreader.ui.widgets.reader_view import ReaderView

if TYPE_CHECKING:
    from cityreader.ui.dialogs.dialog import DraftingDialog

Answer = TypeVar("Answer")

SHOWN_QUOTE = 56
"""Cells of a quote in menus and the status line, roughly."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a key would act on: a span of one article, and whether it was picked by hand."""

    article_id: int
    side: Side
    span: Span
    picked: bool


class ReaderDesk(ChangingScreen):
    """The state of the reader screen; its actions stand in the classes built on this one."""

    view: ReaderView
    status: StatusLine

    def __init__(self) -> None:
        super().__init__()
        self.spread: Spread | None = None
        self.page: Page | None = None
        self.codebook: Codebook | None = None
        self.event: Event | None = None
        self.coders: Mapping[str, str] = {}
        self.recent_tags: list[str] = []
        self.said_at: Focus | None = None
        self.suggested: Sequence[Suggestion] = ()
        self.stepped: str | None = None
        self.last_answer: tuple[Focus, Place] | None = None
        """Where the cursor stood when a suggestion was answered, and where the suggestion was."""

    @property
    def article(self) -> Article | None:
        """The article on the side that has the cursor."""
        if self.spread is None:
            return None
        if self.view.cursor.side == "right" and self.spread.right is not None:
            return self.spread.right
        return self.spread.left

    @property
    def last_tag(self) -> str | None:
        """The tag used last, also before this start."""
        return self.recent_tags[0] if self.recent_tags else None

    @property
    def article_ids(self) -> list[int]:
        """The ids of the articles on the page."""
        if self.spread is None:
            return []
        shown = (self.spread.left, self.spread.right)
        return [article.id for article in shown if article is not None]

    def lang_of(self, side: Side) -> str:
        """The language of a side; of an article alone, its own."""
        spread = self.spread
        if spread is None:
            return "en"
        return (spread.article(side) or spread.left).lang

    def target(self) -> Target | None:
        """The selection, else the sentence under the cursor on its side (or on the other, at a
        hole); None where all is folded, which the person is told."""
        page, cursor = self.page, self.view.cursor
        if page is None:
            return None
        chosen = self.view.selection
        if chosen is not None:
            return Target(page.article_id(chosen.side), chosen.side, chosen.span, True)
        if self.on_folded():
            return None
        unit = page.units[cursor.unit]
        for side in (cursor.side, other_side(cursor.side)):
            span = unit.on(side)
            if span is not None:
                return Target(page.article_id(side), side, span, False)
        return None

    def on_folded(self) -> bool:
        """Whether the cursor stands on folded lines, which no key acts on; says so."""
        folding = self.view.folding
        if folding is None or not folding.is_folded(self.view.cursor.unit):
            return False
        key = shown_key("reader.fold", self.room.own_keys)
        self.say(f"Folded: ↵ shows these lines, {key} all such lines.")
        return True

    def words_of(self, target: Target) -> str:
        """The words of a target on one line, cut to fit a menu."""
        page = self.page
        text = page.body(target.side)[target.span.start : target.span.end] if page else ""
        return shortened(text, SHOWN_QUOTE)

    def mark_under_cursor(self) -> Mark | None:
        """The mark that ``enter``, ``x``, ``e`` and ``m`` act on.

        The one stepped to with ``[`` and ``]``, else one that holds the selection or the word, else
        the likeliest of the row, on the side with the cursor before the other.
        """
        page, marks, cursor = self.page, self.view.marks, self.view.cursor
        if page is None or marks is None:
            return None
        stop = self.stepped_to()
        if stop is not None:
            return stop if isinstance(stop, Mark) else None
        picked = self.view.selection.span if self.view.selection else cursor.word
        unit = page.units[cursor.unit]
        for side in (cursor.side, other_side(cursor.side)):
            span = unit.on(side)
            here = [
                mark
                for mark in marks.of_block(unit.block, side)
                if span is None or mark.span.overlaps(span)
            ]
            if picked is not None and side == cursor.side:
                exact = [mark for mark in here if mark.span == picked]
                around = [mark for mark in here if mark.span.contains(picked)]
                if exact or around:
                    return (exact or around)[-1]
                if self.view.selection is not None:
                    return None
            if here:
                return self._likeliest(here)
        return None

    def stepped_to(self) -> Stop | None:
        """The mark or suggestion that ``[`` or ``]`` led to, while its words stay selected."""
        chosen, marks = self.view.selection, self.view.marks
        if chosen is None or marks is None or self.view.cursor.selecting:
            return None
        return next(
            (
                stop
                for stop in marks.stops
                if stop.name == self.stepped
                and (stop.side, stop.span) == (chosen.side, chosen.span)
            ),
            None,
        )

    def _likeliest(self, marks: Sequence[Mark]) -> Mark:
        """The mark that is meant where several stand in a row: the last one this coder made,
        tags before notes and roles."""
        library = self.room.library
        own = library.coder.uuid if library is not None else ""
        return max(
            marks,
            key=lambda mark: (
                mark.annotation.coder_uuid == own,
                mark.strong,
                mark.annotation.created_at,
            ),
        )

    def name_of_tag(self, code: str) -> str:
        """What people call a tag; of one that the codebook does not know, its code."""
        tag = self.codebook.get(code) if self.codebook else None
        return tag.label() if tag else code

    def whose(self, coder_uuid: str) -> str:
        """What another coder is called; nothing of one's own."""
        library = self.room.library
        if library is not None and coder_uuid == library.coder.uuid:
            return ""
        return self.coders.get(coder_uuid, "another coder")

    def say(self, message: str) -> None:
        """Show a message in the status line until the cursor moves."""
        self.said_at = self.view.cursor
        self.status.show(left=Content.styled(message, palette_of(self).ink))

    @abstractmethod
    def show_mode(self) -> None:
        """Show the keys of the mode."""

    def say_left(self, dialog: "DraftingDialog[Any, Any]", key: str) -> None:
        """Say what became of the draft of a dialog that was left; ``key`` opens it again."""
        words = dialog.left_words(key)
        if words:
            self.say(words)

    def show_event(self) -> None:
        """Show the current event in the status line."""
        self.said_at = None
        if self.event is not None and self.codebook is not None:
            by = self.whose(self.event.coder_uuid)
            self.status.show(left=event_line(self.event, self.codebook, palette_of(self), by))
        else:
            self.status.show(left=Content(""))

    def put_marks(self, found: Sequence[Annotation]) -> None:
        """Paint these marks."""
        if self.page is not None and self.codebook is not None:
            self.view.set_marks(Marks(self.page, self.codebook, found, self.suggested))

    def change(
        self,
        change: Callable[[Library], Answer],
        changed: Callable[[Answer], object],
        failed: Callable[[], object] = lambda: None,
    ) -> None:
        """Change the library, then show the marks as they are on the disk, then ``changed``.

        ``failed`` is called if nothing could be changed; the person has been told by then.
        """
        ids = self.article_ids

        def run(library: Library) -> tuple[Answer, list[Annotation]]:
            answer = change(library)
            return answer, library.coding.marks(ids)

        def shown(result: tuple[Answer, list[Annotation]]) -> None:
            answer, marks = result
            if ids == self.article_ids:
                self.put_marks(marks)
            changed(answer)
            hidden = hidden_words(self.room, answer)
            if hidden:
                self.say(hidden)

        self.room.errands.change(run, shown, lambda _: failed(), asker=self)
