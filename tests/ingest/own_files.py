"""Files of many kinds for tests, built from own prose."""

import gzip
import io
import zipfile
from pathlib import Path

from cityreader.ingest.limits import Limits
from cityreader.ingest.reader import Contents, parse_file

ENGLISH = [
    "The harbour towns of Lindmark and Haicheng signed a friendship agreement on Friday.",
    "Mayor Ada Berg received nine guests at the old customs house, where the pact was signed.",
    "A forum on clean ports will open in Haicheng next May, and forty towns will come.",
]
CHINESE = [
    "林德马克与海城两座港口城市周五签署了友好协议。",
    "市长艾达·贝格在老海关大楼接待了九位客人，协议在那里签署。",
    "清洁港口论坛将于明年五月在海城开幕，四十座城市将出席。",
]
TITLES = ("Two harbour towns sign", "两座港口城市签约")
HTML = "".join(f"<p>{paragraph}</p>" for paragraph in ENGLISH)
BODY = "\n\n".join(ENGLISH)

RSS_ITEM = (
    "<item><title>{title}</title><link>https://harbour.example/{number}</link>"
    "<pubDate>Fri, 14 Mar 2025 10:58:18 +0000</pubDate><dc:creator>Ann Lee</dc:creator>"
    "<description>Short.</description><content:encoded><![CDATA[{html}]]></content:encoded></item>"
)
RSS = (
    '<?xml version="1.0" encoding="{encoding}"?>\n<rss version="2.0"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour Daily</title>'
    "<link>https://harbour.example/</link><language>en</language>{items}</channel></rss>"
)


def parsed(data: bytes | str, name: str, limits: Limits | None = None) -> Contents:
    """The articles and refusals of bytes under a name."""
    raw = data if isinstance(data, bytes) else data.encode()
    return parse_file(raw, Path(name), limits or Limits())


def feed(*titles: str, html: str = HTML, encoding: str = "utf-8") -> bytes:
    """An RSS feed with one entry a title."""
    items = "".join(
        RSS_ITEM.format(title=title, number=number, html=html)
        for number, title in enumerate(titles, start=1)
    )
    return RSS.format(encoding=encoding, items=items).encode(encoding)


def zipped(files: dict[str, bytes | str]) -> bytes:
    """A ZIP archive of these files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def gzipped(data: bytes | str) -> bytes:
    """A gzip file of these bytes."""
    return gzip.compress(data if isinstance(data, bytes) else data.encode())


def book(chapters: dict[str, str], *, facts: str = "", package: str = "EPUB/content.opf") -> bytes:
    """An EPUB with these chapters (title and HTML) after a page of contents."""
    names = [f"c{number}.xhtml" for number in range(len(chapters))]
    items = "".join(f'<item id="i{name}" href="{name}"/>' for name in names)
    refs = "".join(f'<itemref idref="i{name}"/>' for name in names)
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata><dc:title>City digest</dc:title>{facts}</metadata>"
        f'<manifest><item id="nav" href="nav.xhtml" properties="nav"/>{items}</manifest>'
        f'<spine><itemref idref="nav"/>{refs}</spine></package>'
    )
    pages = {
        f"EPUB/{name}": f"<?xml version='1.0'?><!DOCTYPE html><html><head><title>{title}</title>"
        f"</head><body><h1>{title}</h1>{html}</body></html>"
        for name, (title, html) in zip(names, chapters.items(), strict=True)
    }
    container = f'<container><rootfiles><rootfile full-path="{package}"/></rootfiles></container>'
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "EPUB/content.opf": opf,
            "EPUB/nav.xhtml": "<html><body><p>Contents of this digest of news</p></body></html>",
            **pages,
        }
    )


def document(
    paragraphs: list[str], *, title: str = "", creator: str = "", table: str = ""
) -> bytes:
    """A Word document; ``title`` is in the style of titles, ``table`` is XML."""
    name = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    style = '<w:pPr><w:pStyle w:val="Title"/></w:pPr>'
    lines = [f"<w:p>{style}<w:r><w:t>{title}</w:t></w:r></w:p>"] if title else []
    lines += [f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs]
    facts = (
        '<cp:coreProperties xmlns:cp="x" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title/><dc:creator>{creator}</dc:creator></cp:coreProperties>"
    )
    body = f"<w:document {name}><w:body>{''.join(lines)}{table}</w:body></w:document>"
    return zipped({"word/document.xml": body, "docProps/core.xml": facts})
