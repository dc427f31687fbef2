"""Which files an import reads, for whoever lets a person pick them."""

from cityreader.ingest.formats import format_of


def is_importable(name: str) -> bool:
    """Whether files with this name are of a kind that is read."""
    return format_of(name) is not None
