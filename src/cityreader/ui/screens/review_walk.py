"""Where a review is: its stops in their order, and the one that is shown."""

from collections.abc import Sequence

from cityreader.ui.screens.review_stop import Stop


class Walk:
    """Goes from stop to stop; what was decided is taken out of the way."""

    def __init__(self) -> None:
        self.stops: Sequence[Stop] = ()
        self._at = 0

    @property
    def stop(self) -> Stop | None:
        """What is shown, None where nothing waits."""
        return self.stops[self._at] if self.stops else None

    @property
    def where(self) -> str:
        """``3 of 17``; nothing where nothing waits."""
        return f"{self._at + 1:,} of {len(self.stops):,}" if self.stops else ""

    def step(self, steps: int) -> None:
        """Go on or back by so many, as far as there are any."""
        self._at = min(max(self._at + steps, 0), max(0, len(self.stops) - 1))

    def go_to(self, position: int) -> None:
        """Go to one of them, counted from 0 or, negative, from the end."""
        if self.stops:
            self._at = position % len(self.stops)

    def take(self, stops: Sequence[Stop], *, to_new: bool = False) -> None:
        """Take other stops; the one that was shown stays, or what follows takes its place.

        With ``to_new`` the first one that was not there before, or reads otherwise, is gone to.
        """
        here, before = self.stop, {(stop.identity, stop.words) for stop in self.stops}
        self.stops = stops
        same = [n for n, one in enumerate(stops) if here and one.identity == here.identity]
        new = [n for n, one in enumerate(stops) if (one.identity, one.words) not in before]
        self.step(0)
        for found in (same, new if to_new else []):
            if found:
                self._at = found[0]

    def take_out(self, stop: Stop) -> None:
        """Go on without one that was decided, and without its rivals that this settled."""
        self.take(
            [
                one
                for one in self.stops
                if one.identity != stop.identity and not (stop.record and one.record == stop.record)
            ]
        )
