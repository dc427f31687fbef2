import pytest

from cityreader.text.phrases import counted, on_one_line


@pytest.mark.parametrize(
    ("count", "noun", "several", "said"),
    [
        (0, "row", "", "0 rows"),
        (1, "row", "", "1 row"),
        (12_000, "article", "", "12,000 articles"),
        (1, "pair of articles", "pairs of articles", "1 pair of articles"),
        (2, "pair of articles", "pairs of articles", "2 pairs of articles"),
    ],
)
def test_a_number_has_its_noun(count, noun, several, said):
    assert counted(count, noun, several) == said


def test_a_text_on_one_line_has_single_spaces():
    assert on_one_line(" 海城\n\n signed\ta　pact ") == "海城 signed a pact"
    assert on_one_line("\n") == ""
