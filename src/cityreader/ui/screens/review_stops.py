"""What the review stops at."""

from collections.abc import Iterator
from dataclasses import dataclass

from cityreader.models import DateRange, Span
from cityreader.models.counterpart import DoubtfulMark, Excerpt, Proposal, Waiting
from cityreader.models.lineage import Conflict, ToldVersion
from cityreader.text.phrases import local_time, on_one_line, shortened
from cityreader.ui.dialogs.dates import format_date
from cityreader.ui.widgets.counterpart_offer import score_words

OLDER = "aligned by an older version: enter aligns anew, checked rows stay"


@dataclass(frozen=True, slots=True)
class Stop:
    """One decision: two articles that may belong together, a place in one article, a pair that
    could be aligned ``anew``, a mark that a change of its text made doubtful, or a record that was
    changed on both sides of a merge.

    Of a conflict ``number`` is the version that stands beside the one in force, from 1 on.
    """

    proposal: Proposal | None
    article_ids: tuple[int, ...]
    words: str
    anew: bool = False
    conflict: Conflict | None = None
    number: int = 1
    mark: DoubtfulMark | None = None

    @property
    def article_id(self) -> int:
        """The article to read."""
        return self.article_ids[0]

    @property
    def identity(self) -> tuple[object, ...]:
        """What tells this decision from all others, however alike their words are."""
        if self.mark is not None:
            return ("mark", self.mark.mark.uuid)
        if self.conflict is not None:
            return ("conflict", self.record, self.number)
        return (self.anew, self.proposal is not None, self.article_ids)

    @property
    def record(self) -> str:
        """The record of a conflict."""
        return self.conflict.record if self.conflict else ""

    @property
    def versions(self) -> tuple[ToldVersion, ToldVersion] | None:
        """What stands beside each other: the two versions of a conflict, the one in force first,
        or a mark as it stood and as it stands."""
        if self.mark is not None:
            return _stood(self.mark), _stands(self.mark)
        if self.conflict is None:
            return None
        return self.conflict.versions[0], self.conflict.versions[self.number]

    @property
    def heads(self) -> tuple[str, str]:
        """What stands over the two versions: which it is, who made it and when."""
        if self.mark is not None:
            coder = f" · marked by {self.mark.coder}" if self.mark.coder else ""
            return f"Before{coder}", f"Now · {_FATES[self.mark.mark.status]}"
        if self.versions is None or self.conflict is None:
            return "", ""
        others = len(self.conflict.versions) - 1
        number = f" {self.number} of {others}" * (others > 1)
        names = self._names or ("", "other version")
        parts = ((names[0], "in force"), (f"{names[1]}{number}", ""))
        left, right = (
            " · ".join([word for word in words if word] + _made(version))
            for words, version in zip(parts, self.versions, strict=True)
        )
        return left[:1].upper() + left[1:], right[:1].upper() + right[1:]

    @property
    def _names(self) -> tuple[str, str] | None:
        """What the two versions are to whoever is at the keyboard; None where nothing tells."""
        if self.versions is None or self.versions[0].mine == self.versions[1].mine:
            return None
        return ("mine", "the other") if self.versions[0].mine else ("the other", "mine")

    @property
    def labels(self) -> dict[str, str]:
        """What keys do here, by the ids of their commands; empty where one does nothing."""
        if self.mark is not None:
            gone = self.mark.now is None
            keep, take = "go there" if gone else "keep it here", "remove it"
        elif self.versions is not None:
            left, right = self._names or ("left", "right")
            several = self.conflict is not None and len(self.conflict.versions) > 2
            keep, take = f"keep {left}{', drop all' * several}", f"take {right}"
        elif self.proposal is not None:
            keep, take = "pair", "no pair"
        else:
            keep, take = "align anew" if self.anew else "go there", ""
        labels = {"review.accept": keep, "review.dismiss": take}
        return labels if self.article_ids else {**labels, "review.open": ""}


_FATES = {
    "moved": "the same words at another place",
    "review": "something changed in or around it",
    "orphan": "its words are gone",
}
"""What became of a mark, by its status."""


def _stood(found: DoubtfulMark) -> ToldVersion:
    if found.was is None:
        return ToldVersion((("words", "not known: it came like this with a merge"),))
    return _told(found, found.was)


def _stands(found: DoubtfulMark) -> ToldVersion:
    if found.now is None:
        return ToldVersion((("words", "gone from the text"), *_dated(found.date)))
    return _told(found, found.now, *_beside(found, found.now), *_dated(found.date))


def _beside(found: DoubtfulMark, now: Excerpt) -> Iterator[tuple[str, str]]:
    """Other marks that say the same there: with them this one may be one too many."""
    for words, coder in found.beside:
        by = f" by {coder}" if coder else ""
        on = "the same words" if words == now.words else f"“{shortened(words)}”"
        yield "also there", f"another {found.label}{by}, on {on}"


def _dated(date: DateRange | None) -> tuple[tuple[str, str], ...]:
    """The date of the event of a mark: a change of the text may have taken its words away."""
    if date is None or date.basis is None:
        return ()
    words = f"“{date.text}”" if date.text else None
    told = (format_date(date) or "no date", words, date.basis)
    return (("event dated", " · ".join(part for part in told if part)),)


def _told(found: DoubtfulMark, here: Excerpt, *more: tuple[str, str]) -> ToldVersion:
    """A mark at one of its two places; which of the same words it is on is told where there are
    several at either."""
    before = f"…{here.before}"
    around = on_one_line(f"{before}{here.words}{here.after}…")
    fields = [("words", here.words), ("around it", around)]
    if any(place is not None and place.count > 1 for place in (found.was, found.now)):
        which = f"{here.number:,} of {here.count:,}" if here.count > 1 else "the only one"
        fields.append(("which", f"{which} in this article"))
    words = on_one_line(here.words)
    end = len(on_one_line(f"{before}{here.words}"))
    standing = (("around it", Span(end - len(words), end)),) if words else ()
    return ToldVersion((*fields, *more), standing=standing)


def _made(version: ToldVersion) -> list[str]:
    """Who made a version, when, and how it came here, as far as that is known."""
    # Of what a merge brought only whose record it is is known, not who changed it.
    coder = f"record of {version.coder}" if version.brought_by and version.coder else version.coder
    at = local_time(version.at) if version.at else ""
    return [part for part in (coder, at, version.brought_by) if part]


def stops_of(waiting: Waiting) -> list[Stop]:
    """The stops of a review: proposals, then rows, marks, pairs to align anew, and conflicts, one
    stop for each version that waits."""
    stops = [
        Stop(one, (one.left_id, one.right_id), f"{score_words(one.score, one.kind)} · {one.reason}")
        for one in waiting.proposals
    ]
    for article_id, count in waiting.rows:
        words = f"{count:,} doubtful row{'s' * (count != 1)} to check"
        stops.append(Stop(None, (article_id,), words))
    for found in waiting.doubtful:
        words = f"mark: {found.label} · {found.article_title}"
        stops.append(Stop(None, (found.article_id,), words, mark=found))
    stops += [Stop(None, both, OLDER, anew=True) for both in waiting.older]
    for one in waiting.conflicts:
        where = f" · {one.article_title}" if one.article_title else ""
        ids = () if one.article_id is None else (one.article_id,)
        others = len(one.versions) - 1
        for number in range(1, others + 1):
            if not one.versions[number].differs:
                continue
            which = f" · version {number} of {others}" if others > 1 else ""
            words = f"conflict: {one.title}{where}{which}"
            stops.append(Stop(None, ids, words, conflict=one, number=number))
    return stops
