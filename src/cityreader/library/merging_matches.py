"""Which article of this library an article of another one is, under whatever UUID."""

from collections.abc import Mapping
from functools import cached_property

from cityreader.library.sameness import may_be_at, tells_the_same
from cityreader.models import Article, ArticleRecord
from cityreader.store import aliases, articles, lineages
from cityreader.store.session import Unit
from cityreader.text.addresses import names_an_article
from cityreader.text.scripts import fold


class Matching:
    """Finds the articles of one dossier.

    By UUID, here or elsewhere; then by address or message; then by text; then by a text that one
    of the two had before somebody corrected it. ``edited`` holds the names of the records that
    somebody changed over there.
    """

    def __init__(
        self, unit: Unit, records: tuple[ArticleRecord, ...], edited: Mapping[str, object]
    ) -> None:
        self._unit = unit
        self._theirs = {record.article.uuid for record in records}
        self._theirs |= {uuid for record in records for uuid in record.aliases}
        self._edited = edited
        self._claimed: set[int] = set()

    @cached_property
    def _once(self) -> dict[str, list[int]]:
        """Ids of the articles by the hashes of the texts they had before."""
        found: dict[str, list[int]] = {}
        for article_id, hashes in articles.earlier_texts(self._unit).items():
            for digest in hashes:
                found.setdefault(digest, []).append(article_id)
        return found

    def find(self, record: ArticleRecord) -> Article | None:
        """The article this is; it is no other one's from now on."""
        known = self._named(record) or self._alike(record)
        if known is not None:
            self._claimed.add(known.id)
        return known

    def _named(self, record: ArticleRecord) -> Article | None:
        for uuid in (record.article.uuid, *record.aliases):
            known = articles.by_uuid(self._unit, uuid)
            if known is not None:
                return known
        return None

    def _alike(self, record: ArticleRecord) -> Article | None:
        article = record.article
        found: list[Article] = []
        if article.url and names_an_article(article.url):
            found += [
                known
                for known in articles.same_url(self._unit, article.url)
                if self._tells_the_same(known, record)
            ]
        if record.message_id:
            found += [
                known
                for known in articles.same_message(self._unit, record.message_id)
                if self._tells_the_same(known, record)
            ]
        same_text = [
            known
            for known in articles.same_text(self._unit, article.text_sha256)
            if may_be_at(known, article.url)
        ]
        found += [known for known in same_text if fold(known.title) == fold(article.title)]
        # Of a title that a person wrote the text alone tells whose it was.
        if not found:
            found += [known for known in same_text if self._is_edited(known, article)]
        if not found:
            found = self._corrected(record)
        return next((known for known in found if self._is_free(known, article)), None)

    def _corrected(self, record: ArticleRecord) -> list[Article]:
        """The articles of this title that had a text which this one has, or had."""
        article = record.article
        once = [one for digest in record.earlier for one in articles.same_text(self._unit, digest)]
        hashes = (article.text_sha256, *record.earlier)
        ids = {article_id for digest in hashes for article_id in self._once.get(digest, ())}
        once += articles.many(self._unit, sorted(ids))
        return [
            known
            for known in once
            if may_be_at(known, article.url) and fold(known.title) == fold(article.title)
        ]

    def _is_free(self, known: Article, article: Article) -> bool:
        if known.deleted or known.lang != article.lang or known.id in self._claimed:
            return False
        others = aliases.of_articles(self._unit, [known.id]).get(known.id, [])
        return self._theirs.isdisjoint({known.uuid, *others})

    def _is_edited(self, known: Article, article: Article) -> bool:
        if f"details:{article.uuid}" in self._edited:
            return True
        return lineages.details_edited(self._unit, known.id)

    def _tells_the_same(self, known: Article, record: ArticleRecord) -> bool:
        """Whether one address stands for one article here; some files carry that of a section."""
        one = record.article
        return tells_the_same(self._unit, known, one.title, record.body or "", one.text_sha256)
