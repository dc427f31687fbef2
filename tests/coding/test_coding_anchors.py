import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.coding.anchors import carry_over, check_span, find_quote, quote_span
from cityreader.coding.revision_diff import RevisionDiff
from cityreader.errors import UsageError
from cityreader.models import Quote, Span

ENGLISH = (
    "Rivermouth and Hillcrest renewed their tie on Tuesday.\n\n"
    "The two mayors signed a letter of intent in the old customs house. They also agreed to "
    "exchange 20 nurses.\n\n"
    "A delegation from Rivermouth will visit in autumn. The mayor of Hillcrest thanked the port."
)
CHINESE = (
    "河口市与山顶市周二续签友好协定。\n\n"
    "两市市长在旧海关楼签署了意向书，并同意互派20名护士。\n\n"
    "河口市代表团将于秋季回访。"
)


def place(body: str, words: str, occurrence: int = 1) -> Span:
    return find_quote(body, words, occurrence)


def carried(old: str, new: str, words: str, occurrence: int = 1) -> tuple[str | None, str]:
    span, status = carry_over(old, new, place(old, words, occurrence))
    return None if span is None else new[slice(*span)], status


def test_a_quote_keeps_32_code_points_on_each_side():
    quote = quote_span(ENGLISH, place(ENGLISH, "letter of intent"))
    assert quote == Quote(
        "letter of intent",
        "esday.\n\nThe two mayors signed a ",
        " in the old customs house. They ",
    )
    assert quote_span("abc", Span(0, 3)) == Quote("abc", "", "")


@pytest.mark.parametrize(
    ("span", "words"),
    [((2, 2), "no text"), ((0, 99), "leaves the text"), ((-1, 1), "leaves the text"),
     ((0, 1), "cuts through the character at 1"), ((3, 2), "leaves the text")],
)  # fmt: skip
def test_a_wrong_span_is_refused(span, words):
    with pytest.raises(UsageError, match=words):
        check_span("👍🏽 yes", Span(*span))


def test_a_right_span_is_accepted():
    check_span("👍🏽 yes", Span(0, 2))


def test_a_quote_is_found_by_occurrence():
    assert find_quote(ENGLISH, "mayor") == place(ENGLISH, "mayor", 1)
    assert ENGLISH[: place(ENGLISH, "mayor", 2).start].endswith("autumn. The ")
    assert find_quote("aaaa", "aa", 2) == Span(2, 4)


def test_a_quote_is_cleaned_like_a_body():
    assert find_quote("caf\u00e9 in town", "cafe\u0301\u00a0in\x07") == Span(0, 7)


@pytest.mark.parametrize(
    ("quote", "occurrence", "words"),
    [
        ("mayor of Hilcrest", None, "“mayor of Hilcrest” is not in the text"),
        ("Tuesday", 2, "is in the text once; occurrence 2"),
        ("mayor", 3, "is in the text 2 times; occurrence 3"),
        ("mayor", 0, "count from 1"),
        (" \n", None, "holds no text"),
    ],
)
def test_a_quote_that_is_not_there_is_refused(quote, occurrence, words):
    with pytest.raises(UsageError, match=words):
        find_quote(ENGLISH, quote, occurrence)


def test_a_hit_never_cuts_a_character():
    assert find_quote("👍🏽 and 👍", "👍") == Span(7, 8)


@pytest.mark.parametrize("words", ["signed a letter of intent", "20", "Rivermouth", "port."])
def test_text_put_before_moves_no_mark(words):
    assert carried(ENGLISH, f"From our desk.\n\n{ENGLISH}", words) == (words, "ok")


def test_marks_stay_beside_edits_in_their_paragraph():
    edited = CHINESE.replace("在旧海关楼", "于昨日").replace("20名", "30名")
    assert carried(CHINESE, edited, "签署了意向书") == ("签署了意向书", "ok")


def test_the_right_one_of_two_equal_words_is_kept():
    old = "The mayor of Riga spoke first. Then the mayor of Oslo spoke. The mayor of Riga left."
    new = f"Updated. {old}"
    span, status = carry_over(old, new, place(old, "mayor of Riga", 2))
    assert (span, status) == (place(new, "mayor of Riga", 2), "ok")


def test_a_mark_does_not_jump_to_equal_words_that_were_always_there():
    old = "The mayor of Riga spoke first. Then the mayor of Oslo spoke. The mayor of Riga left."
    new = old.removesuffix(" The mayor of Riga left.")
    assert carried(old, new, "mayor of Riga", 2) == (None, "orphan")


