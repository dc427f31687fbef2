"""The empty column: offering counterparts for an article that has none."""

from textual import events

from cityreader.library.library import Library
from cityreader.models import Pair
from cityreader.models.counterpart import Candidate
from cityreader.ui.errands import is_open
from cityreader.ui.keymap import shown_key
from cityreader.ui.reading.geometry import SIDE_BY_SIDE_FROM
from cityreader.ui.reading.opening import Opened
from cityreader.ui.reading.refreshing import Anchor, Fresh, Refreshing
from cityreader.ui.widgets.counterpart_offer import CounterpartOffer

OFFERED = 8
"""Candidates asked for."""


class Offering(Refreshing):
    """The commands that look at candidates, accept and dismiss them."""

    @property
    def offer(self) -> CounterpartOffer:
        """The empty column."""
        return self.query_one(CounterpartOffer)

    @property
    def on_offer(self) -> bool:
        """Whether the keys go to the candidates."""
        return self.offer.has_focus

    def action_leave_offer(self) -> None:
        """Stop aligning, else back to the text."""
        if not self.room.pairing.stop():
            self.set_focus(self.view)

    def action_move_offer(self, steps: int) -> None:
        """The next or previous candidate."""
        self.offer.move(steps)

    def action_accept_offer(self) -> None:
        """Link the candidate under the cursor."""
        if (candidate := self.offer.current) is not None:
            self.link(candidate.article.id)

    def action_dismiss_offer(self) -> None:
        """Remember that the candidate under the cursor is not the counterpart."""
        candidate, spread = self.offer.current, self.spread
        if candidate is None or spread is None or candidate.dismissed:
            return
        here, other = spread.left.id, candidate.article.id

        def dismiss(library: Library) -> list[Candidate]:
            library.counterparts.dismiss(here, other)
            return library.counterparts.of_article(here, limit=OFFERED)

        def dismissed(found: list[Candidate]) -> None:
            self._offered(here, found)
            self.say("Not the counterpart; u takes that back.")

        self.room.errands.change(dismiss, dismissed, asker=self)

    def action_choose_counterpart(self) -> None:
        """Choose a counterpart among the likely ones, or by title among all articles."""
        spread = self.spread
        if spread is None:
            return
        article = self.article or spread.left

        def chosen(other: str | None) -> None:
            if other is not None:
                self.link(int(other), of=article.id)

        def found(candidates: list[Candidate]) -> None:
            from cityreader.ui.dialogs.counterpart_picker import CounterpartPicker

            self.app.push_screen(CounterpartPicker(article, candidates), chosen)

        self.ask("candidates", lambda library: library.counterparts.of_article(article.id), found)

    def link(self, other: int, of: int | None = None) -> None:
        """Make the article and another a pair, and show them beside each other."""
        here = of or self.article_id

        def linked(pair: Pair) -> None:
            if not is_open(self) or here not in self.article_ids:
                self.room.tell(f"Paired: {len(pair.beads):,} rows.")
                return
            self.set_focus(self.view)
            self.remember_place()
            self.say(f"Paired: {len(pair.beads):,} rows. u takes it back.")
            self.reopen(here, other)

        self.room.pairing.link(here, other, linked)

    def place_offer(self) -> None:
        """Beside the text where there is room for two columns, else below it."""
        below = self.size.width < SIDE_BY_SIDE_FROM
        self.offer.set_class(below, "below")
        self.query_one("#page").set_class(below, "stacked")
        alone = self.page is not None and self.page.alone
        self.offer.display = alone and (not below or bool(self.offer.candidates))

    def show_offers(self) -> None:
        """Look for candidates, if the article is alone."""
        page, spread = self.page, self.spread
        if page is None or spread is None or not page.alone:
            self.place_offer()
            if self.offer.has_focus:
                self.set_focus(self.view)
            return
        here = spread.left.id
        self.offer.look()
        self.place_offer()
        self.ask(
            "offers",
            lambda library: library.counterparts.of_article(here, limit=OFFERED),
            lambda found: self._offered(here, found),
            lambda _: self._offered(here, []),
        )

    def on_descendant_focus(self, _: events.DescendantFocus) -> None:
        """The keys that work depend on who has the focus."""
        self.show_mode()

    def show_fresh(self, fresh: Fresh, anchor: Anchor) -> None:
        """After a change, as undo makes them, also look for candidates again."""
        super().show_fresh(fresh, anchor)
        self.show_offers()

    def _opened(self, opened: Opened) -> None:
        super()._opened(opened)
        self.show_offers()

    def _offered(self, article_id: int, found: list[Candidate]) -> None:
        spread = self.spread
        if not is_open(self) or spread is None or spread.right is not None:
            return
        if spread.left.id != article_id:
            return
        side, choose = self._key("reader.side"), self._key("reader.choose_counterpart")
        accept, dismiss = self._key("reader.offer_accept"), self._key("reader.offer_dismiss")
        hints = [f"{side} writes a translation here", f"{choose} chooses among all"]
        if found:
            hints = [f"{side} here: {accept} accepts, {dismiss} dismisses", f"{choose} others"]
            hints.append(f"{side}{side} writes")
        self.offer.offer(found, hints)
        self.place_offer()

    def _key(self, name: str) -> str:
        """The key of a command as people write it."""
        return shown_key(name, self.room.own_keys)
