"""The list and counterparts: choosing one, and reviewing those that were found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cityreader.ui.screens.list.changes import ListChanges

if TYPE_CHECKING:
    from cityreader.library.library import Library
    from cityreader.models import Article
    from cityreader.models.counterpart import Candidate


class ListReview(ListChanges):
    """Pairing from the list, and the way into the review."""

    def action_pair_selected(self) -> None:
        """Make two selected articles a pair; with none selected, choose a counterpart."""
        if self.articles.selected or self.articles.current_id is None:
            super().action_pair_selected()
            return
        article_id = self.articles.current_id

        def question(library: Library) -> tuple[Article, list[Candidate]]:
            (article,) = library.search.articles([article_id])
            return article, library.counterparts.of_article(article_id)

        def answered(answer: tuple[Article, list[Candidate]]) -> None:
            from cityreader.ui.dialogs.counterpart_picker import CounterpartPicker

            self.app.push_screen(CounterpartPicker(*answer), chosen)

        def chosen(other: str | None) -> None:
            if other is not None:
                self.pair(article_id, int(other))

        self.ask("candidates", question, answered)

    def action_review(self) -> None:
        """Go through all that waits for a decision."""
        from cityreader.ui.screens.review import ReviewScreen

        def left(last: int | None) -> None:
            self.reload()
            self.relist(at=last)

        if self.room.library is not None:
            self.app.push_screen(ReviewScreen(), left)

    def action_show_events(self) -> None:
        """Open the table of events."""
        self.room.action_show_events()
