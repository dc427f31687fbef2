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
        self._records = records
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

    def found(self) -> dict[str, Article]:
        """The articles that are here, by the UUID they have in the dossier.

        All that one way finds are found before the next way is tried, so that no record takes what
        another one names more exactly. None is found for two.
        """
        found: dict[str, Article] = {}
        for record in self._records:
            known = self._named(record)
            if known is not None:
                found[record.article.uuid] = known
                self._claimed.add(known.id)
        for way in (self._of_address, self._of_title_and_text, self._of_text, self._corrected):
            for record in self._records:
                if record.article.uuid in found:
                    continue
                known = next((one for one in way(record) if self._is_free(one, record)), None)
                if known is not None:
                    found[record.article.uuid] = known
                    self._claimed.add(known.id)
        return found

    def _named(self, record: ArticleRecord) -> Article | None:
        for uuid in (record.article.uuid, *record.aliases):
            known = articles.by_uuid(self._unit, uuid)
            if known is not None:
                return known
        return None

    def _of_address(self, record: ArticleRecord) -> list[Article]:
        """The articles of this address or message, as far as something else agrees too."""
        url, found = record.article.url, []
        if url and names_an_article(url):
            found += articles.same_url(self._unit, url)
        if record.message_id:
            found += articles.same_message(self._unit, record.message_id)
        return [known for known in found if self._tells_the_same(known, record)]

    def _of_title_and_text(self, record: ArticleRecord) -> list[Article]:
        title = fold(record.article.title)
        return [known for known in self._same_text(record) if fold(known.title) == title]

    def _of_text(self, record: ArticleRecord) -> list[Article]:
        """The articles of this text where a person wrote a title: the text alone tells whose it
        was."""
        return [known for known in self._same_text(record) if self._is_edited(known, record)]

    def _same_text(self, record: ArticleRecord) -> list[Article]:
        article = record.article
        found = articles.same_text(self._unit, article.text_sha256)
        return [known for known in found if may_be_at(known, article.url)]

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

    def _is_free(self, known: Article, record: ArticleRecord) -> bool:
        if known.deleted or known.lang != record.article.lang or known.id in self._claimed:
            return False
        others = aliases.of_articles(self._unit, [known.id]).get(known.id, [])
        return self._theirs.isdisjoint({known.uuid, *others})

    def _is_edited(self, known: Article, record: ArticleRecord) -> bool:
        if f"details:{record.article.uuid}" in self._edited:
            return True
        return lineages.details_edited(self._unit, known.id)

    def _tells_the_same(self, known: Article, record: ArticleRecord) -> bool:
        """Whether one address stands for one article here; some files carry that of a section."""
        one = record.article
        return tells_the_same(self._unit, known, one.title, record.body or "", one.text_sha256)
