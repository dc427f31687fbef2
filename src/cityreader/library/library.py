"""One open library: the only door for the command line and the screens."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from cityreader.config import Config, Folders
from cityreader.errors import LibraryError
from cityreader.library.backups import BackupService, before_migration
from cityreader.library.context import Context
from cityreader.library.founding import found
from cityreader.library.identity import identify_coder
from cityreader.library.places import Places
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
    from cityreader.library.importing import ImportService
    from cityreader.library.machine import MachineService
    from cityreader.library.memory import MemoryService
    from cityreader.library.occurrences import OccurrenceService
    from cityreader.library.pairs import PairService
    from cityreader.library.readings import ReadingService
    from cityreader.library.records import RecordService
    from cityreader.library.roles import RoleService
    from cityreader.library.rows import RowService
    from cityreader.library.saved_searches import SavedSearchService
    from cityreader.library.search import SearchService
    from cityreader.library.suggestions import SuggestionService
    from cityreader.library.transfer import TransferService
    from cityreader.library.viewpoint import ViewpointService
    from cityreader.library.writing import WritingService


class Library:
    """Opens, closes, and holds one small service a noun; it forwards nothing.

    A service is loaded when it is first asked for, so that a short command stays short.
    """

    def __init__(self, database: Database, coder: Coder, config: Config, folders: Folders) -> None:
        with database.view() as view:
            places = Places(folders.state, summary.setting(view, "uuid") or "")
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

    @cached_property
    def articles(self) -> "ArticleService":
        """Articles and the trash."""
        from cityreader.library.articles import ArticleService

        return ArticleService(self._context)

    @cached_property
    def readings(self) -> "ReadingService":
        """States, flags and the places where reading stopped."""
        from cityreader.library.readings import ReadingService

        return ReadingService(self._context)

    @cached_property
    def importing(self) -> "ImportService":
        """Files into articles."""
        from cityreader.library.importing import ImportService

        return ImportService(self._context)

    @cached_property
    def pairs(self) -> "PairService":
        """Pairs and their rows."""
        from cityreader.library.pairs import PairService

        return PairService(self._context)

    @cached_property
    def counterparts(self) -> "CounterpartService":
        """Which articles may belong together."""
        from cityreader.library.counterparts import CounterpartService

        return CounterpartService(self._context, self.pairs)

    @cached_property
    def rows(self) -> "RowService":
        """Correcting the rows of a pair."""
        from cityreader.library.rows import RowService

        return RowService(self._context)

    @cached_property
    def writing(self) -> "WritingService":
        """Translations written row by row."""
        from cityreader.library.writing import WritingService

        return WritingService(self._context, self.pairs)

    @cached_property
    def memory(self) -> "MemoryService":
        """Rows like a sentence to translate."""
        from cityreader.library.memory import MemoryService

        return MemoryService(self._context)

    @cached_property
    def machine(self) -> "MachineService":
        """The translation command of the config."""
        from cityreader.library.machine import MachineService

        return MachineService(self._context)

    @cached_property
    def search(self) -> "SearchService":
        """Queries and listings."""
        from cityreader.library.search import SearchService

        return SearchService(self._context)

    @cached_property
    def saved_searches(self) -> "SavedSearchService":
        """Queries with a name."""
        from cityreader.library.saved_searches import SavedSearchService

        return SavedSearchService(self._context)

    @cached_property
    def bodies(self) -> "BodySearchService":
        """Articles by their whole text."""
        from cityreader.library.bodies import BodySearchService

        return BodySearchService(self._context)

    @cached_property
    def concordance(self) -> "ConcordanceService":
        """Rows of pairs that hold some words."""
        from cityreader.library.concordance import ConcordanceService

        return ConcordanceService(self._context)

    @cached_property
    def coding(self) -> "CodingService":
        """Marks and the codebook."""
        from cityreader.library.coding import CodingService

        return CodingService(self._context)

    @cached_property
    def occurrences(self) -> "OccurrenceService":
        """All occurrences of some words."""
        from cityreader.library.occurrences import OccurrenceService

        return OccurrenceService(self._context)

    @cached_property
    def roles(self) -> "RoleService":
        """Who took part in events, where and when, by the words."""
        from cityreader.library.roles import RoleService

        return RoleService(self._context)

    @cached_property
    def events(self) -> "EventService":
        """Events."""
        from cityreader.library.events import EventService

        return EventService(self._context)

    @cached_property
    def event_table(self) -> "EventTableService":
        """Events as a table."""
        from cityreader.library.event_table import EventTableService

        return EventTableService(self._context)

    @cached_property
    def suggestions(self) -> "SuggestionService":
        """Events that the words seem to tell of."""
        from cityreader.library.suggestions import SuggestionService

        return SuggestionService(self._context)

    @cached_property
    def agreement(self) -> "AgreementService":
        """How far coders agree."""
        from cityreader.library.agreement import AgreementService

        return AgreementService(self._context)

    @cached_property
    def comparison(self) -> "ComparisonService":
        """Two coders beside each other, and what is agreed on."""
        from cityreader.library.comparison import ComparisonService

        return ComparisonService(self._context)

    @cached_property
    def viewpoint(self) -> "ViewpointService":
        """Whose marks and events the screens show."""
        from cityreader.library.viewpoint import ViewpointService

        return ViewpointService(self._context)

    @cached_property
    def glossary(self) -> "GlossaryService":
        """Names and terms."""
        from cityreader.library.glossary import GlossaryService

        return GlossaryService(self._context)

    @cached_property
    def dictionary(self) -> "DictionaryService":
        """What words mean, by glossary and dictionary."""
        from cityreader.library.dictionary import DictionaryService

        return DictionaryService(self._context, self.glossary)

    @cached_property
    def equivalents(self) -> "EquivalentService":
        """English words in the Chinese of the rows."""
        from cityreader.library.equivalents import EquivalentService

        return EquivalentService(self._context, self.concordance, self.dictionary)

    @cached_property
    def records(self) -> "RecordService":
        """Articles, marks and events one by one, for lists and for JSON."""
        from cityreader.library.records import RecordService

        return RecordService(self._context)

    @cached_property
    def transfer(self) -> "TransferService":
        """Exports and merges."""
        from cityreader.library.transfer import TransferService

        return TransferService(self._context)

    @cached_property
    def history(self) -> "HistoryService":
        """Undo and redo."""
        from cityreader.library.history import HistoryService

        return HistoryService(self._context)

    @cached_property
    def care(self) -> "CareService":
        """Information and checks."""
        from cityreader.library.care import CareService

        return CareService(self._context)
