import time

import pytest

from cityreader.text.phrases import cited, counted, local_time, on_one_line, shortened


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


def test_a_title_is_cited_with_what_is_known_of_it():
    assert cited("港口论坛", "海港日报", "2025-03") == "港口论坛 (海港日报, 2025-03)"
    assert cited("Two towns sign", None, "2025") == "Two towns sign (2025)"
    assert cited("Two towns sign", None, None) == "Two towns sign"


def test_a_moment_is_told_on_the_clock_of_the_person(monkeypatch):
    """Fails where the moment is told in UTC."""
    monkeypatch.setenv("TZ", "Asia/Taipei")
    time.tzset()
    try:
        assert local_time("2026-03-01T18:04:59.123Z") == "2026-03-02 02:04"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_quote_is_shortened_on_one_line():
    assert shortened("Two towns\n\nsign") == "Two towns sign"
    assert shortened("Two  towns sign", 10) == "Two towns…"
    assert shortened("Two towns!", 10) == "Two towns!"
