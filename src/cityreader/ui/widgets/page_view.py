"""A page painted under a cursor: one virtualised view of all its lines, both columns in one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cityreader.models import Span
from cityreader.models.pair import Side
from cityreader.ui.keymap import shown_key
from cityreader.ui.reading.focus import Focus
from cityreader.ui.reading.folding import Folding
from cityreader.ui.reading.geometry import geometry
from cityreader.ui.reading.layout import NO_RUNS, Layout, left_share
from cityreader.ui.reading.marks import Marks
from cityreader.ui.reading.page import Page
from cityreader.ui.reading.painter import Painter
from cityreader.ui.reading.selection import Selection
from cityreader.ui.theme import palette_of

CACHED_LINES = 4000

Converter = Callable[[Side, str], str]


class PageView(ScrollView, can_focus=True):
    """Lays a page out, folds it, paints it with a cursor, marks and hits; kinds move over it."""

    DEFAULT_CSS = """
    PageView { height: 1fr; overflow-x: hidden; overflow-y: scroll; background: $background; }
    """

    @dataclass
    class CursorMoved(Message):
        """The cursor, its side, its word or the selection changed."""

        focus: Focus

    def __init__(self) -> None:
        super().__init__()
        self.page: Page | None = None
        self.cursor = Focus()
        self.selection: Selection | None = None
        self.kept: Selection | None = None
        self.folding: Folding | None = None
        self.marks: Marks | None = None
        self.hits: Sequence[tuple[Side, Span]] = ()
        self.view = "auto"
        self.widest = 72
        self.dimmed = True
        self.unfolded = False
        self._convert: Converter = lambda _, text: text
        self._painter: Painter | None = None
        self._strips: dict[tuple[int, int], Strip] = {}

    @property
    def layout_now(self) -> Layout | None:
        """The lines at the present width."""
        return self._painter.layout if self._painter else None

    def show(self, page: Page, focus: Focus, marks: Marks | None = None) -> None:
        """Show a page with the cursor at a place, or on the text behind it where that is folded."""
        self.page = page
        self.marks = marks
        self.hits = ()
        self.selection = self.kept = None
        self.folding = Folding(page, shown=self.unfolded)
        self.folding.settle(marks, ())
        unit = self.folding.next_text(focus.unit)
        self.cursor = replace(focus, unit=unit, word=None, selected=None, selecting=False, cut=None)
        self._lay_out()
        self._announce()

    def set_marks(self, marks: Marks) -> None:
        """Show these marks; only the blocks that have or had marks are painted again."""
        touched = marks.blocks() | (self.marks.blocks() if self.marks else set())
        self.marks = marks
        self._repaint(touched)
        self.refold()

    def set_hits(self, hits: Sequence[tuple[Side, Span]]) -> None:
        """Show these hits of a search."""
        self.hits = hits
        self._strips.clear()
        self.refold()
        self.refresh()

    def refold(self) -> None:
        """Fold and unfold as marks, hits and the person have it, below the line at the top."""
        folding, layout = self.folding, self.layout_now
        if folding is None or not folding.settle(self.marks, self.hits) or layout is None:
            return
        offset = self.scroll_offset.y
        at_top = layout.locate(offset)
        before = layout.tops[at_top[0]] if at_top else 0
        layout.fold(folding.runs)
        self._strips.clear()
        self.virtual_size = Size(layout.geometry.width, layout.height)
        if at_top is not None:
            run = folding.runs.get(at_top[0])
            after = layout.tops[run.start if run else at_top[0]]
            self.scroll_to(y=max(0, offset + after - before), animate=False, immediate=True)
        self.put_cursor(replace(self.cursor, unit=folding.stop(self.cursor.unit)))
        self._keep_in_view()
        self.refresh()

    def set_view(self, view: str) -> None:
        """Change which columns are shown and how."""
        self.view = view
        self._lay_out()

    def set_converter(self, convert: Converter) -> None:
        """Change how text is shown: the script, never the length."""
        self._convert = convert
        self._lay_out()

    def keep(self, selection: Selection | None) -> None:
        """Keep a selection on the side without the cursor; it is painted like a hit."""
        if selection != self.kept:
            self.kept = selection
            self._strips.clear()
            self.refresh()

    def put_cursor(self, focus: Focus) -> None:
        """Put the cursor where ``focus`` says, and keep it in view."""
        page = self.page
        if page is None or focus == self.cursor:
            return
        old, self.cursor = self.cursor, focus
        touched = {page.units[old.unit].block, page.units[focus.unit].block}
        for state in (old, focus):
            if state.selected is not None:
                first = page.unit_at(state.side, state.selected.start)
                last = page.unit_at(state.side, state.selected.end - 1)
                touched |= {page.units[unit].block for unit in range(first, last + 1)}
        self._repaint(touched)
        self._keep_in_view()
        self._announce()

    def render_line(self, y: int) -> Strip:
        """Paint one line; all the work was done before, except for a line not seen yet."""
        painter = self._painter
        if painter is None:
            return Strip.blank(self.size.width, self.rich_style)
        found = painter.layout.locate(y + self.scroll_offset.y)
        if found is None:
            return Strip.blank(self.size.width, painter.blank)
        strip = self._strips.get(found)
        if strip is None:
            if len(self._strips) > CACHED_LINES:
                self._strips.clear()
            hits = [*self.hits, (self.kept.side, self.kept.span)] if self.kept else self.hits
            strip = painter.strip(*found, self.cursor, self.marks, hits)
            self._strips[found] = strip
        return strip

    def notify_style_update(self) -> None:
        """A change of theme paints everything anew."""
        super().notify_style_update()
        if self.page is not None and self.is_mounted:
            self._lay_out()

    def on_resize(self, _: events.Resize) -> None:
        """Lay out for the new width, if it is one, and keep the current row in view."""
        painter = self._painter
        if painter is None or painter.layout.geometry.width != self._text_width():
            self._lay_out()
        else:
            self._keep_in_view()

    def _text_width(self) -> int:
        return self.scrollable_content_region.width or self.size.width

    def _lay_out(self) -> None:
        width = self._text_width()
        if self.page is None or not width:
            return
        palette = palette_of(self)
        # While rows are added the columns stay where they are.
        share = 0.5 if self.cursor.writing else left_share(self.page, cell_len)
        placed = geometry(width, self.view, self.page, share, self.widest)
        runs = self.folding.runs if self.folding else NO_RUNS
        layout = Layout(self.page, placed, cell_len, self._convert, runs)
        self._painter = Painter(
            layout,
            palette,
            dim=self.dimmed,
            reveal=self.view == "reveal",
            fold_key=shown_key("reader.fold", getattr(self.app, "own_keys", {})),
        )
        self._strips.clear()
        self.virtual_size = Size(width, layout.height)
        if self.cursor.side not in placed.sides:
            self.cursor = replace(self.cursor, side=placed.sides[0], word=None)
        self._keep_in_view()
        self.refresh()

    def _repaint(self, blocks: Iterable[int]) -> None:
        """Paint these blocks again, and only those of them that are on the screen."""
        layout = self.layout_now
        if layout is None:
            return
        regions = []
        first, last = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        for block in blocks:
            top, bottom = layout.tops[block], layout.tops[block + 1]
            for line in range(bottom - top):
                self._strips.pop((block, line), None)
            if top < last and bottom > first:
                regions.append(Region(0, top - first, self.size.width, bottom - top))
        if regions:
            self.refresh(*regions)

    def _keep_in_view(self) -> None:
        """Turn the page when the cursor leaves it, so that slow links repaint seldom."""
        layout, page = self.layout_now, self.page
        height = self.scrollable_content_region.height
        if layout is None or page is None or not height:
            return
        focus = self.cursor
        block = page.units[focus.unit].block
        top, bottom = layout.tops[block], layout.tops[block] + layout.block_height(block)
        if page.alone or bottom - top > height:
            span = focus.selected or focus.word or page.units[focus.unit].on(focus.side)
            if span is not None:
                top = layout.y_of(focus.side, span.start)
                bottom = layout.y_of(focus.side, span.end - 1) + 1
        offset = self.scroll_offset.y
        first = self.folding.first if self.folding else 0
        if focus.unit <= first and focus.word is None:
            target = 0
        elif top < offset + 1:
            # Upwards the page is turned so that the row stands at the bottom of it.
            target = max(0, min(top - 1, bottom + 1 - height))
        elif bottom + 1 > offset + height:
            target = top - 1
        else:
            return
        self.scroll_to(y=target, animate=False, immediate=True)

    def _announce(self) -> None:
        self.post_message(self.CursorMoved(self.cursor))
