"""Which Chinese words go with an English one, by the rows that hold both."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from cityreader.models import Candidate

FREQUENT = "的了在是和與与及也都就而但這这那有為为以等不將将被把從从對对於于一個个他她我們们"
"""Characters that are words of grammar wherever they stand alone."""


SURPRISING = 3.84
"""The least log-likelihood ratio that counts: chance alone goes beyond it in 1 of 20 cases."""


WORTH_A_LOOK = 0.2
"""Candidates with less than this share of the best one's score are left out."""


def candidates(
    with_word: Sequence[Collection[str]],
    without: Sequence[Collection[str]],
    here: Iterable[str] = (),
    *,
    limit: int = 9,
) -> list[Candidate]:
    """The Chinese words of rows ``with_word`` that are far from chance there, likeliest first.

    Each row is the set of its Chinese words; ``without`` are other rows of the same texts, which
    tell what is common anyway, and ``here`` the words of the row one came from. The score is
    Dunning's log-likelihood ratio (1993).
    """
    inside = Counter(word for row in with_word for word in set(row))
    outside = Counter(word for row in without for word in set(row))
    near = set(here)
    found = []
    for word, count in inside.items():
        if word in FREQUENT:
            continue
        score = _log_likelihood(count, len(with_word), outside[word], len(without))
        if score >= SURPRISING:
            found.append(Candidate(word, count, round(score, 3), word in near))
    found.sort(key=lambda candidate: (-candidate.score, -len(candidate.word), candidate.word))
    least = found[0].score * WORTH_A_LOOK if found else 0.0
    return [candidate for candidate in found[:limit] if candidate.score >= least]


def _log_likelihood(inside: int, rows: int, outside: int, others: int) -> float:
    """How surprising it is that a word is in so many rows with and so few without the other.

    Zero where it is not more frequent with it than without; half a row is added to each count, so
    that a library of one article gives an order as well.
    """
    a, b = inside + 0.5, rows - inside + 0.5
    c, d = outside + 0.5, others - outside + 0.5
    if a / (a + b) <= c / (c + d):
        return 0.0
    every = a + b + c + d

    def part(seen: float, of_row: float, of_column: float) -> float:
        return seen * math.log(seen * every / (of_row * of_column))

    return 2 * (
        part(a, a + b, a + c) + part(b, a + b, b + d) + part(c, c + d, a + c)
        + part(d, c + d, b + d)
    )  # fmt: skip