def test_a_paragraph_that_moved_takes_its_marks_along():
    first, second, third = ENGLISH.split("\n\n")
    moved = "\n\n".join([third, first, second])
    assert carried(ENGLISH, moved, "visit in autumn") == ("visit in autumn", "moved")
    assert carried(ENGLISH, moved, "letter of intent") == ("letter of intent", "ok")


def test_any_change_inside_is_for_review():
    edited = ENGLISH.replace("agreed to exchange", "refused to exchange")
    assert carried(ENGLISH, edited, "agreed to exchange 20 nurses") == (
        "refused to exchange 20 nurses",
        "review",
    )
    spaced = CHINESE.replace("签署了意向书", "签署了 意向书")
    assert carried(CHINESE, spaced, "签署了意向书") == ("签署了 意向书", "review")


def test_a_change_of_script_is_for_review_at_the_right_place():
    traditional = CHINESE.translate(str.maketrans("与顶签协长将", "與頂簽協長將"))
    assert carried(CHINESE, traditional, "签署了意向书") == ("簽署了意向书", "review")


@pytest.mark.parametrize("replacement", ["", "否决", "废除"])
def test_short_words_that_went_are_orphans(replacement):
    edited = CHINESE.replace("签署", replacement)
    assert carried(CHINESE, edited, "签署") == (None, "orphan")


def test_short_words_need_their_surroundings():
    other = "Rain is expected in Rivermouth until Friday, the weather office said."
    assert carried(ENGLISH, other, "Rivermouth") == (None, "orphan")


def test_long_words_in_other_surroundings_are_for_review():
    other = "Nobody expected it, but a letter of intent was found on the beach."
    assert carried(ENGLISH, other, "a letter of intent") == ("a letter of intent", "review")


def test_a_short_mark_between_border_and_new_text_is_for_review():
    edited = CHINESE.replace("河口市与", "河口市昨日与", 1)
    assert carried(CHINESE, edited, "河口市") == ("河口市", "review")


def test_deleted_sentences_leave_orphans():
    edited = ENGLISH.replace(" They also agreed to exchange 20 nurses.", "")
    assert carried(ENGLISH, edited, "agreed to exchange 20 nurses") == (None, "orphan")


TOKENS = ["red", "市长", "port", "论坛", "Ａ", "b\u0301", "2025", "👍🏽", "of", "的", ".", "。"]
WORDS = st.lists(st.sampled_from(TOKENS), max_size=12)
TEXTS = st.lists(WORDS, min_size=1, max_size=4).map(
    lambda paragraphs: "\n\n".join(" ".join(words) for words in paragraphs)
)


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS, st.data())
def test_what_is_called_certain_has_the_same_words(old, new, data):
    start = data.draw(st.integers(0, len(old)))  # a span is never empty, but must not hang
    span = Span(start, data.draw(st.integers(start, min(start + 10, len(old)))))
    carried_span, status = carry_over(old, new, span)
    assert (carried_span is None) == (status == "orphan")
    if carried_span is not None and status != "review":
        assert new[slice(*carried_span)] == old[slice(*span)]


@settings(max_examples=60, deadline=None)
@given(st.integers(3, 36), st.integers(1, 6), st.integers(0, 46), st.integers(1, 30))
def test_text_put_anywhere_outside_moves_the_mark_along(first, count, where, length):
    words = [f"w{number}ord" for number in range(46)]
    last = min(first + count, 46)
    old = " ".join(words)
    span = Span(old.index(words[first]), old.index(words[last - 1]) + len(words[last - 1]))
    where = where if where <= first or where >= last else first
    inserted = [f"new{number}" for number in range(length)]
    new = " ".join(words[:where] + inserted + words[where:])
    result, status = carry_over(old, new, span)
    assert status == "ok"
    assert result is not None
    assert new[slice(*result)] == old[slice(*span)]


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_the_pieces_cover_both_texts_and_say_what_is_the_same(old, new):
    pieces = RevisionDiff(old, new).pieces
    assert "".join(old[slice(*piece.old)] for piece in pieces) == old
    assert "".join(new[slice(*piece.new)] for piece in pieces) == new
    for piece in pieces:
        assert piece.same == (old[slice(*piece.old)] == new[slice(*piece.new)])
