"""Explaining the word under the cursor, and putting words into the glossary."""

from collections.abc import Callable

from textual import on
from textual.content import Content

from cityreader.library.library import Library
from cityreader.models import GlossaryEntry
from cityreader.models.pair import other_side
from cityreader.ui.reading.desk import ReaderDesk
from cityreader.ui.reading.explaining import Explaining, PickedWords
from cityreader.ui.widgets.reader_view import ReaderView


class Glossing(ReaderDesk):
    """The gloss line follows the cursor; ``w`` adds what is selected to the glossary."""

    def __init__(self) -> None:
        super().__init__()
        self.explaining = Explaining(self)

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
            self._add({self.lang_of(place.side): [place.words], self.lang_of(other): [there.words]})
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
        self.explaining.forget()
        self.tell_here()

    @on(ReaderView.CursorMoved)
    def tell_here(self) -> None:
        """Explain the word under the cursor, once."""
        self.explaining.learn()
        instead = self.told_instead()
        wanted = instead is None and self.room.config.reader.gloss != "none"
        self.explaining.tell(self._word_place() if wanted else None, instead)

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

    def _ask_for_term(self, place: PickedWords, guess: str, row: str) -> None:
        from cityreader.ui.dialogs.glossary_entry import EntryDialog, EntryFields

        lang = self.lang_of(place.side)
        spread = self.spread
        alone = place.page.alone or spread is None
        other = (
            ("zh-Hant" if lang == "en" else "en") if alone else self.lang_of(other_side(place.side))
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
