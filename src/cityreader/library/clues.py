"""Why two articles may belong together, apart from their words."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from zlib import crc32

from cityreader.bilingual.counterparts import THRESHOLD, Match
from cityreader.bilingual.file_stems import plain_stem, stem_without_language
from cityreader.models.counterpart import Proposal
from cityreader.store import candidates
from cityreader.store.candidates import ShelvedArticle
from cityreader.store.session import View

NAMED_SCORE = 0.99
"""How sure it is that what an article names as its translation is that."""

SAME_NAME_SCORE = 0.97
"""How sure it is of two files whose names differ only in the language."""

SAME_ORDER = 0.6
"""From this agreement on, words are said to stand in the same order."""

READ_AT_ONCE = 10_000
"""Articles read at a time, some 40 ms, which a change waits for."""

Both = tuple[int, int]
ArticlePath = tuple[int, str]
"""An article and the path of a file."""

Reading = Callable[[], AbstractContextManager[View]]
"""Gives a view of the library."""


@dataclass(frozen=True, slots=True)
class Clues:
    """What is known of the articles of a library: pairs have the lower id first.

    ``stated`` gives the score and the reason of pairs that need no comparing; ``decided`` the
    status of those a person linked or dismissed.
    """

    articles: Mapping[int, ShelvedArticle]
    stated: Mapping[Both, tuple[float, str]]
    decided: Mapping[Both, str]
    alike: Mapping[int, set[int]]
    linked: Mapping[int, set[str]]

    def is_taken(self, one: int, other: int) -> bool:
        """Whether either has a counterpart already in the language of the other."""
        return self.articles[other].lang in self.linked.get(one, ()) or self.articles[
            one
        ].lang in self.linked.get(other, ())

    def status_of(self, one: Proposal) -> str:
        """What a person decided on a proposal; empty where nobody has."""
        both = min(one.left_id, one.right_id), max(one.left_id, one.right_id)
        return self.decided.get(both, "")

    def is_open(self, one: Proposal) -> bool:
        """Whether a person may still be asked about a proposal."""
        return not self.status_of(one) and not self.is_taken(one.left_id, one.right_id)

    def text_of(self, article_id: int) -> str:
        """The end of the key of a text, whatever dictionary it was compared with."""
        one = self.articles[article_id]
        return f"{one.text_sha256[:32]} {crc32(one.title.encode()):x}"

    def of_words(self, match: Match) -> Proposal:
        """What a comparison of words found, as a proposal."""
        one, other = self.articles[match.left_id], self.articles[match.right_id]
        words = "1 word" if match.shared == 1 else f"{match.shared} words"
        reasons = [f"{words} in common{', same order' * (match.order >= SAME_ORDER)}"]
        if one.day is not None and other.day is not None:
            reasons.append(_apart(abs(one.day - other.day)))
        return Proposal(
            one.id, other.id, round(match.probability, 4), match.kind, " · ".join(reasons)
        )

    def of_files(self, both: Both) -> Proposal:
        """What an article or its file says of another, as a proposal."""
        score, reason = self.stated[both]
        left, right = self.english_left(*both)
        return Proposal(
            left, right, score, "counterpart" if score >= THRESHOLD else "same-story", reason
        )

    def english_left(self, one: int, other: int) -> Both:
        """The two with an English one first, else one in simplified characters."""
        order = {"en": 0, "zh-Hans": 1, "zh-Hant": 2}
        left, right = sorted((one, other), key=lambda key: order.get(self.articles[key].lang, 3))
        return left, right


def shelved(reading: Reading) -> list[ShelvedArticle]:
    """Every published article that is not in the trash, read a part at a time."""
    found: list[ShelvedArticle] = []
    while True:
        with reading() as view:
            part = candidates.shelved_after(view, found[-1].id if found else 0, READ_AT_ONCE)
        found += part
        if len(part) < READ_AT_ONCE:
            return found


def gather(reading: Reading, found: Sequence[ShelvedArticle]) -> Clues:
    """Read what the library knows of these articles, question by question, so that a change waits
    for one of them at the most."""
    by_id = {one.id: one for one in found}
    stated: dict[Both, tuple[float, str]] = {}
    with reading() as view:
        paths = candidates.paths(view)
    for both in _same_names(paths, by_id):
        stated[both] = (SAME_NAME_SCORE, "same file name")
    with reading() as view:
        named = candidates.naming_each_other(view)
        targets = candidates.stated_paths(view)
    for both in named | _named_paths(targets, paths, by_id):
        if _different(by_id, both):
            stated[both] = (NAMED_SCORE, "one names the other as its translation")
    with reading() as view:
        alike = candidates.alike(view)
    with reading() as view:
        return replace(decisions(view, found), stated=stated, alike=alike)


def decisions(view: View, found: Sequence[ShelvedArticle]) -> Clues:
    """Read only what people decided about these articles."""
    by_id = {one.id: one for one in found}
    return Clues(by_id, {}, candidates.decided(view), {}, candidates.linked_languages(view))


def _same_names(paths: Iterable[ArticlePath], by_id: Mapping[int, ShelvedArticle]) -> set[Both]:
    """Articles whose files have the same name but for a language, which one of them states."""
    groups = defaultdict[str, dict[int, bool]](dict)
    for key, path in paths:
        groups[plain_stem(path)][key] = stem_without_language(path) is not None
    return {
        (min(one, other), max(one, other))
        for group in groups.values()
        if len(group) <= _LARGEST_GROUP
        for one, states in group.items()
        for other in group
        if states and one != other and _different(by_id, (one, other))
    }


_LARGEST_GROUP = 8


def _named_paths(
    stated: Sequence[ArticlePath], paths: Iterable[ArticlePath], by_id: Mapping[int, ShelvedArticle]
) -> set[Both]:
    """Articles that name another by its path: the last part decides, where only one has it."""
    if not stated:
        return set()
    by_name = defaultdict[str, set[int]](set)
    for key, path in paths:
        by_name[PurePosixPath(plain_stem(path)).name].add(key)
    found: set[Both] = set()
    for key, target in stated:
        meant = {
            other
            for other in by_name.get(PurePosixPath(target.casefold()).name, ())
            if _different(by_id, (key, other))
        }
        if len(meant) == 1:
            other = meant.pop()
            found.add((min(key, other), max(key, other)))
    return found


def _different(by_id: Mapping[int, ShelvedArticle], both: Both) -> bool:
    one, other = (by_id.get(key) for key in both)
    return one is not None and other is not None and one.lang != other.lang


def _apart(days: int) -> str:
    if days == 0:
        return "same day"
    if days < 60:
        return "1 day apart" if days == 1 else f"{days} days apart"
    return f"{days // 30} months apart" if days < 730 else f"{days // 365} years apart"
