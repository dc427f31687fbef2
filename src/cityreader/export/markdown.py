"""The ``markdown`` format: a report for reading, event by event in the order of time."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import BinaryIO

from cityreader.export.formats import Contents, Format, Stamped
from cityreader.export.mentions import Mentions, days, web_address
from cityreader.export.surroundings import Surroundings
from cityreader.models import Annotation, Article, Event, Participant
from cityreader.text.phrases import counted

_SIGNS = re.compile(r"[\\`*_\[\]<>&~|#$]")
_REFERENCE = re.compile("&(?=#?[0-9A-Za-z]+;)")
_NUMBER = re.compile(r"\d+(?=[.)])")
_UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def write(stamped: Stamped, stream: BinaryIO) -> None:
    """Write events with their words in both languages, then notes, sources and coders.

    Texts are written as they are and never act as Markdown. Without text only the marked words
    are quoted.
    """
    report = Report(stamped)
    for line in chain(report.head(), report.events(), report.notes(), report.tail()):
        stream.write(f"{line}\n".encode())


def contents(stamped: Stamped) -> Contents:
    """Sources, quotes and events: what they tell of pairs and terms cannot be told from it."""
    dossier = stamped.dossier
    return Contents(
        {
            "article": len(dossier.articles),
            "event": len(dossier.events),
            "mark": len(dossier.annotations),
        }
    )


def escaped(text: str) -> str:
    """The text in one line that reads as itself wherever it stands in a CommonMark document."""
    line = " ".join(_UNREADABLE.sub(" ", text).split())
    made = _SIGNS.sub(r"\\\g<0>", line)
    number = _NUMBER.match(made)
    if number is not None:
        return f"{number.group()}\\{made[number.end() :]}"
    return f"\\{made}" if made.startswith(("+", "-", "=", ":")) else made


class Report:
    """The parts of the report, each a run of lines that ends with an empty one."""

    def __init__(self, stamped: Stamped) -> None:
        self._stamped = stamped
        self._dossier = stamped.dossier
        self._mentions = Mentions(stamped.dossier)
        self._around = Surroundings(stamped.dossier)

    def head(self) -> Iterator[str]:
        """Project, how much there is, and when it was taken."""
        counts = (counted(count, noun) for noun, count in contents(self._stamped).held.items())
        yield f"# {escaped(self._dossier.project)}"
        yield ""
        yield f"{', '.join(counts)}. Written {escaped(self._stamped.generated_at)} by"
        yield f"{escaped(self._stamped.generator)}."
        yield ""

    def events(self) -> Iterator[str]:
        """Every event under its year; those without a date come last."""
        ordered = sorted(self._dossier.events, key=lambda event: days(event.date) or ("~", "~"))
        for year, events in groupby(ordered, key=_year):
            yield f"## {year}"
            yield ""
            for event in events:
                yield from self._event(event)

    def notes(self) -> Iterator[str]:
        """Marks that mention no event: topics and notes."""
        loose = [mark for mark in self._dossier.annotations if mark.event_uuid is None]
        if loose:
            yield "## Topics and notes"
            yield ""
        yield from self._quotes(loose)

    def tail(self) -> Iterator[str]:
        """The articles, the coders and the codebook."""
        if self._dossier.articles:
            yield "## Sources"
            yield ""
            yield from (f"- {_source(record.article)}" for record in self._dossier.articles)
            yield ""
        if self._dossier.coders:
            yield "## Coders"
            yield ""
            yield from (f"- {escaped(coder.name)}" for coder in self._dossier.coders)
            yield ""
        codebook = self._dossier.codebook
        yield f"Codebook {escaped(codebook.id)}, version {escaped(codebook.version)},"
        yield f"SHA-256 {escaped(codebook.sha256)}."

    def _event(self, event: Event) -> Iterator[str]:
        named = (_when(event), self._mentions.name(event))
        yield f"### {escaped(' · '.join(part for part in named if part))}"
        yield ""
        yield from _items(self._facts(event))
        yield ""
        yield from self._quotes(self._mentions.of(event))

    def _facts(self, event: Event) -> Iterator[tuple[str, str | None]]:
        place = event.place
        where = ", ".join(part for part in (place.name or place.text, place.country) if part)
        series = " ".join(part for part in (event.series_id, event.series_edition) if part)
        counts = [
            " ".join(part for part in (count.qualifier, f"{count.value:g}", count.unit) if part)
            for count in event.counts
        ]
        yield "Type", f"{self._mentions.label(event.type)}, {event.status}"
        yield "Place", where
        yield "Participants", "; ".join(map(_participant, event.participants))
        yield "Numbers", "; ".join(counts)
        yield "Themes", ", ".join(event.themes)
        yield "Series", series
        yield "Note", event.note
        yield "Coder", self._mentions.coder(event.coder_uuid)

    def _quotes(self, marks: Iterable[Annotation]) -> Iterator[str]:
        """Each sentence with those of ``marks`` in it, and what stands beside it."""
        found: dict[tuple[str, str, str | None, str], list[Annotation]] = {}
        for mark in marks:
            text, beside = self._texts(mark)
            found.setdefault((mark.article_uuid, text, beside, mark.coder_uuid), []).append(mark)
        for (article, text, beside, coder), within in found.items():
            yield f"> {escaped(text)}"
            yield ">"
            if beside:
                yield f"> {escaped(beside)}"
                yield ">"
            yield f"> {escaped('; '.join(map(self._mark, within)))}"
            yield ">"
            yield f"> — {_source(self._mentions.records[article].article)};"
            yield f"> {escaped(self._mentions.coder(coder))}"
            yield ""

    def _texts(self, mark: Annotation) -> tuple[str, str | None]:
        if not self._stamped.with_text:
            return mark.exact, None
        return self._around.sentence(mark) or mark.exact, self._around.counterpart(mark)

    def _mark(self, mark: Annotation) -> str:
        label = self._mentions.label(mark.tag) if mark.tag is not None else None
        about = " ".join(part for part in (label, mark.role) if part)
        words = f"{about} “{mark.exact}”" if about else f"“{mark.exact}”"
        if mark.status == "orphan":
            words += " (no longer in the text)"
        return f"{words}: {mark.note}" if mark.note else words


def _year(event: Event) -> str:
    span = days(event.date)
    return span[0][:4] if span is not None else "Without a date"


def _when(event: Event) -> str | None:
    date = event.date
    if date.precision in ("interval", "quarter") and date.start and date.end:
        return f"{date.start} to {date.end}"
    return date.iso or date.end


def _participant(somebody: Participant) -> str:
    names = [name for name in (somebody.name_en, somebody.name_zh) if name]
    others = [name for name in names if name != somebody.name]
    about = [*others, somebody.office, somebody.of, somebody.role]
    described = ", ".join(part for part in about if part)
    return f"{somebody.name} ({described})" if described else somebody.name


def _items(facts: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    for name, value in facts:
        if value and value.strip():
            yield f"- {name}: {escaped(value)}"


def _source(article: Article) -> str:
    """Title, source and date of an article; the title leads to its address."""
    title = escaped(article.title) or "(no title)"
    address = web_address(article.url)
    named = f"[{title}]({_link(address)})" if address is not None else title
    parts = (named, escaped(article.source or ""), article.published.iso, article.lang)
    return ", ".join(part for part in parts if part)


def _link(address: str) -> str:
    """An address as the destination of a link; what could be read as ``&amp;`` is not."""
    return f"<{_REFERENCE.sub('&amp;', address)}>"


FORMAT = Format(
    name="markdown",
    description="a report for reading: events in order of time with quotes and sources",
    extensions=(".md", ".markdown"),
    to_file=write,
    contents=contents,
)
