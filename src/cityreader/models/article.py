"""Articles: one document in one language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from cityreader.models.pair import Bead

Precision = Literal["day", "month", "quarter", "year", "interval", "none"]
ReadingState = Literal["new", "opened", "done"]
ArticleKind = Literal["article", "user-translation"]
TranslationLinkKind = Literal["address", "path", "key"]

MOST_REVISIONS = 2**53
"""The highest number of a text of an article: the last whole number that every reader of JSON
keeps."""


@dataclass(frozen=True, slots=True)
class DateRange:
    """A date as exact as its source states it.

    ``start`` and ``end`` are ISO days (``2025-12-28``), both inclusive, or None. ``text`` holds
    the words it was read from and ``basis`` says how (``front matter``, ``dateline``, ``by hand``).
    """

    start: str | None = None
    end: str | None = None
    precision: Precision = "none"
    text: str | None = None
    basis: str | None = None

    @property
    def iso(self) -> str | None:
        """The date at its own precision: ``2025``, ``2025-12``, ``2025-12-28``, or None."""
        if self.start is None:
            return None
        return {"year": self.start[:4], "month": self.start[:7]}.get(self.precision, self.start)


NO_DATE = DateRange()

DETAILS_OF_ONE_LINE = ("title", "lang", "source", "author", "url", "kind")
"""The details of an article that are a line each; the other one is its date."""


@dataclass(frozen=True, slots=True)
class ArticleDetails:
    """What an article says of itself and a person can correct."""

    title: str
    source: str | None
    author: str | None
    url: str | None
    lang: str
    published: DateRange


@dataclass(frozen=True, slots=True)
class Article:
    """One stored article without its body.

    ``lang`` is ``en``, ``zh-Hans``, ``zh-Hant`` or another BCP 47 tag; ``revision`` counts from 1
    and names the body that ``text_sha256`` (of its UTF-8 form) and every span refer to; ``length``
    is in code points. ``reasons`` says for each field why it has its value.
    """

    id: int
    uuid: str
    title: str
    lang: str
    source: str | None
    author: str | None
    url: str | None
    published: DateRange
    kind: str
    revision: int
    text_sha256: str
    length: int
    added_at: str
    tags: tuple[str, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    deleted: bool = False

    @property
    def details(self) -> ArticleDetails:
        """What the article says of itself."""
        return _details(self)


@dataclass(frozen=True, slots=True)
class TranslationLink:
    """Where an article says that its text stands in another language.

    ``target`` is, by ``kind``, the canonical address of the other article (``address``), its path
    or slug without language and ending (``path``), or a word that both carry (``key``). ``lang`` is
    the language there, where it is named.
    """

    target: str
    kind: TranslationLinkKind
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """An article as read from a file, not stored yet.

    ``body`` is normalised (see ``cityreader.text.safety``). ``path`` and ``member`` say where it
    came from, ``reasons`` why each field has its value, ``warnings`` what a person should know.
    ``translated_from`` is the path or address of the original, where the file names one;
    ``translation_of`` the ``member`` of the same file that is this text in the other language and
    ``rows`` the rows of the two, where the file has them, this article to the left.
    ``translation_links`` are all that it says of its text in other languages. ``message_id`` is
    what a mail, a feed or a book calls it, the same wherever it is kept.
    """

    title: str
    body: str
    lang: str
    source: str | None = None
    author: str | None = None
    url: str | None = None
    published: DateRange = NO_DATE
    path: str = ""
    member: int | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    translated_from: str | None = None
    translation_of: int | None = None
    message_id: str | None = None
    rows: "tuple[Bead, ...]" = ()
    translation_links: tuple[TranslationLink, ...] = ()

    @property
    def details(self) -> ArticleDetails:
        """What the article says of itself."""
        return _details(self)


def _details(one: Article | ArticleDraft) -> ArticleDetails:
    return ArticleDetails(one.title, one.source, one.author, one.url, one.lang, one.published)


@dataclass(frozen=True, slots=True)
class Reading:
    """How far one coder is with one article."""

    article_uuid: str
    coder_uuid: str
    state: ReadingState
    flagged: bool
    updated_at: str


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """One line of the list: an article and, folded under it, its first counterpart.

    ``tags`` are the event types and topics in the article and its counterparts, ``counterparts``
    the ids of all of them; ``rows`` and ``paired`` count the beads of the first pair and those with
    text on both sides. ``counterpart_kind`` tells a published counterpart from one written here.
    """

    id: int
    uuid: str
    title: str
    lang: str
    source: str | None
    published: DateRange
    url: str | None
    state: ReadingState
    flagged: bool
    tags: tuple[str, ...]
    counterparts: tuple[int, ...]
    counterpart_title: str | None
    counterpart_lang: str | None
    counterpart_source: str | None
    rows: int
    paired: int
    counterpart_kind: str | None = None


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """One article as a query finds it, never folded under another.

    ``tags`` are the event types and topics in it, ``counterparts`` the ids of the articles it is
    paired with.
    """

    article: Article
    tags: tuple[str, ...]
    counterparts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LibraryCounts:
    """What the header shows.

    ``articles`` are all; ``listed``, ``new`` and ``done`` are lines of the list, in which articles
    that are paired stand together. ``to_review`` are the decisions that wait, as the review walks
    them, ``not_compared`` the articles whose counterparts were not looked for yet.
    """

    articles: int
    listed: int
    new: int
    done: int
    to_review: int = 0
    not_compared: int = 0
