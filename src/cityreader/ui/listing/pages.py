"""The lines of the list that are at hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cityreader.models import ListedArticle


KEPT = 2_000
"""Lines kept at most, a few megabytes; the ones used longest ago go first."""


class LinePages:
    """Lines by article id, fetched in pages and forgotten again."""

    def __init__(self) -> None:
        self._lines: dict[int, ListedArticle] = {}
        self._gone: set[int] = set()

    def get(self, article_id: int) -> ListedArticle | None:
        """The line of an article, if it is at hand."""
        return self._lines.get(article_id)

    def is_gone(self, article_id: int) -> bool:
        """Whether the library was asked for this article and had it no longer."""
        return article_id in self._gone

    def missing(self, article_ids: Iterable[int]) -> list[int]:
        """Which of these must be fetched; the others are now the ones used last."""
        wanted: list[int] = []
        for key in article_ids:
            line = self._lines.pop(key, None)
            if line is not None:
                self._lines[key] = line
            elif key not in self._gone:
                wanted.append(key)
        return wanted

    def put(self, asked: Iterable[int], lines: Sequence[ListedArticle]) -> list[int]:
        """Take in the answer to a question for lines; returns the ids whose line is new."""
        changed: list[int] = []
        for line in lines:
            if self._lines.pop(line.id, None) != line:
                changed.append(line.id)
            self._lines[line.id] = line
            self._gone.discard(line.id)
        given = {line.id for line in lines}
        for key in asked:
            if key not in given and key not in self._gone:
                self._lines.pop(key, None)
                self._gone.add(key)
                changed.append(key)
        for key in list(self._lines)[: max(0, len(self._lines) - KEPT)]:
            del self._lines[key]
        return changed

    def forget(self) -> None:
        """Fetch everything again when it is needed."""
        self._lines.clear()
        self._gone.clear()
