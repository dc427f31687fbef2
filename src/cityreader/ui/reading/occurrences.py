"""All occurrences of some words, tagged after a look at them."""

from cityreader.library.occurrences import Occurrence
from cityreader.library.tagging import short
from cityreader.text.phrases import counted
from cityreader.ui.long_work import LongWork
from cityreader.ui.reading.roles import Roles


class Occurrences(Roles):
    """The action that tags all occurrences."""

    last_tag: str | None
    _looking: LongWork | None = None

    def action_tag_everywhere(self) -> None:
        """Look for the words of the selection, else of the mark, and offer to tag them all."""
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
            lambda found: self._offer(words, code, found),
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
        if mark is not None and mark.annotation.tag is not None:
            return " ".join(mark.annotation.exact.split()), mark.annotation.tag
        return None

    def _offer(self, words: str, code: str, found: list[Occurrence]) -> None:
        from cityreader.ui.dialogs.occurrence_picker import OccurrencePicker

        if not self.is_current:
            return
        tag = self.codebook.get(code) if self.codebook else None
        name = tag.label() if tag else code
        if not found:
            self.say(f"{name}: no other place has “{short(words)}” without it.")
            return
        self.show_event()
        places = counted(len(found), "place")
        picker = OccurrencePicker(f"{name} · “{short(words)}” · {places}", found)

        def answered(taken: list[Occurrence] | None) -> None:
            if taken:
                self.change(
                    lambda library: library.occurrences.tag(taken, code),
                    lambda made: self._tagged_all(name, made),
                )

        self.app.push_screen(picker, answered)

    def _tagged_all(self, name: str, made: int) -> None:
        self.view.select(None)
        self.say(f"{name} ✓ at {counted(made, 'place')} · u undoes them all")
