"""The stops of the review that are about marks whose text changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cityreader.models import DateRange, Span
from cityreader.models.counterpart import DoubtfulMark, Excerpt
from cityreader.models.lineage import ToldVersion
from cityreader.text.phrases import on_one_line, shortened
from cityreader.ui.dialogs.dates import format_date
from cityreader.ui.screens.review_stop import Stop

if TYPE_CHECKING:
    from cityreader.ui.screens.review_decisions import ReviewDecisions


@dataclass(frozen=True, slots=True)
class MarkStop(Stop):
    """A mark that a change of its text made doubtful."""

    found: DoubtfulMark

    @property
    def article_ids(self) -> tuple[int]:
        """The article that it is in."""
        return (self.found.article_id,)

    @property
    def words(self) -> str:
        """Which mark, and where."""
        return f"mark: {self.found.label} · {self.found.article_title}"

    @property
    def identity(self) -> tuple[object, ...]:
        """The mark, whatever became of it."""
        return ("mark", self.found.mark.uuid)

    @property
    def versions(self) -> tuple[ToldVersion, ToldVersion]:
        """The mark as it stood and as it stands."""
        return _stood(self.found), _stands(self.found)

    @property
    def heads(self) -> tuple[str, str]:
        """Who made it, and what became of it."""
        coder = f" · marked by {self.found.coder}" if self.found.coder else ""
        return f"Before{coder}", f"Now · {_FATES[self.found.mark.status]}"

    @property
    def answers(self) -> tuple[str, str]:
        """It stands right or is to go; without its words it is looked for."""
        return "go there" if self.found.now is None else "keep it here", "remove it"

    def accept(self, desk: "ReviewDecisions") -> None:
        """A mark stands where it belongs; one without words is looked for where they would."""
        uuid = self.found.mark.uuid
        if self.found.now is None:
            self.read(desk)
            return
        desk.decide(
            self,
            lambda library: library.coding.confirm(uuid),
            lambda _: f"{self.found.label} stays where it stands. u takes that back.",
        )

    def dismiss(self, desk: "ReviewDecisions") -> None:
        """Remove it."""
        uuid = self.found.mark.uuid
        desk.decide(
            self,
            lambda library: library.coding.remove(uuid),
            lambda _: f"{self.found.label} removed. u takes that back.",
        )

    def read(self, desk: "ReviewDecisions") -> None:
        """Read where it stands; without its words, where they would."""
        from cityreader.ui.reading.finding import Jump

        found = self.found
        gone = found.now is None
        span = Span(found.place, found.place) if gone else found.mark.span
        lost = found.mark if gone else None
        desk.read(found.article_id, Jump(found.article_id, span, lost=lost))


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
