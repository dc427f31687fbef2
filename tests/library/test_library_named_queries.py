"""The name of a saved search at the beginning of a query."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cityreader.errors import UsageError
from cityreader.library.library import Library
from cityreader.models import Listing
from cityreader.search.completion import MOST_CHOICES
from cityreader.search.grammar import parse_query


@pytest.fixture
def shelf(paired: Library) -> Library:
    paired.saved_searches.save("Ports", "harbour")
    paired.saved_searches.save("Ports in Chinese", "harbour lang:zh")
    paired.saved_searches.save("友城", "lang:zh")
    return paired


def listed(library: Library, text: str) -> list[int]:
    return list(library.search.article_listing(text).ids)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("@Ports", "harbour"),
        ("@ports ", "harbour "),
        (" ＠ＰＯＲＴＳ lang:en", "harbour lang:en"),
        ("@Ports in Chinese", "harbour lang:zh"),
        ("@ports  in  chinese -tag:forum", "harbour lang:zh -tag:forum"),
        ('@"Ports" in', "harbour in"),
        ("@友城", "lang:zh"),
        ("@友城，harbour", "lang:zh harbour"),
        ('"@Ports"', '"@ports"'),
        ("harbour @Ports", "harbour @ports"),
    ],
)
def test_a_name_stands_for_what_is_saved(shelf: Library, text: str, meant: str) -> None:
    """The longest name that fits is meant; only the beginning of a query is a name."""
    assert shelf.search.parse(text).clauses == parse_query(meant).clauses
    assert shelf.search.parse(text).text == text
    assert listed(shelf, text) == listed(shelf, meant)


def test_every_verb_takes_the_name(shelf: Library) -> None:
    assert listed(shelf, "@Ports")
    assert shelf.bodies.find("@Ports") == shelf.bodies.find("harbour")
    assert shelf.records.annotations("@Ports") == shelf.records.annotations("harbour")
    assert shelf.records.events("@Ports") == shelf.records.events("harbour")
    assert shelf.transfer.dossier("@Ports").articles == shelf.transfer.dossier("harbour").articles


@pytest.mark.parametrize("text", ["@boats", "@boats harbour", "@", "@ harbour", '@"Ports in'])
def test_a_name_that_is_not_saved_is_said_with_those_that_are(shelf: Library, text: str) -> None:
    """Seen to fail while the name was taken for a word."""
    with pytest.raises(UsageError, match="Ports, Ports in Chinese, 友城"):
        shelf.search.clear(text)
    query = shelf.search.parse(text)
    (problem,) = query.problems + query.pending
    assert text[problem.start] == "@"


def test_without_saved_searches_the_way_to_save_one_is_said(paired: Library) -> None:
    with pytest.raises(UsageError, match="the list saves one"):
        paired.search.clear("@ports")


def test_what_is_wrong_behind_the_name_is_underlined_there(shelf: Library) -> None:
    text = "@Ports date:soon"
    (problem,) = shelf.search.parse(text).problems
    assert text[problem.start : problem.end] == "soon"


def test_what_is_wrong_in_the_saved_search_is_underlined_at_its_name(shelf: Library) -> None:
    shelf.saved_searches.save("Broken", "date:soon")
    (problem,) = shelf.search.parse("@broken harbour").problems
    assert (problem.start, problem.end) == (0, 7)


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("@", ("@Ports", "@Ports in Chinese", "@友城")),
        ("@po", ("@Ports", "@Ports in Chinese")),
        ("@ports in", ("@Ports in Chinese",)),
        ("@chin", ("@Ports in Chinese",)),
        ("@Ports ta", ("tag:",)),
        ("@boats", None),
    ],
)
def test_names_are_completed(shelf: Library, text: str, choices: tuple[str, ...] | None) -> None:
    found = shelf.search.complete(text, len(text))
    assert (found.choices if found else None) == choices


def test_a_search_saved_from_a_name_is_written_out(shelf: Library) -> None:
    """Seen to fail when it was kept as typed: then a search named like the one it begins with
    stands for itself."""
    shelf.saved_searches.save("Ports", "@ports lang:zh")
    assert shelf.saved_searches.all()[0].query == "harbour lang:zh"


@pytest.mark.parametrize(
    "saved",
    ["harbour", '"signed a', "title:“two towns", "「友好城市", 'a "b" c', '"a |', "port ｜ OR "],
)
@pytest.mark.parametrize(
    "rest", ["lang:zh", " lang:zh", "，harbour", "-tag:forum", '"two towns"', ""]
)
def test_a_search_written_out_finds_what_its_name_does(
    shelf: Library, saved: str, rest: str
) -> None:
    """Seen to fail while both were joined as they stand: ``harbourlang:zh``, a phrase that was not
    closed took in the rest, and so did a bar at the end."""
    shelf.saved_searches.save("Begun", saved)
    text = f'@"Begun"{rest}'
    meant = shelf.search.parse(text).clauses
    shelf.saved_searches.save("Copy", text)
    query = next(one.query for one in shelf.saved_searches.all() if one.name == "Copy")
    assert parse_query(query).clauses == meant


def test_a_search_saved_with_a_bar_at_its_end_can_be_used(shelf: Library) -> None:
    """Seen to fail while the bar was taken for a part that is still typed."""
    shelf.saved_searches.save("Begun", "harbour | ")
    assert listed(shelf, "@begun") == listed(shelf, "harbour") != []
    assert shelf.search.clear("@begun lang:en").clauses


@pytest.mark.parametrize("name", ['"big" cities', "“大”城市", 'the "big" one', '"big"'])
def test_a_name_with_quotation_marks_of_its_own_can_be_used(shelf: Library, name: str) -> None:
    """Seen to fail while marks behind the sign always held the whole name."""
    shelf.saved_searches.save(name, "harbour lang:en")
    assert listed(shelf, f"@{name}") == listed(shelf, "harbour lang:en") != []
    assert listed(shelf, f"@{name} lang:zh") == []
    begun = f"@{name[:3]}"
    found = shelf.search.complete(begun, len(begun))
    assert found is not None
    assert f"@{name}" in found.choices


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text('@＠Pports in友城"“ lang:zh|-,', max_size=16))
def test_no_name_fails(shelf: Library, text: str) -> None:
    found = shelf.search.listing(f"@{text}")
    assert isinstance(found, Listing)
    for problem in found.query.problems + found.query.pending:
        assert 0 <= problem.start <= problem.end <= len(text) + 1
    completion = shelf.search.complete(f"@{text}", len(text) + 1)
    assert completion is None or 0 < len(completion.choices) <= MOST_CHOICES
