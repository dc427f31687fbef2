"""Words with typing slips: which words of some titles are near a word that was looked for."""

import re
from collections.abc import Collection, Iterable, Sequence

from cityreader.text.han import HAN

_WORD = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+")
_HAN = re.compile(f"[{HAN}]")
# A word of which only the beginning was typed is a little further away than a whole one.
_UNFINISHED = 5.0


def split_words(text: str) -> list[str]:
    """The words of a folded text; a run of Han characters is one."""
    return _WORD.findall(text)


def vocabulary(titles: Iterable[str]) -> set[str]:
    """The different words of folded titles."""
    return set(_WORD.findall("\n".join(titles)))


def near_forms(word: str, words: Collection[str]) -> dict[str, float]:
    """The forms among ``words`` that ``word`` may have been meant for, with 0 < nearness <= 100.

    One slip (a letter too many, missing, wrong, or swapped with the next) is allowed from 4 Latin
    letters or 3 Han characters, two from 8; none in numbers. A form is a whole word, the beginning
    of one, or a stretch of a run of Han characters.
    """
    if _HAN.match(word):
        return _near_in_runs(word, [run for run in words if _HAN.match(run)])
    slips = _slips_allowed(word, at_least=4)
    if slips == 0:
        return {word: 100.0} if any(other.startswith(word) for other in words) else {}
    return _near_latin(word, words, slips)


def _slips_allowed(word: str, at_least: int) -> int:
    if len(word) < at_least or any(character.isdigit() for character in word):
        return 0
    return 1 if len(word) < 8 else 2


def _near_latin(word: str, words: Collection[str], slips: int) -> dict[str, float]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    size = len(word)
    likely = [other for other in words if _begins_alike(word, other)]
    beginnings = {other[:cut] for other in likely for cut in (size, size + 1) if len(other) > cut}
    forms: dict[str, float] = {}
    for candidates, penalty in ((beginnings, _UNFINISHED), (set(likely), 0.0)):
        for form, distance, _ in process.extract_iter(
            word, candidates, scorer=OSA.distance, score_cutoff=slips
        ):
            nearness = 100 * (1 - distance / max(size, len(form))) - penalty
            forms[form] = max(forms.get(form, 0.0), nearness)
    return forms


def _begins_alike(word: str, other: str) -> bool:
    """People rarely mistype the first letter; long words are known without it."""
    return (
        other[:1] == word[0] or other[:2] == word[1::-1] or (len(word) > 5 and other[1:3] in word)
    )


def _near_in_runs(word: str, runs: Sequence[str]) -> dict[str, float]:
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import OSA

    size, slips = len(word), _slips_allowed(word, at_least=3)
    cutoff = 100 * (size - slips) / size - 0.01
    forms: dict[str, float] = {}
    long_runs = [run for run in runs if len(run) >= size]
    for run, _, _ in process.extract_iter(
        word, long_runs, scorer=fuzz.partial_ratio, score_cutoff=cutoff
    ):
        place = fuzz.partial_ratio_alignment(word, run)
        if place is not None:
            forms[run[place.dest_start : place.dest_end]] = place.score
    for run in runs:
        if size - slips <= len(run) < size and OSA.distance(word, run) <= slips:
            forms[run] = 100 * len(run) / size
    return forms
