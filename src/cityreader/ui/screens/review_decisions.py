"""What a person decides in the review: each decision takes its stop out."""

from typing import TYPE_CHECKING

from cityreader.models import Span
from cityreader.text.phrases import counted
from cityreader.ui.command_screen import ChangingScreen
from cityreader.ui.errands import is_open
from cityreader.ui.screens.review_stops import Stop

if TYPE_CHECKING:
    from cityreader.library.rows import Realignment
    from cityreader.models import Pair
    from cityreader.models.counterpart import DoubtfulMark
    from cityreader.ui.reading.finding import Jump


class ReviewDecisions(ChangingScreen):
    """Deciding about the stop that is shown; ``changed`` are the articles that were."""

    def __init__(self) -> None:
        super().__init__()
        self.changed: set[int] = set()

    @property
    def stop(self) -> Stop | None:
        """What is shown."""
        return None

    def say(self, message: str) -> None:
        """Show a message in the status line."""

    def take_out(self, stop: Stop) -> None:
        """Go on without one that was decided."""

    def read(self, article_id: int, jump: "Jump | None" = None) -> None:
        """Read an article, and look again at what waits afterwards."""
        from cityreader.ui.screens.reader import ReaderScreen

        self.app.push_screen(ReaderScreen(article_id, jump=jump), lambda _: self.reread())

    def read_at(self, found: "DoubtfulMark") -> None:
        """Read where a mark stands; without its words, where they would."""
        from cityreader.ui.reading.finding import Jump

        gone = found.now is None
        span = Span(found.place, found.place) if gone else found.mark.span
        lost = found.mark if gone else None
        self.read(found.article_id, Jump(found.article_id, span, lost=lost))

    def action_accept(self) -> None:
        """Pair the two, align them anew, keep what is in force, or go to what is to be checked."""
        stop = self.stop
        if stop is None:
            return
        if stop.conflict is not None:
            self._decide(stop, 0)
            return
        if stop.mark is not None:
            self._keep_mark(stop, stop.mark)
            return
        if stop.anew:
            self._align_anew(stop)
            return
        if stop.proposal is None:
            self.read(stop.article_id)
            return
        left, right = stop.article_ids

        def accepted(pair: "Pair") -> None:
            self.changed.update((left, right))
            if is_open(self):
                self.say(f"Paired: {len(pair.beads):,} rows. u takes it back.")
                self.take_out(stop)

        self.room.pairing.link(left, right, accepted)

    def _align_anew(self, stop: Stop) -> None:
        left, right = stop.article_ids

        def realigned(made: "Realignment") -> None:
            self.changed.update((left, right))
            if is_open(self):
                count = made.changed
                rows = f"{counted(count, 'row')} changed" if count else "nothing changed"
                self.say(f"Aligned anew: {rows}. u takes it back.")
                self.take_out(stop)

        self.room.pairing.realign(left, right, realigned)

    def action_dismiss_proposal(self) -> None:
        """Remember that the two do not belong together, or take the other version."""
        stop = self.stop
        if stop is not None and stop.conflict is not None:
            self._decide(stop, stop.number)
            return
        if stop is not None and stop.mark is not None:
            self._remove_mark(stop, stop.mark)
            return
        if stop is None or stop.proposal is None:
            self.say("Only proposals are dismissed; what is aligned may stay as it is.")
            return
        left, right = stop.article_ids

        def dismissed(_: None) -> None:
            self.changed.update((left, right))
            self.say("Dismissed; u takes that back.")
            self.take_out(stop)

        self.room.errands.change(
            lambda library: library.counterparts.dismiss(left, right), dismissed, asker=self
        )

    def _keep_mark(self, stop: Stop, found: "DoubtfulMark") -> None:
        """A mark stands where it belongs; one without words is looked for where it stood."""
        uuid = found.mark.uuid
        if found.now is None:
            self.read_at(found)
            return

        def kept(_: object) -> None:
            self._decided(stop, f"{found.label} stays where it stands. u takes that back.")

        self.room.errands.change(lambda library: library.coding.confirm(uuid), kept, asker=self)

    def _remove_mark(self, stop: Stop, found: "DoubtfulMark") -> None:
        uuid = found.mark.uuid

        def removed(_: object) -> None:
            self._decided(stop, f"{found.label} removed. u takes that back.")

        self.room.errands.change(lambda library: library.coding.remove(uuid), removed, asker=self)

    def _decided(self, stop: Stop, message: str) -> None:
        self.changed.update(stop.article_ids)
        if is_open(self):
            self.say(message)
            self.take_out(stop)

    def _decide(self, stop: Stop, number: int) -> None:
        """Put a version of a record that was changed on both sides of a merge into force."""
        record = stop.record

        def decided(title: str) -> None:
            self.changed.update(stop.article_ids)
            if is_open(self):
                which = "The other version of the" if number else "Kept the"
                self.say(f"{which} {title}{' is in force' if number else ''}. u takes that back.")
                self.take_out(stop)

        self.room.errands.change(
            lambda library: library.transfer.conflicts.choose(record, number), decided, asker=self
        )
