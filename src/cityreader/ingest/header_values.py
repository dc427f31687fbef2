"""The values of a file's header block, read as plain text from YAML, TOML, JSON or damaged YAML.

A header is untrusted: nothing is constructed from it. Every value comes out as text, or as a list
of texts; numbers, dates and booleans stay the words that were written.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

Value = str | list[str]

# A longer header is no header; it also bounds what any of the readers can cost.
MAX_HEADER = 16_384

_TRANSLATIONS = (
    "translation translations translation_url translation_link translation_of translationof"
    " translatedfrom translated_from translated_to alternate alternates alternate_languages"
    " hreflang other_language other_languages english_version chinese_version"
    " en_url zh_url url_en url_zh en_link zh_link original_article"
    " 译文 譯文 译自 譯自 译文链接 譯文連結 英文版 中文版 对应文章 對應文章"
)
TRANSLATIONS = frozenset(_TRANSLATIONS.split())
"""Keys (as ``normal_key`` writes them) of what names the article in another language."""

_SHARED_KEYS = (
    "translationkey translation_key translation_id translation_group lang_ref langref i18n_key"
)
SHARED_KEYS = frozenset(_SHARED_KEYS.split())
"""Keys of a word that an article and its translations have in common."""

_MOST_WORDS = 80

_LINE = re.compile(r"^\s{0,8}([^\W\d][\w .-]{0,40}?)\s*[:：](?:\s+|$|(?=[^\s/]))(.*)$")
_ITEM = re.compile(r"^\s*-\s+(.+)$")
_QUOTES = {'"': '"', "'": "'", "“": "”"}


def normal_key(key: str) -> str:
    """Return a key as keys are compared: ``Translation-Of`` is ``translation_of``."""
    return key.strip().casefold().replace("-", "_").replace(" ", "_")


def words_within(value: object) -> list[str]:
    """Return all words in a value of lists and mappings, keys before their values, in order."""
    words: list[str] = []
    waiting = [value]
    while waiting and len(words) < _MOST_WORDS:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += [part for item in reversed(one.items()) for part in reversed(item)]
        elif isinstance(one, list):
            waiting += reversed(one[:_MOST_WORDS])
        elif isinstance(one, str | int):
            words.append(str(one))
    return words


class DamagedHeaderError(Exception):
    """A header that its own format does not allow; the message says what is wrong."""


def read_yaml(text: str, warnings: list[str]) -> dict[str, Value]:
    """Return the top-level scalars and lists of scalars of a YAML mapping.

    Aliases and values with a tag of their own are left out with a warning, deeper levels without
    one. Raises ``DamagedHeaderError``.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Mapping(yaml.parse(text, Loader=loader), warnings).read()
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise DamagedHeaderError(str(error).split("\n", 1)[0]) from error


def read_toml(text: str, warnings: list[str]) -> dict[str, Value]:
    """Return the top-level values of a TOML document; raises ``DamagedHeaderError``."""
    try:
        # Dates are kept as written; TOML itself has no way to ask for that.
        quoted = re.sub(r"(?m)^(\s*[\w-]+\s*=\s*)(\d{4}-\d\d-\d\d[^\s#]*)\s*$", r'\1"\2"', text)
        return _texts(tomllib.loads(quoted))
    except (ValueError, RecursionError) as error:
        raise DamagedHeaderError(str(error)) from error


def read_json(text: str, warnings: list[str]) -> dict[str, Value]:
    """Return the top-level values of a JSON object; raises ``DamagedHeaderError``."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DamagedHeaderError(str(error)) from error
    if not isinstance(found, dict):
        raise DamagedHeaderError("it is no JSON object")
    return _texts(found)


def read_lines(text: str) -> dict[str, Value]:
    """Return what the lines ``key: value`` of a damaged header say, whatever stands between."""
    values: dict[str, Value] = {}
    key = ""
    for line in text.split("\n"):
        if match := _LINE.match(line):
            key = match[1].strip()
            values[key] = _unquoted(match[2].strip())
        elif key and not values[key] and (match := _ITEM.match(line)):
            values[key] = [_unquoted(match[1].strip())]
        elif key and isinstance(values[key], list) and (match := _ITEM.match(line)):
            values[key] = [*values[key], _unquoted(match[1].strip())]
    return {key: value for key, value in values.items() if value}


class _Mapping:
    """Reads one mapping from YAML's event stream: no recursion, and no objects are built."""

    def __init__(self, events: Iterator[Any], warnings: list[str]) -> None:
        self._events = events
        self._warnings = warnings
        self._left_out: list[str] = []

    def read(self) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for event in self._events:
            if type(event).__name__ == "MappingStartEvent":
                break
            if type(event).__name__ not in ("StreamStartEvent", "DocumentStartEvent"):
                raise DamagedHeaderError("it is no list of keys and values")
        for event in self._events:
            if type(event).__name__ != "ScalarEvent":
                if type(event).__name__ == "MappingEndEvent":
                    break
                raise DamagedHeaderError("a key is no plain word")
            key = str(event.value)
            if key in values:
                self._warnings.append(f"front matter: `{key}` stands twice, the last one counts")
            if value := self._value(key):
                values[key] = value
        if self._left_out:
            keys = ", ".join(f"`{key}`" for key in dict.fromkeys(self._left_out))
            self._warnings.append(f"front matter: {keys} left out, not plain text")
        return values

    def _value(self, key: str) -> Value | None:
        event = next(self._events)
        name = type(event).__name__
        if name == "AliasEvent":
            self._left_out.append(key)
            return None
        value: Value = (
            str(event.value)
            if name == "ScalarEvent"
            else self._items(key, depths=_depths(key, is_list=name == "SequenceStartEvent"))
        )
        if _foreign(event.tag):
            self._left_out.append(key)
            return None
        return value

    def _items(self, key: str, *, depths: int) -> list[str]:
        """Return the scalars of the first ``depths`` levels, and pass over everything deeper."""
        items: list[str] = []
        depth = 1
        while depth:
            event = next(self._events)
            name = type(event).__name__
            if name in ("SequenceStartEvent", "MappingStartEvent"):
                depth += 1
            elif name in ("SequenceEndEvent", "MappingEndEvent"):
                depth -= 1
            elif name == "AliasEvent" or _foreign(event.tag):
                self._left_out.append(key)
            elif depth <= depths:
                items.append(str(event.value))
        return items


def _depths(key: str, *, is_list: bool) -> int:
    """How many levels of a value count: of one that lists translations, those for each as well."""
    return 2 if normal_key(key) in TRANSLATIONS else int(is_list)


def _foreign(tag: str | None) -> bool:
    """Whether a value asks to be built as something else than YAML's own types."""
    own = "tag:yaml.org,2002:"
    return tag not in (None, "!") and not re.fullmatch(f"{own}[a-z]+", str(tag))


def _texts(found: dict[str, Any]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for key, value in found.items():
        if isinstance(value, list | dict) and normal_key(key) in TRANSLATIONS:
            values[key] = words_within(value)
        elif isinstance(value, list):
            values[key] = [str(item) for item in value if isinstance(item, str | int | float)]
        elif value is not None and not isinstance(value, dict):
            values[key] = str(value)
    return values


def _unquoted(text: str) -> str:
    if len(text) > 1 and _QUOTES.get(text[0]) == text[-1]:
        text = text[1:-1].replace('\\"', '"').replace("\\'", "'").replace("''", "'")
    return text
