"""The articles that tell the same story, as lines of a form: enter opens one."""

from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING

from textual import events
from textual.binding import Binding
from textual.message import Message

from cityreader.models import Article
from cityreader.ui.safety import plain
from cityreader.ui.widgets.words import Words

if TYPE_CHECKING:
    from cityreader.library.library import Library

MOST_STORIES = 5
"""Articles of one story that are named; of more, only their number is told."""


@dataclass(frozen=True, slots=True)
class Stories:
    """The articles likest to one, and how like they are; ``more`` of them are not named."""

    named: tuple[tuple[Article, float], ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class OtherArticle:
    """The answer of a dialog that was left for another article."""

    article_id: int


class StoryLine(Words, can_focus=True):
    """An article of the same story: source, date, how like it is, title."""

    DEFAULT_CSS = """
    StoryLine { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    StoryLine:focus { color: $foreground; background: $block-cursor-background; }
    """
    BINDINGS = [Binding("enter", "open", show=False)]

    @dataclass
    class Opened(Message):
        """The article is wanted."""

        article_id: int

    def __init__(self, article: Article, similarity: float) -> None:
        # Rounded down: what is not the same never says 1.
        alike = f"{floor(similarity * 100) / 100:.2f}".removeprefix("0")
        origin = " ".join(fact for fact in (article.source, article.published.iso) if fact)
        facts = (origin, alike, article.title)
        super().__init__(
            plain(" · ".join(fact for fact in facts if fact)), id=f"story-{article.id}"
        )
        self._article_id = article.id

    def action_open(self) -> None:
        """Ask for the article."""
        self.post_message(self.Opened(self._article_id))

    def on_click(self, event: events.Click) -> None:
        """A click does the same."""
        event.stop()
        self.action_open()


def stories_of(library: "Library", article_id: int) -> Stories:
    """The articles that share most of their text with one, the likest first."""
    found = library.articles.same_story(article_id)
    named = tuple(
        (library.articles.get(alike.article_id), alike.similarity) for alike in found[:MOST_STORIES]
    )
    return Stories(named, len(found) - len(named))
