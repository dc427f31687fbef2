"""Aligning two texts from wherever they come, without storing anything."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cityreader.config import Folders, ImportOptions
from cityreader.errors import UsageError
from cityreader.ingest.encoding import decode
from cityreader.ingest.extract import too_long
from cityreader.ingest.files import printable, read_bytes
from cityreader.ingest.limits import LONGEST_TEXT, Limits
from cityreader.ingest.problems import UnreadableError
from cityreader.ingest.reader import read_articles
from cityreader.library.aligner import align_texts
from cityreader.models import Alignment, Span
from cityreader.text.safety import clean

SENTENCES = ".sents"
"""The ending of a file with one sentence a line."""

PLAIN_TEXT = (".txt", ".text")
"""Files that are aligned whole; other kinds are read as an import reads them."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two texts: what to call it, the text, and its sentences where they are known."""

    name: str
    body: str
    sentences: tuple[Span, ...] | None = None


def side_of_file(path: Path, options: ImportOptions) -> Side:
    """The text of a file, read as an import reads it; a ``.sents`` file line by line.

    Raises UsageError for a file that cannot be read or holds several articles.
    """
    limits = Limits(max_bytes=options.max_bytes, seconds=options.seconds)
    name = printable(path)
    try:
        if path.suffix.lower() == SENTENCES:
            return _lines(name, _bounded(_text(read_bytes(path, limits))))
        if path.suffix.lower() in PLAIN_TEXT:
            return _whole(name, _bounded(decode(read_bytes(path, limits)).text))
        drafts = read_articles(path, limits)
    except UnreadableError as error:
        raise UsageError("Not readable", f"{name}: {error.reason}.", error.hint) from error
    if len(drafts) != 1:
        raise UsageError("Several articles", f"{name} holds {len(drafts)} articles, not one.")
    return Side(name, drafts[0].body)


def align_sides(
    folders: Folders, left: Side, right: Side, progress: Callable[[float], None] | None = None
) -> Alignment:
    """The rows of two texts, by the user's dictionary; spans count code points of ``body``.

    ``progress`` hears shares of the work from 0 to 1.
    """
    return align_texts(
        folders, left.body, right.body, left.sentences, right.sentences, progress=progress
    )


def _bounded(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise too_long()
    return text


def _text(data: bytes) -> str:
    """The text of a file of sentences; in UTF-8 nothing but LF and CR LF ends a line."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decode(data).text


def _whole(name: str, text: str) -> Side:
    """All of a plain text; its first line is a sentence like the others, no title."""
    body = clean(text).text
    if not body:
        raise UsageError("Empty file", f"{name} holds no text.")
    return Side(name, body)


def _lines(name: str, text: str) -> Side:
    """Every line is a sentence, empty ones too, so that numbers are line numbers from 0."""
    lines = text.replace("\r\n", "\n").split("\n")
    if lines[-1] == "":
        lines.pop()
    spans: list[Span] = []
    position = 0
    for line in lines:
        spans.append(Span(position, position + len(line)))
        position += len(line) + 1
    return Side(name, "\n".join(lines), tuple(spans))
