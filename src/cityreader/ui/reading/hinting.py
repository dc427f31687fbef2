"""Picking words by hint labels: ``f``, the label of the first word, the label of the last."""

from collections.abc import Callable
from dataclasses import replace

from textual import on

from cityreader.models import Span
from cityreader.models.pair import Side, other_side
from cityreader.text.brackets import with_partners
from cityreader.text.han import count_han
from cityreader.ui.reading.glossing import Glossing
from cityreader.ui.reading.labels import Labels, label_names
from cityreader.ui.reading.selection import Selection
from cityreader.ui.widgets.labelled_view import LabelledView
from cityreader.ui.widgets.reader_view import ReaderView

Picked = Callable[[Side, Span], object]


class Hinting(Glossing):
    """The actions that pick words by their labels."""

    view: LabelledView

    def action_pick_words(self) -> None:
        """Show labels over the words of the sentence; two of them make the selection."""
        self.pick_words("", lambda side, span: self.view.select(Selection(side, span)))

    def pick_words(self, purpose: str, picked: Picked) -> None:
        """Show labels, and give what two of them pick to ``picked`` with its side.

        ``purpose`` says what the words are picked for.
        """
        page, cursor = self.page, self.view.cursor
        if page is None or self.on_folded():
            return
        sides = (cursor.side, other_side(cursor.side))
        side = next((one for one in sides if page.words(cursor.unit, one)), None)
        if side is None:
            self.say("There are no words in this row.")
            return
        words, body = page.pickable_words(cursor.unit, side), page.body(side)
        texts = [body[word.start : word.end] for word in words]
        if count_han("".join(texts)) and not page.lexicon:
            self.explaining.prepare()
        labels = Labels(side, cursor.unit, tuple(words), label_names(texts))
        before = cursor.word

        def typed(labels: Labels) -> None:
            self.view.put_cursor(replace(self.view.cursor, word=labels.first or before))
            which = "first" if labels.first is None else "last"
            self.say(f"{purpose}Type the label of the {which} word")

        def ended(labels: Labels, span: Span | None) -> None:
            self.show_event()
            if self.view.cursor.unit == labels.unit:
                self.view.put_cursor(replace(self.view.cursor, word=before))
            if span is not None:
                picked(labels.side, with_partners(body, span))

        self.view.begin_labels(labels, typed, ended)

    @on(ReaderView.CursorMoved)
    def _leave_labels(self) -> None:
        labels = self.view.labels
        if labels is not None and self.view.cursor.unit != labels.unit:
            self.view.end_labels()
