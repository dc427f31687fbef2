"""All occurrences of some words, tagged after a look at them."""

from collections.abc import Collection

from cityreader.library.occurrences import Occurrence
from cityreader.text.han import count_han
from cityreader.text.phrases import counted, shortened
from cityreader.ui.long_work import LongWork
from cityreader.ui.reading.desk import ReaderDesk

LONG_WORDS, LONG_HAN = 3, 6
"""A phrase of so many words, or of so many Chinese characters, means the same wherever it stands
word for word; shorter ones need a look at each place in another article."""


class Occurrences:
    """Finds the words that are meant everywhere, and tags those of the places that are ticked."""

    def __init__(self, desk: ReaderDesk) -> None:
        self._desk = desk
        self._looking = LongWork()

    def offer(self) -> None:
        """Look for the words selected, else the word or mark under the cursor, and offer them."""
        desk, wanted = self._desk, self._wanted()
        if wanted is None:
            desk.say("Tag some words first, then * finds them everywhere.")
            return
        words, code = wanted
        self.leave()
        work = self._looking = LongWork()
        ids = desk.article_ids
        desk.say(f"Looking for “{shortened(words)}” everywhere …")
        desk.ask(
            "occurrences",
            lambda library: library.occurrences.find(
                words, code, first=ids, cancelled=work.is_stopped
            ),
            lambda found: self._offer(words, code, found, ids),
        )

    def leave(self) -> None:
        """Nobody waits any more for what is being looked for."""
        self._looking.stop()

    def _wanted(self) -> tuple[str, str] | None:
        """The words and the tag they should have."""
        desk = self._desk
        page, chosen, mark = desk.page, desk.view.selection, desk.mark_under_cursor()
        tagged = mark is not None and mark.annotation.tag is not None
        if page is not None and chosen is not None:
            body = page.body(chosen.side)
            code = mark.annotation.tag if mark is not None and tagged else desk.last_tag
            words = " ".join(body[chosen.span.start : chosen.span.end].split())
            return (words, code) if code is not None and words else None
        word = desk.view.cursor.word
        if page is not None and word is not None:
            inside = mark is not None and mark.span.contains(word)
            code = mark.annotation.tag if mark is not None and tagged else None
            code = code if inside else desk.last_tag or code
            words = page.body(desk.view.cursor.side)[slice(*word)]
            return (words, code) if code is not None else None
        if mark is not None and mark.annotation.tag is not None:
            return " ".join(mark.annotation.exact.split()), mark.annotation.tag
        return None

    def _offer(self, words: str, code: str, found: list[Occurrence], here: Collection[int]) -> None:
        from cityreader.ui.dialogs.occurrence_picker import OccurrencePicker

        desk = self._desk
        if not desk.is_current:
            return
        name = desk.name_of_tag(code)
        if not found:
            desk.say(f"{name}: no other place has “{shortened(words)}” without it.")
            return
        desk.show_event()
        articles = counted(len({one.article.id for one in found}), "article")
        places = f"{counted(len(found), 'place')} in {articles}"
        left_out = set() if _mean_the_same(found) else _elsewhere(found, here)
        picker = OccurrencePicker(f"{name} · “{shortened(words)}” · {places}", found, left_out)

        def answered(taken: list[Occurrence] | None) -> None:
            if taken == []:
                desk.say("Nothing was ticked, so nothing was tagged.")
            elif taken:
                desk.change(
                    lambda library: library.occurrences.tag(taken, code),
                    lambda made: self._tagged_all(name, made),
                )

        desk.app.push_screen(picker, answered)

    def _tagged_all(self, name: str, made: int) -> None:
        self._desk.view.select(None)
        self._desk.say(f"{name} ✓ at {counted(made, 'place')} · u undoes them all")


def _mean_the_same(found: list[Occurrence]) -> bool:
    """Whether one long phrase stands in all places, word for word."""
    words = found[0].words
    long = len(words.split()) >= LONG_WORDS or count_han(words) >= LONG_HAN
    return long and all(one.words == words for one in found)


def _elsewhere(found: list[Occurrence], here: Collection[int]) -> set[int]:
    """The numbers of the places in other articles than those that are open."""
    return {number for number, one in enumerate(found) if one.article.id not in here}
