"""The reader's text with hint labels painted over its words; nothing of it moves for them."""

from collections.abc import Callable

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip

from cityreader.models import Span
from cityreader.text.cells import reach
from cityreader.ui.keys import forward_key
from cityreader.ui.reading.labels import Labels
from cityreader.ui.reading.layout import Layout
from cityreader.ui.theme import Palette, palette_of, style
from cityreader.ui.widgets.reader_view import ReaderView

STEPS_BACK = frozenset({"backspace", "ctrl+h"})


class LabelledView(ReaderView):
    """While labels are shown, letters type labels instead of being commands."""

    DEFAULT_CSS = """
    LabelledView { height: 1fr; overflow-x: hidden; overflow-y: scroll; background: $background; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.labels: Labels | None = None
        self._picked: Callable[[Labels, Span | None], object] = lambda *_: None
        self._typed: Callable[[Labels], object] = lambda _: None

    def begin_labels(
        self,
        labels: Labels,
        typed: Callable[[Labels], object],
        picked: Callable[[Labels, Span | None], object],
    ) -> None:
        """Show labels. ``typed`` hears of each change, and ``picked`` at once what they picked, or
        None where they were left."""
        self._typed, self._picked = typed, picked
        self._put(labels)

    def end_labels(self, span: Span | None = None) -> None:
        """Show no labels any more."""
        labels, self.labels = self.labels, None
        if labels is not None:
            self.refresh()
            self._picked(labels, span)
            self._announce()

    async def on_key(self, event: events.Key) -> None:
        """A key of a label; others leave the labels and mean what they mean."""
        labels = self.labels
        if labels is None:
            return
        typing = bool(event.character and event.character.isprintable() and event.key != "space")
        if event.key == "escape" or event.key in STEPS_BACK:
            back = None if event.key == "escape" else labels.taken_back()
            self._put(back) if back is not None else self.end_labels()
        elif event.key == "enter":
            if labels.first is None:
                self.app.bell()
            else:
                self.end_labels(labels.first)
        elif typing and not forward_key(self, event):
            pressed = labels.press(event.character or "")
            if isinstance(pressed, Span):
                self.end_labels(pressed)
            elif pressed is not None:
                self._put(pressed)
            else:
                self.app.bell()
        else:
            self.end_labels()
            return
        event.stop()
        event.prevent_default()

    def render_line(self, y: int) -> Strip:
        """Paint a line, and over it the labels of its words."""
        strip, layout, labels = super().render_line(y), self.layout_now, self.labels
        if labels is None or layout is None:
            return strip
        palette = palette_of(self)
        return with_labels(strip, y + self.scroll_offset.y, layout, labels, palette)

    def _put(self, labels: Labels) -> None:
        self.labels = labels
        self.refresh()
        self._typed(labels)
        self._announce()


def with_labels(strip: Strip, y: int, layout: Layout, labels: Labels, palette: Palette) -> Strip:
    """A painted line with the labels of the words that begin on it, ``y`` from the first line.

    A label covers whole characters and never reaches into the next word.
    """
    side = labels.side
    block = layout.page.units[labels.unit].block
    found, whole = layout.locate(y), layout.page.blocks[block].on(side)
    if found is None or found[0] != block or side not in layout.geometry.sides or whole is None:
        return strip
    line = layout.line(block, side, found[1] - layout.first_line(block, side))
    if line is None:
        return strip
    text = layout.text(block, side)[line.start - whole.start : line.end - whole.start]
    start, cells = layout.geometry.start(side), reach(text, cell_len).cells
    here = [(word, name) for word, name in labels.shown() if line.start <= word.start < line.end]
    inks = {True: style(palette.ground, palette.accent, "bold"),
            False: style(palette.ground, palette.warning, "bold")}  # fmt: skip
    parts, done = [], 0
    for number, (word, name) in enumerate(here):
        at = cells[word.start - line.start]
        after = [cells[later.start - line.start] for later, _ in here[number + 1 : number + 2]]
        wanted = min([at + cell_len(name), *after])
        end = next((cell for cell in cells if cell >= wanted), wanted)
        shown = name[: end - at].ljust(end - at)
        parts += [strip.crop(done, start + at), Strip([Segment(shown, inks[word == labels.first])])]
        done = start + end
    return Strip.join([*parts, strip.crop(done)])
