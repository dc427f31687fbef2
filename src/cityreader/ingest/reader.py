"""One file to drafts of its articles."""

import codecs
import json
from dataclasses import dataclass
from pathlib import Path

from cityreader.ingest.bilingual_text import split_languages
from cityreader.ingest.drafts import draft_of
from cityreader.ingest.extract import Extract, Format, Material, Refusal
from cityreader.ingest.files import printable, read_bytes
from cityreader.ingest.formats import format_of, supported_suffixes
from cityreader.ingest.limits import Limits
from cityreader.ingest.problems import EmptyFileError, UnreadableError
from cityreader.models import ArticleDraft

# By then XML has named its root element (bytes).
_HEAD = 2_000


@dataclass(frozen=True, slots=True)
class Contents:
    """The articles of a file in order, and its parts that gave none."""

    drafts: list[ArticleDraft]
    refusals: list[Refusal]

    @property
    def is_whole(self) -> bool:
        """Whether everything in the file was looked at."""
        return not any(part.is_left for part in self.refusals)


def read_articles(path: Path, limits: Limits) -> list[ArticleDraft]:
    """Return the articles of a file, in order.

    Raises ``UnreadableError`` for what cannot be an article: an unknown kind, a pipe, a device, too
    large, too slow, not text; and ``EmptyFileError``, a kind of it, for a file without text.
    """
    check_kind(path)
    return parse_articles(read_bytes(path, limits), path, limits)


def parse_articles(
    data: bytes, path: Path, limits: Limits, *, source: str | None = None, lang: str | None = None
) -> list[ArticleDraft]:
    """Return the articles in the bytes of a file whose name is ``path``, which is not opened.

    Raises what ``read_articles`` raises, also where every part of the file was refused.
    """
    return parse_file(data, path, limits, source=source, lang=lang).drafts


def parse_file(
    data: bytes, path: Path, limits: Limits, *, source: str | None = None, lang: str | None = None
) -> Contents:
    """Return the articles in the bytes of a file, and what in it gave none.

    Raises what ``read_articles`` raises where there is no article at all.
    """
    kind = check_kind(path)
    if not data:
        raise EmptyFileError("it is empty")
    material = Material(path.name, data, limits.deadline())
    try:
        extracts = kind.read(material)
    except RecursionError as error:
        raise UnreadableError("it is nested too deeply") from error
    extracts = [part for extract in extracts for part in _by_language(extract)]
    _number_counterparts(extracts)
    several = len(extracts) > 1
    drafts = []
    for number, extract in enumerate(extracts):
        inner = f"!{extract.inner}" if extract.inner else ""
        try:
            draft = draft_of(
                extract,
                path=printable(f"{path}{inner}"),
                member=number if several else None,
                source=source,
                lang=lang,
            )
        except EmptyFileError as error:
            if not several:
                raise
            material.refuse(inner or f"article {number + 1}", error.reason)
        except UnreadableError as error:
            if not several:
                raise
            material.refuse(inner or f"article {number + 1}", error.reason)
        else:
            drafts.append(draft)
    if not drafts:
        raise _nothing(material.refusals)
    if not material.refusals:
        material.deadline.check()
    return Contents(drafts, material.refusals)


def suffix_of(data: bytes) -> str:
    """Return how the name of bytes without one would end, by how they begin."""
    start = data.removeprefix(codecs.BOM_UTF8).lstrip()
    if start.startswith((b"{", b"[")):
        first, _, rest = start.partition(b"\n")
        try:
            json.loads(first)
        except (ValueError, RecursionError):
            # An object over several lines, unless a text goes on below it as below a header.
            return ".json" if start.rstrip().endswith((b"}", b"]")) else ".md"
        return ".jsonl" if first.startswith(b"{") and rest.strip() else ".json"
    if b"<tmx" in start[:_HEAD]:
        return ".tmx"
    beginnings = (
        (b"PK\x03\x04", ".zip"),
        (b"\x1f\x8b", ".gz"),
        (b"<?xml", ".xml"),
        (b"<rss", ".xml"),
        (b"<feed", ".xml"),
        (b"# ", ".md"),
        (b"---", ".md"),
        (b"<!doctype html", ".html"),
        (b"<html", ".html"),
    )
    lower = start[:20].lower()
    found = next((suffix for mark, suffix in beginnings if lower.startswith(mark.lower())), ".txt")
    return found if format_of(f"a{found}") else ".txt"


def check_kind(path: Path) -> Format:
    """Return how a file is read by its name; raises ``UnreadableError`` for a kind that is not."""
    kind = format_of(path.name)
    if kind is None:
        kinds = ", ".join(supported_suffixes())
        ending = printable(path.suffix)
        raise UnreadableError(f"files ending in {ending} are not imported, only {kinds}")
    return kind


def _by_language(extract: Extract) -> list[Extract]:
    """The article, or the two in it; a file of rows has told its languages apart already."""
    return split_languages(extract) if extract.rows is None else [extract]


def _number_counterparts(extracts: list[Extract]) -> None:
    """Turn the distance to a counterpart, -1 or 1, into its place in the file."""
    for number, extract in enumerate(extracts):
        if extract.translation_of is not None:
            extract.translation_of += number


def _nothing(refusals: list[Refusal]) -> UnreadableError:
    """Why a file of several parts gave no article at all."""
    if not refusals:
        return EmptyFileError("there is no article in it")
    first = refusals[0]
    others = sum(part.count for part in refusals) - 1
    more = f", and {others:,} more like this" if others else ""
    return UnreadableError(f"no part of it is an article ({first.where}: {first.reason}{more})")
