import json

import pytest
from own_files import BODY, ENGLISH, HTML, RSS, RSS_ITEM, parsed

from cityreader.models import TranslationLink

ADDRESS = "https://harbour.example/zh/sign"


def links(data: str, name: str) -> tuple[TranslationLink, ...]:
    (draft,) = parsed(data, name).drafts
    return draft.translation_links


@pytest.mark.parametrize(
    ("header", "found"),
    [
        (f"translation: {ADDRESS}/", [(ADDRESS, "address", None)]),
        ("translatedFrom: 'History/forum.md'", [("history/forum", "path", None)]),
        ("translation_of: ../zh/forum.html", [("zh/forum", "path", None)]),
        (
            f"translations:\n  zh-TW: {ADDRESS}\n  en: /en/sign/",
            [(ADDRESS, "address", "zh-Hant"), ("en/sign", "path", "en")],
        ),
        (
            f"translations:\n  - lang: zh-CN\n    url: {ADDRESS}\n  - lang: fr\n    url: /fr/sign",
            [(ADDRESS, "address", "zh-Hans"), ("fr/sign", "path", "fr")],
        ),
        (f"hreflang:\n  - url: {ADDRESS}\n    lang: zh", [(ADDRESS, "address", None)]),
        ("translationKey: Harbour-Pact", [("harbour-pact", "key", None)]),
        ("lang-ref: pact", [("pact", "key", None)]),
        (f"英文版: {ADDRESS}", [(ADDRESS, "address", None)]),
        ("translation: true", []),
        ("translated_from: English", []),
        ("translation: mailto:a@b.example", []),
    ],
)
def test_what_a_header_says(header, found):
    text = f"---\ntitle: Two harbour towns\n{header}\n---\n\n{BODY}\n"
    assert links(text, "a.md") == tuple(TranslationLink(*one) for one in found)


def test_what_toml_and_records_say():
    toml = f'+++\ntitle = "Towns"\n[translations]\nzh = "{ADDRESS}"\n+++\n\n{BODY}\n'
    record = {"title": "Towns", "text": BODY, "translations": [{"lang": "zh", "url": ADDRESS}]}
    expected = (TranslationLink(ADDRESS, "address", "zh"),)
    assert links(toml, "a.md") == expected
    assert links(json.dumps(record), "a.jsonl") == expected


def test_what_a_page_says():
    head = (
        '<title>Two harbour towns sign</title><link rel="canonical" href="https://harbour.example/en/1">'
        '<link rel="alternate" hreflang="zh-Hant" href="/zh/1">'
        '<link rel="alternate" hreflang="en" href="https://www.harbour.example/en/1/">'
        '<link rel="alternate" hreflang="x-default" href="/">'
    )
    body = "".join(f"<p>{one}</p>" for one in ENGLISH * 2)
    page = f"<html><head>{head}</head><body><article>{body}</article></body></html>"
    expected = (TranslationLink("https://harbour.example/zh/1", "address", "zh-Hant"),)
    assert links(page, "a.html") == expected


def test_what_a_feed_says():
    item = RSS_ITEM.format(title="Towns", number=1, html=HTML)
    link = f'<atom:link rel="alternate" hreflang="zh" href="{ADDRESS}"/>'
    data = RSS.format(encoding="utf-8", items=item.replace("<pubDate>", f"{link}<pubDate>"))
    data = data.replace("<rss ", '<rss xmlns:atom="http://www.w3.org/2005/Atom" ')
    assert links(data, "a.rss") == (TranslationLink(ADDRESS, "address", "zh"),)
