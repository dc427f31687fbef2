"""The pairs of a merge: known by their two articles, whatever UUID each side gave them."""

from collections.abc import Mapping
from dataclasses import replace

from cityreader.export import json_records
from cityreader.export.record_reader import RecordReader
from cityreader.library.aligner import Alignments
from cityreader.library.merging.ledger import Ledger
from cityreader.library.merging.places import ArticleHere
from cityreader.library.realigning import carry_checked
from cityreader.library.versions.heads import Content, Settled
from cityreader.library.versions.keys import of_pair
from cityreader.library.versions.pairs import put_version
from cityreader.models import Bead, Pair
from cityreader.store import articles, pairs
from cityreader.store.lineages import pair_record
from cityreader.store.session import Unit


class PairMerge:
    """Settles the pairs; what a machine aligned is no reason for a question."""

    def __init__(
        self, unit: Unit, ledger: Ledger, places: Mapping[str, ArticleHere], alignments: Alignments
    ) -> None:
        self._unit = unit
        self._ledger = ledger
        self._places = places
        self._alignments = alignments

    def merge(self, found: tuple[Pair, ...]) -> None:
        """Merge the pairs of a dossier, and take apart those that were taken apart there."""
        seen = set()
        for pair in found:
            seen.add(pair_record(pair.left_uuid, pair.right_uuid))
            self._merge(pair.left_uuid, pair.right_uuid, pair)
        for one in list(self._ledger.theirs.values()):
            if one.removed and one.record.startswith("pair:") and one.record not in seen:
                left, _, right = one.record.removeprefix("pair:").partition("|")
                self._merge(left, right, None)

    def _merge(self, left_uuid: str, right_uuid: str, there: Pair | None) -> None:
        left, right = self._places.get(left_uuid), self._places.get(right_uuid)
        if left is None or right is None or left.article_id == right.article_id:
            return
        record = pair_record(left.uuid, right.uuid)
        here = pairs.between(self._unit, left.article_id, right.article_id)
        moved = there and self._moved(there, left, right)
        settled = self._ledger.settled(
            record,
            _content(here),
            _content(moved),
            of_pair,
            named=pair_record(left_uuid, right_uuid),
            equal="take later",
        )
        if settled is None:
            return
        added, changed = self._apply(settled, here, moved, left, right)
        both = left.article_id, right.article_id
        exists = here is not None or added or pairs.were_ever(self._unit, *both)
        self._ledger.keep(record, settled, exists=exists)
        if settled.waiting:
            sentence = f"the pair {left.title} ⇄ {right.title} was changed on both sides"
            self._ledger.conflict("pair", None, sentence)
        elif added or changed:
            self._ledger.count("pair", None, "added" if added else "changed")
        elif there is not None:
            self._ledger.count("pair", None, "same")

    def _apply(
        self,
        settled: Settled,
        here: Pair | None,
        moved: Pair | None,
        left: ArticleHere,
        right: ArticleHere,
    ) -> tuple[bool, bool]:
        shown = settled.shown
        if shown.place == "here":
            return False, False
        if shown.content is None:
            if here is not None:
                pairs.set_deleted(self._unit, here.uuid)
            return False, here is not None
        if shown.place == "there" and moved is not None:
            wanted = moved
        else:
            wanted = RecordReader(closed=False).pair(_plain(shown.content), "content")
        if here is not None and of_pair(json_records.pair(here)) == of_pair(
            json_records.pair(wanted)
        ):
            return False, False
        if not put_version(self._unit, here, wanted, self._alignments):
            return False, False
        return here is None, here is not None

    def _moved(self, pair: Pair, left: ArticleHere, right: ArticleHere) -> Pair:
        """Their pair between the articles and the texts that are here."""
        made = replace(
            pair,
            left_uuid=left.uuid,
            right_uuid=right.uuid,
            left_revision=left.ours,
            right_revision=right.ours,
        )
        if not (left.texts or right.texts):
            return made
        found = articles.bodies(self._unit, (left.article_id, right.article_id))
        ours = (found[left.article_id], found[right.article_id])
        theirs = (
            left.texts[0] if left.texts else ours[0],
            right.texts[0] if right.texts else ours[1],
        )
        rows: tuple[Bead, ...] = tuple(
            self._alignments.rows(*ours, carry_checked(pair.beads, theirs, ours))
        )
        return replace(made, beads=rows, aligner=self._alignments.aligner(*ours))


def _content(pair: Pair | None) -> Content | None:
    """A pair as the export has it; one with more checked rows counts as the later one."""
    if pair is None:
        return None
    checked = sum(bead.checked for bead in pair.beads)
    return {
        **json_records.pair(pair),
        "revision_of_text": (pair.status == "linked") * 10**6 + checked,
    }


def _plain(content: Content) -> dict[str, object]:
    return {name: value for name, value in content.items() if name != "revision_of_text"}
