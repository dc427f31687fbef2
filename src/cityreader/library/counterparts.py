"""Counterparts: which articles may belong together, and what a person makes of that.

Proposals are worked out and kept in the cache folder; the library holds only decisions. A pair that
was dismissed stays one with the status ``dismissed``, so that undo, export and merge know of it.
"""

import threading
from collections.abc import Callable, Collection, Sequence

from cityreader.errors import UsageError
from cityreader.library.aligner import Alignments, aligner_name, is_older
from cityreader.library.clues import Clues, decisions, gather, shelved
from cityreader.library.context import Context
from cityreader.library.judgement import judged, undecided
from cityreader.library.lookup import article_in
from cityreader.library.meaning import Meaning
from cityreader.library.pairs import PairService
from cityreader.library.shelving import Shelving
from cityreader.models import DOUBTFUL_BELOW, Article, Pair
from cityreader.models.counterpart import Candidate, Proposal, Waiting
from cityreader.store import articles, candidates, pairs, summary
from cityreader.store.fingerprints import FingerprintFile, KeyedProposal
from cityreader.text.sentences import paragraphs

LEAST_LIKELY = 0.0005
"""Candidates of one article that are less probable are not worth a line."""

WORTH_ASKING = 0.3
"""Proposals less likely than this wait for nobody: of ten at 2 % none is a counterpart."""

_PREVIEW = 240


