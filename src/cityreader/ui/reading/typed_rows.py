"""What is typed into the rows of a translation, as long as it is not on the disk."""

from cityreader.models import Span


class TypedRows:
    """The row that is open, and those that were left and wait to be written.

    Rows are named by the span of their source. ``text`` is what stands in the open row now.
    """

    def __init__(self) -> None:
        self.text = ""
        self._given = ""
        self._left: dict[Span, str] = {}
        self._source = 0

    @property
    def are_waiting(self) -> bool:
        """Whether a row that was left is not written yet."""
        return bool(self._left)

    @property
    def is_changed(self) -> bool:
        """Whether the open row holds something else than it was given."""
        return self.text != self._given

    def begin(self, source_id: int) -> None:
        """Write beside an article; rows of another one are not waited for any more."""
        if self._source != source_id:
            self._left, self._source = {}, source_id

    def open(self, row: Span, given: str) -> str:
        """Open a row that is stored like this; returns what to go on from."""
        self.text = self._given = given
        return self._left.get(row, given)

    def leave(self, row: Span, text: str, *, accept: bool = False) -> bool:
        """Leave the open row with a text; returns whether it is to be written, and then waits.

        That is so where it was changed, or with ``accept`` in any case.
        """
        before = self._left.get(row, self._given)
        if text.strip() == before.strip() and not accept:
            return False
        self._left[row] = text
        return True

    def written(self, row: Span, text: str) -> None:
        """A row is on the disk with this text; it may have been left with another one since."""
        if self._left.get(row) == text:
            del self._left[row]
