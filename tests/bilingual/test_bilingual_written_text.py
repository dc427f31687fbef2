"""A translation made of its rows."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from cityreader.bilingual.alignment import monolingual
from cityreader.bilingual.written_text import WrittenRow, rewrite, row_text
from cityreader.models import Bead, Span
from cityreader.text.graphemes import is_boundary
from cityreader.text.safety import clean

SOURCE = "One ship came. Two ships left.\n\nA third one stayed. Nobody knew why."
ROWS = monolingual(SOURCE)


def written(texts, rows=ROWS, body="", lang="zh-Hans"):
    return rewrite(rows, "right", SOURCE, body, texts, lang)


def texts_of(made):
    return [made.body[row.right.start : row.right.end] if row.right else None for row in made.rows]


def test_rows_stand_in_the_order_and_the_paragraphs_of_the_source():
    made = written({3: WrittenRow("没人知道。")})
    assert made.body == "没人知道。"
    made = written({0: WrittenRow("来了一艘船。")}, made.rows, made.body)
    assert made.body == "来了一艘船。\n\n没人知道。"
    made = written({1: WrittenRow("走了两艘。")}, made.rows, made.body)
    assert made.body == "来了一艘船。走了两艘。\n\n没人知道。"
    assert texts_of(made) == ["来了一艘船。", "走了两艘。", None, "没人知道。"]
    assert [row.checked for row in made.rows] == [True, True, False, True]


def test_languages_with_spaces_get_one_between_sentences():
    made = written({0: WrittenRow("Ein Schiff."), 1: WrittenRow("Zwei.")}, lang="de")
    assert made.body == "Ein Schiff. Zwei."


def test_an_empty_text_takes_the_row_out():
    made = written({n: WrittenRow(word) for n, word in enumerate("甲乙丙丁")})
    made = written({1: WrittenRow(""), 2: WrittenRow("")}, made.rows, made.body)
    assert made.body == "甲\n\n丁"
    assert made.rows[1] == Bead(ROWS[1].left, None, 1.0)


def test_a_kept_row_is_found_again_where_it_went():
    before = written({0: WrittenRow("甲甲"), 1: WrittenRow("乙乙"), 3: WrittenRow("甲甲")})
    after = written({0: WrittenRow("很长的甲")}, before.rows, before.body)
    last = before.rows[3].right
    image = after.image(last)
    assert image == after.rows[3].right
    assert after.image(before.rows[0].right) is None
    assert after.image(Span(before.rows[1].right.start, last.end)) == Span(
        after.rows[1].right.start, image.end
    )


def test_what_a_machine_made_says_so_until_a_person_writes_it():
    made = written({0: WrittenRow("甲", "machine"), 1: WrittenRow("乙")})
    assert [(row.origin, row.checked) for row in made.rows[:2]] == [
        ("machine", False),
        (None, True),
    ]
    again = written({0: WrittenRow("甲")}, made.rows, made.body)
    assert (again.rows[0].origin, again.rows[0].checked) == (None, True)
    assert again.body == made.body


def test_pasted_lines_become_one():
    assert row_text("第一行\n第二行\r\n  end\x1b[31m") == "第一行第二行 end"
    assert row_text("one\ntwo\n\n\nthree") == "one two three"


def test_a_row_begins_and_ends_with_whole_characters():
    assert row_text("\u0301abc") == "abc"
    assert row_text("\u200b") in ("", "\u200b")


texts = st.text(
    alphabet="ab 中。\n\u0301\u200d👩\U0001f1e6\u1100\u1161\u1b05\u1b35"
    "\u09c7\u09be\u0e33\ufeff\u0600",
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@example([(0, "\u0301\ufeff")], "zh-Hans")
@given(
    st.lists(st.tuples(st.integers(0, 3), texts), min_size=1, max_size=8),
    st.sampled_from(["zh-Hans", "en"]),
)
def test_the_body_is_always_the_rows_and_always_clean(steps, lang):
    body, rows, expected = "", ROWS, {}
    for number, typed in steps:
        text = row_text(typed)
        made = rewrite(rows, "right", SOURCE, body, {number: WrittenRow(text)}, lang)
        expected[number] = text
        assert clean(made.body).text == made.body
        assert texts_of(made) == [expected.get(n) or None for n in range(4)]
        for row in made.rows:
            if row.right:
                assert is_boundary(made.body, row.right.start)
                assert is_boundary(made.body, row.right.end)
        for old, new in made.kept:
            assert body[old.start : old.end] == made.body[new.start : new.end]
        body, rows = made.body, made.rows
