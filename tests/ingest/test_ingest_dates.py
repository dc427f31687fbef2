import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.ingest.dates import is_ambiguous, is_date_line, read_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2021-11-22T04:48:56.819Z", "2021-11-22"),
        ("2024-05-06 23:30:00 -0800", "2024-05-06"),
        ("2023/7/4", "2023-07-04"),
        ("2023.10.24 星期二", "2023-10-24"),
        ("2023年10月24日", "2023-10-24"),
        ("2023年10月24日 下午3:05", "2023-10-24"),
        ("二〇二三年十月二十四日", "2023-10-24"),
        ("民國一百零八年七月十日", "2019-07-10"),
        ("中華民國112年10月24日", "2023-10-24"),
        ("112-10-24", "2023-10-24"),
        ("112.10.24", "2023-10-24"),
        ("Oct. 24, 2023", "2023-10-24"),
        ("24 October 2023", "2023-10-24"),
        ("Tuesday, October 24th, 2023", "2023-10-24"),
        ("Mon, 20 Jul 2020 12:13:17 GMT", "2020-07-20"),
        ("10/24/2023 3:05 PM", "2023-10-24"),
        ("24/10/2023 - 15:05", "2023-10-24"),
        ("20231024", "2023-10-24"),
        ("05/05/2023", "2023-05-05"),
        ("May 2022", "2022-05"),
        ("2022-05", "2022-05"),
        ("2022年5月", "2022-05"),
        ("2022", "2022"),
        ("民國110年", "2021"),
        ("民國108年7月", "2019-07"),
        ("112年10月", "2023-10"),
        ("民國元年1月1日", "1912-01-01"),
        ("民國112年10月24日（二）", "2023-10-24"),
        ("1121024", "2023-10-24"),
        ("二〇二三年", "2023"),
        ("二○二四年元月五日", "2024-01-05"),
        ("２０２３年９月４日", "2023-09-04"),
        ("西元2023年10月24日", "2023-10-24"),
        ("Sep-04-2023", "2023-09-04"),
        ("Tue Nov 19 21:57:01 UTC 2019", "2019-11-19"),
        ("Mon 18 Nov 2019 18.54 GMT", "2019-11-18"),
        ("20191118T185453Z", "2019-11-18"),
    ],
)
def test_dates_as_they_are_printed(text, iso):
    stated = read_date(text, "date line")
    assert stated is not None
    assert stated.iso == iso
    assert (stated.text, stated.basis) == (text, "date line")


@pytest.mark.parametrize(
    "text",
    ["", "2023-02-30", "12:30:45", "1.2.3", "192.168.100.12", "二十四日", "99/99/2020", "on"],
)
def test_what_is_no_date(text):
    assert read_date(text, "") is None


def test_a_month_has_all_its_days():
    stated = read_date("February 2024", "")
    assert stated is not None
    assert (stated.start, stated.end, stated.precision) == ("2024-02-01", "2024-02-29", "month")


def test_two_possible_days_give_their_year():
    stated = read_date("03/04/2023", "")
    assert stated is not None
    assert stated.iso == "2023"
    assert is_ambiguous(stated)


@pytest.mark.parametrize(
    "line",
    [
        "2023-10-24",
        "Tuesday, October 24th, 2023",
        "2023.10.24 星期二",
        "09/08/2020 - 18:10",
        "民國112年10月24日（二）",
        "Mon 18 Nov 2019 18.54 GMT",
        "24 Oct 2023 at 3pm",
        "20191118T185453Z",
    ],
)
def test_lines_that_are_dates(line):
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line",
    ["2023", "2023 City Summit Opens", "On March 29, 2023, the mayors met", "24 mayors", "1121024"],
)
def test_lines_that_are_more_than_dates(line):
    assert not is_date_line(line)


@settings(max_examples=50, deadline=None)
@given(st.dates(min_value=__import__("datetime").date(1950, 1, 1)))
def test_iso_days_are_read_as_themselves(day):
    if day.year > 2099:
        return
    stated = read_date(day.isoformat(), "")
    assert stated is not None
    assert stated.iso == day.isoformat()


@settings(max_examples=50, deadline=None)
@given(st.text("0123456789年月日民國十百/-. JanMay", max_size=40))
def test_no_string_breaks_it(text):
    stated = read_date(text, "")
    assert stated is None or (stated.start or "") <= (stated.end or "")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("October 24-26, 2023", "2023-10-24", "2023-10-26"),
        ("24–26 October 2023", "2023-10-24", "2023-10-26"),
        ("Oct. 30 - Nov. 2, 2023", "2023-10-30", "2023-11-02"),
        ("30 October to 2 November 2023", "2023-10-30", "2023-11-02"),
        ("Dec. 30 - Jan. 2, 2024", "2023-12-30", "2024-01-02"),
        ("October 24, 2023 - October 26, 2023", "2023-10-24", "2023-10-26"),
        ("2023-10-24/2023-10-26", "2023-10-24", "2023-10-26"),
        ("2023.10.24-11.2", "2023-10-24", "2023-11-02"),
        ("2023年10月30日至11月2日", "2023-10-30", "2023-11-02"),
        ("民國112年10月24日至26日", "2023-10-24", "2023-10-26"),
    ],
)
def test_days_on_end(text, start, end):
    stated = read_date(text, "")
    assert stated is not None
    assert (stated.start, stated.end, stated.precision) == (start, end, "interval")
    assert is_date_line(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-10-24T10:00:00-08:00", "2023-10-24"),
        ("Published: 20 September 2023. The forum is on 24-26 October 2023", "2023-09-20"),
        ("May 5, 2019 to May 5, 2023", "2019-05-05"),
        ("2023-10-24 10:00 - 30 views", "2023-10-24"),
    ],
)
def test_what_is_one_day(text, day):
    stated = read_date(text, "")
    assert stated is not None
    assert (stated.iso, stated.precision) == (day, "day")
