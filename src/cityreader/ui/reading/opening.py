"""Opening articles in the reader: from the list, its neighbours, and beside another counterpart."""

from collections.abc import Sequence
from dataclasses import dataclass

from cityreader.errors import CityReaderError
from cityreader.library.library import Library
from cityreader.models import Annotation, ArticleDetails, Codebook, Reading, Span, Spread
from cityreader.models.pair import Side
from cityreader.text.safety import visible
from cityreader.ui.coders import viewpoint_words
from cityreader.ui.errands import is_open
from cityreader.ui.reading.clutter import clutter_of
from cityreader.ui.reading.finding import Finding
from cityreader.ui.reading.focus import Focus
from cityreader.ui.reading.marks import Marks
from cityreader.ui.reading.page import Page
from cityreader.ui.reading.viewing import Viewing
from cityreader.ui.widgets.reader_lines import ReaderHeading

RECENT_TAGS = 20
"""So many of the tags used last are offered first."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An article as it was read from the library, with the place where reading stopped."""

    spread: Spread
    marks: list[Annotation]
    codebook: Codebook
    reading: Reading | None
    place: tuple[str, int] | None
    clutter: tuple[list[Span], list[Span]]
    coders: dict[str, str]
    recent_tags: list[str]


class Opening(Finding, Viewing):
    """The actions that open an article, and those that act on it as a whole."""

    def __init__(self) -> None:
        super().__init__()
        self.article_id = 0
        self.counterpart_id: int | None = None
        self.ids: Sequence[int] = ()
        self._reading: Reading | None = None

    def open_article(
        self, article_id: int, counterpart_id: int | None = None, *, said: str = ""
    ) -> None:
        """Open an article of the library, beside one of its counterparts.

        ``said`` is told with its title once it is there.
        """

        def read(library: Library) -> Opened:
            spread = library.pairs.spread(article_id, counterpart_id)
            shown = [a for a in (spread.left, spread.right) if a is not None]
            place = library.readings.place(spread.left.uuid)
            return Opened(
                spread,
                library.coding.marks([article.id for article in shown]),
                library.coding.codebook(),
                library.readings.of_article(spread.left.id),
                (place.side, place.offset) if place else None,
                clutter_of(library, spread),
                library.records.coders(),
                library.coding.tags_used(RECENT_TAGS),
            )

        def opened(answer: Opened) -> None:
            # The reader may have been left before the article was there.
            if is_open(self):
                self._opened(answer)
                if said:
                    self.say(f"{said} {visible(answer.spread.left.title)}")
                self.release_keys()

        def failed(error: CityReaderError) -> None:
            self.room.report(error)
            self.release_keys()

        self.counterpart_id = counterpart_id
        self.hold_keys()
        self.ask("open", read, opened, failed)

    def action_step_article(self, steps: int, said: str = "") -> None:
        """The next or previous article of the list; ``said`` is told before its title."""
        if not self.ids or self.spread is None:
            self.say("There is no list to step through.")
            return
        here = next((n for n, key in enumerate(self.ids) if key == self.article_id), 0)
        position = here + steps
        if not 0 <= position < len(self.ids):
            self.say(
                "That was the last article of the list." if steps > 0 else "This is the first."
            )
            return
        self.remember_place()
        self.article_id = self.ids[position]
        self.open_article(self.article_id, said=said)

    def action_done(self) -> None:
        """Mark the article as done and open the next one; done again takes it back."""
        if self.spread is None:
            return
        article_id = self.spread.left.id
        state = "opened" if self._reading and self._reading.state == "done" else "done"
        self.room.errands.change(
            lambda library: library.readings.set_state([article_id], state),  # type: ignore[arg-type]
            lambda _: self._state_set(state),
            asker=self,
        )

    def action_toggle_flag(self) -> None:
        """Flag the article, or take the flag off."""
        if self.spread is None:
            return
        article_id = self.spread.left.id
        flagged = not (self._reading and self._reading.flagged)
        self.room.errands.change(
            lambda library: library.readings.set_flag([article_id], flagged),
            lambda _: self._reload_heading("Flagged" if flagged else "Flag taken off"),
            asker=self,
        )

    def action_cycle_counterpart(self) -> None:
        """The next counterpart, where the article has several."""
        spread = self.spread
        if spread is None or len(spread.counterparts) < 2:
            self.say("There is no other counterpart.")
            return
        ids = [article.id for article in spread.counterparts]
        shown = {article.id for article in (spread.left, spread.right) if article}
        current = next(n for n, key in enumerate(ids) if key in shown)
        other = ids[(current + 1) % len(ids)]
        self.remember_place()
        self.open_article(self.article_id, other)

    def action_show_details(self) -> None:
        """Show and edit the facts about the article with the cursor."""
        article = self.article
        if article is None:
            return
        from cityreader.ui.dialogs.details import details_of
        from cityreader.ui.dialogs.same_story import OtherArticle

        article_id = article.id

        def answered(answer: ArticleDetails | OtherArticle | None) -> None:
            if isinstance(answer, OtherArticle):
                self.remember_place()
                self.article_id = answer.article_id
                self.open_article(answer.article_id)
            elif answer is not None:
                self.room.errands.change(
                    lambda library: library.articles.edit_details(article_id, answer),
                    lambda _: self.open_article(self.article_id),
                    asker=self,
                )

        self.ask(
            "details",
            details_of(article_id),
            lambda dialog: self.app.push_screen(dialog, answered),
        )

    def remember_place(self) -> None:
        """Keep the place where reading stopped."""
        spread, page = self.spread, self.page
        if spread is None or page is None:
            return
        cursor = self.view.cursor
        unit = page.units[cursor.unit]
        side: Side = cursor.side if unit.on(cursor.side) else "left" if unit.left else "right"
        span = unit.on(side)
        if span is not None:
            uuid, offset = spread.left.uuid, span.start
            self.room.errands.change(
                lambda library: library.readings.remember(uuid, offset, side), lambda _: None
            )

    def viewpoint_changed(self) -> None:
        """Other marks are shown now."""
        self.show_heading()
        self.reread()

    def show_heading(self) -> None:
        """Show titles, sources and how much is paired, at the present width."""
        if self.spread is not None:
            reading = self._reading
            self.query_one(ReaderHeading).show(
                self.spread,
                state=reading.state if reading else "new",
                flagged=bool(reading and reading.flagged),
                viewpoint=viewpoint_words(self.room),
            )

    def _opened(self, opened: Opened) -> None:
        self.spread = opened.spread
        self.codebook = opened.codebook
        self.coders = opened.coders
        self.recent_tags = [tag for tag in opened.recent_tags if _is_used(opened.codebook, tag)]
        self._reading = opened.reading
        self.event = None
        page = Page(opened.spread, opened.clutter)
        self.page = page
        focus = Focus()
        if opened.place is not None:
            side: Side = "right" if opened.place[0] == "right" and not page.alone else "left"
            focus = Focus(page.unit_at(side, opened.place[1]), side)
        self.view.set_converter(self._converted)
        self.view.show(page, focus, Marks(page, opened.codebook, opened.marks))
        self.show_filter_hits()
        self.show_heading()
        self.show_event()
        self.follow_jump()

    def _reload_heading(self, message: str) -> None:
        spread = self.spread
        if spread is None:
            return

        def shown(reading: Reading | None) -> None:
            self._reading = reading
            self.show_heading()
            self.say(message)

        left_id = spread.left.id
        self.ask("heading", lambda library: library.readings.of_article(left_id), shown)

    def _state_set(self, state: str) -> None:
        here = next((n for n, key in enumerate(self.ids) if key == self.article_id), None)
        last = here is None or here + 1 >= len(self.ids)
        if state == "done" and not last:
            self.action_step_article(1, "Done. Next:")
        else:
            self._reload_heading("Done" if state == "done" else "Not done")


def _is_used(codebook: Codebook, code: str) -> bool:
    """Whether a tag can be given still."""
    tag = codebook.get(code)
    return tag is not None and not tag.retired
