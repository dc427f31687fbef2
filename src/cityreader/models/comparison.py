"""Two coders beside each other: what each made of the same words."""

from dataclasses import dataclass

from cityreader.models.agreement import Passage
from cityreader.models.article import NO_DATE, DateRange


@dataclass(frozen=True, slots=True)
class CoderVersion:
    """An event, or a mark with a topic, as one coder has it.

    ``uuid`` is of the event, of a topic that of its mark. ``words`` are those of the first mark;
    ``status`` is empty for a topic. ``more`` is whatever else it says, names with words: title,
    note, counts and the like. ``roles`` are the words marked as actor, place and so on.
    """

    uuid: str
    coder_uuid: str
    code: str
    words: str
    mentions: tuple[Passage, ...]
    origin: str
    status: str = ""
    date: DateRange = NO_DATE
    place: str = ""
    participants: tuple[str, ...] = ()
    more: tuple[tuple[str, str], ...] = ()
    roles: tuple[tuple[str, Passage], ...] = ()
    topic: bool = False

    @property
    def facts(self) -> tuple[object, ...]:
        """All that is compared, and that makes two versions one."""
        day = (self.date.start, self.date.end, self.date.precision)
        words = sorted(self.mentions), sorted(self.roles)
        return self.code, self.status, day, self.place, self.participants, self.more, *words


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One event or topic in a sentence: two versions of it, or the one there is.

    ``differs`` names what the two say otherwise, in words; it is empty where they are the same.
    ``agreed`` is the version of the coder ``consensus``. ``set_aside`` differences were looked at
    and want no consensus. ``as_of`` is the last step of the history that it was compared after.
    """

    id: int
    article_id: int
    article_title: str
    lang: str
    place: Passage
    sentence: str
    left: CoderVersion | None
    right: CoderVersion | None
    agreed: CoderVersion | None
    differs: tuple[str, ...]
    set_aside: bool = False
    as_of: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it is a difference that nobody decided yet."""
        return bool(self.differs) and self.agreed is None and not self.set_aside

    @property
    def key(self) -> str:
        """What names the two versions together."""
        return " ".join(sorted(one.uuid for one in (self.left, self.right) if one is not None))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two coders made of some articles, differences first.

    ``coders`` are their UUIDs, ``names`` what they are called. ``articles`` are those compared.
    """

    coders: tuple[str, str]
    names: tuple[str, str]
    articles: int
    lines: tuple[ComparedLine, ...]

    @property
    def same(self) -> int:
        """Lines in which both say the same."""
        return sum(not line.differs for line in self.lines)

    @property
    def differing(self) -> int:
        """Lines in which they differ."""
        return len(self.lines) - self.same

    @property
    def open(self) -> int:
        """Differences that nobody decided yet."""
        return sum(line.is_open for line in self.lines)
