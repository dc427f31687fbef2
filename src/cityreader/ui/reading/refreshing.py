"""Reading the page again when rows or marks changed, with the cursor on the same text."""

from collections.abc import Callable
from typing import NamedTuple

from textual.content import Content

from cityreader.library.library import Library
from cityreader.models import Annotation, Codebook, Event, Span, Spread
from cityreader.models.pair import Side, other_side
from cityreader.ui.reading.clutter import clutter_of
from cityreader.ui.reading.focus import Focus
from cityreader.ui.reading.marks import Marks
from cityreader.ui.reading.opening import Opened, Opening
from cityreader.ui.reading.page import Page


class Fresh(NamedTuple):
    """The page as it lies in the library now."""

    spread: Spread
    clutter: tuple[list[Span], list[Span]]
    marks: list[Annotation]
    events: list[Event]
    codebook: Codebook


class Anchor(NamedTuple):
    """The text the cursor stays on, whatever becomes of the rows."""

    side: Side
    offset: int


class Refreshing(Opening):
    """Shows the open articles as they lie in the library now."""

    def __init__(self) -> None:
        super().__init__()
        self._to_say: Content | None = None

    def reread(self) -> None:
        """Read marks, rows and the current event again, as after undo."""
        if self.spread is None:
            # What is being read may be older than the change.
            self.reopen(self.article_id, self.counterpart_id)
            return
        self.ask(
            "marks",
            self.reading_again(),
            lambda fresh: self.show_fresh(fresh, self.text_anchor()),
        )

    def text_anchor(self) -> Anchor:
        """The word, else the row's text on the side with the cursor, else on the other."""
        page, cursor = self.page, self.view.cursor
        if page is None:
            return Anchor(cursor.side, 0)
        if cursor.word is not None:
            return Anchor(cursor.side, cursor.word.start)
        unit = page.units[cursor.unit]
        side = cursor.side if unit.on(cursor.side) else other_side(cursor.side)
        span = unit.on(side)
        return Anchor(side, span.start if span else 0)

    def reading_again(self) -> Callable[[Library], Fresh]:
        """What reads the open articles again; for a thread."""
        spread, ids = self.spread, self.article_ids
        left_id = spread.left.id if spread else self.article_id
        right_id = spread.right.id if spread and spread.right else self.counterpart_id

        def read(library: Library) -> Fresh:
            again = library.pairs.spread(left_id, right_id)
            return Fresh(
                again,
                clutter_of(library, again),
                library.coding.marks(ids),
                library.events.of_articles(ids),
                library.coding.codebook(),
            )

        return read

    def show_fresh(self, fresh: Fresh, anchor: Anchor) -> None:
        """Show the page again with the cursor on the same text, where it stood on the screen."""
        spread, page = self.spread, self.page
        if spread is None or page is None:
            return
        self.codebook = fresh.codebook
        current = self.event.uuid if self.event else None
        self.event = next((event for event in fresh.events if event.uuid == current), None)
        if _texts(fresh.spread) != _texts(spread):
            self.reopen(self.article_id)
        elif fresh.spread.beads == spread.beads:
            self.spread = fresh.spread
            self.put_marks(fresh.marks)
            self.show_heading()
        else:
            self.spread = fresh.spread
            self._show_rows(Page(fresh.spread, fresh.clutter), fresh.marks, anchor)
            self.show_heading()

    def reopen(self, article_id: int, counterpart_id: int | None = None) -> None:
        """Open an article again; what was just said goes on being said."""
        self._to_say = self.status.left if self.said_at == self.view.cursor else None
        self.open_article(article_id, counterpart_id)

    def _opened(self, opened: Opened) -> None:
        super()._opened(opened)
        said, self._to_say = self._to_say, None
        if said is not None:
            self.said_at = self.view.cursor
            self.status.show(left=said)

    def _show_rows(self, page: Page, marks: list[Annotation], anchor: Anchor) -> None:
        view, before, codebook = self.view, self.view.cursor, self.codebook
        if codebook is None:
            return
        line, hits, told = self._line_on_screen(), view.hits, self.said_at == before
        page.share = self.page.share if self.page else None
        self.page = page
        unit = page.unit_at(anchor.side, anchor.offset)
        focus = Focus(unit, before.side, aligning=before.aligning)
        view.show(page, focus, Marks(page, codebook, marks))
        view.set_hits(hits)
        word = before.word
        if word is not None and page.unit_at(before.side, word.start) == unit:
            view.move_to(unit, word=word)
        if told:
            self.said_at = view.cursor
        moved = self._line_on_screen() - line
        view.scroll_to(y=max(0, view.scroll_offset.y + moved), animate=False, immediate=True)

    def _line_on_screen(self) -> int:
        """The line of the screen on which the row with the cursor begins."""
        layout, page = self.view.layout_now, self.page
        if layout is None or page is None:
            return 0
        return layout.tops[page.units[self.view.cursor.unit].block] - self.view.scroll_offset.y


def _texts(spread: Spread) -> tuple[str | None, str, str]:
    return spread.pair_uuid, spread.left_body, spread.right_body
