from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.models import NO_DATE, DateRange
from cityreader.ui.dialogs.dates import (
    WrongValueError,
    format_date,
    parse_date,
    precision_words,
)


@pytest.mark.parametrize(
    ("typed", "start", "end", "precision"),
    [
        ("2025", "2025-01-01", "2025-12-31", "year"),
        ("2025-12", "2025-12-01", "2025-12-31", "month"),
        ("2024-2", "2024-02-01", "2024-02-29", "month"),
        ("2025-12-28", "2025-12-28", "2025-12-28", "day"),
        ("2025-Q4", "2025-10-01", "2025-12-31", "quarter"),
        ("2025q1", "2025-01-01", "2025-03-31", "quarter"),
        ("2025-12-28..2025-12-30", "2025-12-28", "2025-12-30", "interval"),
        ("2025-12-28..30", "2025-12-28", "2025-12-30", "interval"),
        ("2025-12-28 – 12-30", "2025-12-28", "2025-12-30", "interval"),
        ("2025-12..2026-02", "2025-12-01", "2026-02-28", "interval"),
        ("2010..2025", "2010-01-01", "2025-12-31", "interval"),
        ("２０２５－１２－２８", "2025-12-28", "2025-12-28", "day"),
        ("2025年12月28日至30日", "2025-12-28", "2025-12-30", "interval"),
        (" 2025/12/28 ", "2025-12-28", "2025-12-28", "day"),
        ("9999-12", "9999-12-01", "9999-12-31", "month"),
    ],
)
def test_dates_are_read(typed, start, end, precision):
    read = parse_date(typed)
    assert (read.start, read.end, read.precision, read.basis) == (start, end, precision, "by hand")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("soon", "Not a date"),
        ("12-28", "Not a date"),
        ("2025-13", "month 13"),
        ("2025-02-30", "February 2025 has no day 30"),
        ("2025-Q5", "Not a date"),
        ("0000-01", "year 0"),
        ("2025-12-30..28", "ends before it begins"),
        ("2024..2025..2026", "one start and one end"),
        ("..2025", "Not a date"),
    ],
)
def test_what_is_no_date_is_refused_in_one_line(typed, reason):
    with pytest.raises(WrongValueError, match=reason) as caught:
        parse_date(typed)
    assert "\n" not in str(caught.value)


def test_nothing_typed_is_no_date():
    assert parse_date(" ") == NO_DATE
    assert format_date(NO_DATE) == ""
    assert precision_words("") == ""


def test_the_precision_is_told():
    assert precision_words("2025-Q4") == "quarter"
    assert precision_words("2025-12-28..30") == "3 days"


years = st.integers(1, 9999)


@given(
    years.map(lambda year: f"{year:04}")
    | st.builds("{:04}-{:02}".format, years, st.integers(1, 12))
    | st.builds("{:04}-Q{}".format, years, st.integers(1, 4))
    | st.dates().map(str)
    | st.tuples(st.dates(), st.dates()).map(sorted).map(lambda ends: f"{ends[0]}..{ends[1]}")
)
@settings(max_examples=150)
def test_a_date_comes_back_as_it_was_typed(typed):
    read = parse_date(typed)
    assert format_date(read) == typed
    assert parse_date(format_date(read)) == read
    assert date.fromisoformat(read.start) <= date.fromisoformat(read.end)


@given(st.text(st.sampled_from("0123456789-./QqI年月日至 …～,x"), max_size=14))
@settings(max_examples=200)
def test_whatever_is_typed_is_read_or_refused(typed):
    try:
        read = parse_date(typed)
    except WrongValueError:
        return
    assert parse_date(format_date(read)) == read


@pytest.mark.parametrize(
    ("text", "shown", "precision"),
    [
        ("民國107年9月", "2018-09", "month"),
        ("2018年9月29日", "2018-09-29", "day"),
        ("107/9/29", "2018-09-29", "day"),
        ("上週五", "2025-02-28", "day"),
        ("on Monday", "2025-03-03", "day"),
        ("5 March 2024", "2024-03-05", "day"),
        ("mid-June 2024", "2024-06-11..2024-06-20", "interval"),
        ("去年", "2024", "year"),
    ],
)
def test_a_date_may_be_typed_as_a_text_says_it(text, shown, precision):
    """Without ``date_typed`` the form refused what the program reads in every text."""
    published = DateRange("2025-03-07", "2025-03-07", "day")
    value = parse_date(text, published)
    assert (format_date(value), value.precision, value.basis) == (shown, precision, "by hand")
    assert precision_words(text, published) in (shown, precision, "10 days")


@pytest.mark.parametrize("text", ["Lyon", "Monday or Tuesday", "2025-13", "in Lyon on Monday"])
def test_what_states_no_date_or_two_is_refused(text):
    with pytest.raises(WrongValueError):
        parse_date(text, DateRange("2025-03-07", "2025-03-07", "day"))
