"""All occurrences of some words, tagged after a look at them."""

from collections.abc import Collection

from cityreader.library.occurrences import Occurrence
from cityreader.text.han import count_han
from cityreader.text.phrases import counted, shortened
from cityreader.ui.long_work import LongWork
from cityreader.ui.reading.desk import Target
from cityreader.ui.reading.tagging import Tagging

LONG_WORDS, LONG_HAN = 3, 6
"""A phrase of so many words, or of so many Chinese characters, means the same wherever it stands
word for word; shorter ones need a look at each place in another article."""


class Occurrences:
    """Finds the words that are meant everywhere, and tags those of the places that are ticked."""

    def __init__(self, desk: Tagging) -> None:
        self._desk = desk
        self._looking = LongWork()

    def offer(self) -> None:
        """Offer all places of the words selected, or of the word or mark under the cursor.

        A tag that nothing tells is asked for.
        """
        wanted = self._wanted()
        if wanted is None:
            self._desk.say("Select some words or tag them, then * finds them everywhere.")
            return
        words, code, target = wanted
        if code is not None:
            self._look(words, code)
        else:
            self._desk.ask_for_tag(
                "Tag everywhere", target, lambda chosen: self._look(words, chosen)
            )

    def leave(self) -> None:
        """Nobody waits any more for what is being looked for."""
        self._looking.stop()

    def _look(self, words: str, code: str) -> None:
        desk = self._desk
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

    def _wanted(self) -> tuple[str, str | None, Target] | None:
        """The words, the tag they should have, if any tells, and where they stand."""
        desk = self._desk
        page, target, mark = desk.page, desk.target(), desk.mark_under_cursor()
        if page is None or target is None:
            return None
        tag = mark.annotation.tag if mark is not None else None
        word = desk.view.cursor.word
        if desk.view.selection is not None:
            code = tag or desk.last_tag
        elif word is not None:
            side = desk.view.cursor.side
            target = Target(page.article_id(side), side, word, True)
            inside = mark is not None and mark.span.contains(word)
            code = tag if inside and tag else desk.last_tag or tag
        elif mark is not None and tag is not None:
            return " ".join(mark.annotation.exact.split()), tag, target
        else:
            return None
        words = " ".join(page.body(target.side)[slice(*target.span)].split())
        return (words, code, target) if words else None

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
