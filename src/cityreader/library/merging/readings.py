"""How far each coder is, and the topics each gave, as a merge settles them."""

from collections.abc import Mapping
from typing import cast

from cityreader.library.merging.ledger import Ledger
from cityreader.library.merging.places import ArticleHere
from cityreader.library.versions.heads import Content
from cityreader.models import ArticleRecord, Reading, ReadingState
from cityreader.store import coders, readings, topics
from cityreader.store.session import Unit


class ReadingMerge:
    """Settles readings and topics without a question: each is one coder's own."""

    def __init__(
        self,
        unit: Unit,
        ledger: Ledger,
        coders: Mapping[str, int],
        places: Mapping[str, ArticleHere],
    ) -> None:
        self._unit = unit
        self._ledger = ledger
        self._coders = coders
        self._places = places

    def merge(self, record: ArticleRecord) -> None:
        """Settle how far each coder is and which topics each gave."""
        place = self._places.get(record.article.uuid)
        if place is None:
            return
        their = record.article.uuid
        ours = readings.of_articles(self._unit, [place.article_id]).get(place.article_id, [])
        self._readings(
            place,
            their,
            {r.coder_uuid: r for r in ours},
            {r.coder_uuid: r for r in record.readings},
        )
        self._topics(place, record)

    def _readings(
        self,
        place: ArticleHere,
        their: str,
        ours: Mapping[str, Reading],
        theirs: Mapping[str, Reading],
    ) -> None:
        for coder in sorted({*ours, *theirs, *self._removed(f"reading:{their}|")}):
            record = f"reading:{place.uuid}|{coder}"
            here, there = ours.get(coder), theirs.get(coder)
            settled = self._ledger.settled(
                record,
                _reading(here),
                _reading(there),
                dict,
                named=f"reading:{their}|{coder}",
                equal="take later",
                ask=False,
            )
            if settled is None:
                continue
            content = settled.shown.content
            wanted = None
            if content is not None:
                wanted = Reading(
                    place.uuid,
                    coder,
                    cast("ReadingState", content["state"]),
                    bool(content["flagged"]),
                    str(content["updated_at"]),
                )
            if _reading(wanted) != _reading(here):
                readings.put_reading(self._unit, place.article_id, self._coder(coder), wanted)
                self._ledger.count("reading", coder, "changed" if here else "added")
            elif there is not None:
                self._ledger.count("reading", coder, "same")
            self._ledger.keep(record, settled, exists=content is not None)

    def _topics(self, place: ArticleHere, record: ArticleRecord) -> None:
        their = record.article.uuid
        given = set(record.topics)
        here = set(topics.with_givers(self._unit, [place.article_id]).get(place.article_id, []))
        if not given and record.article.tags:
            # A file of another program does not say who gave a topic; it is whoever merges then.
            only = next(iter(self._coders)) if len(self._coders) == 1 else self._me()
            held = {tag for tag, _ in here}
            given = {(tag, only) for tag in record.article.tags if tag not in held}
        removed = {
            (name[0], name[1])
            for name in (one.split("|", 1) for one in self._removed(f"topic:{their}|"))
        }
        for tag, coder in sorted(here | given | removed):
            name = f"topic:{place.uuid}|{tag}|{coder}"
            ours: Content | None = {"tag": tag} if (tag, coder) in here else None
            theirs: Content | None = {"tag": tag} if (tag, coder) in given else None
            settled = self._ledger.settled(
                name, ours, theirs, dict, named=f"topic:{their}|{tag}|{coder}", ask=False
            )
            if settled is None:
                continue
            present = settled.shown.content is not None
            if present is not (ours is not None):
                topics.put_topic(self._unit, place.article_id, tag, self._coder(coder), present)
                self._ledger.count("topic", coder, "added" if present else "changed")
            elif theirs is not None:
                self._ledger.count("topic", coder, "same")
            self._ledger.keep(name, settled, exists=present)

    def _removed(self, prefix: str) -> list[str]:
        """The rest of the names of the removed records that begin so."""
        return self._ledger.removed_names(prefix)

    def _coder(self, uuid: str) -> int:
        known = self._coders.get(uuid)
        if known is None:
            known = coders.known_key(self._unit, uuid)
        return known or 0

    def _me(self) -> str:
        return coders.uuid_of(self._unit, self._unit.coder_id)


def _reading(reading: Reading | None) -> Content | None:
    if reading is None:
        return None
    return {
        "state": reading.state,
        "flagged": reading.flagged,
        "updated_at": reading.updated_at,
    }