class CounterpartService:
    """Proposing, accepting and dismissing; only the last two change the library."""

    def __init__(self, context: Context, linking: PairService) -> None:
        self._context = context
        self._linking = linking
        kept = context.folders.cache / "counterparts" / f"{context.library_uuid}.db"
        self._file = FingerprintFile(kept)
        self._shelving = Shelving(context, self._file)
        self._meaning = Meaning(context)
        # Several questions of the screens may come at the same time.
        self._lock = threading.Lock()

    def propose(
        self,
        article_ids: Collection[int] | None = None,
        *,
        progress: Callable[[int, int], None] = lambda done, total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> list[Proposal]:
        """What may belong together and nobody has decided on, likeliest first; writes nothing.

        With ``article_ids``, only proposals for these. All of a library is compared in seconds,
        but the first time every article is read once, which takes half a minute for 10,000;
        ``progress`` hears how far. When ``cancelled`` says so, nothing is proposed.
        """
        with self._lock:
            found, clues, state = self._read()
            shelf = self._shelving.shelf(found, progress=progress, cancelled=cancelled)
            matches = shelf.matches(article_ids, alike=clues.alike, cancelled=cancelled)
            matches = self._meaning.weighed(matches, clues.articles, cancelled)
            scripts = shelf.across_scripts(article_ids)
            made = judged(
                self._context, clues, [clues.of_words(match) for match in matches], scripts
            )
            if cancelled():
                return []
            fresh = undecided(clues, made, article_ids)
            if article_ids is None:
                key = self._shelving.key
                keyed = [
                    KeyedProposal(
                        key(clues.articles[one.left_id]), key(clues.articles[one.right_id]), one
                    )
                    for one in fresh
                ]
                self._file.replace_proposals(keyed, state)
                self._shelving.forget_all_but_these()
            return fresh

    def of_article(
        self, article_id: int, *, limit: int = 8, seconds: float | None = 2.0
    ) -> list[Candidate]:
        """The articles that may be counterparts of one, best first, dismissed ones last.

        Those it is paired with are left out. ``seconds`` bounds how long articles are read that
        were never compared before; what remains is for the next time.
        """
        with self._lock:
            found, clues, _ = self._read()
            if article_id not in clues.articles:
                return []
            shelf = self._shelving.shelf(found, first=article_id, seconds=seconds)
            matches = shelf.matches([article_id], alike=clues.alike, least=LEAST_LIKELY)
            matches = self._meaning.weighed(matches, clues.articles)
            scripts = shelf.across_scripts([article_id])
        made = judged(self._context, clues, [clues.of_words(match) for match in matches], scripts)
        own = [one for one in made if article_id in (one.left_id, one.right_id)]
        open_ = [one for one in own if clues.status_of(one) != "linked"]
        open_.sort(key=lambda one: (clues.status_of(one) == "dismissed", -one.score))
        return self._candidates(article_id, open_[:limit], clues)

    def waiting(self) -> list[Proposal]:
        """The proposals of the last comparison that still hold, are likely enough to ask about,
        and nobody has decided on."""
        kept = [one for one in self._file.proposals() if one.proposal.score >= WORTH_ASKING]
        if not kept:
            return []
        ids = {key for one in kept for key in (one.proposal.left_id, one.proposal.right_id)}
        with self._context.view() as view:
            clues = decisions(view, candidates.shelved(view, ids))
        return [
            one.proposal
            for one in kept
            if one.proposal.left_id in clues.articles
            and one.proposal.right_id in clues.articles
            and clues.is_open(one.proposal)
            and one.left_key.endswith(clues.text_of(one.proposal.left_id))
            and one.right_key.endswith(clues.text_of(one.proposal.right_id))
        ]

    def is_compared(self) -> bool:
        """Whether nothing was changed in the library since all of it was compared."""
        with self._context.view() as view:
            return self._file.stamp() == candidates.state(view)

    def not_compared(self) -> int:
        """How many articles without counterpart came in since all of the library was compared."""
        with self._context.view() as view:
            if summary.setting(view, "starter") == "1":
                # The samples are paired as they are meant to be.
                return 0
            return candidates.not_compared(view, self._file.stamp())

    def review(self) -> Waiting:
        """All that waits for a decision."""
        proposals = tuple(self.waiting())
        aligner = aligner_name(self._context.folders)
        with self._context.view() as view:
            aligned = candidates.aligned_pairs(view)
            return Waiting(
                proposals,
                tuple(candidates.doubtful_rows(view, DOUBTFUL_BELOW)),
                tuple(candidates.marks_to_review(view, self._context.viewpoint.coder_uuid)),
                tuple((left, right) for left, right, by in aligned if is_older(by, aligner)),
            )

    def beginnings(self, article_ids: Collection[int]) -> dict[int, tuple[Article, str]]:
        """Articles with the beginnings of their texts, for deciding about them."""
        with self._context.view() as view:
            bodies = articles.bodies(view, article_ids)
            return {
                article.id: (article, bodies.get(article.id, "")[: 20 * _PREVIEW])
                for article in articles.many(view, list(article_ids))
            }

    def accept(self, left_id: int, right_id: int, alignments: Alignments | None = None) -> Pair:
        """Link two articles, as the person says; ``alignments`` are those of ``foresee_link``."""
        return self._linking.link(left_id, right_id, alignments=alignments)

    def accept_all(
        self,
        found: Sequence[Proposal],
        *,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> list[Proposal]:
        """Link every one of these that is a counterpart above the threshold, in one step.

        Aligning takes most of the time. Returns what was linked.
        """
        linked = [one for one in found if one.kind == "counterpart"]
        both = [(one.left_id, one.right_id) for one in linked]
        aligned = []
        for number, sides in enumerate(both):
            progress(number, len(both))
            aligned.append(self._linking.foresee_link(*sides))
        self._linking.link_all(both, aligned, origin="auto")
        return linked

    def dismiss(self, left_id: int, right_id: int) -> None:
        """Remember that two articles do not belong together; undo takes that back.

        Raises UsageError if they are a pair, NotFoundError if one is not there.
        """
        with self._context.unit("dismiss counterpart", article_id=left_id) as unit:
            left, right = article_in(unit, left_id), article_in(unit, right_id)
            unit.describe(f"not counterparts: {left.title} ⇎ {right.title}")
            known = pairs.between(unit, left_id, right_id)
            if known is None:
                pairs.add(
                    unit,
                    left_id,
                    right_id,
                    (left.revision, right.revision),
                    (),
                    uuid=unit.identify(),
                    origin="auto",
                    status="dismissed",
                )
            elif known.status == "linked":
                raise UsageError("A pair", "The two are a pair; take it apart first.")
            else:
                pairs.set_status(unit, known.uuid, "dismissed")

    def _read(self) -> tuple[list[candidates.ShelvedArticle], Clues, str]:
        """What changes while this reads has another state, and is compared the next time."""
        with self._context.view() as view:
            state = candidates.state(view)
        found = shelved(self._context.view)
        return found, gather(self._context.view, found), state

    def _candidates(
        self, article_id: int, found: Sequence[Proposal], clues: Clues
    ) -> list[Candidate]:
        others = [one.right_id if one.left_id == article_id else one.left_id for one in found]
        with self._context.view() as view:
            by_id = {article.id: article for article in articles.many(view, others)}
            bodies = articles.bodies(view, others)
        return [
            Candidate(
                by_id[key],
                one.score,
                one.kind,
                one.reason,
                _first_lines(bodies[key]),
                clues.status_of(one) == "dismissed",
            )
            for key, one in zip(others, found, strict=True)
            if key in by_id
        ]


def _first_lines(body: str) -> tuple[str, ...]:
    """The beginnings of the first two paragraphs."""
    found = paragraphs(body[: 20 * _PREVIEW])[:2]
    return tuple(" ".join(body[span.start : span.end].split())[:_PREVIEW] for span in found)
