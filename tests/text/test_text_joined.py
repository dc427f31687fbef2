"""Pasted lines made one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.text.joined import joined_lines
from cityreader.text.safety import clean_line


def test_chinese_lines_go_on_without_a_space():
    assert joined_lines("第一行\n第二行") == "第一行第二行"
    assert joined_lines("one\n two\r\n\n三\nfour") == "one two 三 four"
    assert joined_lines(" \n\x1b[31m\n") == ""


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="ab \n\r\t中。\u0301\x1b[", max_size=12))
def test_the_result_is_one_clean_line(text):
    joined = joined_lines(text)
    assert joined == clean_line(joined)
    assert "\n" not in joined
