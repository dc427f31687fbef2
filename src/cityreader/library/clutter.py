"""Lines that a source prints in many of its articles, learned by counting.

They are not cut out: a body keeps every line, and what is learned says which of them a reader may
fold away.
"""

import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from hashlib import blake2b

from cityreader.library.context import Context
from cityreader.models import Span
from cityreader.store import clutter
from cityreader.text.scripts import fold

LEAST_SHARE = 0.05
"""The share of a source's articles in which a line is repeated, from which it is clutter."""

LEAST_ARTICLES = 3
"""The articles of a source in which a line is repeated, from which it is clutter."""

SAMPLE = 200
"""Articles of one source that are looked at, the last ones; 50 tell most of it."""


def learn(context: Context, step: str, sources: Iterable[str], pause: float) -> None:
    """Look once more at sources that brought something, as part of the step of an import.

    ``pause`` is how many seconds others get the library after each source.
    """
    for source in sorted(sources):
        with context.view() as view:
            bodies = clutter.sample(view, source, SAMPLE)
            known = clutter.lines_of(view, source)
        # A change waits for whoever reads, so what was read is looked at afterwards.
        lines = learned_lines(bodies)
        if lines != known:
            with context.database.continued(step) as unit:
                clutter.replace(unit, source, lines)
            time.sleep(pause)


def learned_lines(bodies: Collection[str]) -> set[int]:
    """The lines that repeat across the texts of a source, as ``line_key`` gives them.

    Wire copies and newer tellings of a story repeat each other, not the clutter of their source,
    so only one of them counts.
    """
    counts: Counter[int] = Counter()
    for body in bodies:
        counts.update({key for _, key in _lines(body)})
    least = max(LEAST_ARTICLES, LEAST_SHARE * len(bodies))
    return {key for key, count in counts.items() if count >= least}


def clutter_spans(body: str, keys: set[int]) -> list[Span]:
    """The lines of a body that are among the learned ones; none if nothing else would be left."""
    if not keys:
        return []
    lines = list(_lines(body))
    found = [span for span, key in lines if key in keys]
    return found if len(found) < len(lines) else []


def line_key(line: str) -> int | None:
    """A number for a line, the same whatever its digits, white space, case and script.

    None for a line without letters or digits.
    """
    squeezed = "".join("0" if c.isdigit() else c for c in fold(line) if not c.isspace())
    if not any(c.isalnum() for c in squeezed):
        return None
    digest = blake2b(squeezed.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def _lines(body: str) -> Iterator[tuple[Span, int]]:
    start = 0
    for line in body.split("\n"):
        key = line_key(line)
        if key is not None:
            yield Span(start, start + len(line)), key
        start += len(line) + 1
