"""What a step names must be there, and be as it was shown: looked up, or an error for people."""

from cityreader.errors import NotFoundError, RefusedError
from cityreader.models import Annotation, Article, Event
from cityreader.store import annotations, articles, events
from cityreader.store.session import View


def article_in(view: View, article_id: int) -> Article:
    """The article, from the trash too. Raises NotFoundError."""
    article = articles.get(view, article_id)
    if article is None:
        raise no_article(article_id)
    return article


def text_in(view: View, article_id: int) -> tuple[Article, str]:
    """The article and its body. Raises NotFoundError."""
    article = article_in(view, article_id)
    body = articles.body(view, article_id)
    if body is None:
        raise no_article(article_id)
    return article, body


def event_in(view: View, uuid: str) -> Event:
    """The event. Raises NotFoundError."""
    event = events.get(view, uuid)
    if event is None:
        raise _no_event()
    return event


def event_key_in(view: View, uuid: str) -> int:
    """The integer key of an event, removed or not. Raises NotFoundError."""
    key = events.key_of(view, uuid)
    if key is None:
        raise _no_event()
    return key


def mark_in(view: View, uuid: str) -> Annotation:
    """The mark. Raises NotFoundError."""
    mark = annotations.by_uuid(view, uuid)
    if mark is None:
        raise NotFoundError("Mark is gone", "That mark was removed.")
    return mark


def no_article(article_id: int) -> NotFoundError:
    """The error for an article that is not there, or not for this step."""
    return NotFoundError("No such article", f"There is no article {article_id}.")


def changed_since(message: str, hint: str = "") -> RefusedError:
    """The error for a step upon something that is no more what the person saw."""
    return RefusedError("Changed since", message, hint)


def _no_event() -> NotFoundError:
    return NotFoundError("Event is gone", "That event was removed.")
