"""Whether two states of an article are one article, for imports and merges alike."""

from cityreader.models import Article
from cityreader.store import articles
from cityreader.store.session import View
from cityreader.text.addresses import canonical
from cityreader.text.scripts import fold

SHARED_PARAGRAPH = 40
"""Code points of a paragraph that two states of one article share; shorter ones are furniture."""


def tells_the_same(view: View, known: Article, title: str, body: str, digest: str) -> bool:
    """Whether one address stands for one article here; some files carry that of their section.

    ``digest`` is the SHA-256 of the body that came.
    """
    if known.text_sha256 == digest or fold(known.title) == fold(title):
        return True
    paragraphs = {p for p in body.split("\n\n") if len(p) >= SHARED_PARAGRAPH}
    stored = articles.body(view, known.id) or ""
    return not paragraphs.isdisjoint(stored.split("\n\n"))


def may_be_at(known: Article, url: str | None) -> bool:
    """Whether nothing in the addresses says that these are two articles."""
    return known.url is None or url is None or canonical(known.url) == canonical(url)
