"""The sample articles with everything coded in them, and the starter library made from them.

The samples go through the same services as anybody's files, with a clock that ticks and UUIDs that
are counted, so that they are the same on every machine and at every time.
"""

import itertools
import tempfile
import tomllib
import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path
from typing import Any

from cityreader.coding.anchors import find_quote
from cityreader.config import Config, Folders
from cityreader.errors import LibraryError
from cityreader.library.aligner import Alignments
from cityreader.library.dossiers import DEFAULT_PROJECT
from cityreader.library.library import Library
from cityreader.models import (
    Article,
    Coder,
    Count,
    DateRange,
    Dossier,
    Event,
    ImportedFile,
    MergeSummary,
    Participant,
    Place,
    Span,
)

PROJECT = "city-diplomacy-samples"

_NAMESPACE = uuid.UUID("0d6c6a3e-5a0b-5d0f-8c53-6f4f1d8a2b90")
_FIRST_MOMENT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)

Entry = Mapping[str, Any]


def build_starter_library(path: Path) -> None:
    """Make the starter library at ``path``, where nothing is yet; the same every time.

    Raises LibraryError if something is there.
    """
    if path.exists():
        raise LibraryError("File exists", f"{path} exists.", "Remove it first.")
    samples = sample_dossier()
    with tempfile.TemporaryDirectory(prefix="cityreader-") as folder:
        library = _open(path, Path(folder), samples.coders[0], "library")
        with library:
            library.transfer.merge(samples, summary="sample articles", starter=True)


def load_samples(library: Library) -> MergeSummary:
    """Take the samples into a library, in one undoable step; what is there already stays."""
    samples = replace(sample_dossier(), project=DEFAULT_PROJECT)
    return library.transfer.merge(samples, summary="sample articles")


def sample_dossier() -> Dossier:
    """The samples with everything attached, made in a passing library."""
    package = resources.files("cityreader.samples")
    plan = tomllib.loads((package / "library.toml").read_text(encoding="utf-8"))
    coder = Coder(uuid=str(uuid.uuid5(_NAMESPACE, plan["coder"])), name=plan["coder"])
    with (
        tempfile.TemporaryDirectory(prefix="cityreader-") as folder,
        resources.as_file(package / "articles") as articles,
        _open(Path(folder) / "samples.db", Path(folder), coder, "sample") as library,
    ):
        _Sampler(library, _imported(library, articles)).follow(plan)
        dossier = library.transfer.dossier()
    # In the order of their files, so that the first pair of an article is the plan's first; and
    # nobody has read them yet.
    numbers = {record.article.uuid: record.article.id for record in dossier.articles}
    unread = [replace(record, readings=()) for record in dossier.articles]
    return replace(
        dossier,
        project=PROJECT,
        articles=tuple(sorted(unread, key=lambda record: record.article.id)),
        pairs=tuple(
            sorted(dossier.pairs, key=lambda p: (numbers[p.left_uuid], numbers[p.right_uuid]))
        ),
    )


def _open(path: Path, folder: Path, coder: Coder, kind: str) -> Library:
    return Library.open(
        path,
        config=Config(coder=coder.name),
        folders=Folders(folder, folder, folder, folder),
        create=True,
        coder=coder,
        clock=_clock(),
        identify=_identities(kind),
    )


def _clock() -> Callable[[], str]:
    """A clock that is a second later every time it is looked at."""
    seconds = itertools.count()

    def tick() -> str:
        moment = _FIRST_MOMENT + timedelta(seconds=next(seconds))
        return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")

    return tick


def _identities(kind: str) -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: str(uuid.uuid5(_NAMESPACE, f"{kind} {next(numbers)}"))


