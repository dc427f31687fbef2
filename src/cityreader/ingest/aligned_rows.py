"""Rows that a file gives ready made, two languages side by side, to articles that keep them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cityreader.ingest.dates import read_date
from cityreader.ingest.extract import Extract
from cityreader.ingest.problems import EmptyFileError
from cityreader.models import Bead, Span
from cityreader.text.graphemes import is_boundary, is_plain
from cityreader.text.joints import joint_gap
from cityreader.text.safety import clean

# A file in more languages than this is no file of translations of one text.
_MOST_LANGUAGES = 16
_PARAGRAPH = "\n\n"
_FACTS = ("title", "source", "author", "url")


@dataclass(frozen=True, slots=True)
class GivenSide:
    """The words of one row in one language.

    ``article`` tells the texts of one document apart, mostly by their language. ``joint`` is a name
    of ``cityreader.text.joints``, None where the file says nothing of what stands between rows;
    ``facts`` are what the file says of the article, by the names of its fields. ``is_right`` says
    that the file has it on the right, whatever its first row begins with.
    """

    article: str
    lang: str
    words: str
    joint: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    is_right: bool = False


@dataclass(frozen=True, slots=True)
class GivenRow:
    """One row; ``score`` from 0 to 1, ``document`` tells the documents of one file apart."""

    sides: tuple[GivenSide, ...]
    score: float = 1.0
    checked: bool = False
    document: str = ""


def given_score(written: str) -> float:
    """The probability a file gives a row, from 0 to 1; what it does not doubt is certain."""
    try:
        score = float(written)
    except ValueError:
        return 1.0
    return score if 0.0 <= score <= 1.0 else 1.0


def articles_of_rows(rows: Iterable[GivenRow], kind: str) -> list[Extract]:
    """Return the articles of the rows, document by document; ``kind`` names the file to people.

    The first text of a document comes first; each other one is its counterpart and carries the rows
    of the two. Raises ``EmptyFileError`` where no row has words.
    """
    documents: dict[str, list[GivenRow]] = {}
    for row in rows:
        documents.setdefault(row.document, []).append(row)
    extracts = [part for document in documents.values() for part in _document(document, kind)]
    if not extracts:
        raise EmptyFileError("there is no row with text in it")
    return extracts


def _document(rows: Sequence[GivenRow], kind: str) -> list[Extract]:
    sides: dict[str, GivenSide] = {}
    for row in rows:
        for side in row.sides:
            if len(sides) < _MOST_LANGUAGES:
                sides.setdefault(side.article, side)
    in_order = sorted(sides, key=lambda key: sides[key].is_right)
    texts = {key: _Text.of([_side(row, key) for row in rows]) for key in in_order}
    texts = {key: text for key, text in texts.items() if text.body}
    extracts: list[Extract] = []
    first: _Text | None = None
    for key, text in texts.items():
        extract = _extract(sides[key], text, kind)
        if first is None:
            first = text
        else:
            extract.translation_of = -len(extracts)
            extract.reasons["translation_of"] = f"row by row in the {kind}"
            extract.rows = tuple(
                Bead(own, other, row.score, row.checked)
                for row, own, other in zip(rows, text.spans, first.spans, strict=True)
                if own is not None or other is not None
            )
        extracts.append(extract)
    return extracts


def _side(row: GivenRow, key: str) -> GivenSide | None:
    return next((side for side in row.sides if side.article == key), None)


def _extract(side: GivenSide, text: "_Text", kind: str) -> Extract:
    extract = Extract(paragraphs=[text.body], lang=side.lang, rows=())
    extract.reasons["lang"] = f"language of the {kind}"
    for name in _FACTS:
        extract.state(name, side.facts.get(name, ""), f"{name} in the {kind}")
    if published := side.facts.get("published", ""):
        reason = f"date in the {kind}"
        extract.state_date(read_date(published, reason), reason)
    return extract


@dataclass(frozen=True, slots=True)
class _Text:
    """A body made of rows, and where each row lies in it; None for a row without words."""

    body: str
    spans: Sequence[Span | None]

    @classmethod
    def of(cls, sides: Sequence[GivenSide | None]) -> "_Text":
        """Join the words of the rows as the file says they follow each other, else by paragraphs.

        Joined as the file says, the text may be none that can be stored as it is: then the rows
        become paragraphs too, which always can.
        """
        words = ["" if side is None else clean(side.words).text for side in sides]
        gaps = [None if side is None or side.joint is None else side.joint for side in sides]
        stated = [_PARAGRAPH if gap is None else joint_gap(gap) for gap in gaps]
        text = _joined(words, [_PARAGRAPH if gap is None else gap for gap in stated])
        if _can_be_stored(text):
            return text
        return _joined(words, [_PARAGRAPH] * len(words))


def _joined(words: Sequence[str], gaps: Sequence[str]) -> _Text:
    parts: list[str] = []
    spans: list[Span | None] = []
    position = 0
    for text, gap in zip(words, gaps, strict=True):
        if not text:
            spans.append(None)
            continue
        if parts:
            parts.append(gap)
            position += len(gap)
        parts.append(text)
        spans.append(Span(position, position + len(text)))
        position += len(text)
    return _Text("".join(parts), spans)


def _can_be_stored(text: _Text) -> bool:
    if clean(text.body).text != text.body:
        return False
    borders = (span.start for span in text.spans if span is not None)
    return is_plain(text.body) or all(is_boundary(text.body, border) for border in borders)
