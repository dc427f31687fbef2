import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.ingest.datelines import state_dateline, state_opening_day
from cityreader.ingest.dates import date_in_address, read_date, without_date
from cityreader.ingest.extract import Extract


def stated(first: str, *others: str, date: str = "", url: str = "") -> Extract:
    extract = Extract(paragraphs=[first, *others], url=url)
    if date:
        extract.state_date(read_date(date, "header"), "header")
    state_dateline(extract)
    return extract


def day(extract: Extract) -> str | None:
    return extract.published.iso if extract.published else None


@pytest.mark.parametrize(
    ("dateline", "month", "source"),
    [
        ("（中央社記者王小明台北5日電）兩市簽署協定。", "2024年9月", "中央社"),
        ("(中央社台北5日專電）兩市簽署協定。", "2024年9月", "中央社"),
        ("新华社上海9月5日电 两市签署协定。", "2024年", "新华社"),
        ("中新社上海9月5日电（记者王小明）两市签署协定。", "2024年", "中新社"),
        ("据新华社上海9月5日电，两市签署协定。", "2024年", ""),
        ("港口网9月5日讯（记者王小明）两市签署协定。", "2024年", ""),
        ("Taipei, Sept. 5 (CNA) The two cities signed.", "2024", "CNA"),
        ("HARBOUR CITY, September 5 (Xinhua) -- The two cities signed.", "2024", "Xinhua"),
        ("Geneva, 5 Sept. (AP) - The two cities signed.", "2024", "AP"),
        ("HARBOUR CITY, Sept. 5 -- The two cities signed.", "2024", ""),
    ],
)
def test_a_dateline_completes_a_month_or_a_year(dateline, month, source):
    extract = stated(dateline, date=month)
    assert day(extract) == "2024-09-05"
    assert extract.published is not None
    assert (extract.published.precision, extract.published.basis) == ("day", "dateline")
    assert "5" in (extract.published.text or "")
    assert extract.reasons["published"].startswith("dateline «")
    assert extract.source == source


def test_the_year_comes_from_the_address_or_from_a_date_close_by():
    line = "Taipei, Jan. 2 (CNA) The two cities signed."
    assert day(stated(line, url="https://a.example/2023/12/31/x")) == "2024-01-02"
    assert day(stated(line, "They had met on Dec. 20, 2023 in the harbour.")) == "2024-01-02"
    assert day(stated("（中央社台北2日電）簽署。", "2023年12月30日開會。")) == "2024-01-02"
    assert day(stated("（中央社台北2024年1月2日電）簽署。")) == "2024-01-02"


def test_a_far_date_tells_no_year():
    line = "Taipei, Jan. 2 (CNA) The two cities signed."
    assert day(stated(line, "The twinning dates from June 7, 1998.")) is None
    assert day(stated("（中央社台北28日電）簽署。", "2023年12月10日開會。")) is None
    assert day(stated(line)) is None


def test_a_dateline_never_contradicts_what_is_stated():
    line = "Taipei, Jan. 2 (CNA) The two cities signed."
    assert day(stated(line, date="2024-02-03")) == "2024-02-03"
    assert day(stated(line, date="February 2024")) == "2024-02"
    assert day(stated("（中央社台北31日電）簽署。", date="2024年2月")) == "2024-02"


def test_a_closing_date_counts_years_of_the_republic():
    extract = stated("（中央社記者王小明台北15日電）簽署。", "協定生效。（編輯：陳大文）1130815")
    assert day(extract) == "2024-08-15"
    assert extract.published is not None
    assert extract.published.text == "1130815"


@pytest.mark.parametrize(
    "first",
    [
        "On Sept. 5 the two cities signed.",
        "9月5日，两市签署协定。",
        "5日電影節開幕。",
        "The mayors, on September 5 in Ghent, signed.",
    ],
)
def test_what_is_no_dateline(first):
    assert day(stated(first, date="2024")) == "2024"


@pytest.mark.parametrize(
    ("url", "iso"),
    [
        ("https://a.example/2019/11/18/x.html", "2019-11-18"),
        ("https://a.example/c/2019-11-25/doc-1.shtml", "2019-11-25"),
        ("https://a.example/xw/201909/t20190918_69.shtml", "2019-09-18"),
        ("https://a.example/a/202311/17/WS6.html", "2023-11-17"),
        ("https://a.example/news/20191399/x", None),
        ("https://a.example/story-20191118", None),
    ],
)
def test_dates_in_addresses(url, iso):
    assert date_in_address(url) == iso


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("2024-03-05 10:37:31 港口日報", "港口日報"),
        ("港口网 2024年3月5日 10:37", "港口网"),
        ("Tuesday, March 5th, 2024, 3:05 pm", ""),
        ("港口日報", "港口日報"),
    ],
)
def test_what_stands_beside_a_date(text, rest):
    assert without_date(text) == rest


@settings(max_examples=60, deadline=None)
@given(
    st.text("0123456789月日年電电社（(Sept. ,)中央台北", max_size=40),
    st.text("0123456789/-:", max_size=20),
)
def test_no_line_breaks_it(first, address):
    extract = stated(first, "2024年2月29日開會。", url=f"https://a.example/{address}")
    assert extract.published is None or extract.published.start == extract.published.end


@pytest.mark.parametrize(
    ("first", "other", "found"),
    [
        ("The mayor met guests on March 31.", "On March 29, 2023, a forum opened.", "2023-03-31"),
        ("The mayor met guests on Friday, 31 March 2023.", "", "2023-03-31"),
        ("市長於3月31日會見來賓。", "2023年3月29日論壇開幕。", "2023-03-31"),
        ("The mayor met guests on March 31.", "", None),
        ("The mayor met guests on March 31.", "On July 9, 2021, a forum opened.", None),
        ("He came on March 30 and left on March 31.", "On March 29, 2023, it began.", None),
        ("A forum is held on March 30-31.", "On March 29, 2023, it began.", None),
    ],
)
def test_a_text_without_a_date_is_of_the_day_it_opens_with(first, other, found):
    extract = Extract(paragraphs=[first, other])
    state_opening_day(extract)
    assert day(extract) == found
