import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from own_files import BODY, CHINESE, HTML, TITLES, parsed

from cityreader.ingest.extract import Material, Refusal
from cityreader.ingest.formats import json_records
from cityreader.ingest.limits import Deadline
from cityreader.ingest.problems import EmptyFileError, UnreadableError
from cityreader.ingest.reader import suffix_of

RECORD = {
    "title": TITLES[0],
    "date": "2025-03-14",
    "url": "https://harbour.example/1",
    "source": "Harbour Daily",
    "text": BODY,
}


def test_lines_of_json_with_bad_ones():
    text = "\n".join(
        [json.dumps(RECORD), '{"title": "cut', "", "[]", json.dumps({"title": "x"}), "null"]
    )
    contents = parsed(text, "a.jsonl")
    (draft,) = contents.drafts
    assert (draft.title, draft.published.iso, draft.source) == (
        TITLES[0],
        "2025-03-14",
        "Harbour Daily",
    )
    assert (draft.url, draft.body, draft.member) == ("https://harbour.example/1", BODY, None)
    assert draft.reasons["published"] == "field `date`"
    assert [part.where for part in contents.refusals] == ["line 2", "line 4", "line 5", "line 6"]
    assert contents.refusals[2] == Refusal("line 5", "it has no text")
    assert contents.refusals[0].reason.startswith("it is not JSON (Unterminated string")


@pytest.mark.parametrize(
    "document", [RECORD, [RECORD], {"total": 1, "articles": [RECORD]}, {"items": [RECORD]}]
)
def test_json_of_one_record_or_a_list(document):
    (draft,) = parsed(json.dumps(document), "a.json").drafts
    assert (draft.title, draft.body) == (TITLES[0], BODY)


def test_a_json_feed():
    item = {
        "url": "https://harbour.example/1",
        "title": "Lime &amp; <b>oak</b>",
        "date_published": "2025-03-14T10:00:00Z",
        "content_html": HTML,
        "authors": [{"name": "Ann Lee"}, {"name": "Bo Li"}],
    }
    document = {"version": "https://jsonfeed.org/version/1.1", "title": "Daily", "items": [item]}
    (draft,) = parsed(json.dumps(document), "feed.json").drafts
    assert (draft.title, draft.author, draft.source) == ("Lime & oak", "Ann Lee, Bo Li", "Daily")
    assert (draft.published.iso, draft.body) == ("2025-03-14", BODY)


def test_records_of_a_reference_manager():
    record = {
        "title": "Two towns",
        "issued": {"date-parts": [[2025, 3, 14]]},
        "URL": "https://harbour.example/1",
        "container-title": "Harbour Daily",
        "author": [{"family": "Lee", "given": "Ann"}, {"family": "李", "given": "波"}],
        "abstract": BODY,
    }
    (draft,) = parsed(json.dumps([record]), "zotero.json").drafts
    assert (draft.published.iso, draft.source) == ("2025-03-14", "Harbour Daily")
    assert draft.author == "Ann Lee, 李波"
    assert draft.url == "https://harbour.example/1"


def test_seconds_since_1970_are_a_day():
    record = {"title": "x", "text": BODY, "published_at": 1741946298}
    (draft,) = parsed(json.dumps(record), "a.json").drafts
    assert draft.published.iso == "2025-03-14"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[" * 100_000, "nested too deeply"),
        ('{"title": 5, "body": null}', "no field in it is a text"),
        ("[1, 2]", "o part of it is an article"),
        ("{broken", "t is not JSON"),
        ("[" + "9" * 5_000 + "]", "a number in it is too long"),
        ("[" + "{}," * 400_001 + "{}]", "more than 400,000 values"),
    ],
)
def test_json_without_articles(text, reason):
    with pytest.raises(UnreadableError, match=reason):
        parsed(text, "a.json")


