"""One file to drafts of its articles."""

from pathlib import Path

from cityreader.ingest.drafts import draft_of
from cityreader.ingest.extract import Format, Material
from cityreader.ingest.files import printable, read_bytes
from cityreader.ingest.formats import format_of, supported_suffixes
from cityreader.ingest.limits import Limits
from cityreader.ingest.problems import EmptyFileError, UnreadableError
from cityreader.models import ArticleDraft


def read_articles(
    path: Path, limits: Limits, *, source: str | None = None, lang: str | None = None
) -> list[ArticleDraft]:
    """Return the articles of a file, in order; ``source`` and ``lang`` win over what it says.

    Raises ``UnreadableError`` for what cannot be an article: an unknown kind, a pipe, a device, too
    large, too slow, not text; and ``EmptyFileError``, a kind of it, for a file without text.
    """
    check_kind(path)
    return parse_articles(read_bytes(path, limits), path, limits, source=source, lang=lang)


def parse_articles(
    data: bytes, path: Path, limits: Limits, *, source: str | None = None, lang: str | None = None
) -> list[ArticleDraft]:
    """Return the articles in the bytes of a file whose name is ``path``, which is not opened.

    Raises what ``read_articles`` raises.
    """
    kind = check_kind(path)
    if not data:
        raise EmptyFileError("it is empty")
    material = Material(path.name, data, limits.deadline())
    try:
        extracts = kind.read(material)
    except RecursionError as error:
        raise UnreadableError("it is nested too deeply") from error
    material.deadline.check()
    several = len(extracts) > 1
    return [
        draft_of(
            extract,
            path=printable(path),
            member=number if several else None,
            source=source,
            lang=lang,
        )
        for number, extract in enumerate(extracts)
    ]


def check_kind(path: Path) -> Format:
    """Return how a file is read by its name; raises ``UnreadableError`` for a kind that is not."""
    kind = format_of(path.name)
    if kind is None:
        kinds = ", ".join(supported_suffixes())
        ending = printable(path.suffix)
        raise UnreadableError(f"files ending in {ending} are not imported, only {kinds}")
    return kind
