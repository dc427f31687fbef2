"""How an imported article is judged by a row of gold."""

from collections.abc import Iterator

from cityreader.models import ArticleDraft
from cityreader.text.safety import clean_line


def squeezed(text: str) -> str:
    """A text without white space, as gold strings are compared."""
    return "".join(text.split())


def scores(draft: ArticleDraft, row: dict[str, str]) -> Iterator[tuple[str, bool]]:
    """Yield a field and whether it is right, for every answer that the gold row asks for."""
    given = {
        "title": draft.title,
        "date": draft.published.iso or "",
        "lang": draft.lang,
        "source": draft.source or "",
        "author": draft.author or "",
        "url": draft.url or "",
    }
    for field, value in given.items():
        if row[field]:
            yield field, clean_line(row[field]) == value
    body = squeezed(draft.body)
    for field, wanted in (("with_", True), ("without", False)):
        for needle in filter(str.strip, row[field].split("‖")):
            yield field, (squeezed(needle) in body) is wanted
