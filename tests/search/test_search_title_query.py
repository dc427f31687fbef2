"""What is asked to the letter is found exactly, whatever the index knows; held against a scan."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.models import Clause, Query
from cityreader.search.grammar import parse_query
from cityreader.search.matching import holds
from cityreader.search.title_index import Title, TitleIndex
from cityreader.search.title_query import find_titles
from cityreader.search.title_search import TitleSearch
from cityreader.text.scripts import fold

TITLES = [
    "Taipei City Forum opens",
    "Shanghai-Taipei twin-city forum",
    "双城论坛在台北举行",
    "雙城論壇 2025上海登場",
    "Wan-An Chiang visits the Forum",
    "Typhoon Forum",
    "台。北",
    "論壇",
]


def search_of(titles: Sequence[str], leads: Sequence[int] | None = None) -> TitleSearch:
    rows = [
        Title(number, fold(title), 20250000 + number, leads[number - 1] if leads else 0)
        for number, title in enumerate(titles, start=1)
    ]
    half = len(rows) // 2
    return TitleSearch(TitleIndex.build(rows[:half]), TitleIndex.build(rows[half:]))


def found(titles: Sequence[str], query: Query, leads: Sequence[int] | None = None) -> list[int]:
    search = search_of(titles, leads)

    def texts(ids: Sequence[int]) -> list[str]:
        own = {key: [titles[key - 1]] for key in ids}
        for number, lead in enumerate(leads or (), start=1):
            if lead in own:
                own[lead].append(titles[number - 1])
        return [fold("\n".join(own[key])) for key in ids]

    matches = find_titles(search, query, texts, by_line=leads is not None)
    return sorted(search.newest(matches))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("'forum", [1, 2, 5, 6]),
        ("'orum", [1, 2, 5, 6]),
        ("'wanan", []),
        ("'wan-an", [5]),
        ("^taipei", [1]),
        ("forum$", [2, 5, 6]),
        ("^typhoon forum$", [6]),
        ("^論壇$", [8]),
        ("'台北", [3]),
        ("'论坛", [3, 4, 8]),
        ('"city forum"', [1, 2]),
        ("'论坛 -'双城", [8]),
        ("forum -typhoon -wan", [1, 2]),
        ("-forum", [3, 4, 7, 8]),
        ("!论坛 !台", [1, 2, 5, 6]),
        ("typhoon | wanan", [5, 6]),
        ("taipei | 'typhoon forum", [1, 2, 6]),
        ("taibei | typhoon", [1, 2, 3, 6]),
        ("^shanghai | ^双城 forum | 论坛", [2, 3, 4]),
        ("登場$ | opens$", [1, 4]),
        ("'… | 'typhoon", [6]),
    ],
)
def test_signs_and_alternatives(text: str, ids: list[int]) -> None:
    assert found(TITLES, parse_query(text)) == ids


def test_a_line_is_found_by_any_of_its_titles() -> None:
    leads = [0, 0, 1, 2, 0, 0, 0, 0]
    assert found(TITLES, parse_query("^双城"), leads) == [1, 2]
    assert found(TITLES, parse_query("opens$ 'taipei 'forum '双城"), leads) == [1]
    assert found(TITLES, parse_query("'forum -登場"), leads) == [1, 5, 6]


LETTERS = "ab1-' é双城台北〡𠮷ー,"
SOME_TITLES = st.lists(st.text(LETTERS, min_size=1, max_size=9), min_size=1, max_size=6)
PART = st.builds(
    Clause,
    st.sampled_from(["exact", "phrase", "prefix", "suffix", "whole"]),
    st.text(LETTERS, min_size=1, max_size=4)
    .map(lambda text: (fold(text),))
    .filter(lambda values: bool(values[0])),
    negated=st.booleans(),
)
CLAUSE = st.one_of(
    PART,
    st.lists(PART, min_size=2, max_size=3).map(
        lambda parts: Clause("any", (), alternatives=tuple(parts))
    ),
)


@settings(max_examples=200, deadline=None)
@given(SOME_TITLES, st.lists(CLAUSE, min_size=1, max_size=3), st.booleans())
def test_what_is_exact_is_what_a_scan_finds(
    titles: list[str], clauses: list[Clause], pair: bool
) -> None:
    leads = [0, *([1] if pair and len(titles) > 1 else [0]), *([0] * len(titles))][: len(titles)]
    lines = {
        number: fold(
            "\n".join([title, *(titles[n] for n, lead in enumerate(leads) if lead == number)])
        )
        for number, title in enumerate(titles, start=1)
        if leads[number - 1] == 0
    }
    expected = [
        number for number, text in lines.items() if all(holds(clause, text) for clause in clauses)
    ]
    assert found(titles, Query("x", tuple(clauses)), leads) == expected


def test_what_is_written_with_an_umlaut_is_read_so() -> None:
    """Seen to fail while folding made ``lushui`` of it: 露水 is read lushui, 绿水 lüshui."""
    titles = ["绿水青山", "露水未干", "Dusseldorf hosts", "Lu Bu and Lüliang"]
    assert found(titles, parse_query("lüshui")) == [1]
    assert found(titles, parse_query("LǛshuǏ")) == [1]
    assert found(titles, parse_query("lushui")) == [1, 2]
    assert found(titles, parse_query("düsseldorf")) == [3]
    assert found(titles, parse_query("lüliang")) == [4]
