import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.models import Clause
from cityreader.search.grammar import FIELDS, parse_query
from cityreader.text.scripts import fold


def word(value: str, negated: bool = False) -> Clause:
    return Clause("word", (value,), negated=negated)


def phrase(value: str, negated: bool = False) -> Clause:
    return Clause("phrase", (value,), negated=negated)


def field(name: str, *values: str, negated: bool = False) -> Clause:
    return Clause("field", values, name, negated)


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("", []),
        (" \u3000 ", []),
        ("Taipei FORUM", [word("taipei"), word("forum")]),
        ("臺灣", [word(fold("台湾"))]),
        ('"Twin  City" forum', [phrase("twin city"), word("forum")]),
        ('"twin city', [phrase("twin city")]),
        ('""', []),
        ("“双城论坛” 「上海」 『港』", [phrase("双城论坛"), phrase("上海"), phrase("港")]),
        ('port"of call"', [word("port"), phrase("of call")]),
        ('-typhoon -"late news"', [word("typhoon", True), phrase("late news", True)]),
        ("sister-city U.S. C++", [word("sister-city"), word("u.s"), word("c++")]),
        ("-", []),
        ("a - b", [word("a"), word("b")]),
        ("上海，台北。", [word("上海"), word("台北")]),
        ("tag:visit", [field("tag", "visit")]),
        ("-tag:visit,forum", [field("tag", "visit", "forum", negated=True)]),
        ("TAG：visit，forum", [field("tag", "visit", "forum")]),
        ("－lang：zh-Hant", [field("lang", "zh-Hant", negated=True)]),
        ('source:"Harbour Post, evening" x', [field("source", "Harbour Post, evening"), word("x")]),
        ("title:雙城", [field("title", fold("双城"))]),
        ("is:New,done has:event", [field("is", "new", "done"), field("has", "event")]),
        ("before:2024 after:2024-5", [field("before", "2024"), field("after", "2024-05")]),
        ("date:2024/5/7", [field("date", "2024-05-07")]),
        ("date:2024-05..2024-07", [field("date", "2024-05..2024-07")]),
        ("date:..2024 date:2024..", [field("date", "..2024"), field("date", "2024..")]),
        ("date:2024..2024-03", [field("date", "2024..2024-03")]),
        ("status:planned,review", [field("status", "planned", "review")]),
        ("tag: forum", [word("forum")]),
        ("tag:", []),
        ("-tag:,", []),
    ],
)
def test_a_query_is_read(text, clauses):
    query = parse_query(text)
    assert list(query.clauses) == clauses
    assert query.text == text
    assert query.problems == ()


@pytest.mark.parametrize(
    ("text", "clauses", "marked", "words"),
    [
        ("sorce:post x", [word("sorce:post"), word("x")], "sorce:", "known are tag, lang"),
        ("port:", [word("port")], "port:", "no field"),
        ('foo:"a b"', [phrase("foo:a b")], "foo:", "no field “foo:”"),
        ("is:nwe", [], "nwe", "takes new, opened"),
        ("is:new,nwe", [field("is", "new")], "nwe", "takes new, opened"),
        ("x has:nothing", [word("x")], "nothing", "takes note, event"),
        ("status:maybe", [], "maybe", "takes happened"),
        ("before:2024-13", [], "2024-13", "is no date"),
        ("after:yesterday", [], "yesterday", "is no date"),
        ("before:2024..2025", [], "2024..2025", "is no date"),
        ("date:..", [], "..", "is no date"),
        ("date:2023-02-29", [], "2023-02-29", "is no date"),
        ("date:0000", [], "0000", "is no date"),
        ("date:2025..2024", [], "2025..2024", "ends before it begins"),
    ],
)
def test_a_part_that_is_not_understood_is_reported(text, clauses, marked, words):
    query = parse_query(text)
    assert list(query.clauses) == clauses
    (problem,) = query.problems
    assert text[problem.start : problem.end] == marked
    assert words in problem.message


def test_words_for_ranking_leave_out_fields_and_negations():
    assert parse_query('forum -typhoon tag:visit "twin city"').words == ("forum", "twin city")


PARTS = [
    "tag",
    "date",
    "is",
    "x",
    "双城",
    "2024",
    "-",
    "：",
    ":",
    '"',
    "“",
    "」",
    ",",
    "，",
    "..",
    " ",
]


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=20), st.lists(st.sampled_from(PARTS)).map("".join)))
def test_no_query_fails(text):
    query = parse_query(text)
    for problem in query.problems:
        assert 0 <= problem.start < problem.end <= len(text)
        assert problem.message
    for clause in query.clauses:
        assert clause.values
        assert all(clause.values)
        if clause.kind == "field":
            assert clause.field in FIELDS
        else:
            assert clause.values == (fold(clause.values[0]),)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("abc双城", min_size=1, max_size=5), max_size=4))
def test_plain_words_stand_as_they_are(words):
    assert parse_query(" ".join(words)).words == tuple(words)
