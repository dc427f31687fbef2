"""The words of the program: every type that crosses a package, frozen and of plain data.

Each is loaded from its module when it is first asked for: making dataclasses takes time, and most
runs of the program need few of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cityreader.models.annotation import (
        ROLES,
        SPAN_ROLES,
        AnchorStatus,
        Annotation,
        AnnotationOrigin,
        Role,
    )
    from cityreader.models.article import (
        DETAILS_OF_ONE_LINE,
        NO_DATE,
        Article,
        ArticleDetails,
        ArticleDraft,
        ArticleKind,
        DateRange,
        FoundArticle,
        LibraryCounts,
        ListedArticle,
        Precision,
        Reading,
        ReadingState,
        TranslationLink,
        TranslationLinkKind,
    )
    from cityreader.models.care import Backup, CheckReport, LibraryInfo, Recovery, RepairReport
    from cityreader.models.codebook import Codebook, Tag, TagKind
    from cityreader.models.concordance import ConcordanceHit
    from cityreader.models.dictionary import (
        DictionaryEntry,
        DictionaryInfo,
        Equivalent,
        Explanation,
        Gloss,
        TermMatch,
    )
    from cityreader.models.dossier import (
        ArticleRecord,
        Dossier,
        ExportSummary,
        MergeCount,
        MergeSummary,
    )
    from cityreader.models.event import (
        EVENT_STATUSES,
        NO_PLACE,
        PARTICIPANT_KINDS,
        PARTICIPANT_SIDES,
        Count,
        Event,
        EventStatus,
        Participant,
        Place,
        Tagged,
    )
    from cityreader.models.history import Step
    from cityreader.models.importing import ImportedFile, ImportProgress, ImportSummary, Outcome
    from cityreader.models.lineage import Conflict, History, Lineage, ToldVersion, Version
    from cityreader.models.memory import MemoryMatch
    from cityreader.models.pair import (
        DOUBTFUL_BELOW,
        Alignment,
        Bead,
        BeadOrigin,
        Coverage,
        Pair,
        Spread,
    )
    from cityreader.models.people import Coder, GlossaryEntry, GlossaryProposal
    from cityreader.models.query import (
        Clause,
        Completion,
        Listing,
        Query,
        QueryProblem,
        SavedSearch,
        SortKey,
    )
    from cityreader.models.span import Quote, Span
    from cityreader.models.suggestion import Suggestion

_MODULES = {
    "annotation": "AnchorStatus Annotation AnnotationOrigin ROLES Role SPAN_ROLES",
    "article": "DETAILS_OF_ONE_LINE NO_DATE Article ArticleDetails ArticleDraft ArticleKind"
    " DateRange FoundArticle LibraryCounts ListedArticle Precision Reading ReadingState"
    " TranslationLink TranslationLinkKind",
    "care": "Backup CheckReport LibraryInfo Recovery RepairReport",
    "codebook": "Codebook Tag TagKind",
    "concordance": "ConcordanceHit",
    "dictionary": "DictionaryEntry DictionaryInfo Equivalent Explanation Gloss TermMatch",
    "dossier": "ArticleRecord Dossier ExportSummary MergeCount MergeSummary",
    "event": "EVENT_STATUSES NO_PLACE PARTICIPANT_KINDS PARTICIPANT_SIDES Count Event"
    " EventStatus Participant Place Tagged",
    "history": "Step",
    "importing": "ImportedFile ImportProgress ImportSummary Outcome",
    "lineage": "Conflict History Lineage ToldVersion Version",
    "memory": "MemoryMatch",
    "pair": "DOUBTFUL_BELOW Alignment Bead BeadOrigin Coverage Pair Spread",
    "people": "Coder GlossaryEntry GlossaryProposal",
    "query": "Clause Completion Listing Query QueryProblem SavedSearch SortKey",
    "span": "Quote Span",
    "suggestion": "Suggestion",
}

__all__ = [
    "DETAILS_OF_ONE_LINE",
    "DOUBTFUL_BELOW",
    "EVENT_STATUSES",
    "NO_DATE",
    "NO_PLACE",
    "PARTICIPANT_KINDS",
    "PARTICIPANT_SIDES",
    "ROLES",
    "SPAN_ROLES",
    "Alignment",
    "AnchorStatus",
    "Annotation",
    "AnnotationOrigin",
    "Article",
    "ArticleDetails",
    "ArticleDraft",
    "ArticleKind",
    "ArticleRecord",
    "Backup",
    "Bead",
    "BeadOrigin",
    "CheckReport",
    "Clause",
    "Codebook",
    "Coder",
    "Completion",
    "ConcordanceHit",
    "Conflict",
    "Count",
    "Coverage",
    "DateRange",
    "DictionaryEntry",
    "DictionaryInfo",
    "Dossier",
    "Equivalent",
    "Event",
    "EventStatus",
    "Explanation",
    "ExportSummary",
    "FoundArticle",
    "Gloss",
    "GlossaryEntry",
    "GlossaryProposal",
    "History",
    "ImportProgress",
    "ImportSummary",
    "ImportedFile",
    "LibraryCounts",
    "LibraryInfo",
    "Lineage",
    "ListedArticle",
    "Listing",
    "MemoryMatch",
    "MergeCount",
    "MergeSummary",
    "Outcome",
    "Pair",
    "Participant",
    "Place",
    "Precision",
    "Query",
    "QueryProblem",
    "Quote",
    "Reading",
    "ReadingState",
    "Recovery",
    "RepairReport",
    "Role",
    "SavedSearch",
    "SortKey",
    "Span",
    "Spread",
    "Step",
    "Suggestion",
    "Tag",
    "TagKind",
    "Tagged",
    "TermMatch",
    "ToldVersion",
    "TranslationLink",
    "TranslationLinkKind",
    "Version",
]

_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names.split()}

if not TYPE_CHECKING:

    def __getattr__(name):
        """Load a name from its module."""
        if name not in _MODULE_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
        globals()[name] = value
        return value
