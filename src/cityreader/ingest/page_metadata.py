"""What the source of a web page declares about its article: JSON-LD, OpenGraph, meta, links."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

DeclaredField = Literal["title", "date", "changed", "source", "author", "url", "lang"]

# Names of meta elements (``property``, ``name`` or ``itemprop``, lower case), the surest first.
_META: dict[DeclaredField, str] = {
    "title": (
        "og:title articletitle dc.title dcterms.title citation_title sailthru.title headline"
        " twitter:title title"
    ),
    "date": (
        "article:published_time og:article:published_time og:published_time datepublished"
        " article:published pubdate publishdate publish_date publish-date publish_time"
        " apub:time og:time dc.date.issued dcterms.issued dc.date dcterms.date dcterms.created"
        " dc.date.created citation_publication_date citation_date sailthru.date parsely-pub-date"
        " pdate date publication_date originalpublicationdate firstpublishedtime cxenseparse:recs:"
        "publishtime article_date_original bt:pubdate og:release_date _pubtime"
    ),
    "changed": "article:modified_time og:updated_time datemodified last-modified revision_date",
    "source": "contentsource mediaid source og:site_name application-name",
    "author": (
        "article:author author og:article:author byl dc.creator dcterms.creator parsely-author"
        " sailthru.author citation_author"
    ),
    "url": "og:url twitter:url",
    "lang": "og:locale content-language dc.language language",
}
_ARTICLE_TYPE = re.compile(r"article|posting|report\Z", re.IGNORECASE)
# JSON-LD beyond this many objects, or in a longer script (code points), is not about one article.
_MOST_OBJECTS = 2_000
_LONGEST_SCRIPT = 1_000_000
# Browsers and SingleFile note in a comment at the top where a page came from.
_SAVED_FROM = re.compile(r"<!--[^<>]{0,200}?\burl[:=]\s?(?:\(\d+\))?(?P<url>https?://[^\s<>]+)")
_BEGINNING = 2_000
_CONTROLS = re.compile(r"[\x00-\x1f]+")


@dataclass(slots=True)
class Declared:
    """The values a page declares, the surest first, each with where it stood."""

    values: dict[DeclaredField, list[tuple[str, str]]] = field(default_factory=dict)
    window_title: str = ""

    def add(self, name: DeclaredField, value: object, where: str) -> None:
        """Add a value unless it is empty or no text."""
        if isinstance(value, str | int) and (text := " ".join(str(value).split())):
            self.values.setdefault(name, []).append((text, where))

    def all(self, name: DeclaredField) -> list[tuple[str, str]]:
        """Return the values of a field with where each stood."""
        return self.values.get(name, [])


def declared_by(tree: "LexborHTMLParser", source: str) -> Declared:
    """Return what a page declares about its article, given parsed and as it was read."""
    declared = Declared()
    title = tree.css_first("head title") or tree.css_first("title")
    if title:
        declared.window_title = " ".join(title.text().split())
    for link in tree.css("link[rel=canonical]")[:1]:
        declared.add("url", link.attributes.get("href"), "canonical link")
    for found in _linked_data(tree):
        _read_article(found, declared)
    _read_meta(tree, declared)
    if saved := _SAVED_FROM.search(source[:_BEGINNING]):
        declared.add("url", saved["url"], "note of the browser that saved it")
    for node in tree.css("time[itemprop=datePublished], time[pubdate], [itemprop=datePublished]"):
        declared.add("date", node.attributes.get("datetime"), "`datePublished` of the page")
        declared.add("date", node.attributes.get("content"), "`datePublished` of the page")
    for node in tree.css("time[datetime]")[:1]:
        # Nearer to the day of the article than its last change.
        declared.values.setdefault("changed", []).insert(
            0, (node.attributes.get("datetime") or "", "first time on the page")
        )
    if tree.root:
        declared.add("lang", tree.root.attributes.get("lang"), "language of the page")
    return declared


def _read_meta(tree: "LexborHTMLParser", declared: Declared) -> None:
    found: dict[str, list[str]] = {}
    for node in tree.css("meta"):
        attributes = node.attributes
        for key in ("property", "name", "itemprop", "http-equiv"):
            if name := (attributes.get(key) or "").strip().lower():
                found.setdefault(name, []).append(attributes.get("content") or "")
    for name, keys in _META.items():
        for key in keys.split():
            for value in found.get(key, ()):
                declared.add(name, value, f"meta `{key}`")


def _linked_data(tree: "LexborHTMLParser") -> Iterator[dict[str, Any]]:
    """Yield the objects of all JSON-LD scripts that call themselves an article."""
    for script in tree.css("script[type='application/ld+json']"):
        yield from _articles_in(script)


def _articles_in(script: "LexborNode") -> Iterator[dict[str, Any]]:
    text = script.text()
    if len(text) > _LONGEST_SCRIPT:
        return
    try:
        waiting: list[object] = [json.loads(_CONTROLS.sub(" ", text))]
    except (ValueError, RecursionError):
        return
    for _ in range(_MOST_OBJECTS):
        if not waiting:
            break
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            kinds = value.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(name, str) and _ARTICLE_TYPE.search(name) for name in names):
                yield value
            elif "pubDate" in value or "@graph" in value:
                # The dialect of Baidu has no type.
                if "pubDate" in value:
                    yield value
                waiting.append(value.get("@graph"))
            elif isinstance(value.get("mainEntity"), dict):
                waiting.append(value["mainEntity"])


def _read_article(found: dict[str, Any], declared: Declared) -> None:
    where = "JSON-LD `{}`"
    for key in ("headline", "title", "name"):
        declared.add("title", found.get(key), where.format(key))
    for key in ("datePublished", "pubDate", "dateCreated"):
        declared.add("date", found.get(key), where.format(key))
    declared.add("changed", found.get("dateModified"), where.format("dateModified"))
    declared.add("source", _name(found.get("publisher")), where.format("publisher"))
    declared.add("author", _names(found.get("author")), where.format("author"))
    declared.add("lang", found.get("inLanguage"), where.format("inLanguage"))
    entity = found.get("mainEntityOfPage")
    address = entity.get("@id") if isinstance(entity, dict) else entity
    declared.add("url", address, where.format("mainEntityOfPage"))
    declared.add("url", found.get("url"), where.format("url"))


def _names(value: object) -> str:
    every = value if isinstance(value, list) else [value]
    return ", ".join(dict.fromkeys(name for name in map(_name, every[:10]) if name))


def _name(value: object) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    name = value.get("name") if isinstance(value, dict) else value
    if isinstance(name, list) and name:
        name = name[0]
    return " ".join(name.split()) if isinstance(name, str) else ""
