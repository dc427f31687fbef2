"""Choosing a counterpart: the likely ones first, any other by its title."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets.option_list import Option

from cityreader.models import Article
from cityreader.models.counterpart import Candidate
from cityreader.ui.dialogs.dialog import LEAVE, KeyHint
from cityreader.ui.dialogs.searched_list import SearchedList, SearchField
from cityreader.ui.errands import is_open
from cityreader.ui.safety import fitted, plain
from cityreader.ui.theme import palette_of
from cityreader.ui.widgets.counterpart_offer import facts_of, score_words

if TYPE_CHECKING:
    from cityreader.library.library import Library

FOUND = 30
"""Articles listed while typing."""


class CounterpartPicker(SearchedList):
    """Lists candidates with the reason and two lines of text; typing looks in all titles.

    It is as high as the candidates are, and has its full height while titles are looked through:
    it would jump with every letter. Gives back the id of the article chosen.
    """

    KEYS = (KeyHint("↵", "pair", "accept"), KeyHint("↑↓", "move", "step('cursor_down')"), LEAVE)
    # The border, the field, an empty line below it, and air around the dialog.
    FIXED_LINES = 6

    def __init__(self, article: Article, candidates: Sequence[Candidate]) -> None:
        super().__init__("Counterpart")
        self._article = article
        self._candidates = candidates

    def compose_body(self) -> ComposeResult:
        """What is typed, and the articles."""
        yield SearchField(hint="the likely ones, or words of a title")
        yield from self.compose_list(classes="scrolls")

    def fill(self, query: str) -> None:
        """List the candidates, or the articles whose titles have what is typed."""
        words = query.strip()
        self.set_class(bool(words), "-searching")
        if not words:
            self._show_candidates()
            return

        def question(library: "Library") -> list[Article]:
            found = library.search.article_listing(words, sort="best", limit=FOUND + 1)
            by_id = {one.id: one for one in library.search.articles(list(found.ids))}
            return [by_id[key] for key in found.ids if key in by_id]

        def answered(found: list[Article]) -> None:
            if is_open(self) and self.query_one(SearchField).value.strip() == words:
                self._show_articles(found, words)

        self.room.errands.ask("titles", question, answered, asker=self)

    def _show_candidates(self) -> None:
        palette = palette_of(self)
        options = []
        for one in self._candidates:
            sure = palette.success if one.kind == "counterpart" else palette.warning
            words = "dismissed" if one.dismissed else score_words(one.score, one.kind)
            facts = " · ".join(part for part in (facts_of(one), one.reason) if part)
            lines = [
                self._line(one.article.title, f"bold {palette.ink}"),
                Content.assemble(
                    Content.styled(words, palette.faint if one.dismissed else sure),
                    self._line(f" · {facts}", palette.dim, cell_len(words)),
                ),
                *(self._line(text, palette.faint) for text in one.lines[:2]),
            ]
            options.append(Option(Content("\n").join([*lines, Content("")]), str(one.article.id)))
        if not options:
            nothing = ("Nothing in the library tells this in another language.",
                       "Type words of a title.")  # fmt: skip
            lines = [self._line(line, palette.dim) for line in nothing]
            options = [Option(Content("\n").join(lines), disabled=True)]
        self.put(options)

    def _show_articles(self, found: Sequence[Article], words: str) -> None:
        palette = palette_of(self)
        options = []
        for article in found:
            if article.id == self._article.id:
                continue
            facts = " · ".join(
                part for part in (article.lang, article.source, article.published.iso) if part
            )
            title = self._line(article.title, palette.ink)
            lines = [title, self._line(facts, palette.faint)]
            options.append(Option(Content("\n").join(lines), str(article.id)))
        if not options:
            options = [Option(plain(f"No title has “{words}” in it."), disabled=True)]
        self.put(options)

    def _line(self, text: str, style: str, taken: int = 0) -> Content:
        room = max(20, min(90, self.app.size.width - 12) - taken)
        return Content.styled(fitted(text, room).rstrip(), style)
