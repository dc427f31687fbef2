"""The wording of web pages, read from ``data/page_words.txt``."""

import re
from functools import cache
from importlib import resources

_EDGES = re.compile(r"^[\s•·*●■◆▪◦–—\-【\[［(（>»]+|[\s】\]］)）:：…．.。!！>»]+$")


@cache
def phrases(section: str) -> frozenset[str]:
    """Return the phrases of one section of the file, as ``bare`` gives them."""
    return frozenset(phrase for phrase in _sections()[section] if not phrase.endswith("*"))


@cache
def beginnings(section: str) -> tuple[str, ...]:
    """Return the phrases of a section after which a few more words may follow."""
    return tuple(phrase[:-1] for phrase in _sections()[section] if phrase.endswith("*"))


def bare(line: str) -> str:
    """Return a line as the file spells phrases: lower case, no bullet, no closing punctuation."""
    return " ".join(_EDGES.sub("", line).replace("’", "'").casefold().split())


@cache
def _sections() -> dict[str, list[str]]:
    text = resources.files("cityreader.ingest").joinpath("data/page_words.txt").read_text("utf-8")
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in text.split("\n"):
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            current.append(line)
    return found
