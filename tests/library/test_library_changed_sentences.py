from dataclasses import replace
from pathlib import Path

import pytest

from cityreader.library.library import Library
from cityreader.library.waiting import decisions_in
from cityreader.models import DateRange, Event
from shelf import add_article, span_of

MONDAY = "The Prague delegation visited Taipei on Monday."
FEBRUARY = "The Prague delegation visited Taipei on 12 February."
NO_DAY = "The Prague delegation visited Taipei."
FEBRUARY_DAY, MONDAY_DAY = "2025-02-12", "2025-03-03"


def imported(library: Library, folder: Path, body: str) -> None:
    file = folder / "visit.md"
    file.write_text(
        f"---\ntitle: A visit\ndate: 2025-03-07\n---\n\n{body}\n\nRain fell all day.\n",
        encoding="utf-8",
    )
    library.importing.run([file])


def tagged(library: Library, words: str = "visited Taipei", article_id: int = 1) -> Event:
    span = span_of(library.articles.body(article_id), words)
    event = library.coding.tag(article_id, span, "visit").event
    assert event is not None
    return event


def test_a_date_follows_its_words_into_a_new_text(library: Library, tmp_path: Path) -> None:
    """Without ``follow_sentences`` the event stays on the Monday that no text tells any more."""
    imported(library, tmp_path, MONDAY)
    event = tagged(library)
    assert event.date.start == MONDAY_DAY
    steps = len(library.history.steps())
    imported(library, tmp_path, FEBRUARY)
    now = library.events.get(event.uuid).date
    assert (now.start, now.text) == (FEBRUARY_DAY, "12 February")
    assert decisions_in(library) == 0
    assert len(library.history.steps()) == steps + 1
    library.history.undo()
    assert library.events.get(event.uuid).date == event.date
    library.history.redo()
    imported(library, tmp_path, MONDAY)
    assert library.events.get(event.uuid).date == event.date


def test_a_date_that_nothing_states_any_more_waits_for_a_decision(
    library: Library, tmp_path: Path
) -> None:
    """Without the doubt the event takes the day of the article and nothing is said."""
    imported(library, tmp_path, MONDAY)
    event = tagged(library)
    imported(library, tmp_path, NO_DAY)
    now = library.events.get(event.uuid).date
    assert (now.start, now.text) == ("2025-03-07", None)
    (waiting,) = library.coding.doubtful()
    assert (waiting.mark.exact, waiting.mark.status) == ("visited Taipei", "review")
    assert waiting.date == now
    library.history.undo()
    assert library.coding.doubtful() == []
    assert library.events.get(event.uuid).date == event.date


@pytest.mark.parametrize(("body", "waits"), [(FEBRUARY, 1), (f"Yes: {MONDAY}", 0)])
def test_a_date_that_a_person_set_stays_and_is_asked_about(
    library: Library, tmp_path: Path, body: str, waits: int
) -> None:
    """Without ``_tells_other`` the person's date stays beside other words and nothing is said."""
    imported(library, tmp_path, MONDAY)
    own = DateRange("2025-03-02", "2025-03-02", "day", "Monday", "by hand")
    event = library.events.save(replace(tagged(library), date=own))
    imported(library, tmp_path, body)
    assert library.events.get(event.uuid).date == own
    assert len(library.coding.doubtful()) == decisions_in(library) == waits


def test_words_marked_as_the_date_are_read_anew(library: Library, tmp_path: Path) -> None:
    """Without the marks of the role the Sunday that stands nearer would be taken."""
    body = "Guests came on Sunday; the Prague delegation visited Taipei on {} in heavy rain."
    imported(library, tmp_path, body.format("5 March"))
    event = tagged(library, "Guests came")
    words = span_of(library.articles.body(1), "on 5 March")
    library.roles.assign(1, words, "date", event.uuid)
    assert library.events.get(event.uuid).date.start == "2025-03-05"
    imported(library, tmp_path, body.format("6 March"))
    now = library.events.get(event.uuid).date
    assert (now.start, now.text) == ("2025-03-06", "on 6 March")
    assert [one.mark.exact for one in library.coding.doubtful()] == ["on 6 March"]


def test_the_words_of_a_counterpart_are_followed_too(library: Library) -> None:
    """Without the events beside the article the visit stays on the Friday of the old row."""
    add_article(library, "One", "The mayor received nine guests.", "en", published="2025-03-20")
    add_article(library, "二", "市长周五接待了九位客人。", "zh-Hans", published="2025-03-20")
    library.pairs.link(1, 2)
    event = tagged(library, "received")
    assert event.date.start == "2025-03-14"
    library.articles.edit_body(2, "市长周二接待了九位客人。")
    assert library.events.get(event.uuid).date.start == "2025-03-18"
    library.articles.edit_body(2, "市长接待了九位客人。")
    assert library.events.get(event.uuid).date.start == "2025-03-20"
    assert [one.mark.exact for one in library.coding.doubtful()] == ["received"]


def test_sentences_that_stay_keep_their_dates(library: Library, tmp_path: Path) -> None:
    imported(library, tmp_path, MONDAY)
    event = tagged(library)
    imported(library, tmp_path, f"{MONDAY} On 1 March it snowed.")
    assert library.events.get(event.uuid) == event
    assert decisions_in(library) == 0
