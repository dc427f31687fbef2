"""What a format finds in a file, before it is made safe."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from cityreader.ingest.embedded_files import without_embedded_files
from cityreader.ingest.encoding import Decoded, decode
from cityreader.ingest.limits import LONGEST_TEXT, MOST_LINES, Budget, Deadline
from cityreader.ingest.problems import UnreadableError
from cityreader.models import Bead, DateRange, TranslationLink

# A file of which nothing can be read need not say so a million times.
_MOST_REFUSALS = 200


@dataclass(slots=True)
class Extract:
    """One article as a format found it: raw text, paragraph by paragraph.

    ``reasons`` says for each field that has a value where it stood; ``warnings`` what a person
    should know. Whatever is missing here is decided by ``cityreader.ingest.drafts``. ``inner`` is
    the name of the article's file inside an archive, ``translation_of`` how many
    articles further on in the same file its counterpart stands. ``rows`` is None for a text that
    may still hold two languages; a file of rows gives those of the article and its counterpart,
    this article to the left, and none for the article that has them elsewhere.
    """

    paragraphs: list[str] = field(default_factory=list)
    title: str = ""
    source: str = ""
    author: str = ""
    url: str = ""
    lang: str = ""
    translated_from: str = ""
    message_id: str = ""
    inner: str = ""
    translation_of: int | None = None
    published: DateRange | None = None
    translation_links: list[TranslationLink] = field(default_factory=list)
    rows: tuple[Bead, ...] | None = None
    reasons: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def state(self, name: str, value: str, reason: str) -> None:
        """Set the field ``name`` unless something stated it before."""
        if value and not getattr(self, name):
            setattr(self, name, value)
            self.reasons[name] = reason

    def state_date(self, published: DateRange | None, reason: str) -> None:
        """Set the date unless something stated it before."""
        if published and not self.published:
            self.published = published
            self.reasons["published"] = reason

    def note(self, decoded: Decoded) -> None:
        """Keep what was found out about the encoding, where it is not the usual one."""
        self.warnings += decoded.warnings
        if decoded.encoding != "UTF-8":
            self.reasons["encoding"] = f"read as {decoded.encoding}"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A part of a file that gave no article; ``where`` names it (``line 2``, ``!notes.pdf``).

    ``is_left`` tells a part that was not looked at for want of time.
    """

    where: str
    reason: str
    count: int = 1
    is_left: bool = False


@dataclass(frozen=True, slots=True)
class Material:
    """The bytes of one file and its name, as a format gets them.

    A format that goes on after a part it cannot read notes that part in ``refusals``.
    """

    name: str
    data: bytes
    deadline: Deadline
    refusals: list[Refusal] = field(default_factory=list)
    budget: Budget = field(default_factory=Budget)

    def refuse(self, where: str, reason: str, *, is_left: bool = False) -> None:
        """Note a part of the file that gives no article, and why; of very many, how many."""
        if len(self.refusals) <= _MOST_REFUSALS:
            self.refusals.append(Refusal(where, reason, is_left=is_left))
            return
        last = self.refusals[-1]
        count = last.count + 1
        self.refusals[-1] = Refusal(
            "more",
            f"{count:,} other parts gave no article either",
            count,
            is_left or last.is_left,
        )

    def leave_rest(self, where: str) -> bool:
        """Whether the time for reading is over; notes that everything from ``where`` on is left."""
        late = self.deadline.is_late
        if late:
            reason = "reading took too long; split the file to read it all"
            self.refuse(f"from {where} on", reason, is_left=True)
        return late

    def article_text(self) -> Decoded:
        """Return the text of a file that is one article; raises ``UnreadableError``."""
        return self._checked(decode(self.data), LONGEST_TEXT)

    def text(self) -> Decoded:
        """Return the text of the bytes; raises ``UnreadableError`` where there is none."""
        return self._checked(decode(self.data), len(self.data))

    def _checked(self, decoded: Decoded, most: int) -> Decoded:
        text = without_embedded_files(decoded.text)
        if len(text) > most:
            raise too_long(most)
        if text.count("\n") > MOST_LINES:
            raise UnreadableError(f"it has more than {MOST_LINES:,} lines")
        self.deadline.check()
        return replace(decoded, text=text)


def too_long(most: int = LONGEST_TEXT) -> UnreadableError:
    """The error for an article of more than ``most`` code points."""
    return UnreadableError(f"it is longer than {most:,} characters; split it into its parts")


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file: how its names end (lower case, with the dot) and how it is read.

    ``read`` returns the articles of a file in order. It may raise ``UnreadableError``.
    """

    name: str
    suffixes: frozenset[str]
    read: Callable[[Material], list[Extract]]
