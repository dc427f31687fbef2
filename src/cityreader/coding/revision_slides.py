"""Where a piece was cut out or put in, if the words beside it leave several places open.

Of “It calls for peace. It calls for rest.” and “It calls for rest.” a comparison cannot tell
whether “It calls for peace. ” or “peace. It calls for ” went. People cut and insert sentences and
paragraphs, so the place with the strongest borders is taken; where no place stands out, what could
be either copy is named loose.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from cityreader.coding.text_borders import CLAUSE


class Change(NamedTuple):
    """One step of a comparison: items ``i1`` to ``i2`` became ``j1`` to ``j2``; equal or not."""

    equal: bool
    i1: int
    i2: int
    j1: int
    j2: int


class Slides:
    """Settles the steps of a comparison of two sequences of keys.

    ``border`` tells how strong the border before an item is, given the side (0 old, 1 new) and
    the index; ``is_word`` whether a key holds any letter or digit.
    """

    def __init__(
        self,
        keys: tuple[Sequence[str], Sequence[str]],
        border: Callable[[int, int], int],
        is_word: Callable[[str], bool],
    ) -> None:
        self._keys = keys
        self._border = border
        self._is_word = is_word
        self.loose: list[tuple[int, int]] = []
        """Ranges of old items that could be either of two copies, of which one went or is new."""

    def settled(self, changes: Sequence[Change]) -> Iterator[Change]:
        """The same steps with every cut and insertion at its likeliest place."""
        # An equal step, maybe empty, stands on both sides of every other one.
        steps = _interleaved(changes)
        for number in range(1, len(steps) - 1, 2):
            before, change, after = steps[number - 1 : number + 2]
            if (change.i1 < change.i2) == (change.j1 < change.j2):
                continue
            shift = self._best_shift(change, before, after)
            steps[number - 1] = before._replace(i2=before.i2 + shift, j2=before.j2 + shift)
            steps[number] = Change(False, *(index + shift for index in change[1:]))
            steps[number + 1] = after._replace(i1=after.i1 + shift, j1=after.j1 + shift)
        return (step for step in steps if step.i1 < step.i2 or step.j1 < step.j2)

    def _best_shift(self, change: Change, before: Change, after: Change) -> int:
        """How many items to the right, or with a minus to the left, the piece is best moved."""
        side = 0 if change.i1 < change.i2 else 1
        keys = self._keys[side]
        start, end = (change.i1, change.i2) if side == 0 else (change.j1, change.j2)
        left = right = 0
        while left < before.i2 - before.i1 and keys[start - 1 - left] == keys[end - 1 - left]:
            left += 1
        while right < after.i2 - after.i1 and keys[start + right] == keys[end + right]:
            right += 1
        if left == right == 0:
            return 0
        strengths = {
            shift: min(self._border(side, start + shift), self._border(side, end + shift))
            for shift in range(-left, right + 1)
        }
        best = max(strengths, key=lambda shift: (strengths[shift], -abs(shift)))
        others = [shift for shift in strengths if strengths[shift] == strengths[best]]
        between = keys[start + min(others) : start + max(others)]
        if strengths[best] <= CLAUSE or any(map(self._is_word, between)):
            self.loose.append((change.i1 - left, change.i2 + right))
        return best


def _interleaved(changes: Sequence[Change]) -> list[Change]:
    steps = [Change(True, 0, 0, 0, 0)]
    for change in changes:
        if change.equal == steps[-1].equal:
            steps.append(Change(not change.equal, change.i1, change.i1, change.j1, change.j1))
        steps.append(change)
    last = steps[-1]
    if not last.equal:
        steps.append(Change(True, last.i2, last.i2, last.j2, last.j2))
    return steps
