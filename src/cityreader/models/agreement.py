"""How far coders agree: what is compared, and the figures."""

from dataclasses import dataclass

from cityreader.models.article import NO_DATE, DateRange
from cityreader.models.span import Span


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Words of one article, by its UUID."""

    article_uuid: str
    span: Span

    def overlaps(self, other: "Passage") -> bool:
        """Whether both share a code point of one article."""
        return self.article_uuid == other.article_uuid and self.span.overlaps(other.span)


@dataclass(frozen=True, slots=True)
class CodingUnit:
    """What a coder decides about: a sentence, in a pair a row with its words on both sides.

    ``coders`` are the UUIDs of those who marked its article as done.
    """

    parts: tuple[Passage, ...]
    coders: frozenset[str]


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """An event as one coder mentions it; ``mentions`` are the words of that coder's triggers."""

    uuid: str
    coder_uuid: str
    type: str
    status: str
    date: DateRange = NO_DATE
    mentions: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Alpha:
    """Krippendorff's alpha for nominal values.

    ``units`` have at least two values, ``agreed`` is the share of pairs of values that are equal
    (0 to 1). ``value`` is None where alpha is not defined, and ``why`` says why.
    """

    value: float | None
    units: int
    agreed: float | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class SpanScore:
    """F1 of the spans of two coders: twice the matched ones by the spans of both.

    Of more coders it is summed over their pairs. ``value`` is None where nobody has a span.
    """

    value: float | None
    matched: int
    spans: int
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some things are so (0 to 1); None of nothing."""

    value: float | None
    count: int
    of: int
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """The figures of two or more coders over the articles that they marked as done.

    ``coders`` are UUIDs. ``articles`` and ``units`` (sentences) count a pair and its rows once;
    ``events`` are the events of all of them that stand there, ``matched`` those that somebody else
    has too.
    """

    coders: tuple[str, ...]
    articles: int
    units: int
    events: int
    matched: int
    mention: Alpha
    type: Alpha
    status: Alpha
    exact: SpanScore
    overlapping: SpanScore
    dates: Share


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """Every two coders who did an article both, and all together.

    ``overall`` is None where no article was done by two. ``done`` counts by coder the articles
    marked as done.
    """

    pairs: tuple[Agreement, ...]
    overall: Agreement | None
    done: dict[str, int]
