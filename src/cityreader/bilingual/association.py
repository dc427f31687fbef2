"""Which Chinese words go with an English one, by the rows that hold both and by a dictionary."""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from cityreader.bilingual.english import WORD, stems
from cityreader.models import Equivalent
from cityreader.text.scripts import fold

FREQUENT = "的了在是和與与及也都就而但這这那有為为以等不將将被把從从對对於于一個个他她我們们"
"""Characters that are words of grammar wherever they stand alone."""


SURPRISING = 3.84
"""The least log-likelihood ratio that counts: chance alone goes beyond it in 1 of 20 cases."""


WORTH_A_LOOK = 0.2
"""Candidates with less than this share of the best one's score are left out."""


SUPPORTING_ROWS = 3
"""The fewest rows with both that make a word a translation where no dictionary says so."""

SUPPORTING_SCORE = 25.0
"""The least score that does; names of people and of places seldom seen stay below it, and so does
nearly all that is chance."""

CLEARLY_BEST = 2.0
"""How many times the score of the next word it must have."""

_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NO_TRANSLATION = re.compile(r"variant of|^CL:|^see |^surname |^abbr\. |\b(?:no|not|non)\b")
_OPENING_WORDS = re.compile("^(?:to be|to|the|an?) ")


def candidates(
    with_word: Sequence[Collection[str]],
    without: Sequence[Collection[str]],
    here: Iterable[str] = (),
    *,
    limit: int = 9,
) -> list[Equivalent]:
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
            found.append(Equivalent(word, count, round(score, 3), word in near))
    found.sort(key=lambda candidate: (-candidate.score, -len(candidate.word), candidate.word))
    least = found[0].score * WORTH_A_LOOK if found else 0.0
    return [candidate for candidate in found[:limit] if candidate.score >= least]


def likeliest(
    phrase: str,
    senses: Mapping[str, Sequence[str]],
    found: Sequence[Equivalent],
    separate: Collection[str],
) -> str:
    """The Chinese word of a row that English words most likely stand for; nothing where none is
    well supported, since a wrong guess costs more than an empty field.

    ``senses`` are those of the words of the row that a dictionary has, ``found`` the candidates by
    rows, likeliest first, ``separate`` the words into which the row is cut. What a dictionary
    translates so comes first; a single character needs the rows as well, and what only the rows
    tell has to be there often and clearly before any other word of all rows.
    """
    supported = {one.word: one.score for one in found if one.here}
    translated = [
        word
        for word in senses
        if (len(word) > 1 or word in supported) and _translates(phrase, senses[word])
    ]
    if translated:
        return max(
            translated,
            key=lambda word: (len(word) > 1, word in separate, supported.get(word, 0.0), word),
        )
    words = [one for one in found if len(one.word) > 1]
    if not words or not words[0].here or words[0].rows < SUPPORTING_ROWS:
        return ""
    least = max(SUPPORTING_SCORE, CLEARLY_BEST * words[1].score if words[1:] else 0.0)
    return words[0].word if words[0].score >= least else ""


def wording_in(row: str, senses: Iterable[str]) -> str:
    """The English words of a row that say one of these senses of a Chinese word, as they stand
    there; nothing where none does. Endings do not count: "signed" says "to sign"."""
    words = [(match.group().lower(), match.span()) for match in WORD.finditer(row)]
    for wording in (part for sense in senses for part in _wordings(sense)):
        wanted = [word.lower() for word in WORD.findall(wording)]
        for start in range(len(words) - len(wanted) + 1 if wanted else 0):
            here = words[start : start + len(wanted)]
            if all(_same_word(one, word) for one, (word, _) in zip(wanted, here, strict=True)):
                return row[here[0][1][0] : here[-1][1][1]]
    return ""


def _same_word(one: str, other: str) -> bool:
    return one == other or (bool(stems(one)) and stems(one) == stems(other))


def _translates(phrase: str, senses: Iterable[str]) -> bool:
    """Whether one of these senses says just what the phrase says."""
    wanted = set(stems(fold(phrase)))
    return bool(wanted) and any(
        wanted == set(stems(fold(part))) for sense in senses for part in _wordings(sense)
    )


def _wordings(sense: str) -> list[str]:
    """What a sense of the dictionary says, part by part, without its asides."""
    if _NO_TRANSLATION.search(sense):
        return []
    # What stands behind a comma explains: "Taipei, capital of Taiwan".
    parts = (part.partition(",")[0].strip() for part in _ASIDE.sub(" ", sense).split(";"))
    return [_OPENING_WORDS.sub("", part) for part in parts if part]


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
