"""Saved web pages."""

from cityreader.ingest.extract import Extract, Format, Material
from cityreader.ingest.html_page import read_html_page


def read(material: Material) -> list[Extract]:
    """Return the one article of a saved page."""
    decoded = material.text()
    extract = read_html_page(decoded.text, material.deadline)
    extract.note(decoded)
    return [extract]


FORMAT = Format("html", frozenset({".html", ".htm", ".xhtml", ".shtml"}), read)
