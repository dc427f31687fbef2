"""A name that is asked for is found by all the forms the glossary has for it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cityreader.library.library import Library
from cityreader.search.grammar import parse_query
from shelf import add_article

TITLES = (
    "Harbour forum opens in Sandholm",
    "沙洲市港口論壇開幕",
    "Ferry to Sandholm sold",
    "A tall ship calls",
    "Mei-hua Lin elected",
    "林美華當選",
    "Until the tide turns",
    "The sandbank shifts",
)
BODIES = (
    "The harbour forum opened in Sandholm with forty guests.",
    "港口論壇在沙洲市開幕。",
    "The ferry was sold. New owners are looked for.",
    "It came from the United Ports Council.",
    "She has a plan for the old town.",
    "她對老城有計畫。",
    "Nobody waits for it, until now.",
    "聯合港口理事會關心此事。",
)


@pytest.fixture
def shelf(library: Library) -> Library:
    """Eight articles, one city, one person and one body in the glossary; titles are indexed."""
    for title, body in zip(TITLES, BODIES, strict=True):
        chinese = any(character >= "\u4e00" for character in title)
        add_article(library, title, body, "zh-Hant" if chinese else "en")
    library.glossary.add({"en": ["Sandholm"], "zh-Hant": ["沙洲市"]}, kind="city")
    library.glossary.add({"en": ["Mei-hua Lin"], "zh-Hant": ["林美華"], "zh-Hans": ["林美华"]})
    library.glossary.add({"en": ["United Ports Council", "UN"], "zh-Hant": ["聯合港口理事會"]})
    library.search.prepare()
    return library


def listed(library: Library, text: str, sort: str = "best") -> set[int]:
    found = library.search.article_listing(text, sort=sort)
    return set() if found.approximate else set(found.ids)


def found(library: Library, text: str) -> set[int]:
    return {hit.article_id for hit in library.bodies.find(text)}


@pytest.mark.parametrize("name", ["Sandholm", "沙洲市", "sandholm", "沙洲市 | none"])
def test_a_name_finds_titles_in_both_languages(shelf: Library, name: str) -> None:
    """Without the widening of ``Listings.of`` each name finds its own language."""
    for sort in ("best", "date", "title"):
        assert listed(shelf, name, sort) == {1, 2, 3}


@pytest.mark.parametrize("name", ["Sandholm", "沙洲市"])
def test_a_name_finds_texts_in_both_languages(shelf: Library, name: str) -> None:
    assert found(shelf, name) == {1, 2, 3}
    assert {hit.article_id for hit in shelf.search.in_bodies(name, above=[3]).hits} == {1, 2}
    titles = {record.article.title for record in shelf.transfer.dossier(name).articles}
    assert titles == {TITLES[0], TITLES[1], TITLES[2]}


def test_a_name_of_several_words_is_one_name(shelf: Library) -> None:
    assert listed(shelf, "Mei-hua Lin") == listed(shelf, "林美华") == {5, 6}
    assert found(shelf, "united ports council") == found(shelf, "聯合港口理事會") == {4, 8}
    assert found(shelf, "mei-hua lin plan") == {5}
    # Both words of the name may stand apart, as they may without a glossary.
    assert found(shelf, "council ports united") == {4}


def test_the_other_words_of_a_query_must_hold_as_well(shelf: Library) -> None:
    assert listed(shelf, "港口 Sandholm") == {2}
    assert listed(shelf, "forum 沙洲市") == {1}
    assert listed(shelf, "沙洲市 lang:en") == {1, 3}
    assert listed(shelf, "沙洲市 -ferry") == {1, 2}


@pytest.mark.parametrize("query", ["'沙洲市", '"沙洲市"', "^沙洲市", "title:沙洲市"])
def test_what_is_asked_for_to_the_letter_stays_alone(shelf: Library, query: str) -> None:
    assert listed(shelf, query) == {2}


def test_what_is_negated_stays_alone(shelf: Library) -> None:
    assert listed(shelf, "-沙洲市") == set(range(1, 9)) - {2}
    assert found(shelf, "-Sandholm lang:zh") == {2, 6}
    add_article(shelf, "沙洲市 (Sandholm)")
    assert listed(shelf, "-沙洲市") == set(range(1, 9)) - {2}


def test_words_that_sound_like_one_are_still_read_together(shelf: Library) -> None:
    """Without ``either`` the name in the last syllable takes the place of the whole."""
    assert listed(shelf, "gang kou lun tan") == {2}
    shelf.glossary.add({"en": ["Tan"], "zh-Hant": ["譚氏"]}, kind="person")
    assert listed(shelf, "gang kou lun tan") == {2}


def test_short_forms_are_not_looked_for(shelf: Library) -> None:
    """``UN`` would find all that begins so, such as ``until``."""
    assert 7 not in found(shelf, "聯合港口理事會")
    assert 7 not in listed(shelf, "聯合港口理事會")


def test_before_the_titles_are_indexed_the_same_is_found(shelf: Library) -> None:
    """The index is made behind the list; without widening of the plain listing this fails."""
    with shelf.search._titles._lock:
        for name in ("Sandholm", "沙洲市"):
            for sort in ("best", "date"):
                listing = shelf.search.article_listing(name, sort=sort)
                assert (set(listing.ids), listing.plain) == ({1, 2, 3}, True)


def test_what_was_found_is_marked_in_both_languages(shelf: Library) -> None:
    query = shelf.search.article_listing("Sandholm").query
    for title, words in ((TITLES[0], "Sandholm"), (TITLES[1], "沙洲市")):
        assert [title[slice(*span)] for span in shelf.search.highlight(title, query)] == [words]


def test_a_changed_glossary_counts_at_once(shelf: Library) -> None:
    (entry,) = (entry for entry in shelf.glossary.entries() if entry.name == "Sandholm")
    shelf.glossary.remove(entry.uuid)
    assert listed(shelf, "沙洲市") == {2}
    shelf.history.undo()
    assert listed(shelf, "沙洲市") == {1, 2, 3}


def test_without_a_glossary_a_query_stays_itself(library: Library) -> None:
    query = parse_query("Sandholm 沙洲市 | a lang:en")
    assert library.widening.widened(query) is query


WORDS = ("Sandholm", "沙洲市", "mei-hua", "lin", "forum", "論壇", "ferry", "un", "ship", "tall",
         "林美華", "美華", "harbuor", "sha", "zhou", "shi", "|", "-", "'", "lang:en")  # fmt: skip


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5))
def test_nothing_is_lost_by_a_glossary(shelf: Library, parts: list[str]) -> None:
    """Whatever is found without a glossary is found with one."""
    text = " ".join(parts).replace("- ", "-").replace("' ", "'")
    service = shelf.search
    with_it = service.article_listing(text, sort="best")
    bodies = shelf.search.in_bodies(text).total
    widening, service._widening = service._widening, _Narrow()  # type: ignore[assignment]
    without = service.article_listing(text, sort="best")
    fewer = shelf.search.in_bodies(text).total
    service._widening = widening
    assert bodies >= fewer
    if not without.approximate:
        assert set(with_it.ids) >= set(without.ids)


class _Narrow:
    """Leaves queries as they are."""

    def widened(self, query: object) -> object:
        return query
