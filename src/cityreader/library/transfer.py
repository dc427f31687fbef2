"""Taking everything out of a library and into another."""

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from cityreader import __version__
from cityreader.library.aligner import Alignments
from cityreader.library.context import Context
from cityreader.library.dossiers import collect
from cityreader.library.merging.merge import Merge, MergeProgress
from cityreader.library.queries import Queries
from cityreader.library.versions.conflicts import ConflictService
from cityreader.library.widening import Widening
from cityreader.models import Dossier, ExportSummary, MergeSummary
from cityreader.store import listing, pairs


class TransferService:
    """Exports and merges."""

    def __init__(self, context: Context, queries: Queries, widening: Widening) -> None:
        self._context = context
        self._queries = queries
        self._widening = widening
        self.conflicts = ConflictService(context)

    def dossier(
        self,
        query_text: str = "",
        *,
        ids: Iterable[int] | None = None,
        with_counterparts: bool = False,
    ) -> Dossier:
        """The selected articles with everything attached, in a fixed order.

        ``ids`` selects exactly these instead of a query. An event with one mention in a selected
        article is taken whole, with its mentions in other articles and those articles.
        ``with_counterparts`` selects the articles too that these are paired with. Raises
        UsageError for a query that is not clear, so that nobody exports too much or too little.
        """
        query = self._widening.widened(self._queries.clear(query_text))
        whole = ids is None and not query_text.strip()
        with self._context.view() as view:
            if ids is None:
                ids = listing.article_ids(view, query, self._context.coder.uuid)
            wanted = set(ids)
            if with_counterparts:
                wanted |= {key for pair in pairs.neighbours(view, wanted) for key in pair}
            return collect(view, wanted, whole=whole)

    def export(
        self,
        output: Path | None,
        stream: BinaryIO | None,
        *,
        format_name: str | None = None,
        query: str = "",
        ids: Iterable[int] | None = None,
        force: bool = False,
        with_text: bool = True,
    ) -> ExportSummary:
        """Write an export to a file (never over one, unless ``force``) or to a stream.

        The format goes by its name, else by the name of the file, else it is JSON. Returns what
        was written, and what the format cannot hold.
        """
        from cityreader.export.formats import format_for
        from cityreader.export.writing import write_export

        chosen = format_for(format_name, output)
        dossier = self.dossier(query, ids=ids, with_counterparts=chosen.of_pairs)
        with self._context.database.understanding():
            return write_export(
                dossier,
                chosen,
                output,
                stream,
                force=force,
                with_text=with_text,
                generated_at=self._context.database.clock(),
                generator=f"cityreader {__version__}",
            )

    def merge(
        self,
        dossier: Dossier,
        *,
        dry_run: bool = False,
        summary: str | None = None,
        starter: bool = False,
        progress: MergeProgress = lambda of, done, total: None,
    ) -> MergeSummary:
        """Merge a dossier in one undoable step; ``summary`` is what the history calls it.

        Of two versions of a record the one that came through all the steps of the other is taken.
        Where neither did, one is put into force and the other waits in ``conflicts``.
        ``starter`` makes this the starter library that comes with the program. ``progress`` is
        called with what is merged and how many of how many are done.
        """
        if not dry_run:
            self._context.backup_before("merge")
        with self._context.unit(summary or f"merge {len(dossier.articles)} articles") as unit:
            merge = Merge(unit, dossier, Alignments(self._context.folders), progress)
            result = merge.run()
            if starter:
                unit.set_setting("starter", "1")
            if dry_run:
                unit.abandon()
        return result
