"""Plain text: the text of a page, or an article typed or saved as text."""

from cityreader.ingest.extract import Extract, Format, Material
from cityreader.ingest.formats.markdown import extract_markdown
from cityreader.ingest.front_matter import split_front_matter
from cityreader.ingest.page import read_page
from cityreader.text.safety import clean


def read(material: Material) -> list[Extract]:
    """Return the one article of a text file.

    A header or a beginning in HTML make it Markdown, whatever its name ends in.
    """
    decoded = material.article_text()
    front_matter = split_front_matter(decoded.text)
    if front_matter.found or front_matter.body.startswith("<"):
        extract = extract_markdown(front_matter, material.deadline)
    else:
        # What an escape sequence hides must not count as a line of the page.
        safe = clean(decoded.text)
        extract = read_page(safe.text if safe.removed else decoded.text, material.deadline)
        extract.warnings += [f"neutralised: {phrase}" for phrase in safe.removed]
    extract.note(decoded)
    return [extract]


FORMAT = Format("text", frozenset({".txt", ".text"}), read)