def _imported(library: Library, folder: Path) -> dict[str, Article]:
    """Import the sample files; the articles by the stems of their names."""
    outcomes: list[ImportedFile] = []
    # One by one: the batches of a longer import end when they have taken their time.
    for file in sorted(folder.iterdir()):
        library.importing.run([file], report=outcomes.append)
    for outcome in outcomes:
        if outcome.outcome != "new" or outcome.article_uuid is None or outcome.warnings:
            raise LibraryError("Bad sample", f"{outcome.path} was not imported as it should be.")
    return {
        Path(outcome.path).stem: library.articles.resolve(outcome.article_uuid or "")
        for outcome in outcomes
    }


class _Sampler:
    """Does to the sample articles what ``library.toml`` says."""

    def __init__(self, library: Library, articles: Mapping[str, Article]) -> None:
        self._library = library
        self._articles = articles
        self._events: dict[str, str] = {}

    def follow(self, plan: Mapping[str, Any]) -> None:
        """Pair, code, note, tag and name, in this order."""
        for entry in plan["pair"]:
            left, right = self._articles[entry["left"]], self._articles[entry["right"]]
            self._library.pairs.link(
                left.id,
                right.id,
                origin="sample",
                # The same rows wherever the samples are built.
                alignments=Alignments(None),
            )
        for entry in plan["event"]:
            self._code(entry)
        for entry in plan["note"]:
            self._library.coding.note(*self._place(entry), entry["note"])
        for entry in plan["topic"]:
            article = self._articles[entry["article"]]
            self._library.coding.change_topics([article.id], entry["tags"])
        for entry in plan["glossary"]:
            self._library.glossary.add(entry["forms"], kind=entry["kind"], note=entry.get("note"))

    def _place(self, entry: Entry) -> tuple[int, Span]:
        article = self._articles[entry["article"]]
        body = self._library.articles.body(article.id)
        return article.id, find_quote(body, entry["quote"], entry.get("occurrence", 1))

    def _code(self, entry: Entry) -> None:
        """Make an event by its first trigger, then its other mentions, then its fields."""
        event: Event | None = None
        mentioned: dict[str, list[str]] = {}
        for mention in sorted(entry["mentions"], key=lambda m: m["role"] != "trigger"):
            place = self._place(mention)
            if event is None:
                event = self._library.coding.tag(*place, entry["type"], anew=True).event
                assert event is not None  # an event type makes an event
                continue
            if mention["role"] == "trigger":
                self._library.coding.mention(*place, event.uuid)
                continue
            given = self._library.roles.assign(*place, mention["role"], event.uuid, fills=False)
            if "participant" in mention:
                uuid = given.annotation.uuid
                mentioned.setdefault(mention["participant"], []).append(uuid)
        if event is None:
            raise LibraryError("Bad sample", f"The event {entry['id']} is mentioned nowhere.")
        self._events[entry["id"]] = event.uuid
        part_of = self._events[entry["part_of"]] if "part_of" in entry else None
        self._library.events.save(_filled(event, entry, mentioned, part_of))


def _filled(
    event: Event, entry: Entry, mentioned: Mapping[str, list[str]], part_of: str | None
) -> Event:
    return replace(
        event,
        status=entry["status"],
        title=entry["title"],
        date=DateRange(
            start=entry.get("date_start"),
            end=entry.get("date_end"),
            precision=entry.get("date_precision", "none"),
            text=entry.get("date_text"),
            basis=entry.get("date_basis"),
        ),
        place=Place(**entry.get("place", {})),
        participants=tuple(
            Participant(**one, annotation_uuids=tuple(mentioned.get(one["name"], ())))
            for one in entry.get("participants", ())
        ),
        counts=tuple(Count(**one) for one in entry.get("counts", ())),
        themes=tuple(entry.get("themes", ())),
        series_id=entry.get("series_id"),
        series_edition=entry.get("series_edition"),
        part_of=part_of,
        mode=entry.get("mode"),
        certainty=entry.get("certainty"),
        aggregate=entry.get("aggregate", False),
        historical=entry.get("historical", False),
        note=entry.get("note"),
    )
