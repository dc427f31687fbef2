"""Pictures that stand in a text as ``data:`` addresses do not become text."""

import base64
import json
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.ingest.embedded_files import without_embedded_files
from cityreader.ingest.limits import LONGEST_TEXT, Limits
from cityreader.ingest.reader import parse_articles
from cityreader.models import ArticleDraft

WORDS = "The mayor of Harbourtown opened the forum. Guests from three cities came to the town hall."


def picture(size: int) -> str:
    """The ``data:`` address of a picture of so many bytes, the same at every run."""
    data = base64.b64encode(random.Random(size).randbytes(size)).decode()
    return f"data:image/png;base64,{data}"


def read(name: str, text: str, tmp_path) -> ArticleDraft:
    (draft,) = parse_articles(text.encode(), tmp_path / name, Limits())
    return draft


@pytest.mark.parametrize("size", [300, 5_000, 150_000])
@pytest.mark.parametrize(
    "written",
    [
        "![A hall]({})",
        '![A hall]( {} "Title")',
        "[![A hall]({})](https://a.example/x.html)",
        "![A hall][image1]\n\n[image1]: <{}>",
        "![A hall][image1]\n\n[image1]: {}",
        '<img src="{}" alt="A hall">',
        "<img alt='A hall' src='{}'/>",
        "{}",
    ],
)
def test_a_picture_in_markdown_is_no_text(written: str, size: int, tmp_path) -> None:
    """Taken out once: the longer ones stood in the text, which was taken for Polish."""
    source = f"# A forum\n\n{WORDS}\n\n{written.format(picture(size))}\n\n{WORDS}\n"
    draft = read("a.md", source, tmp_path)
    assert draft.body == f"{WORDS}\n\n{WORDS}"
    assert draft.lang == "en"


def test_what_is_linked_keeps_its_words(tmp_path) -> None:
    source = f"# A forum\n\n{WORDS} The [programme]({picture(9_000)}) is here.\n"
    assert read("a.md", source, tmp_path).body == f"{WORDS} The programme is here."


def test_a_picture_over_many_lines_is_no_text(tmp_path) -> None:
    address = picture(5_000)
    lines = "\n".join(address[at : at + 76] for at in range(0, len(address), 76))
    source = f"# A forum\n\n{WORDS}\n\n![A hall]({lines})\n\n{WORDS}\n"
    assert read("a.md", source, tmp_path).body == f"{WORDS}\n\n{WORDS}"


@pytest.mark.parametrize("written", ['<img src="{}" alt="x">', "{}", "&lt;img src={}&gt;"])
def test_a_picture_in_a_page_is_no_text(written: str, tmp_path) -> None:
    shown = written.format(picture(9_000))
    page = f"<title>A forum</title><h1>A forum</h1><p>{WORDS}</p><p>{shown}</p><p>{WORDS}</p>"
    draft = read("a.html", page, tmp_path)
    assert len(draft.body) < 2 * len(WORDS) + 30
    assert draft.lang == "en"


def test_pictures_do_not_make_an_article_too_long(tmp_path) -> None:
    source = f"# A forum\n\n{WORDS}\n\n![A hall]({picture(LONGEST_TEXT)})\n"
    assert read("a.md", source, tmp_path).body == WORDS


def test_records_of_json_stay_whole(tmp_path) -> None:
    html = f'<p>{WORDS}</p><img src="{picture(2_000)}" alt="x"><p>{WORDS}</p>'
    record = json.dumps({"title": "A forum", "content": html})
    assert read("a.json", record, tmp_path).body == f"{WORDS}\n\n{WORDS}"


def test_words_about_data_stay() -> None:
    for text in ("New data: two cities", "metadata:image/x,y", "data:a,b", "x-data:image/png,a"):
        assert without_embedded_files(text) == text
    assert without_embedded_files(f"见{picture(9)}双城论坛") == "见双城论坛"


@settings(max_examples=50, deadline=None)
@given(st.text("ab =(<\"'\n", max_size=20), st.binary(max_size=400), st.text(max_size=20))
def test_only_the_address_goes(before: str, data: bytes, after: str) -> None:
    address = f"data:image/png;base64,{base64.b64encode(data).decode()}"
    kept = without_embedded_files(f"{before} {address}) {after}")
    assert kept.replace("data:,", "") == f"{before} ) {after}"


def test_it_stays_linear() -> None:
    for text in (
        "data:image/png;" * 40_000,
        "(" * 400_000 + "data:",
        "data:a/b," + "A\n" * 300_000,
    ):
        start = time.process_time()
        without_embedded_files(text)
        assert time.process_time() - start < 2
