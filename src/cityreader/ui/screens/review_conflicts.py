"""The stops of the review that are about records that were changed on both sides of a merge."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cityreader.models.lineage import Conflict, ToldVersion
from cityreader.text.phrases import local_time
from cityreader.ui.screens.review_stop import Stop

if TYPE_CHECKING:
    from cityreader.ui.screens.review_decisions import ReviewDecisions


@dataclass(frozen=True, slots=True)
class ConflictStop(Stop):
    """A version of a record that waits; ``number`` is which one, from 1 on: 0 is in force."""

    conflict: Conflict
    number: int

    @property
    def article_ids(self) -> tuple[int, ...]:
        """The article that the record is about, if it is about one."""
        article_id = self.conflict.article_id
        return () if article_id is None else (article_id,)

    @property
    def words(self) -> str:
        """Which record, and which of several versions of it."""
        conflict = self.conflict
        where = f" · {conflict.article_title}" if conflict.article_title else ""
        which = f" · version {self.number} of {self._others}" if self._others > 1 else ""
        return f"conflict: {conflict.title}{where}{which}"

    @property
    def identity(self) -> tuple[object, ...]:
        """The record and the version."""
        return ("conflict", self.record, self.number)

    @property
    def record(self) -> str:
        """The record of the conflict."""
        return self.conflict.record

    @property
    def versions(self) -> tuple[ToldVersion, ToldVersion]:
        """The version in force, and this one."""
        return self.conflict.versions[0], self.conflict.versions[self.number]

    @property
    def heads(self) -> tuple[str, str]:
        """Whose versions they are, who made them and when."""
        number = f" {self.number} of {self._others}" * (self._others > 1)
        names = self._names or ("", "other version")
        parts = ((names[0], "in force"), (f"{names[1]}{number}", ""))
        left, right = (
            " · ".join([word for word in words if word] + _made(version))
            for words, version in zip(parts, self.versions, strict=True)
        )
        return left[:1].upper() + left[1:], right[:1].upper() + right[1:]

    @property
    def answers(self) -> tuple[str, str]:
        """Which version comes into force."""
        left, right = self._names or ("left", "right")
        return f"keep {left}{', drop all' * (self._others > 1)}", f"take {right}"

    def accept(self, desk: "ReviewDecisions") -> None:
        """Keep the version that is in force."""
        self._choose(desk, 0)

    def dismiss(self, desk: "ReviewDecisions") -> None:
        """Put this version into force."""
        self._choose(desk, self.number)

    def _choose(self, desk: "ReviewDecisions", number: int) -> None:
        def told(title: str) -> str:
            if number:
                return f"The other version of the {title} is in force. u takes that back."
            return f"Kept the {title}. u takes that back."

        record = self.record
        desk.decide(self, lambda library: library.transfer.conflicts.choose(record, number), told)

    @property
    def _others(self) -> int:
        """How many versions there are beside the one in force."""
        return len(self.conflict.versions) - 1

    @property
    def _names(self) -> tuple[str, str] | None:
        """What the two versions are to whoever is at the keyboard; None where nothing tells."""
        left, right = self.versions
        if left.mine == right.mine:
            return None
        return ("mine", "the other") if left.mine else ("the other", "mine")


def _made(version: ToldVersion) -> list[str]:
    """Who made a version, when, and how it came here, as far as that is known."""
    # Of what a merge brought only whose record it is is known, not who changed it.
    coder = f"record of {version.coder}" if version.brought_by and version.coder else version.coder
    at = local_time(version.at) if version.at else ""
    return [part for part in (coder, at, version.brought_by) if part]
