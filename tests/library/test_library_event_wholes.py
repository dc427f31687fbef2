from dataclasses import replace

import pytest

from cityreader.errors import UsageError
from cityreader.library.library import Library
from cityreader.models import Event
from shelf import ENGLISH, add_article, span_of


def tagged(library: Library, article_id: int, words: str, code: str) -> Event:
    span = span_of(library.articles.body(article_id), words)
    event = library.coding.tag(article_id, span, code, anew=True).event
    assert event is not None
    return library.events.get(event.uuid)


def test_the_events_of_the_same_article_come_first(paired: Library) -> None:
    """Without what the articles count for the alike event of another article leads."""
    add_article(paired, "Another", ENGLISH, "en", published="2025-03-14")
    part = tagged(paired, 1, "signed a friendship agreement", "agreement")
    alike = tagged(paired, 3, "signed a friendship agreement", "agreement")
    across = tagged(paired, 2, "清洁港口论坛", "forum")
    beside = tagged(paired, 1, "A forum on clean ports", "forum")
    ranked = paired.events.wholes(part.uuid).ranked
    assert [one.line.uuid for one in ranked] == [beside.uuid, across.uuid, alike.uuid]
    assert [one.reasons[0] for one in ranked[:2]] == ["same article", "counterpart"]


def test_a_whole_is_stored_and_undone(paired: Library) -> None:
    part = tagged(paired, 1, "signed a friendship agreement", "agreement")
    whole = tagged(paired, 1, "A forum on clean ports", "forum")
    paired.events.save(replace(part, part_of=whole.uuid))
    sheet = paired.events.sheet(part.uuid)
    assert sheet.whole is not None
    assert sheet.whole.uuid == sheet.event.part_of == whole.uuid
    paired.history.undo()
    assert paired.events.get(part.uuid).part_of is None


def test_a_whole_that_is_part_of_the_event_is_refused(paired: Library) -> None:
    """Without ``_check_whole`` two events were each part of the other, which no table can show."""
    first = tagged(paired, 1, "signed a friendship agreement", "agreement")
    second = tagged(paired, 1, "A forum on clean ports", "forum")
    third = tagged(paired, 1, "received nine guests", "visit")
    second = paired.events.save(replace(second, part_of=first.uuid))
    paired.events.save(replace(third, part_of=second.uuid))
    for whole in (first, second, third):
        with pytest.raises(UsageError, match="part of this event"):
            paired.events.save(replace(first, part_of=whole.uuid))
    barred = {one.line.uuid for one in paired.events.wholes(first.uuid).ranked if one.barred}
    assert barred == {second.uuid, third.uuid}
    assert paired.events.get(first.uuid).part_of is None
