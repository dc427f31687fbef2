"""``body:`` sees through script, case and width, in the list as in the search."""

import pytest


@pytest.mark.parametrize("word", ["海关", "海關", "林德馬克與海城"])
def test_chinese_is_found_in_either_script(paired, word):
    assert list(paired.search.article_listing(f"body:{word}").ids) == [2]


@pytest.mark.parametrize("word", ["CUSTOMS", "Ｃｕｓｔｏｍｓ", '"old customs house"'])
def test_capitals_and_wide_letters_make_no_difference(paired, word):
    assert list(paired.search.article_listing(f"body:{word}").ids) == [1]


def test_signs_of_patterns_are_signs(paired):
    for sign in ("%", "_", "\\", "100%"):
        assert list(paired.search.article_listing(f"body:{sign}").ids) == []
