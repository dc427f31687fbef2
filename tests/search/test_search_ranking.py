import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.search.grammar import parse_query
from cityreader.search.nearness import near_forms
from cityreader.search.ranking import nearest, rank
from cityreader.text.scripts import fold

TITLES = [
    "Shanghai and Taipei hold their twin-city forum",
    "Taipei's mayor visits Shanghai",
    "Hamburg port welcomes a delegation",
    "双城论坛在上海举行",
    "臺北市長訪問上海",
    "Sanghar district opens a school",
    "Forums and fairs of 2024",
    "Platform for harbour towns",
    "Forum of towns",
]


def numbered(titles: list[str]) -> list[tuple[int, str]]:
    return [(number, fold(title)) for number, title in enumerate(titles)]


def ranked(query: str, titles: list[str] = TITLES) -> list[str]:
    return [titles[number] for number, _ in rank(parse_query(query), numbered(titles))]


def near(query: str, titles: list[str] = TITLES) -> list[str]:
    found = nearest(parse_query(query), numbered(titles), limit=5)
    return [titles[number] for number, _ in found]


def test_a_whole_word_comes_before_a_beginning_before_an_inside():
    titles = ["reforms in town", "forms of government", "form of address"]
    assert ranked("form", titles) == titles[::-1]


def test_words_side_by_side_in_order_come_first():
    titles = ["city of the twin peaks", "city twin", "a twin city"]
    assert ranked("twin city", titles)[0] == "a twin city"
    assert ranked("双城 论坛", ["论坛与双城", "双城的论坛", "双城论坛"])[0] == "双城论坛"


def test_equals_keep_their_order():
    assert ranked("forum") == [TITLES[0], TITLES[8], TITLES[6]]


def test_every_word_must_be_there_in_either_script():
    assert ranked("上海 双城") == [TITLES[3]]
    assert ranked("台北") == [TITLES[4]]
    assert ranked("hamburg forum") == []


def test_negated_words_leave_titles_out():
    assert ranked("shanghai -forum") == [TITLES[1]]
    assert near("shangai -forum") == [TITLES[1]]


def test_without_words_every_title_stays_in_order():
    assert rank(parse_query("tag:visit"), numbered(TITLES)) == [(i, 0.0) for i in range(9)]
    assert nearest(parse_query("tag:visit"), numbered(TITLES), 5) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("shangai tapei", TITLES[:2]),
        ("hambrug", [TITLES[2]]),
        ("delegatoin hamb", [TITLES[2]]),
        ("双成论坛", [TITLES[3]]),
        ("harbuor twons", [TITLES[7]]),
    ],
)
def test_slips_of_the_fingers_are_forgiven(query, found):
    assert near(query) == found


@pytest.mark.parametrize("query", ["2023", "xyz", "montreal", "shangai montreal", "北京", "frm"])
def test_noise_is_not_an_answer(query):
    assert near(query) == []


def test_nearer_titles_come_first_and_the_limit_holds():
    titles = ["a forun", "a forum", "the fornm"]
    assert near("forum", titles) == ["a forum", "a forun", "the fornm"]
    assert len(nearest(parse_query("forum"), numbered(titles), limit=2)) == 2


def test_short_words_and_numbers_allow_no_slip():
    words = ["fair", "2024", "far", "forum"]
    assert near_forms("fer", words) == {}
    assert near_forms("2025", words) == {}
    assert near_forms("for", words) == {"for": 100.0}


TEXTS = st.text("abc de市长海", max_size=8)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.lists(TEXTS, max_size=5))
def test_what_is_ranked_holds_every_word_and_scores_fall(query_text, titles):
    query = parse_query(query_text)
    answer = rank(query, numbered(titles))
    wanted = {i for i, title in enumerate(titles) if all(w in fold(title) for w in query.words)}
    assert {number for number, _ in answer} == wanted
    scores = [score for _, score in answer]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.lists(TEXTS, max_size=5))
def test_nearness_lies_between_0_and_100(query_text, titles):
    query = parse_query(query_text)
    answer = nearest(query, numbered(titles), limit=3)
    assert len(answer) <= 3
    assert all(0 < score <= 100 for _, score in answer)
