"""What the records of a dossier know of each other: marks of events, articles, names of coders."""

import re
from urllib.parse import quote

from cityreader.models import Annotation, Article, ArticleRecord, DateRange, Dossier, Event
from cityreader.models.people import told_apart

_WEB = re.compile(r"https?://[^\s/?#\\]+(?:[/?#]\S*)?", re.IGNORECASE)
_KEPT_IN_ADDRESS = "%!$&'()*+,;=:@/?#-._~"
"""Those of RFC 3986 that may stand in an address as they are, but for the brackets."""


class Mentions:
    """Looks up what belongs to an event or a mark of one dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self.records = {record.article.uuid: record for record in dossier.articles}
        self._marks = {mark.uuid: mark for mark in dossier.annotations}
        self._coders = told_apart(dossier.coders)
        self._codebook = dossier.codebook

    def of(self, event: Event) -> list[Annotation]:
        """The marks of an event in the order they were made."""
        return [self._marks[uuid] for uuid in event.annotation_uuids if uuid in self._marks]

    def articles(self, event: Event) -> list[Article]:
        """The articles that mention an event, in the order of the mentions."""
        return [self.records[uuid].article for uuid in event.article_uuids if uuid in self.records]

    def coder(self, uuid: str) -> str:
        """The name of a coder, told apart from others of that name, else the UUID."""
        return self._coders.get(uuid) or uuid

    def label(self, code: str) -> str:
        """The English label of a tag, else its code."""
        tag = self._codebook.get(code)
        return (tag.label() if tag else "") or code

    def name(self, event: Event) -> str:
        """The title of an event, else its type and place."""
        place = event.place.name or event.place.text
        named = self.label(event.type)
        return event.title or (f"{named}, {place}" if place else named)


def stands(mark: Annotation, record: ArticleRecord | None) -> bool:
    """Whether a mark counts in the body that its article has now."""
    if record is None or mark.status == "orphan":
        return False
    return mark.revision == record.article.revision


def days(date: DateRange) -> tuple[str, str] | None:
    """The first and the last day of a date, both inclusive; None without a date."""
    first, last = date.start or date.end, date.end or date.start
    return None if first is None or last is None else (first, max(first, last))


def web_address(url: str | None) -> str | None:
    """A web address in the ASCII form of RFC 3986; None for anything else."""
    if url is None or _WEB.fullmatch(url) is None:
        return None
    escaped = quote(url, safe=_KEPT_IN_ADDRESS, errors="replace")
    return re.sub("%(?![0-9A-Fa-f]{2})", "%25", escaped)
