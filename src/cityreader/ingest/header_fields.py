"""Which header key stands for which field of an article."""

from cityreader.ingest.dates import is_ambiguous, read_date
from cityreader.ingest.extract import Extract
from cityreader.ingest.front_matter import FrontMatter
from cityreader.ingest.header_values import Value, normal_key
from cityreader.ingest.translation_links import links_in_header
from cityreader.ingest.web_addresses import site_of, web_address

_KEYS = {
    "title": "title headline 标题 標題 題名 题名",
    "date": (
        "date published published_at published_on publish_date publishdate pubdate pub_date"
        " date_published datepublished posted created created_at 日期 发布日期 發布日期 發佈日期"
        " 发布时间 發布時間 发表时间 發表時間 时间 時間"
    ),
    "author": "author authors byline creator writer 作者 记者 記者",
    "source": (
        "source site site_name sitename publisher publication outlet media"
        " 来源 來源 媒体 媒體 发布单位 發布單位 出处 出處"
    ),
    "url": (
        "url link source_url sourceurl original_url canonical canonical_url href from"
        " 链接 鏈接 連結 网址 網址 原文 原文链接 原文連結"
    ),
    "lang": "lang language locale 语言 語言",
    "translated_from": "translatedfrom translated_from translation_of 译自 譯自",
}
_COLLECTIONS = "categories category tags tag"


def state_header(extract: Extract, front_matter: FrontMatter) -> None:
    """Fill ``extract`` from what a header says."""
    values = {normal_key(key): (key, value) for key, value in front_matter.values.items()}
    extract.warnings += front_matter.warnings
    for name in ("title", "author", "lang", "translated_from"):
        if found := _first(values, _KEYS[name]):
            key, value = found
            extract.state(name, _text(value), _reason(key, front_matter.name))
    extract.translation_links += links_in_header(values)
    _state_date(extract, values, front_matter.name)
    _state_origin(extract, values, front_matter.name)


def _state_date(extract: Extract, values: dict[str, tuple[str, Value]], header: str) -> None:
    for name in _KEYS["date"].split():
        if name not in values:
            continue
        key, value = values[name]
        text = _text(value)
        if stated := read_date(text, _reason(key, header)):
            extract.state_date(stated, _reason(key, header))
            if is_ambiguous(stated):
                extract.warnings.append(f"«{text}» may be either of two days; only its year counts")
            return
        extract.warnings.append(f"{header}: `{key}` «{text[:40]}» is not a date")


def _state_origin(extract: Extract, values: dict[str, tuple[str, Value]], header: str) -> None:
    """Tell outlet and address apart: both come under ``source`` and ``from``."""
    for name in _KEYS["url"].split():
        if name in values:
            key, value = values[name]
            if address := web_address(_text(value)):
                extract.state("url", address, _reason(key, header))
            elif name == "from":
                extract.state("source", _text(value), _reason(key, header))
    if found := _first(values, _KEYS["source"]):
        key, value = found
        if address := web_address(_text(value)):
            extract.state("url", address, _reason(key, header))
        else:
            extract.state("source", _text(value), _reason(key, header))
    _outlet_as_author(extract, values, header)
    if extract.url and not extract.source:
        extract.state("source", site_of(extract.url), "host of the address")


def _outlet_as_author(extract: Extract, values: dict[str, tuple[str, Value]], header: str) -> None:
    """Take an author who is also the category as what it is in archives of posts: the outlet."""
    for name in _COLLECTIONS.split():
        if name in values and extract.author and not extract.source:
            key, value = values[name]
            if value in (extract.author, [extract.author]):
                extract.state("source", extract.author, f"{header} `author`, also its `{key}`")
                extract.author = ""
                del extract.reasons["author"]


def _first(values: dict[str, tuple[str, Value]], names: str) -> tuple[str, Value] | None:
    return next((values[name] for name in names.split() if name in values), None)


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _reason(key: str, header: str) -> str:
    return f"{header} `{key}`"