def test_escape_sequences_and_surrogates_in_json_are_neutralised():
    record = '{"title": "T\\u001b]0;PWN\\u001b\\\\ \\ud800 x", "body": "They met."}'
    (draft,) = parsed(record, "a.json").drafts
    assert draft.title == "T � x"
    assert sorted(draft.warnings) == [
        "neutralised: broken characters",
        "neutralised: terminal escape sequences",
    ]


def test_lines_of_an_own_export_are_articles_only():
    article = {"record": "article", "title": "x", "lang": "en", "body": BODY}
    lines = [{"record": "coder", "name": "Ann"}, article, {"record": "event", "type": "f"}]
    contents = parsed("\n".join(map(json.dumps, lines)), "a.jsonl")
    assert [draft.title for draft in contents.drafts] == ["x"]
    assert contents.refusals == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table(delimiter):
    rows = [
        ["Title", "Date", "来源", "正文"],
        [TITLES[1], "2025年3月14日", "海港日报", "\n".join(CHINESE)],
    ]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    (draft,) = parsed("\ufeff" + text + "\n", "a.csv").drafts
    assert (draft.title, draft.published.iso) == (TITLES[1], "2025-03-14")
    assert (draft.source, draft.lang) == ("海港日报", "zh-Hans")
    assert draft.body == "\n\n".join(CHINESE)
    assert draft.reasons["title"] == "column `title`"


def test_cells_that_look_like_formulas_stay():
    contents = parsed("title,body\n=1+1,@sum says the mayor.\n", "a.csv")
    assert [(draft.title, draft.body) for draft in contents.drafts] == [
        ("=1+1", "@sum says the mayor.")
    ]


def test_an_unclosed_quotation_mark_costs_its_own_row_only():
    contents = parsed(
        'title,body\n"never closed,The towns signed.\nno text\nB,"The mayors, both, met."\n',
        "a.csv",
    )
    assert [(draft.title, draft.body) for draft in contents.drafts] == [
        ('"never closed', "The towns signed."),
        ("B", "The mayors, both, met."),
    ]
    assert contents.drafts[0].warnings == ("line 2: a quotation mark is never closed",)
    assert contents.refusals == [Refusal("line 3", "it has no text")]


def test_a_table_without_a_column_of_texts():
    with pytest.raises(UnreadableError, match="no column that is a text"):
        parsed("name,age\nAda,5\n", "a.csv")
    with pytest.raises(EmptyFileError):
        parsed("\n\n", "a.csv")


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b'{"a": 1}\n{"a": 2}\n', ".jsonl"),
        (b'{\n"a": 1\n}\n', ".json"),
        (b'{\n"title": "x"\n}\nA text below its header.\n', ".md"),
        (b"[1]", ".json"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><rss/>", ".xml"),
        (b"# Title\n\nText\n", ".md"),
        (b"A headline\n\nText\n", ".txt"),
        (b"PK\x03\x04", ".zip"),
    ],
)
def test_what_comes_through_a_pipe_is_known_by_its_beginning(data, suffix):
    assert suffix_of(data) == suffix


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["a.json", "a.jsonl", "a.csv", "a.xml"]))
def test_any_text_is_read_or_refused(text, name):
    try:
        contents = parsed(text, name)
    except UnreadableError:
        return
    assert contents.drafts
    assert all(draft.title and draft.body for draft in contents.drafts)


class ShortClock(Deadline):
    """A clock that is late when it has been looked at three times."""

    looks = 0

    @property
    def is_late(self) -> bool:
        self.looks += 1
        return self.looks > 3


def test_what_was_read_in_time_is_kept():
    lines = "\n".join([json.dumps(RECORD)] * 9)
    material = Material("a.jsonl", lines.encode(), ShortClock(60))
    assert len(json_records.LINES.read(material)) == 3
    assert [part.where for part in material.refusals] == ["from line 4 on"]


def test_very_many_refusals_are_counted():
    contents = parsed("null\n" * 500 + json.dumps(RECORD), "a.jsonl")
    assert len(contents.drafts) == 1
    assert len(contents.refusals) == 201
    assert contents.refusals[-1].reason == "300 other parts gave no article either"
