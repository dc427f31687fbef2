"""The date of an article whose dateline a person edited in its text."""

from dataclasses import replace

from cityreader.library.event_facts import recount_dates
from cityreader.models import Article, DateRange
from cityreader.store import articles
from cityreader.store.session import Unit

DATELINE = "dateline"
"""The basis of a date that the import read off the dateline."""


def redate(unit: Unit, article: Article, body: str) -> None:
    """Take the date of an article from the dateline of its new text, if it came from there.

    Dates of events that hang on it follow; a date that a person set stays.
    """
    if article.published.basis != DATELINE:
        return
    found = _dateline(article, body)
    if found is None or (found.start, found.end) == (
        article.published.start,
        article.published.end,
    ):
        return
    reasons = {**article.reasons, "published": f"dateline «{found.text}», edited"}
    articles.update_details(unit, article.id, replace(article.details, published=found), reasons)
    recount_dates(unit, article.id)


def _dateline(article: Article, body: str) -> DateRange | None:
    """The date of a dateline; the month and year that it leaves out are those known till now."""
    from cityreader.ingest.datelines import state_dateline
    from cityreader.ingest.extract import Extract

    year, month = (article.published.start or "").split("-")[:2]
    known = (
        replace(article.published, start=f"{year}-{month}-01", end=f"{year}-{month}-31",
                precision="month"),
        replace(article.published, start=f"{year}-01-01", end=f"{year}-12-31", precision="year"),
        None,
    )  # fmt: skip
    for stated in known:
        extract = Extract(paragraphs=body.split("\n\n"), url=article.url or "", published=stated)
        state_dateline(extract)
        found = extract.published
        if found is not None and (found.basis, found.precision) == (DATELINE, "day"):
            return found
    return None
