"""One open library: the only door for the command line and the screens."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Self, TypeVar, overload

from cityreader.config import Config, Folders
from cityreader.errors import LibraryError
from cityreader.library.backups.service import BackupService, before_migration
from cityreader.library.context import Context
from cityreader.library.founding import found
from cityreader.library.identity import identify_coder
from cityreader.library.places import ReadingPlaces
from cityreader.library.unsaved import Unsaved
from cityreader.library.viewpoint import Viewpoint
from cityreader.models import Coder
from cityreader.store import summary
from cityreader.store.database import Database, random_uuid, utc_now

if TYPE_CHECKING:
    from cityreader.library.agreement import AgreementService
    from cityreader.library.articles import ArticleService
    from cityreader.library.bodies import BodySearchService
    from cityreader.library.care import CareService
    from cityreader.library.coding import CodingService
    from cityreader.library.comparison import ComparisonService
    from cityreader.library.concordance import ConcordanceService
    from cityreader.library.counterparts import CounterpartService
    from cityreader.library.dictionary import DictionaryService
    from cityreader.library.equivalents import EquivalentService
    from cityreader.library.event_table import EventTableService
    from cityreader.library.events import EventService
    from cityreader.library.glossary import GlossaryService
    from cityreader.library.history import HistoryService
    from cityreader.library.importing.service import ImportService
    from cityreader.library.machine import MachineService
    from cityreader.library.memory import MemoryService
    from cityreader.library.occurrences import OccurrenceService
    from cityreader.library.pairs import PairService
    from cityreader.library.queries import Queries
    from cityreader.library.readings import ReadingService
    from cityreader.library.records import RecordService
    from cityreader.library.roles import RoleService
    from cityreader.library.rows import RowService
    from cityreader.library.saved_searches import SavedSearchService
    from cityreader.library.search import SearchService
    from cityreader.library.suggestions import SuggestionService
    from cityreader.library.transfer import TransferService
    from cityreader.library.viewpoint import ViewpointService
    from cityreader.library.widening import Widening
    from cityreader.library.writing import WritingService


Kind = TypeVar("Kind")


class Service(Generic[Kind]):
    """A part of a library that is loaded when it is first asked for.

    So a short command stays short. ``where`` names module and class in this package, ``needs`` the
    parts that it is made with, besides the context that all of them have.
    """

    def __init__(self, where: str, *needs: str) -> None:
        self._module, self._class = where.rsplit(".", 1)
        self._needs = needs
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, library: None, owner: type) -> Self: ...

    @overload
    def __get__(self, library: Library, owner: type) -> Kind: ...

    def __get__(self, library: Library | None, owner: type) -> Self | Kind:
        """The part, which from now on stands in the library itself; threads get the same one."""
        if library is None:
            return self
        needed = (getattr(library, name) for name in self._needs)
        made = getattr(import_module(f"{__package__}.{self._module}"), self._class)
        part: Kind = vars(library).setdefault(self._name, made(library._context, *needed))
        return part


class Library:
    """Opens, closes, and holds one small service a noun; it forwards nothing."""

    articles: Service[ArticleService] = Service("articles.ArticleService")
    """Articles and the trash."""
    readings: Service[ReadingService] = Service("readings.ReadingService")
    """States, flags and the places where reading stopped."""
    importing: Service[ImportService] = Service("importing.service.ImportService")
    """Files into articles."""
    pairs: Service[PairService] = Service("pairs.PairService")
    """Pairs and their rows."""
    counterparts: Service[CounterpartService] = Service("counterparts.CounterpartService", "pairs")
    """Which articles may belong together."""
    rows: Service[RowService] = Service("rows.RowService")
    """Correcting the rows of a pair."""
    writing: Service[WritingService] = Service("writing.WritingService", "pairs")
    """Translations written row by row."""
    memory: Service[MemoryService] = Service("memory.MemoryService")
    """Rows like a sentence to translate."""
    machine: Service[MachineService] = Service("machine.MachineService")
    """The translation command of the config."""
    queries: Service[Queries] = Service("queries.Queries")
    """What queries say, and the values that their fields can have."""
    widening: Service[Widening] = Service("widening.Widening", "glossary")
    """What else the words of a query are called."""
    search: Service[SearchService] = Service(
        "search.SearchService", "queries", "widening", "bodies"
    )
    """Queries and listings."""
    saved_searches: Service[SavedSearchService] = Service("saved_searches.SavedSearchService")
    """Queries with a name."""
    bodies: Service[BodySearchService] = Service("bodies.BodySearchService", "queries", "widening")
    """Articles by their whole text."""
    concordance: Service[ConcordanceService] = Service("concordance.ConcordanceService", "queries")
    """Rows of pairs that hold some words."""
    coding: Service[CodingService] = Service("coding.CodingService")
    """Marks and the codebook."""
    occurrences: Service[OccurrenceService] = Service("occurrences.OccurrenceService")
    """All occurrences of some words."""
    roles: Service[RoleService] = Service("roles.RoleService")
    """Who took part in events, where and when, by the words."""
    events: Service[EventService] = Service("events.EventService")
    """Events."""
    event_table: Service[EventTableService] = Service("event_table.EventTableService", "queries")
    """Events as a table."""
    suggestions: Service[SuggestionService] = Service("suggestions.SuggestionService")
    """Events that the words seem to tell of."""
    agreement: Service[AgreementService] = Service("agreement.AgreementService")
    """How far coders agree."""
    comparison: Service[ComparisonService] = Service("comparison.ComparisonService")
    """Two coders beside each other, and what is agreed on."""
    viewpoint: Service[ViewpointService] = Service("viewpoint.ViewpointService")
    """Whose marks and events the screens show."""
    glossary: Service[GlossaryService] = Service("glossary.GlossaryService")
    """Names and terms."""
    dictionary: Service[DictionaryService] = Service("dictionary.DictionaryService", "glossary")
    """What words mean, by glossary and dictionary."""
    equivalents: Service[EquivalentService] = Service(
        "equivalents.EquivalentService", "concordance", "dictionary"
    )
    """English words in the Chinese of the rows."""
    records: Service[RecordService] = Service("records.RecordService", "queries")
    """Articles, marks and events one by one, for lists and for JSON."""
    transfer: Service[TransferService] = Service("transfer.TransferService", "queries", "widening")
    """Exports and merges."""
    history: Service[HistoryService] = Service("history.HistoryService")
    """Undo and redo."""
    care: Service[CareService] = Service("care.CareService")
    """Information and checks."""

    def __init__(self, database: Database, coder: Coder, config: Config, folders: Folders) -> None:
        with database.view() as view:
            places = ReadingPlaces(folders.state, summary.setting(view, "uuid") or "")
        self.unsaved = Unsaved(folders.state, places.library_uuid)
        """What was typed into dialogs and not saved."""
        backups = BackupService(database, folders.data, places.library_uuid)
        viewpoint = Viewpoint(folders.state, places.library_uuid, coder.uuid)
        self._context = Context(database, coder, folders, config, places, backups, viewpoint)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        config: Config,
        folders: Folders,
        create: bool = False,
        coder: Coder | None = None,
        clock: Callable[[], str] = utc_now,
        identify: Callable[[], str] = random_uuid,
    ) -> Self:
        """Open the library at ``path``; make it first if it is missing and ``create`` is set.

        ``coder`` is by default the person the config names. Raises LibraryError.
        """
        if not path.exists():
            if not create:
                raise LibraryError(
                    "No library",
                    f"There is no library at {path}.",
                    "Make one with 'cityreader import PATH', or name another with --db.",
                )
            found(path, clock, identify)
        database = Database(
            path,
            clock=clock,
            identify=identify,
            before_migration=lambda source: before_migration(source, path, folders.data),
        )
        person = coder or identify_coder(folders.data, config.coder)
        return cls(database, person, config, folders)

    @property
    def path(self) -> Path:
        """The library file."""
        return self._context.path

    @property
    def coder(self) -> Coder:
        """Who is at the keyboard."""
        return self._context.coder

    def close(self) -> None:
        """Close the file, when a backup that is being made is ready."""
        self._context.backups.finish()
        self._context.database.close()

    @property
    def backups(self) -> BackupService:
        """Backups."""
        return self._context.backups

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
