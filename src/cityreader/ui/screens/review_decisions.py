"""What a person decides in the review: each decision takes its stop out."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from cityreader.ui.command_screen import ChangingScreen
from cityreader.ui.errands import is_open
from cityreader.ui.screens.review_stop import Stop

if TYPE_CHECKING:
    from cityreader.library.library import Library
    from cityreader.ui.reading.finding import Jump

Answer = TypeVar("Answer")


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

    def decide(
        self,
        stop: Stop,
        change: "Callable[[Library], Answer]",
        told: Callable[[Answer], str],
    ) -> None:
        """Change the library by what was decided; ``told`` says what came of it."""
        self.room.errands.change(
            change, lambda answer: self.decided(stop, told(answer)), asker=self
        )

    def decided(self, stop: Stop, message: str) -> None:
        """Go on from a stop whose decision is on the disk."""
        self.changed.update(stop.article_ids)
        if is_open(self):
            self.say(message)
            self.take_out(stop)

    def action_accept(self) -> None:
        """Pair the two, align them anew, keep what is in force, or go to what is to be checked."""
        if self.stop is not None:
            self.stop.accept(self)

    def action_dismiss_proposal(self) -> None:
        """Remember that the two do not belong together, remove the mark, or take the other
        version."""
        if self.stop is not None:
            self.stop.dismiss(self)

    def action_open_left(self) -> None:
        """Read the left article, at the mark that is asked about."""
        if self.stop is not None:
            self.stop.read(self)
