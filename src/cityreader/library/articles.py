"""Articles: finding one by what a person typed, changing it, and the trash."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import fields, replace

from cityreader.errors import NotFoundError, UsageError
from cityreader.library.aligner import Alignments
from cityreader.library.carrying import carry_marks
from cityreader.library.clutter import clutter_spans
from cityreader.library.context import Context
from cityreader.library.lookup import article_in, no_article
from cityreader.library.realigning import foresee_revision, realign_pairs
from cityreader.models import Article, ArticleDetails, DateRange, Span
from cityreader.store import articles, clutter, likeness, origins
from cityreader.store.folding import refold
from cityreader.store.likeness import Likeness
from cityreader.store.session import Unit
from cityreader.text.phrases import counted
from cityreader.text.safety import clean, clean_line

SHORTEST_PREFIX = 4
"""Characters of a UUID that name an article."""


class ArticleService:
    """The articles of a library."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def resolve(self, name: str) -> Article:
        """The article a person named: all digits are an id, else the beginning of a UUID.

        Raises NotFoundError if there is none, or more than one.
        """
        with self._context.view() as view:
            if name.isdecimal() and name.isascii():
                # An id beyond what SQLite can hold names nothing.
                found = articles.get(view, int(name)) if len(name) < 19 else None
                hits = [found] if found else []
            elif len(name) >= SHORTEST_PREFIX and re.fullmatch(r"[0-9A-Fa-f-]+", name):
                hits = articles.by_uuid_prefix(view, name)
            else:
                hits = []
        if not hits:
            raise NotFoundError(
                "No such article",
                f"There is no article “{clean_line(name)}”.",
                "Name it by its number, or by at least 4 characters of its UUID;"
                " 'cityreader list' shows both.",
            )
        if len(hits) > 1:
            raise NotFoundError(
                "Several articles",
                f"“{name}” is the beginning of more than one UUID.",
                "Give more of it.",
            )
        return hits[0]

    def get(self, article_id: int) -> Article:
        """The article with this id. Raises NotFoundError."""
        with self._context.view() as view:
            return article_in(view, article_id)

    def body(self, article_id: int, revision: int | None = None) -> str:
        """The body of an article, by default in its current revision. Raises NotFoundError."""
        with self._context.view() as view:
            body = articles.body(view, article_id, revision)
        if body is None:
            raise NotFoundError("No such text", f"There is no such text of article {article_id}.")
        return body

    def origin_paths(self, article_id: int) -> list[str]:
        """The files an article came from."""
        with self._context.view() as view:
            return origins.paths_of(view, article_id)

    def clutter(self, article_id: int) -> list[Span]:
        """The lines of the current body that its source repeats in many articles, in order.

        Raises NotFoundError.
        """
        article, body = self.get(article_id), self.body(article_id)
        if article.source is None:
            return []
        with self._context.view() as view:
            return clutter_spans(body, clutter.lines_of(view, article.source))

    def same_story(self, article_id: int) -> list[Likeness]:
        """The articles that share most of their text with this one, the likest first.

        Near duplicates are among them; nothing is linked by it.
        """
        with self._context.view() as view:
            return likeness.same_story(view, article_id)

    def edit_body(self, article_id: int, text: str) -> Article:
        """Store a new body; marks are carried over to it, never moved silently.

        A date that was read off the dateline follows a new dateline, and so do dates of events
        that hang on it.
        Raises UsageError for an empty text; a text that is the same after cleaning changes nothing.
        """
        body = clean(text).text
        if not body:
            raise UsageError("Empty text", "The text is empty, so the article was left as it was.")
        article = self.get(article_id)
        if body == self.body(article_id):
            return article
        alignments = Alignments(self._context.folders)
        foresee_revision(self._context, article_id, body, alignments)
        from cityreader.library.redating import redate

        summary = f"edit text of “{article.title}”"
        with self._context.unit(summary, article_id=article_id) as unit:
            unchecked = revise(unit, article_id, body, alignments)
            redate(unit, article, body)
            if unchecked:
                rows = counted(unchecked, "checked row")
                unit.describe(f"{summary}, with {rows} to check again")
        return self.get(article_id)

    def edit_details(self, article_id: int, details: ArticleDetails) -> Article:
        """Write the details of an article by hand; what changed is noted as ``by hand``.

        Raises UsageError for an empty title.
        """
        article = self.get(article_id)
        wanted = ArticleDetails(
            title=clean_line(details.title),
            source=_line(details.source),
            author=_line(details.author),
            url=_line(details.url),
            lang=clean_line(details.lang),
            published=details.published,
        )
        if not wanted.title:
            raise UsageError("Empty title", "An article needs a title.")
        names = [field.name for field in fields(ArticleDetails)]
        changed = [name for name in names if getattr(article, name) != getattr(wanted, name)]
        if not changed:
            return article
        reasons = {**article.reasons, **dict.fromkeys(changed, "by hand")}
        with self._context.unit(f"details of “{article.title}”", article_id=article_id) as unit:
            articles.update_details(unit, article_id, wanted, reasons)
            if "lang" in changed:
                refold(unit, [article_id])
            if "published" in changed:
                from cityreader.library.event_facts import recount_dates

                recount_dates(unit, article_id)
        return self.get(article_id)

    def set_published(self, article_id: int, published: DateRange) -> Article:
        """Write the date of an article by hand; dates of events that hang on it follow."""
        details = self.get(article_id).details
        return self.edit_details(article_id, replace(details, published=published))

    def delete(self, article_ids: Sequence[int]) -> None:
        """Put articles into the trash; their marks stay with them."""
        self._set_deleted(article_ids, True, "trash")

    def restore(self, article_ids: Sequence[int]) -> None:
        """Take articles out of the trash."""
        self._set_deleted(article_ids, False, "restore")

    def _set_deleted(self, article_ids: Sequence[int], deleted: bool, word: str) -> None:
        named = list(dict.fromkeys(article_ids))
        only = named[0] if len(named) == 1 else None
        with self._context.unit(word, article_id=only) as unit:
            found = articles.many(unit, named)
            if len(found) < len(named):
                missing = set(named) - {article.id for article in found}
                raise no_article(min(missing))
            for article in found:
                if article.deleted is not deleted:
                    articles.set_deleted(unit, article.id, deleted)
            refold(unit, named)
            title = f"“{found[0].title}”" if only else f"{len(found)} articles"
            unit.describe(f"{word} {title}")


def revise(unit: Unit, article_id: int, body: str, alignments: Alignments) -> int:
    """Store a new revision, carry the marks over to it and align the pairs again.

    Dates of events that were worked out from its words follow them.
    Marks of articles in the trash and pairs with one are carried along: they may come back.
    ``alignments`` are those of ``foresee_revision``; what they lack is aligned here.

    Returns how many rows of its pairs were checked and are not any more.
    """
    from cityreader.library.changed_sentences import follow_sentences, tellings

    old = articles.body(unit, article_id) or ""
    told = tellings(unit, article_id)
    revision = articles.add_revision(unit, article_id, body, text_hash(body))
    carry_marks(unit, article_id, old, body, revision)
    unchecked = realign_pairs(unit, article_id, old, alignments)
    follow_sentences(unit, article_id, told)
    return unchecked


def text_hash(body: str) -> str:
    """The SHA-256 of the UTF-8 form of a body."""
    return hashlib.sha256(body.encode("utf-8")).hexdigest()


def _line(text: str | None) -> str | None:
    return (clean_line(text) or None) if text else None
