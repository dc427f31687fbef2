"""All occurrences of some words, and tagging them in one step."""

import pytest

from cityreader.errors import RefusedError
from cityreader.library.library import Library
from shelf import ENGLISH, TAIWANESE, add_article, span_of


def test_whole_words_are_found_in_every_article_the_open_ones_first(paired: Library) -> None:
    add_article(paired, "Another", "Forty ports, one port. The airport is new.", "en")
    found = paired.occurrences.find("port", "forum", first=[1])
    assert [(one.article.id, one.words) for one in found] == [(3, "port")]
    towns = paired.occurrences.find("towns", "forum", first=[1])
    assert [one.article.id for one in towns] == [1, 1]
    assert towns[0].before.endswith("The harbour ")


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("one", ["one port"]),
        ("china", ["China policy"]),
        ("Taipei", ["Taipei forum", "Taipei–Prague"]),
        ("based", []),
        ("2024", ["2024 "]),
        ("well", ["well - and"]),
    ],
)
def test_a_hyphen_joins_words_but_not_names(
    words: str, places: list[str], library: Library
) -> None:
    """Taken out once: ``one`` was found in ``one-China``."""
    body = (
        "The one-China policy of 2024-05-20 binds one port. The Shanghai-Taipei forum, the"
        " Taipei–Prague line and a Bern-based group did well - and all-in-one\u2011go in 2024 too."
    )
    add_article(library, "Hyphens", body, "en")
    found = library.occurrences.find(words, "forum")
    assert [
        body[one.span.start :][: len(place)] for one, place in zip(found, places, strict=False)
    ] == places
    assert len(found) == len(places)


def test_chinese_is_found_in_either_script(paired: Library) -> None:
    add_article(paired, "兩座港口", TAIWANESE, "zh-Hant")
    found = paired.occurrences.find("论坛", "forum")
    assert sorted((one.article.id, one.words) for one in found) == [(2, "论坛"), (3, "論壇")]


def test_places_with_the_tag_are_left_out(paired: Library) -> None:
    paired.coding.tag(1, span_of(ENGLISH, "Haicheng"), "visit")
    assert len(paired.occurrences.find("Haicheng", "visit")) == 1
    assert len(paired.occurrences.find("Haicheng", "forum")) == 2


def test_all_are_tagged_in_one_step(paired: Library) -> None:
    add_article(paired, "两座港口", TAIWANESE, "zh-Hant")
    found = paired.occurrences.find("论坛", "forum")
    steps = len(paired.history.steps())
    assert paired.occurrences.tag(found, "forum") == 2
    assert len(paired.history.steps()) == steps + 1
    assert len(paired.records.events("")) == 2
    undone = paired.history.undo()
    assert undone is not None
    assert "at 2 places" in undone.summary
    assert paired.coding.marks([1, 2, 3]) == []


def test_the_counterpart_sentence_joins_the_event(paired: Library) -> None:
    paired.coding.tag(1, span_of(ENGLISH, "A forum on clean ports"), "forum")
    found = paired.occurrences.find("论坛", "forum")
    paired.occurrences.tag(found, "forum")
    (event,) = paired.records.events("")
    assert len(event.annotation_uuids) == 2


def test_places_in_one_sentence_tell_of_one_event(library: Library) -> None:
    """Taken out (``together``): two events of one sentence, beside the one it had already."""
    body = "The port forum met. A forum of ports is a forum. Another forum is planned."
    add_article(library, "Forums", body, "en")
    library.coding.tag(1, span_of(body, "port forum met"), "forum")
    assert library.occurrences.tag(library.occurrences.find("forum", "forum"), "forum") == 4
    assert sorted(one.mentions for one in library.records.events("")) == [1, 2, 2]


def test_nothing_is_tagged_where_a_text_has_changed(paired: Library) -> None:
    found = paired.occurrences.find("Haicheng", "visit")
    paired.articles.edit_body(1, f"Hello. {ENGLISH}")
    with pytest.raises(RefusedError, match="changed since"):
        paired.occurrences.tag(found, "visit")
    assert paired.coding.marks([1]) == []


def test_no_words_are_nowhere(paired: Library) -> None:
    assert paired.occurrences.find("  ", "visit") == []
