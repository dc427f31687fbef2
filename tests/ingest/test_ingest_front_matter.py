import time

import pytest

from cityreader.ingest.extract import Extract
from cityreader.ingest.front_matter import split_front_matter
from cityreader.ingest.header_fields import state_header
from cityreader.ingest.web_addresses import web_address


def stated(text: str) -> Extract:
    extract = Extract()
    state_header(extract, split_front_matter(text))
    return extract


def test_yaml():
    found = split_front_matter(
        '---\ntitle: "A \\"new\\" bridge"\ndate: 2024-05-06\ntags: [a, b]\ndraft: no\n---\nBody\n'
    )
    assert found.body == "Body\n"
    assert found.values == {
        "title": 'A "new" bridge',
        "date": "2024-05-06",
        "tags": ["a", "b"],
        "draft": "no",
    }
    assert found.warnings == ()


@pytest.mark.parametrize(
    "text",
    [
        '+++\ntitle = "Bridges"\ndate = 2024-05-06T08:00:00+08:00\n+++\nBody\n',
        ';;;\n{"title": "Bridges", "date": "2024-05-06"}\n;;;\nBody\n',
        '{\n "title": "Bridges",\n "date": "2024-05-06"\n}\nBody\n',
        "---\n标题: Bridges\n日期: 2024年5月6日\n---\nBody\n",
        "---\nTitle:\tBridges\n\tdate: 2024-05-06\n---\nBody\n",
        "---\ntitle: Bridges\ndate: 2024-05-06\n...\nBody\n",
        "---\ntitle: Bridges\ndate: 2024-05-06\n\nBody\n",
    ],
)
def test_dialects_and_damage(text):
    extract = stated(text)
    assert extract.title == "Bridges"
    assert extract.published is not None
    assert extract.published.iso == "2024-05-06"
    assert split_front_matter(text).body.strip() == "Body"


@pytest.mark.parametrize(
    ("header", "title"),
    [
        ("title: Taipei: a city of bridges", "Taipei: a city of bridges"),
        ('title: "Mayor says "yes" to it"', 'Mayor says "yes" to it'),
        ("title: 'it\\'s here'", "it's here"),
    ],
)
def test_damaged_yaml_is_read_by_lines_and_says_so(header, title):
    extract = stated(f"---\n{header}\n---\nBody")
    assert extract.title == title
    assert "damaged" in extract.warnings[0]


@pytest.mark.parametrize(
    "text", ["---\n\nNot a header.\n\n---\nBody", "Title\n\n---\n\nBody", "---\nA line of text.\n"]
)
def test_a_rule_is_no_header(text):
    assert not split_front_matter(text).found


def test_nothing_between_fences_is_an_empty_header():
    found = split_front_matter("---\n---\nBody")
    assert found.found
    assert found.body == "Body"


def test_the_last_of_two_keys_counts():
    extract = stated("---\ntitle: One\ntitle: Two\n---\nBody")
    assert extract.title == "Two"
    assert "twice" in extract.warnings[0]


@pytest.mark.parametrize(
    "value", ["!!python/object/apply:os.system ['true']", "*anchor", "!custom x"]
)
def test_values_that_are_not_plain_text_are_left_out(value):
    extract = stated(f"---\nother: &anchor [x]\ntitle: {value}\n---\nBody")
    assert extract.title == ""
    assert "`title`" in extract.warnings[0]


@pytest.mark.parametrize(
    "header",
    [
        "a: &a [x, x]\n" + "".join(f"k{n}: &k{n} [*a, *a, *a, *a]\n" for n in range(60)),
        "a: " + "[" * 6000,
        "<<: &x {<<: *x}\n" * 100,
        "a: b\n" * 3000,
    ],
)
def test_bombs_end_at_once(header):
    start = time.process_time()
    assert split_front_matter(f"---\n{header}\n---\nBody").body.endswith("Body")
    assert time.process_time() - start < 1


def test_an_outlet_named_as_author_and_category_is_the_source():
    extract = stated(
        "---\nauthor: Harbour Daily\nfrom: https://news.example/a b\n"
        "categories: [Harbour Daily]\n---\n"
    )
    assert (extract.source, extract.author) == ("Harbour Daily", "")
    assert extract.url == "https://news.example/a%20b"


def test_the_host_is_the_source_of_a_file_that_names_none():
    extract = stated("---\nauthor: Ann Lee\nurl: https://www.harbour.example/x\n---\n")
    assert (extract.source, extract.author) == ("harbour.example", "Ann Lee")


def test_a_source_that_is_an_address_is_the_url():
    extract = stated("---\nsource: https://harbour.example/x\nfrom: Harbour Daily\n---\n")
    assert (extract.source, extract.url) == ("Harbour Daily", "https://harbour.example/x")


def test_a_date_that_is_none_is_a_warning():
    extract = stated("---\ndate: 12:30:45\n---\n")
    assert extract.published is None
    assert "not a date" in extract.warnings[0]


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "file:///etc/passwd", "/relative", "https://", "https://[bad"]
)
def test_what_is_no_address_of_an_article(text):
    assert web_address(text) == ""
