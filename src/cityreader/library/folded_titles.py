"""The folded titles that searches looked at closely, kept for the next key."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cityreader.store import titles
from cityreader.store.session import View

if TYPE_CHECKING:
    from cityreader.search.title_search import TitleSearch

KEPT = 4_000
"""Titles kept at most, a megabyte."""


class FoldedTitles:
    """Reads titles, or whole lines, once for a search: it gives way to another at any change.

    While a word is typed and taken back, most of the best titles are those of the key before; to
    read 256 of them anew takes a third of a search among a hundred thousand.
    """

    def __init__(self) -> None:
        self._asked: tuple[TitleSearch, bool] | None = None
        self._kept: dict[int, str] = {}

    def of(
        self, search: "TitleSearch", view: View, ids: Sequence[int], *, by_line: bool
    ) -> list[str]:
        """The folded titles of these articles, or of these lines, in their order."""
        if self._asked != (search, by_line) or len(self._kept) > KEPT:
            self._asked, self._kept = (search, by_line), {}
        # Another thread may begin anew meanwhile.
        kept = self._kept
        unread = [key for key in ids if key not in kept]
        if unread:
            read = titles.folded_lines if by_line else titles.folded
            kept.update(zip(unread, read(view, unread), strict=True))
        return [kept[key] for key in ids]
