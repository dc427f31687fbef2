"""What an article says of its text in other languages: addresses, paths and shared words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

from cityreader.ingest.header_values import SHARED_KEYS, TRANSLATIONS, Value
from cityreader.ingest.languages import normal_tag
from cityreader.ingest.web_addresses import web_address
from cityreader.models import TranslationLink
from cityreader.text.addresses import canonical

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_MOST_LINKS = 40
# Code points; a longer value is a text, not the name of one.
_LONGEST_TARGET = 400
# The names of fields inside such a value, which are no targets themselves.
_FIELDS = "lang language locale hreflang url href link path slug file permalink title name"
# Words that say that there is a translation, or how it was made, and not where it is.
_NO_TARGETS = "true false yes no none null auto machine human manual draft self"
_ENDING = re.compile(r"\.(?:md|markdown|mdown|mkd|html?|xhtml|txt|rst)\Z", re.IGNORECASE)
_CLIMB = re.compile(r"\A(?:\.{0,2}/)+")
_TAG = re.compile(r"[a-z]{2}(?:[-_](?:[a-z]{2}|hans|hant|\d{3})){0,2}")
_LANGUAGES = "english chinese cht chs 英文 中文 简体中文 繁體中文"


def links_in_header(values: Mapping[str, tuple[str, Value]]) -> Iterator[TranslationLink]:
    """Yield the links that the fields of a header state, by keys in lower case with ``_``."""
    for key, (_, value) in values.items():
        words = [value] if isinstance(value, str) else value
        if key in TRANSLATIONS:
            yield from _links(words)
        elif key in SHARED_KEYS:
            for word in words[:1]:
                if 0 < len(name := " ".join(word.split())) <= _LONGEST_TARGET:
                    yield TranslationLink(name.casefold(), "key")


def links_on_page(tree: "LexborHTMLParser", address: str) -> Iterator[TranslationLink]:
    """Yield the other languages that the source of a page at ``address`` names."""
    for node in tree.css("link[hreflang][href], a[hreflang][href]")[:_MOST_LINKS]:
        href, lang = (node.attributes.get(name) or "" for name in ("href", "hreflang"))
        if link := link_to(href, lang, address):
            yield link


def link_to(href: str, lang: str, address: str) -> TranslationLink | None:
    """Return the link that a page at ``address`` has to its version in ``lang``."""
    if lang.strip().casefold() == "x-default":
        return None
    try:
        target = urljoin(address, href.strip())
    except ValueError:
        return None
    return _link(target, normal_tag(lang) or None)


def own_links(links: Iterable[TranslationLink], url: str | None) -> tuple[TranslationLink, ...]:
    """Return each link once, without those of an article at ``url`` to itself."""
    own = canonical(url) if url else None
    kept = dict.fromkeys(link for link in links if link.target != own)
    return tuple(kept)[:_MOST_LINKS]


def _links(words: list[str]) -> Iterator[TranslationLink]:
    """Read ``/zh/forum`` as well as ``en, /en/forum, zh, /zh/forum`` and ``lang, zh, url, …``."""
    told = [word for word in words[:_MOST_LINKS] if word.strip().casefold() not in _FIELDS.split()]
    # Where a target comes first, which language belongs to which is not known.
    in_order = bool(told) and _is_language(told[0])
    lang: str | None = None
    for word in told:
        if _is_language(word):
            lang = normal_tag(word)
        elif link := _link(word, lang if in_order else None):
            yield link
            lang = None


def _link(written: str, lang: str | None) -> TranslationLink | None:
    written = written.strip()
    if not written or len(written) > _LONGEST_TARGET or written.casefold() in _NO_TARGETS.split():
        return None
    if address := web_address(written):
        return TranslationLink(canonical(address), "address", lang)
    if "://" in written or written.casefold().startswith(("mailto:", "javascript:", "#", "data:")):
        return None
    path = unquote(re.split("[?#]", written, maxsplit=1)[0])
    path = _CLIMB.sub("", path.replace("\\", "/")).rstrip("/")
    path = _ENDING.sub("", path.removesuffix("/index.html")).casefold()
    return TranslationLink(path, "path", lang) if path else None


def _is_language(word: str) -> bool:
    word = word.strip().casefold()
    return bool(_TAG.fullmatch(word)) or word in _LANGUAGES.split()
