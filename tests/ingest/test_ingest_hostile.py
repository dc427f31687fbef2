"""Crafted files: none takes memory or time out of proportion, and each says why it is refused.

Each was seen to fail without the guard it names; sizes are small here and millions outside.
"""

import json
import tracemalloc
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityreader.ingest.encoding import decode
from cityreader.ingest.formats.mail import _messages
from cityreader.ingest.limits import LONGEST_TEXT, MOST_LINES, Deadline, Limits
from cityreader.ingest.problems import UnreadableError
from cityreader.ingest.reader import parse_file
from cityreader.models import ArticleDraft

HEAD = "From: Ann <a@port.example>\nSubject: Towns sign\n"
FEED = "<rss><channel><item><title>Towns</title>{}<description>They sign.</description></item>"


def drafts(data: str | bytes, name: str) -> list[ArticleDraft]:
    data = data if isinstance(data, bytes) else data.encode()
    return parse_file(data, Path(name), Limits()).drafts


def peak(data: str, name: str) -> int:
    """The most memory that reading took (bytes)."""
    tracemalloc.start()
    try:
        drafts(data, name)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("mark", ["*", "_", "- ", "* * * ", "> ", "=", "|-", "1. ", "#"])
def test_a_line_of_marks_takes_no_memory_for_each_of_them(mark):
    """Without ``_LONGEST_MARKED``: a pattern keeps 120 bytes for each time it repeats."""
    line = mark * (200_000 // len(mark))
    assert peak(f"# Title\n\n{line} x\n", "a.md") < 40 * len(line)


def test_the_clock_is_looked_at_in_each_row_of_a_table(monkeypatch):
    """Without it: a table of 50,000 columns is read to its end, whatever the time."""
    looks = 0

    def look(_: Deadline) -> None:
        nonlocal looks
        looks += 1

    monkeypatch.setattr(Deadline, "check", look)
    drafts("# Title\n\n" + "|a|b|\n|-|-|\n" + "|c|d|\n" * 100, "a.md")
    assert looks > 100


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.json", "a.jsonl"])
def test_an_article_has_an_end(name):
    """Without ``LONGEST_TEXT``: the reader shows nothing for a long time, in a gigabyte."""
    text = "words " * (LONGEST_TEXT // 6 + 1)
    if name.endswith(("json", "jsonl")):
        text = json.dumps({"title": "Towns", "body": text})
    with pytest.raises(UnreadableError, match="3,000,000 characters; split it"):
        drafts(text, name)


def test_of_several_articles_only_the_longest_is_refused():
    lines = [{"title": f"Town {n}", "body": "word " * 10} for n in range(2)]
    lines.insert(1, {"title": "Long", "body": "w" * (LONGEST_TEXT + 1)})
    found = parse_file("\n".join(map(json.dumps, lines)).encode(), Path("a.jsonl"), Limits())
    assert [draft.title for draft in found.drafts] == ["Town 0", "Town 1"]
    assert "longer than 3,000,000" in found.refusals[0].reason


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_unpacks_all_at_once_is_not_unpacked(method):
    """Without ``_METHODS``: 500 bytes become a gigabyte before the first of them can be counted."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "Towns sign a pact of friendship.", method)
    with pytest.raises(UnreadableError, match="pack it by deflate"):
        drafts(packed.getvalue(), "a.zip")


def test_an_element_of_a_feed_has_a_few_attributes():
    """Without the count: a million attributes take 650 MB, and are one element."""
    attributes = "".join(f' attribute-{n}="{n}"' for n in range(1_500))
    with pytest.raises(UnreadableError, match="more than 1,000 attributes"):
        drafts(FEED.format(f"<link{attributes}/>"), "a.xml")
    picture = f'<link href="data:image/png;base64,{"QUJD" * 10_000}=="/>'
    assert drafts(FEED.format(picture), "a.xml")


def test_a_feed_has_a_bounded_number_of_references():
    """Without the count: fifteen million take half a minute, and the clock is not looked at."""
    with pytest.raises(UnreadableError, match="more than 2,000,000 references"):
        drafts(FEED.format("&" * 2_000_001), "a.xml")


@pytest.mark.parametrize("table", ["a{}\nb", "title\ttext\nx\ty{}"])
def test_the_cells_of_a_table_are_counted(table):
    """Without the count: eighteen million cells of a header take 530 MB."""
    with pytest.raises(UnreadableError, match="more than 2,000,000 cells"):
        drafts(table.format("\t" * 2_000_001), "a.tsv")


def test_control_characters_take_no_list_of_pieces():
    """With the text split at each: four million of them take a gigabyte."""
    tracemalloc.start()
    assert decode("\x9d0;".encode() * 50_000).text == "\x9d0;" * 50_000
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 3_000_000


@pytest.mark.parametrize("line", ["X: y\n", " y\n", "X: y\r"])
def test_the_lines_of_a_message_are_counted(line):
    """Without the count: four million lines of a header take 700 MB."""
    with pytest.raises(UnreadableError, match="more than 500,000 lines"):
        drafts(HEAD + line * (MOST_LINES + 1) + "\nThey sign.", "a.eml")


def test_messages_are_found_one_by_one():
    """With a list of them: a separator takes 300 bytes, and a file may hold millions."""
    data = b"From a\n\n\n" * 20_000
    tracemalloc.start()
    count = sum(1 for _ in _messages(data))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000
    assert most < 100_000


@pytest.mark.parametrize("charset", ["punycode", "idna", "unicode_escape", "zlib_codec", "../x"])
def test_only_encodings_of_texts_are_believed(charset):
    """Without the list: a megabyte in punycode takes hours, and no key stops it."""
    body = "They sign a pact-b of \\x41 friendship."
    (draft,) = drafts(f"{HEAD}Content-Type: text/plain; charset={charset}\n\n{body}", "a.eml")
    assert draft.body == body
    subject = HEAD.replace("Towns sign", f"=?{charset}?q?Towns-sign?=")
    (draft,) = drafts(f"{subject}\n\n{body}", "a.eml")
    assert draft.title == "Towns-sign"
    feed = f'<?xml version="1.0" encoding="{charset}"?>' + FEED.format("")
    (draft,) = drafts(feed.encode() + b"<item><title>\xe9</title></item>", "a.xml")[:1]
    assert draft.title == "Towns"


@pytest.mark.parametrize(
    "parameter", ["boundary*=punycode''b", "charset*0*=IDNA'x'y", "a *= \"punycode'x"]
)
def test_a_parameter_of_a_header_is_in_no_other_encoding_either(parameter):
    """Without the search: the parser itself decodes it, before anybody can look."""
    message = f"{HEAD}Content-Type: multipart/mixed; {parameter}\n\nThey sign."
    with pytest.raises(UnreadableError, match="an encoding that no text is in"):
        drafts(message, "a.eml")


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("gb2312", "友好镕城"), ("Big5", "友好城市"), ("windows-1252", "café “x”"),
        ("iso-8859-1", "café"), ("KOI8-R", "город"), ("iso-2022-jp", "都市"),
        ("us-ascii", "Town"), ("euc-kr", "도시"), ("utf-16", "城"), ("Shift_JIS", "都市"),
    ],
)  # fmt: skip
def test_the_encodings_of_messages_are_read(charset, text):
    encoding = {"gb2312": "gb18030", "iso-8859-1": "cp1252"}.get(charset, charset)
    head = f"{HEAD}Content-Type: text/plain; charset={charset}\n\n".encode()
    (draft,) = drafts(head + f"{text} sign".encode(encoding), "a.eml")
    assert draft.body == f"{text} sign"


def test_half_a_surrogate_is_shown_as_a_broken_character():
    """Without the mending: it could not be read (UnicodeEncodeError)."""
    record = '{"title": "Tow\\ud800ns", "body": "They \\udfff sign \\ud83d\\ude00 \\\\ud800."}'
    for data, name in ((record, "a.json"), (f"{record}\n{{}}", "a.jsonl")):
        (draft,) = drafts(data, name)
        assert draft.title == "Tow\ufffdns"
        assert draft.body == "They \ufffd sign 😀 \\ud800."
        assert "neutralised: broken characters" in draft.warnings


@given(st.text(st.characters(), max_size=30))
def test_any_text_of_a_record_comes_as_it_is_but_for_halves(text):
    record = json.dumps({"title": "Towns", "body": f"They sign {text} x"})
    (draft,) = drafts(record, "a.json")
    assert draft.body.encode()
    halves = sum("\ud800" <= character <= "\udfff" for character in text)
    assert ("neutralised: broken characters" in draft.warnings) == bool(halves)
