import io
import zipfile

import pytest
from own_files import (
    BODY,
    CHINESE,
    ENGLISH,
    HTML,
    TITLES,
    book,
    document,
    feed,
    gzipped,
    parsed,
    zipped,
)

from cityreader.ingest.archive import Archive, name_of
from cityreader.ingest.extract import Material, Refusal
from cityreader.ingest.limits import Budget, Deadline, Limits
from cityreader.ingest.problems import UnreadableError

POST = f"---\ntitle: {TITLES[0]}\ndate: 2025-03-14\n---\n\n{BODY}\n"


def test_a_zip_of_articles():
    data = zipped(
        {
            "news/a.md": POST,
            "b.jsonl": '{"title": "B", "text": "The towns signed."}\nbad\n',
            "photo.png": b"\x89PNG",
            "empty.md": "",
            "__MACOSX/news/._a.md": "x",
            ".DS_Store": "x",
            "../../evil.md": POST,
            "/abs.md": POST,
        }
    )
    contents = parsed(data, "batch.zip")
    assert [(draft.path, draft.title, draft.member) for draft in contents.drafts] == [
        ("batch.zip!news/a.md", TITLES[0], 0),
        ("batch.zip!b.jsonl", "B", 1),
    ]
    assert [(part.where, part.reason) for part in contents.refusals] == [
        ("!b.jsonl", "line 2: it is not JSON (Expecting value, column 1)"),
        ("!photo.png", "files of this kind are not imported"),
        ("!../../evil.md", "its name leads out of the archive"),
        ("!/abs.md", "its name leads out of the archive"),
    ]


def test_archives_in_archives():
    contents = parsed(zipped({"in.zip": zipped({"a.md.gz": gzipped(POST)})}), "out.zip")
    (draft,) = contents.drafts
    assert (draft.path, draft.title) == ("out.zip!in.zip!a.md.gz", TITLES[0])


def test_archives_nested_too_deeply():
    data = zipped({"a.md": POST})
    for _ in range(5):
        data = zipped({"in.zip": data})
    with pytest.raises(UnreadableError, match="nested too deeply"):
        parsed(data, "out.zip")


def test_a_gzip_of_a_feed():
    (draft,) = parsed(gzipped(feed("Towns")), "feed.xml.gz").drafts
    assert (draft.title, draft.path) == ("Towns", "feed.xml.gz")


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (gzipped(POST)[:-20], "a.md.gz", "cut off"),
        (b"no gzip", "a.md.gz", "not a gzip file"),
        (gzipped(POST), "a.tar.gz", "of a kind that is not read"),
        (b"PK\x03\x04 cut", "a.zip", "not a ZIP archive"),
        (b"PK\x01\x02" * 50_001, "a.zip", "more than 50,000 files"),
        (zipped({"a.md": POST})[:-60], "a.zip", "not a ZIP archive"),
        (gzipped(b"0" * 5_000_000), "a.md.gz", "far more than a text"),
        (gzipped(b"0" * 20_000_001), "a.md.gz", "more than 20 MB"),
        (zipped({"a.md": b"0" * 5_000_000}), "a.zip", "far more than a text"),
    ],
    ids=["cut", "text", "tar", "broken", "many", "headless", "bomb", "large", "zip bomb"],
)
def test_archives_that_are_not_read(data, name, reason):
    with pytest.raises(UnreadableError, match=reason):
        parsed(data, name)


def test_everything_unpacked_from_a_file_counts_together():
    data = zipped({"a.md": ENGLISH[0], "b.md": ENGLISH[1]})
    material = Material("a.zip", data, Deadline(5), budget=Budget(len(ENGLISH[0]) + 10))
    archive = Archive(material)
    assert archive.read("a.md") == ENGLISH[0].encode()
    with pytest.raises(UnreadableError, match="unpacks to more"):
        archive.read("b.md")


def test_names_in_a_chinese_encoding():
    info = zipfile.ZipInfo("新闻稿件第一篇.md".encode("gb18030").decode("cp437"))
    assert name_of(info) == "新闻稿件第一篇.md"


def test_links_in_an_archive_are_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        link = zipfile.ZipInfo("a.md")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(UnreadableError, match="it is a link"):
        parsed(packed.getvalue(), "a.zip")


def test_time_is_up_in_an_archive():
    data = zipped({"a.md": POST, "b.md": POST})
    with pytest.raises(UnreadableError, match="reading took too long"):
        parsed(data, "a.zip", Limits(seconds=0.0))


def test_the_parts_of_a_book():
    facts = "<dc:creator>Ann Lee</dc:creator><dc:date>2025</dc:date>"
    chinese = "".join(f"<p>{text}</p>" for text in CHINESE)
    data = book(
        {TITLES[0]: f"<p>2025-03-14</p>{HTML}", TITLES[1]: chinese, "Cover": "<p>x</p>"},
        facts=facts,
    )
    first, second = parsed(data, "digest.epub").drafts
    assert (first.title, first.published.iso, first.body) == (TITLES[0], "2025-03-14", BODY)
    assert (first.author, first.source) == ("Ann Lee", "City digest")
    assert first.reasons["source"] == "title of the book"
    assert (second.title, second.lang, second.published.precision) == (TITLES[1], "zh-Hans", "year")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (zipped({"mimetype": "application/epub+zip"}), "is missing"),
        (zipped({"META-INF/container.xml": "<container/>"}), "names no list of its parts"),
        (zipped({"META-INF/container.xml": "<cont"}), "XML in it is damaged"),
        (zipped({"META-INF/container.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x/>'}), "not safe"),
        (book({"A": HTML}, package="../../etc/passwd"), "is missing"),
    ],
    ids=["empty", "nothing", "damaged", "entities", "climbing"],
)
def test_books_that_are_not_read(data, reason):
    with pytest.raises(UnreadableError, match=reason):
        parsed(data, "a.epub")


def test_a_word_document():
    data = document(["2025-03-14", *ENGLISH], title=TITLES[0], creator="Ann Lee")
    (draft,) = parsed(data, "release.docx").drafts
    assert (draft.title, draft.published.iso, draft.author) == (TITLES[0], "2025-03-14", "Ann Lee")
    assert draft.body == BODY
    assert draft.reasons["title"] == "paragraph in the style Title"


def test_a_word_document_without_styles():
    (draft,) = parsed(document([TITLES[1], *CHINESE], creator="python-docx"), "a.docx").drafts
    assert (draft.title, draft.author, draft.body) == (TITLES[1], None, "\n\n".join(CHINESE))


def test_a_table_of_two_languages_in_a_word_document():
    cells = zip([TITLES[0], *ENGLISH], [TITLES[1], *CHINESE], strict=True)
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = "".join(f"<w:tr>{cell.format(en)}{cell.format(zh)}</w:tr>" for en, zh in cells)
    english, chinese = parsed(document([], table=f"<w:tbl>{rows}</w:tbl>"), "a.docx").drafts
    assert (english.title, chinese.title) == TITLES
    assert (english.body, chinese.body) == (BODY, "\n\n".join(CHINESE))


def test_an_archive_that_is_no_document():
    with pytest.raises(UnreadableError, match="not a Word document"):
        parsed(zipped({"a.md": POST}), "a.docx")


def test_refusals_name_the_part():
    contents = parsed(zipped({"a.md": POST, "b.md": b"\x00\x01\x02" * 50}), "a.zip")
    assert contents.refusals == [Refusal("!b.md", "it is not text")]
