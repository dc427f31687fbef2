import pytest

from cityreader.errors import NotFoundError, UsageError
from cityreader.library.library import Library
from cityreader.models import Suggestion
from shelf import ENGLISH, add_article, span_of


def suggested(library: Library, article_id: int) -> dict[str, Suggestion]:
    return {one.type: one for one in library.suggestions.of_article(article_id)}


def test_suggestions_are_in_reading_order_with_dates(paired: Library) -> None:
    found = paired.suggestions.of_article(1)
    assert [one.type for one in found] == sorted(
        (one.type for one in found), key=lambda code: suggested(paired, 1)[code].span
    )
    agreement = suggested(paired, 1)["agreement"]
    assert ENGLISH[slice(*agreement.span)] == agreement.exact == "signed"
    assert (agreement.date.start, agreement.status) == ("2025-03-14", "happened")
    forum = suggested(paired, 1)["forum"]
    assert (forum.status, forum.date.start) == ("planned", "2025-05-01")


def test_suggesting_writes_nothing(paired: Library) -> None:
    before = paired.path.read_bytes()
    assert paired.suggestions.of_articles()
    assert paired.path.read_bytes() == before


def test_accepting_makes_an_event_in_one_step(paired: Library) -> None:
    one = suggested(paired, 1)["agreement"]
    done = paired.suggestions.accept(one)
    assert done.event is not None
    assert (done.event.origin, done.annotation.origin) == ("suggestion", "suggestion")
    assert done.event.date == one.date
    assert "agreement" not in suggested(paired, 1)
    paired.history.undo()
    assert paired.events.everything() == []
    assert suggested(paired, 1)["agreement"] == one


def test_what_was_shown_is_what_is_written(paired: Library) -> None:
    path = paired.suggestions.own_lexicon_file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('[[status]]\nname = "denied"\nen = ["on Friday"]\n', encoding="utf-8")
    one = suggested(paired, 1)["agreement"]
    assert one.status == "denied"
    event = paired.suggestions.accept(one).event
    assert event is not None
    assert (event.status, event.date) == (one.status, one.date)


def test_what_is_coded_already_is_not_suggested(paired: Library) -> None:
    paired.coding.tag(1, span_of(ENGLISH, "friendship agreement"), "agreement")
    assert "agreement" not in suggested(paired, 1)


def test_rejecting_is_remembered_counted_and_undone(paired: Library) -> None:
    add_article(paired, "Again", ENGLISH, "en", published="2025-03-14")
    before = suggested(paired, 3)["agreement"].score
    paired.suggestions.reject(suggested(paired, 1)["agreement"])
    assert "agreement" not in suggested(paired, 1)
    assert suggested(paired, 3)["agreement"].score < before
    paired.history.undo()
    assert "agreement" in suggested(paired, 1)
    assert suggested(paired, 3)["agreement"].score == before


def test_a_rejection_outlives_an_edit_elsewhere(paired: Library) -> None:
    paired.suggestions.reject(suggested(paired, 1)["agreement"])
    paired.articles.edit_body(1, f"An opening line of news.\n\n{ENGLISH}")
    assert "agreement" not in suggested(paired, 1)
    assert "forum" in suggested(paired, 1)


def test_a_suggestion_of_another_text_is_refused(paired: Library) -> None:
    one = suggested(paired, 1)["agreement"]
    paired.articles.edit_body(1, f"Before. {ENGLISH}")
    for decide in (paired.suggestions.accept, paired.suggestions.reject):
        with pytest.raises(UsageError, match="changed since"):
            decide(one)


def test_a_selection_becomes_a_trigger(paired: Library) -> None:
    path = paired.suggestions.add_trigger("launch", "Forty towns")
    assert "launch" in suggested(paired, 1)
    text = path.read_text(encoding="utf-8")
    assert paired.suggestions.add_trigger("launch", "Forty  towns") == path
    assert path.read_text(encoding="utf-8") == text
    paired.suggestions.add_trigger("launch", "四十座城市")
    assert "launch" in suggested(paired, 2)


@pytest.mark.parametrize("words", ["", " * ", "x" * 61])
def test_what_cannot_be_a_trigger_is_refused(paired: Library, words: str) -> None:
    with pytest.raises(UsageError):
        paired.suggestions.add_trigger("launch", words)
    with pytest.raises(UsageError):
        paired.suggestions.add_trigger("no-such-type", "towns")


def test_an_unknown_article_has_no_suggestions(library: Library) -> None:
    with pytest.raises(NotFoundError):
        library.suggestions.of_article(9)


def test_purging_an_article_takes_its_decisions_along(paired: Library) -> None:
    paired.suggestions.reject(suggested(paired, 1)["agreement"])
    paired.articles.delete([1])
    paired.care.purge_deleted()
    assert paired.care.check().problems == ()
