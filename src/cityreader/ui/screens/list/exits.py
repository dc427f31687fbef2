"""The commands of the list that lead elsewhere: into an article, out of files, into files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cityreader.text.phrases import cited
from cityreader.ui.browser import open_url
from cityreader.ui.clipboard import copy
from cityreader.ui.screens.list.part import ListPart

if TYPE_CHECKING:
    from cityreader.errors import CityReaderError
    from cityreader.library.library import Library


class ListExits(ListPart):
    """Reading, exporting, copying."""

    def action_open_article(self) -> None:
        """Read the article under the cursor."""
        if self.articles.current_id is not None:
            self.read(self.articles.current_id)

    def read(self, article_id: int) -> None:
        """Open the reader on an article, with the listing to walk through."""
        from cityreader.ui.screens.reader import ReaderScreen

        query = self.listing.query if self.listing and self.listing.query.clauses else None

        def left(last: int | None) -> None:
            self.touched.clear()
            self.reload()
            if query is None:
                # A counterpart chosen there folds lines together. A filtered listing stays as it
                # was, so that no line goes away because it was read.
                self.relist(at=last)
            elif last is not None:
                self.articles.move_to_article(last)

        reader = ReaderScreen(article_id, self.articles.ids, query)
        reader.at_first_hit = article_id in self.articles.in_text.snippets
        self.app.push_screen(reader, left)

    def action_load_samples(self) -> None:
        """Take the sample articles in."""

        def change(library: Library) -> None:
            from cityreader.library.starter import load_samples

            load_samples(library)

        def changed(_: None) -> None:
            self.show_work("")
            self.room.tell("The samples are in. u takes them out again.")
            self.reload()
            self.relist()

        def failed(error: CityReaderError) -> None:
            self.show_work("")
            self.room.report(error)

        self.show_work("taking the samples in …")
        self.room.errands.change(change, changed, failed, asker=self)

    def action_export_shown(self) -> None:
        """Export the articles as listed, or those selected, with everything attached."""
        from cityreader.ui.dialogs.export_path import ExportDialog

        articles = self.articles
        selected = bool(articles.selected)
        everything = not selected and not (self.listing and self.listing.query.clauses)
        listed = list(articles.selected) if selected else articles.ids
        if not len(listed):
            self.room.tell("There is nothing to export.")
            return
        self.app.push_screen(ExportDialog(None if everything else listed, len(listed)))

    def action_copy_title(self) -> None:
        """Copy title and source of the chosen lines."""
        chosen = self.articles.chosen_ids
        if not chosen:
            return

        def question(library: Library) -> tuple[str, str]:
            lines = library.search.lines(chosen)
            text = "\n".join(cited(line.title, line.source, line.published.iso) for line in lines)
            return text, text if len(lines) == 1 else f"{len(lines)} titles"

        self.ask("copy", question, lambda answer: copy(self, *answer))

    def action_copy(self) -> None:
        """What ctrl+c does here."""
        self.action_copy_title()

    def action_open_url(self) -> None:
        """Open the page the article came from."""
        line = self.articles.current
        if line is not None:
            open_url(self.room, line.url)
