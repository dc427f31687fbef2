"""Events of other articles that a sentence may tell of."""

from dataclasses import replace

import pytest

from cityreader.library.library import Library
from shelf import add_article, span_of

FIRST = "Hamburg and Shanghai signed a memorandum of understanding on 12 May 2024."
SECOND = "A twinning of Lyon and Montreal was signed on 12 May 2024."
THIRD = "The mayor of Hamburg visited Shanghai on 14 May 2019."
AGAIN = "上海与汉堡2024年5月12日签署了谅解备忘录。代表团随后返回。"


@pytest.fixture
def coded(library: Library) -> Library:
    """Three events in three articles, and a fourth article that tells of the first again."""
    for title, body, words, code in (
        ("One", FIRST, "signed", "agreement"),
        ("Two", SECOND, "twinning", "twinning"),
        ("Three", THIRD, "visited", "visit"),
    ):
        key = add_article(library, title, body, "en", published="2024-05-13")
        library.coding.tag(key, span_of(body, words), code)
    add_article(library, "四", AGAIN, "zh-Hans", published="2024-05-13")
    return library


def test_the_same_event_comes_first_in_another_language(coded: Library) -> None:
    found = coded.events.links(4, span_of(AGAIN, "签署了谅解备忘录")).holding()
    assert [one.line.article_title for one in found] == ["One", "Two", "Three"]
    assert found[0].reasons[:1] == ("same type",)
    assert "same date" in found[0].reasons
    assert found[0].score > 2 * found[1].score


def test_words_narrow_the_list_in_any_field(coded: Library) -> None:
    span = span_of(AGAIN, "签署了谅解备忘录")
    for words, titles in (
        ("lyon", ["Two"]),
        ("2019 visit", ["Three"]),
        ("hamburg", ["One", "Three"]),
        ("nothing at all", []),
    ):
        found = coded.events.links(4, span).holding(words)
        assert [one.line.article_title for one in found] == titles


def test_whoever_types_asks_the_library_nothing(coded: Library) -> None:
    """Taken out once: each letter read all events again."""
    links = coded.events.links(4, span_of(AGAIN, "签署了谅解备忘录"))
    coded.close()
    assert [one.line.article_title for one in links.holding("lyon 2024")] == ["Two"]
    assert len(links.holding()) == 3


def test_a_series_that_the_sentence_names_goes_first(coded: Library) -> None:
    third = coded.records.events("")[0]
    coded.events.save(replace(third, series_id="river-forum"))
    body = "The River Forum met again."
    key = add_article(coded, "Five", body, "en", published="2025-01-02")
    first = coded.events.links(key, span_of(body, "met")).holding()[0]
    assert (first.line.uuid, first.reasons[0]) == (third.uuid, "same series")


def test_an_event_told_in_this_sentence_is_not_offered_for_it(coded: Library) -> None:
    found = coded.events.links(1, span_of(FIRST, "memorandum")).holding()
    assert {one.line.article_title for one in found} == {"Two", "Three"}


def test_the_link_is_one_step(coded: Library) -> None:
    span = span_of(AGAIN, "签署了谅解备忘录")
    best = coded.events.links(4, span).holding()[0].line
    steps = len(coded.history.steps())
    event = coded.coding.mention(4, span, best.uuid).event
    assert event is not None
    assert (event.mentions, len(event.article_uuids)) == (2, 2)
    assert len(coded.history.steps()) == steps + 1
    coded.history.undo()
    assert coded.coding.marks([4]) == []
