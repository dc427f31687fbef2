"""The memory beside a row that is being written: rows like its sentence, and glossary terms."""

from abc import abstractmethod
from typing import TYPE_CHECKING

from cityreader.models import Article, MemoryMatch
from cityreader.models.pair import other_side
from cityreader.ui.reading.offering import Offering
from cityreader.ui.reading.sheet import memory_of, terms_of, written_side
from cityreader.ui.widgets.memory_drawer import MemoryDrawer
from cityreader.ui.widgets.writing_area import WritingArea

if TYPE_CHECKING:
    from cityreader.library.writing import RowToWrite


class Recalling(Offering):
    """Looks up what helps with ``row``, the row that is being written."""

    def __init__(self) -> None:
        super().__init__()
        self.row: RowToWrite | None = None

    @property
    def area(self) -> WritingArea:
        """Where text is typed."""
        return self.query_one(WritingArea)

    @property
    def drawer(self) -> MemoryDrawer:
        """The memory below the text."""
        return self.query_one(MemoryDrawer)

    def action_insert_match(self, number: int) -> None:
        """Insert a match of the memory at the cursor."""
        if number < len(self.drawer.matches):
            self.area.put(self.drawer.matches[number].target)
        else:
            self.say("The memory has no such match for this row.")

    def look_up(self, text: str, row: "RowToWrite") -> None:
        """Show what the memory and the glossary have for a sentence."""
        source = self.source_article()
        if source is None:
            return
        self.drawer.clear()
        self.area.offered = 0

        def found(matches: list[MemoryMatch]) -> None:
            if self.row == row:
                self.drawer.show_matches(matches)
                self.area.offered = len(matches)
                self.call_after_refresh(self.place_area)

        self.ask(
            "terms",
            lambda library: terms_of(library, text, row.lang),
            lambda terms: self.drawer.show_terms(terms) if self.row == row else None,
        )
        self.ask("memory", lambda library: memory_of(library, text, source.lang, row), found)

    def source_article(self) -> Article | None:
        """The article that is translated: the one under the cursor, never one written here."""
        spread = self.spread
        if spread is None:
            return None
        side = written_side(spread)
        if side is not None:
            return spread.article(other_side(side))
        return self.article

    @abstractmethod
    def place_area(self) -> None:
        """Put the area where it belongs; the lines below the text take room from it."""
