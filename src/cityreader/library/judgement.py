"""What speaks for two articles being counterparts, weighed against each other."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from cityreader.bilingual.counterpart_terms import character_pairs, same_text
from cityreader.library.clues import Both, Clues
from cityreader.library.context import Context
from cityreader.models.counterpart import Proposal
from cityreader.store import articles
from cityreader.text.scripts import fold

SAME_TEXT, NEARLY_SAME_TEXT = 0.6, 0.35
"""Shares of common pairs of characters from which texts in two scripts are one text, or told
alike. Independent translations of one original share 0.2 to 0.5."""

NOT_OFFERED = 0.89
"""The highest score shown for what is not offered because something else is: below the threshold
of ``bilingual.counterparts``."""


def judged(
    context: Context, clues: Clues, of_words: Iterable[Proposal], scripts: Iterable[Both]
) -> list[Proposal]:
    """All that speaks for two articles weighed, likeliest first.

    What a file or an article states comes before what words tell, and an article that has a
    counterpart in a language, stated or linked, is offered others as the same story only.
    """
    best: dict[Both, Proposal] = {_both(one): one for one in of_words}
    for one in _in_both_scripts(context, clues, scripts):
        best[_both(one)] = one
    named: set[tuple[int, str]] = set()
    for both in clues.stated:
        stated = clues.of_files(both)
        by_words = best[both].score if both in best else 0.0
        best[both] = replace(stated, score=max(stated.score, by_words))
    judged = []
    order = sorted(best.items(), key=lambda item: (item[0] not in clues.stated, *_rank(item[1])))
    for both, one in order:
        sides = [(here, clues.articles[there].lang) for here, there in (both, both[::-1])]
        if one.kind == "counterpart":
            # Of several copies of one text only the likeliest is offered.
            if clues.is_taken(*both) or not named.isdisjoint(sides):
                one = replace(one, kind="same-story", score=min(one.score, NOT_OFFERED))
            else:
                named.update(sides)
        judged.append(one)
    return sorted(judged, key=_rank)


def undecided(
    clues: Clues, found: Iterable[Proposal], article_ids: Collection[int] | None = None
) -> list[Proposal]:
    """Those of what was ``judged`` that nobody decided on, without the same stories of an article
    that is offered a counterpart in that language; with ``article_ids`` only those of these."""
    made = list(found)
    wanted = None if article_ids is None else set(article_ids)
    offered = {
        (here, clues.articles[there].lang)
        for one in made
        if one.kind == "counterpart"
        for here, there in (_both(one), _both(one)[::-1])
    }
    return [
        one
        for one in made
        if clues.is_open(one)
        and (one.kind == "counterpart" or not _has_better(clues, one, offered))
        and (wanted is None or not wanted.isdisjoint((one.left_id, one.right_id)))
    ]


def _in_both_scripts(context: Context, clues: Clues, scripts: Iterable[Both]) -> Iterable[Proposal]:
    """Texts that stand in the library in simplified and in traditional characters."""
    for left, right in scripts:
        with context.view() as view:
            bodies = articles.bodies(view, (left, right))
        share = same_text(*(character_pairs(fold(bodies[key])) for key in (left, right)))
        if share >= SAME_TEXT:
            reason = "the same text in the other script"
            yield Proposal(left, right, round(share, 4), "counterpart", reason)
        elif share >= NEARLY_SAME_TEXT and not clues.is_taken(left, right):
            reason = "much the same text in the other script"
            yield Proposal(left, right, round(share, 4), "same-story", reason)


def _both(one: Proposal) -> Both:
    return min(one.left_id, one.right_id), max(one.left_id, one.right_id)


def _rank(one: Proposal) -> tuple[bool, float, int, int]:
    return one.kind != "counterpart", -one.score, one.left_id, one.right_id


def _has_better(clues: Clues, one: Proposal, offered: Collection[tuple[int, str]]) -> bool:
    """Whether either article is offered a counterpart in the language of the other."""
    left, right = one.left_id, one.right_id
    return (left, clues.articles[right].lang) in offered or (
        right,
        clues.articles[left].lang,
    ) in offered
