import json

import pytest
from own_files import BODY, CHINESE, HTML, RSS, RSS_ITEM, TITLES, feed, parsed

from cityreader.ingest.extract import Refusal
from cityreader.ingest.problems import EmptyFileError, UnreadableError

ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Daily</title>
<entry><title type="html">Lime &amp;amp; &lt;i&gt;oak&lt;/i&gt;</title><id>urn:x:1</id>
<link href="https://harbour.example/1"/><published>2025-03-14T23:30:00Z</published>
<updated>2025-04-01T00:00:00Z</updated><author><name>Ann Lee</name></author>
<content type="html">{html}</content></entry></feed>"""


def test_every_entry_of_a_feed():
    contents = parsed(feed(*TITLES), "news.xml")
    assert [draft.title for draft in contents.drafts] == list(TITLES)
    first = contents.drafts[0]
    assert (first.published.iso, first.author, first.source) == (
        "2025-03-14",
        "Ann Lee",
        "Harbour Daily",
    )
    assert (first.url, first.body, first.member) == ("https://harbour.example/1", BODY, 0)
    assert first.reasons["published"] == (
        "`published` of the entry «Fri, 14 Mar 2025 10:58:18 +0000»"
    )
    assert contents.refusals == []


def test_an_atom_feed():
    escaped = HTML.replace("<", "&lt;")
    (draft,) = parsed(ATOM.format(html=escaped), "news.atom").drafts
    assert (draft.title, draft.author) == ("Lime & oak", "Ann Lee")
    assert (draft.published.iso, draft.body) == ("2025-03-14", BODY)


@pytest.mark.parametrize("encoding", ["gb18030", "gb2312", "big5"])
def test_a_feed_in_a_chinese_encoding(encoding):
    title = "市長會談" if encoding == "big5" else TITLES[1]
    text = "兩座城市的市長今天見面。" if encoding == "big5" else CHINESE[0]
    (draft,) = parsed(feed(title, html=f"<p>{text}</p>", encoding=encoding), "a.rss").drafts
    assert (draft.title, draft.body) == (title, text)


def test_a_feed_that_declares_another_encoding_than_it_is_in():
    data = feed(TITLES[1], html=f"<p>{CHINESE[0]}</p>").replace(b'"utf-8"', b'"gb2312"')
    (draft,) = parsed(data, "a.xml").drafts
    assert (draft.title, draft.body) == (TITLES[1], CHINESE[0])


def test_a_damaged_feed():
    data = feed("Towns & ports", "Second").replace(b"</channel></rss>", b"")
    contents = parsed(data.replace(b"Harbour Daily", b"AT&T News"), "a.xml")
    assert [draft.title for draft in contents.drafts] == ["Towns & ports", "Second"]
    assert contents.drafts[0].source == "AT&T News"


def test_a_feed_of_summaries_says_so():
    item = "<item><title>Towns</title><description>They signed.</description></item>"
    (draft,) = parsed(RSS.format(encoding="utf-8", items=item), "a.xml").drafts
    assert draft.body == "They signed."
    assert draft.warnings == ("the feed holds only a summary",)


def test_an_entry_without_text():
    items = "<item><link>https://harbour.example/0</link></item>"
    items += "<item><title>Towns</title><description>They signed.</description></item>"
    contents = parsed(RSS.format(encoding="utf-8", items=items), "a.xml")
    assert [draft.title for draft in contents.drafts] == ["Towns"]
    assert contents.refusals == [Refusal("entry 1", "it has no text")]


def test_a_list_of_feeds_has_no_articles():
    opml = '<opml version="1.0"><body><outline xmlUrl="https://a.example/f"/></body></opml>'
    with pytest.raises(EmptyFileError, match="a list of 1 feeds"):
        parsed(opml, "feeds.opml")


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">{more}]><rss><channel>&z;</channel></rss>'
)


@pytest.mark.parametrize(
    "data",
    [
        LAUGHS.format(more='<!ENTITY z "&a;&a;">').encode(),
        LAUGHS.format(more='<!ENTITY z SYSTEM "file:///etc/passwd">').encode(),
        LAUGHS.format(more="").encode("utf-16"),
    ],
    ids=["laughs", "outside", "utf-16"],
)
def test_entities_of_its_own_are_refused(data):
    with pytest.raises(UnreadableError, match="entities of its own"):
        parsed(data, "a.xml")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<note>x</note>", "not a feed"),
        ("<rss>" + "<item></item>" * 5_001 + "</rss>", "more than 5,000 entries"),
        ("<rss>" + "<a>" * 800_001, "more than 400,000 elements"),
    ],
)
def test_xml_that_is_not_read(text, reason):
    with pytest.raises(UnreadableError, match=reason):
        parsed(text, "a.xml")


def test_a_feed_is_never_taken_for_a_path_or_an_address(tmp_path, monkeypatch):
    (tmp_path / "<rss>").write_bytes(feed("Hidden"))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnreadableError):
        parsed("<rss>", "a.xml")


@pytest.mark.parametrize(
    ("guid", "name"),
    [
        ("urn:uuid:1b2c", "feed:urn:uuid:1b2c"),
        ("tag:harbour.example,2024:7", "feed:tag:harbour.example,2024:7"),
        ("http://www.harbour.example/?p=7", "feed:https://harbour.example?p=7"),
        ("story 7", "feed:harbour.example story 7"),
        ("https://harbour.example/", None),
        ("", None),
    ],
)
def test_the_name_of_an_entry(guid, name):
    items = RSS_ITEM.format(title="Towns", number=1, html=HTML)
    items = items.replace("<pubDate>", f'<guid isPermaLink="false">{guid}</guid><pubDate>')
    (draft,) = parsed(RSS.format(encoding="utf-8", items=items), "a.rss").drafts
    assert draft.message_id == name


def test_a_name_that_entries_share_names_none():
    items = "".join(RSS_ITEM.format(title=f"Towns {n}", number=n, html=HTML) for n in (1, 2))
    items = items.replace("<pubDate>", "<guid>0</guid><pubDate>")
    drafts = parsed(RSS.format(encoding="utf-8", items=items), "a.rss").drafts
    assert [draft.message_id for draft in drafts] == [None, None]


def test_the_name_of_an_item_of_a_json_feed():
    item = {"id": 7, "url": "https://harbour.example/7", "title": "Towns", "content_text": BODY}
    home = "https://harbour.example/"
    document = {"version": "https://jsonfeed.org/version/1.1", "home_page_url": home}
    (draft,) = parsed(json.dumps({**document, "items": [item]}), "a.json").drafts
    assert draft.message_id == "feed:harbour.example 7"
