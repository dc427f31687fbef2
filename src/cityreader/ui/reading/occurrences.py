"""All occurrences of some words, tagged after a look at them."""

from collections.abc import Collection

from cityreader.library.occurrences import Occurrence
from cityreader.library.tagging import short
from cityreader.text.han import count_han
from cityreader.text.phrases import counted
from cityreader.ui.long_work import LongWork
from cityreader.ui.reading.roles import Roles

LONG_WORDS, LONG_HAN = 3, 6
"""A phrase of so many words, or of so many Chinese characters, means the same wherever it stands
word for word; shorter ones need a look at each place in another article."""


class Occurrences(Roles):
    """The action that tags all occurrences."""

    last_tag: str | None
    _looking: LongWork | None = None

    def action_tag_everywhere(self) -> None:
        """Look for the words selected, else the word or mark under the cursor, and offer them."""
        wanted = self._wanted()
        if wanted is None:
            self.say("Tag some words first, then * finds them everywhere.")
            return
        words, code = wanted
        if self._looking is not None:
            self._looking.stop()
        work = self._looking = LongWork()
        ids = self.article_ids
        self.say(f"Looking for “{short(words)}” everywhere …")
        self.ask(
            "occurrences",
            lambda library: library.occurrences.find(
                words, code, first=ids, cancelled=work.is_stopped
            ),
            lambda found: self._offer(words, code, found, ids),
        )

    def on_unmount(self) -> None:
        """Nobody waits any more for what is being looked for."""
        if self._looking is not None:
            self._looking.stop()

    def _wanted(self) -> tuple[str, str] | None:
        """The words and the tag they should have."""
        page, chosen, mark = self.page, self.view.selection, self.mark_under_cursor()
        tagged = mark is not None and mark.annotation.tag is not None
        if page is not None and chosen is not None:
            body = page.body(chosen.side)
            code = mark.annotation.tag if mark is not None and tagged else self.last_tag
            words = " ".join(body[chosen.span.start : chosen.span.end].split())
            return (words, code) if code is not None and words else None
        word = self.view.cursor.word
        if page is not None and word is not None:
            inside = mark is not None and mark.span.contains(word)
            code = mark.annotation.tag if mark is not None and tagged else None
            code = code if inside else self.last_tag or code
            words = page.body(self.view.cursor.side)[slice(*word)]
            return (words, code) if code is not None else None
        if mark is not None and mark.annotation.tag is not None:
            return " ".join(mark.annotation.exact.split()), mark.annotation.tag
        return None

    def _offer(self, words: str, code: str, found: list[Occurrence], here: Collection[int]) -> None:
        from cityreader.ui.dialogs.occurrence_picker import OccurrencePicker

        if not self.is_current:
            return
        tag = self.codebook.get(code) if self.codebook else None
        name = tag.label() if tag else code
        if not found:
            self.say(f"{name}: no other place has “{short(words)}” without it.")
            return
        self.show_event()
        articles = counted(len({one.article.id for one in found}), "article")
        places = f"{counted(len(found), 'place')} in {articles}"
        left_out = set() if _mean_the_same(found) else _elsewhere(found, here)
        picker = OccurrencePicker(f"{name} · “{short(words)}” · {places}", found, left_out)

        def answered(taken: list[Occurrence] | None) -> None:
            if taken == []:
                self.say("Nothing was ticked, so nothing was tagged.")
            elif taken:
                self.change(
                    lambda library: library.occurrences.tag(taken, code),
                    lambda made: self._tagged_all(name, made),
                )

        self.app.push_screen(picker, answered)

    def _tagged_all(self, name: str, made: int) -> None:
        self.view.select(None)
        self.say(f"{name} ✓ at {counted(made, 'place')} · u undoes them all")


def _mean_the_same(found: list[Occurrence]) -> bool:
    """Whether one long phrase stands in all places, word for word."""
    words = found[0].words
    long = len(words.split()) >= LONG_WORDS or count_han(words) >= LONG_HAN
    return long and all(one.words == words for one in found)


def _elsewhere(found: list[Occurrence], here: Collection[int]) -> set[int]:
    """The numbers of the places in other articles than those that are open."""
    return {number for number, one in enumerate(found) if one.article.id not in here}
