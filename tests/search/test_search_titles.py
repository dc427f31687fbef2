"""Finding titles through their vocabulary."""

from collections.abc import Sequence
from itertools import zip_longest

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cityreader.search.terms import query_terms
from cityreader.search.title_index import Title, TitleIndex, title_words
from cityreader.search.title_search import TitleSearch
from cityreader.text.scripts import fold

TITLES = (
    "Taipei-Shanghai Twin-City Forum opens",
    "臺北上海雙城論壇登場",
    "Wan-An Chiang leads a delegation to Shanghai",
    "蔣萬安率團訪問上海",
    "Porto and Macau renew their pact",
    "高雄港與廈門港簽署備忘錄",
    "西門町夜市重新開放",
    "U.S. mayors meet in São Paulo",
    "北投温泉节与箱根结为友好",
    "鲸",
)


def search_in(
    titles: Sequence[str], dates: Sequence[int] = (), leads: Sequence[int] = ()
) -> TitleSearch:
    return TitleSearch(
        TitleIndex.build(
            Title(number, fold(text), date, lead)
            for number, text, date, lead in zip_longest(
                range(1, len(titles) + 1), titles, dates, leads, fillvalue=0
            )
        )
    )


def every(search: TitleSearch, query: str, by_line: bool = False) -> list[int]:
    matches = search.match(fold(query), by_line=by_line)
    ids, scores = search.ranked(matches, lambda ids: ["" for _ in ids])
    assert len(ids) == len(scores) == matches.total
    return ids.tolist()


def found(query: str, titles: Sequence[str] = TITLES, limit: int = 3) -> list[str]:
    search = search_in(titles)
    best = search.best(
        search.match(fold(query)), lambda ids: [fold(titles[key - 1]) for key in ids], limit
    )
    return [titles[key - 1] for key, _ in best]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("twin city forum", TITLES[0]),
        ("forum taip", TITLES[0]),
        ("shangai tapei", TITLES[0]),
        ("双城论坛", TITLES[1]),
        ("雙城論壇", TITLES[1]),
        ("双成论坛", TITLES[1]),
        ("shuangchengluntan", TITLES[1]),
        ("shuang cheng lun tan", TITLES[1]),
        ("sclt", TITLES[1]),
        ("taibei", TITLES[1]),
        ("wanan chiang", TITLES[2]),
        ("wan an", TITLES[2]),
        ("蒋万安", TITLES[3]),
        ("macao porto", TITLES[4]),
        ("xiamen", TITLES[5]),
        ("kaohsiung gaoxiong", TITLES[5]),
        ("ximending", TITLES[6]),
        ("us mayors", TITLES[7]),
        ("sao paulo", TITLES[7]),
        ("pei-tou", TITLES[8]),
        ("鲸", TITLES[9]),
        ("鯨", TITLES[9]),
    ],
)
def test_the_title_meant_comes_first(query: str, expected: str) -> None:
    assert found(query)[:1] == [expected]


def test_two_letters_find_the_common_name_with_these_initials() -> None:
    titles = [*(f"台北第{number}场" for number in range(20)), "偷拔一棵树", "Rome"]
    assert set(found("tb", titles, 20)) == set(titles[:20])


def test_words_match_in_any_order_and_all_of_them() -> None:
    assert found("forum shanghai taipei") == found("taipei shanghai forum")
    assert TITLES[2] not in found("shanghai forum")


def test_what_stands_nowhere_finds_nothing() -> None:
    assert found("zzzzqqqq") == []
    assert found("") == []
    assert found("，。！") == []


def test_exact_before_prefix_before_spelt_before_slip() -> None:
    titles = ["Tabei walks", "台北走走", "Taibeifu walks", "Taibei walks"]
    assert found("taibei ", titles, 4) == [titles[3], titles[2], titles[1], titles[0]]


def test_equals_come_newest_first() -> None:
    search = search_in(["Forum one", "Forum two", "Forum three"], [20240101, 20250101, 20240101])
    assert every(search, "forum") == [2, 3, 1]
    assert search.newest(search.match("forum")).tolist() == [2, 3, 1]


def test_matches_can_be_restricted_and_put_in_another_order() -> None:
    search = search_in(["Forum one", "Forum two", "Rome", "Forum three"])
    matches = search.match("forum")
    assert search.newest(search.restricted(matches, [1, 3, 4])).tolist() == [4, 1]
    assert search.among(matches, [3, 2, 1]).tolist() == [2, 1]


def test_each_word_may_stand_in_any_title_of_a_line() -> None:
    titles = ["Taipei hosts forum", "台北主办论坛", "臺北主辦論壇", "Rome hosts forum"]
    search = search_in(titles, leads=[0, 1, 1, 0])
    assert every(search, "forum 論壇", by_line=True) == [1]
    assert every(search, "論壇") == [3, 2]
    assert every(search, "forum", by_line=True) == [4, 1]


def test_changed_titles_stand_for_the_old_ones() -> None:
    base = TitleIndex.build(
        [Title(1, "forum in rome"), Title(2, "forum in oslo"), Title(3, "forum in bern")]
    )
    changed = TitleIndex.build([Title(2, "summit in oslo", lead_id=1), Title(4, "forum in lima")])
    search = TitleSearch(base, changed, gone=[3])
    assert len(search) == 3
    assert sorted(every(search, "forum")) == [1, 4]
    assert every(search, "summit") == [2]
    assert every(search, "summit", by_line=True) == [1]


HAN = st.text("台北上海双城论坛港", min_size=1, max_size=8)
LATIN = st.text("abot", min_size=1, max_size=6)
TITLE = st.lists(HAN | LATIN, min_size=1, max_size=5).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(TITLE, min_size=1, max_size=12), st.data())
def test_every_stretch_of_a_title_finds_it(titles: list[str], data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(titles) - 1))
    words = titles[number].split(" ")
    word = data.draw(st.sampled_from(words))
    if word.isascii():
        part = word[: data.draw(st.integers(1, len(word)))]
    else:
        start = data.draw(st.integers(0, len(word) - 1))
        part = word[start : data.draw(st.integers(start + 1, len(word)))]
    search = search_in(titles)
    assert number + 1 in every(search, part)


@settings(max_examples=60, deadline=None)
@example("a" * 3000)
@example("台" * 3000)
@example(" ".join(["forum"] * 900))
@given(st.text(max_size=60))
def test_any_text_can_be_looked_for(text: str) -> None:
    search = search_in(TITLES)
    assert set(every(search, text)) <= set(range(1, len(TITLES) + 1))


def test_compounds_are_found_joined_and_apart() -> None:
    assert title_words("u.s. waiver for wan-an") == ["u", "s", "us", "waiver", "for", "wan", "an",
                                                    "wanan"]  # fmt: skip
    assert [term.text for term in query_terms("covid-19 双城", unfinished=True)] == [
        "covid19",
        "双城",
    ]
