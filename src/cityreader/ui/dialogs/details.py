"""The details of an article: what it says of itself, and why the program believes it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import Input

from cityreader.models import Article, ArticleDetails
from cityreader.text.phrases import local_time
from cityreader.text.safety import clean_line
from cityreader.ui.dialogs.dates import (
    BY_HAND,
    EXAMPLES,
    WrongValueError,
    format_date,
    precision_words,
)
from cityreader.ui.dialogs.event_fields import date_of
from cityreader.ui.dialogs.fields import TextField
from cityreader.ui.dialogs.form import FormDialog, FormLine
from cityreader.ui.dialogs.same_story import OtherArticle, Stories, StoryLine, stories_of
from cityreader.ui.safety import plain
from cityreader.ui.widgets.words import Words

if TYPE_CHECKING:
    from cityreader.library.library import Library

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
"""The form of a BCP 47 language tag, as far as a slip of the finger shows."""

MOST_FILES = 3
"""Files named in the facts; of more, only their number is told."""

GUIDE = {
    "title": "As the list shows it; every article has one.",
    "source": "Who published it: Taipei Times, 中央社.",
    "author": "Who wrote it.",
    "url": "Where it can be read; o opens it in the browser.",
    "lang": "en, zh-Hans (simplified), zh-Hant (traditional), else a code like fr or ja.",
    "published": f"{EXAMPLES}; empty if nobody knows.",
}

OPENS = "↵ opens this article, which shares most of its text."


@dataclass(frozen=True, slots=True)
class DetailFields:
    """What stands in the fields, exactly as typed."""

    title: str
    source: str
    author: str
    url: str
    lang: str
    published: str


def details_of(article_id: int) -> "Callable[[Library], DetailsDialog]":
    """The question that fetches all there is to know of an article, as the dialog that shows it."""

    def question(library: "Library") -> DetailsDialog:
        articles = library.articles
        return DetailsDialog(
            articles.get(article_id),
            articles.origin_paths(article_id),
            stories_of(library, article_id),
        )

    return question


LABELS = {"title": "title", "source": "source", "author": "author", "url": "URL",
          "lang": "language", "published": "published"}  # fmt: skip


class DetailsDialog(FormDialog[ArticleDetails | OtherArticle | None, DetailFields]):
    """The fields of an article, each with the reason for its value beside it.

    ``origins`` are the files it came from, ``stories`` the articles that tell the same. Gives back
    the details as edited, or the other article that is to be opened, or None.
    """

    def __init__(
        self, article: Article, origins: Sequence[str], stories: Stories | None = None
    ) -> None:
        begun = DetailFields(
            title=article.title,
            source=article.source or "",
            author=article.author or "",
            url=article.url or "",
            lang=article.lang,
            published=format_date(article.published),
        )
        super().__init__("Article", begun, f"details:{article.uuid}")
        self._article = article
        self._origins = origins
        self._stories = stories or Stories()

    def compose_lines(self) -> ComposeResult:
        """The fields, the articles that tell the same story, then the facts."""
        for name, label in LABELS.items():
            field = TextField(getattr(self.shown, name), hint="unknown", id=name)
            yield FormLine(label, field, aside="", gap=name == "title", id=f"{name}-line")
        for index, (article, similarity) in enumerate(self._stories.named):
            label = "" if index else "same story"
            yield FormLine(label, StoryLine(article, similarity), gap=not index)
        if self._stories.more:
            told = f"and {self._stories.more:,} more: the filter story:{self._article.id} lists all"
            yield FormLine("", Words(plain(told), classes="fact"))
        for label, fact in self._facts():
            yield FormLine(label, Words(plain(fact), classes="fact"), gap=label == "id")

    def begin(self) -> None:
        """Typing begins at the title."""
        for name in LABELS:
            self._show_reason(name)
        self.set_focus(self.query_one("#title"))

    def typed(self) -> DetailFields:
        """What stands in the fields."""
        return DetailFields(**{name: self._text(name) for name in LABELS})

    def wrong(self) -> dict[str, str]:
        """An empty title, a language that is no code, a date that cannot be read."""
        typed, wrong = self.typed(), {}
        if typed.title != self.begun.title and not clean_line(typed.title):
            wrong["title"] = "An article needs a title."
        if typed.lang != self.begun.lang and not LANGUAGE.fullmatch(typed.lang.strip()):
            wrong["lang"] = f"Not a language code; write {GUIDE['lang']}"
        try:
            date_of(typed.published, self._article.published)
        except WrongValueError as error:
            wrong["published"] = str(error)
        return wrong

    def answer(self) -> ArticleDetails:
        """The details as they stand in the form."""
        typed, known = self.typed(), self._article
        return ArticleDetails(
            title=_line(typed.title, known.title) or "",
            source=_line(typed.source, known.source),
            author=_line(typed.author, known.author),
            url=_line(typed.url, known.url),
            lang=_line(typed.lang, known.lang) or "",
            published=date_of(typed.published, known.published),
        )

    def guidance(self, field: str) -> str:
        """What the field takes."""
        return GUIDE.get(field, OPENS if field.startswith("story-") else "")

    def on_story_line_opened(self, event: StoryLine.Opened) -> None:
        """Leave for another article, and keep what was typed."""
        self._keep(self.typed())
        self.dismiss(OtherArticle(event.article_id))

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is changed is by hand, and a date shows how exact it is."""
        self._show_reason(event.input.id or "")

    def _show_reason(self, name: str) -> None:
        text = self._text(name)
        parts = []
        if name == "published":
            try:
                parts.append(precision_words(text))
            except WrongValueError:
                parts.append("not a date")
        reason = self._article.reasons.get(name, "")
        if name == "published" and not reason:
            reason = self._article.published.basis or ""
        parts.append(reason if text == getattr(self.begun, name) else BY_HAND)
        line = self.query_one(f"#{name}-line", FormLine)
        line.show_aside(" · ".join(part for part in parts if part))

    def _facts(self) -> list[tuple[str, str]]:
        article = self._article
        facts = [
            ("id", f"{article.id} · revision {article.revision} · {article.length:,} characters"),
            ("UUID", article.uuid),
            ("kind", article.kind.replace("-", " ")),
            ("added", local_time(article.added_at)),
        ]
        files = list(self._origins[:MOST_FILES])
        if len(self._origins) > MOST_FILES:
            files.append(f"and {len(self._origins) - MOST_FILES} more")
        facts += [("" if index else "files", file) for index, file in enumerate(files)]
        return facts

    def _text(self, name: str) -> str:
        return self.query_one(f"#{name}", TextField).text


def _line(text: str, known: str | None) -> str | None:
    return known if text == (known or "") else clean_line(text) or None
