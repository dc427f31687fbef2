"""The marks and events of a merge."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from cityreader.export import json_records
from cityreader.export.record_reader import RecordReader
from cityreader.library.merging.ledger import Ledger
from cityreader.library.merging.places import ArticleHere, placed, standing
from cityreader.library.versions.heads import Content, Head, Settled
from cityreader.library.versions.keys import of_event, of_mark, of_mark_and_place
from cityreader.models import Annotation, Event
from cityreader.store import annotations, arrivals, events
from cityreader.store.session import Unit
from cityreader.text.phrases import shortened

_QUOTE = 40
"""Code points of a quote that a conflict repeats."""


class MarkMerge:
    """Settles events first, then marks, then what both must agree on."""

    def __init__(
        self,
        unit: Unit,
        ledger: Ledger,
        coders: Mapping[str, int],
        places: Mapping[str, ArticleHere],
        progress: Callable[[str, int, int], object],
    ) -> None:
        """``progress`` is that of the merge."""
        self._unit = unit
        self._ledger = ledger
        self._coders = coders
        self._places = places
        self._progress = progress
        self._events: dict[str, Settled] = {}
        self._here: dict[str, Event] = {}
        self._there: dict[str, Event] = {}
        self._mentions: dict[str, int] = {}

    def merge(self, marks: Iterable[Annotation], found: Iterable[Event]) -> None:
        """Merge all marks and events of a dossier."""
        marks = list(marks)
        self._there = {event.uuid: event for event in found}
        theirs = {mark.uuid: mark for mark in marks}
        wanted = sorted({*theirs, *self._removed("mark:")})
        ours = {mark.uuid: mark for mark in annotations.by_uuids(self._unit, wanted)}
        names = {*self._there, *self._removed("event:")}
        uuids = sorted(names | {mark.event_uuid for mark in ours.values() if mark.event_uuid})
        self._here = {event.uuid: event for event in events.by_uuids(self._unit, uuids)}
        for uuid in uuids:
            self._settle_event(uuid)
        self._mentions = events.mark_counts(self._unit, uuids)
        for number, uuid in enumerate(wanted, 1):
            self._merge_mark(uuid, ours.get(uuid), theirs.get(uuid))
            self._progress("marks", number, len(wanted))
        for uuid in uuids:
            self._finish_event(uuid)

    def _removed(self, prefix: str) -> list[str]:
        return [
            one.record.removeprefix(prefix)
            for one in self._ledger.theirs.values()
            if one.removed and one.record.startswith(prefix)
        ]

    def _settle_event(self, uuid: str) -> None:
        here, there = self._here.get(uuid), self._there.get(uuid)
        settled = self._ledger.settled(
            f"event:{uuid}",
            json_records.event(here) if here else None,
            json_records.event(there) if there else None,
            of_event,
        )
        if settled is None:
            return
        self._events[uuid] = settled
        # A mark that comes needs its event; whether that stays is seen in the end.
        if events.key_of(self._unit, uuid) is None and there is not None:
            events.add(self._unit, there, self._coders[there.coder_uuid])
            events.set_deleted(self._unit, uuid)

    def _merge_mark(self, uuid: str, here: Annotation | None, there: Annotation | None) -> None:
        place = self._places.get(there.article_uuid) if there else None
        if there is not None and place is None:
            return
        record = f"mark:{uuid}"
        settled = self._ledger.settled(
            record,
            json_records.annotation(here) if here else None,
            json_records.annotation(there) if there else None,
            of_mark if place and place.texts else of_mark_and_place,
            rough=of_mark,
        )
        if settled is None:
            return
        settled = self._held_back(settled, here, there)
        coder = (there or here).coder_uuid if (there or here) else None  # type: ignore[union-attr]
        shown = settled.shown
        added = changed = False
        if shown.content is None:
            if here is not None:
                annotations.set_deleted(self._unit, uuid)
                changed = True
        elif shown.place == "there" and there is not None and place is not None:
            added, changed = self._take(here, there, place)
        elif shown.place == "waiting":
            added, changed = self._take_waiting(here, there, shown.content)
        elif here is not None and there is not None and place is not None:
            arrivals.place_mark(self._unit, standing(here, here, there, place))
        self._ledger.keep(record, settled, exists=annotations.key_of(self._unit, uuid) is not None)
        if settled.waiting:
            words = shortened((here or there).exact, _QUOTE) if (here or there) else uuid  # type: ignore[union-attr]
            gone = any(one.content is None for one in settled.waiting)
            how = "removed on one side and kept on the other" if gone else "changed on both sides"
            self._ledger.conflict("mark", coder, f"the mark on “{words}” was {how}")
        elif added or changed:
            self._ledger.count("mark", coder, "added" if added else "changed")
        elif there is not None:
            self._ledger.count("mark", coder, "same")

    def _held_back(
        self, settled: Settled, here: Annotation | None, there: Annotation | None
    ) -> Settled:
        """A mark that was removed with its event, which somebody changed elsewhere, stays too."""
        alive = there or here
        if settled.shown.content is not None or alive is None or alive.event_uuid is None:
            return settled
        event = self._events.get(alive.event_uuid)
        if event is None or event.shown.content is None:
            return settled
        gone = [one.steps for one in event.waiting if one.content is None]
        if not any(steps & settled.shown.steps for steps in gone):
            return settled
        lineage = self._ledger.theirs.get(f"mark:{alive.uuid}")
        if alive is there:
            steps = frozenset(lineage.steps) if lineage else frozenset()
            return settled.keeping(Head(steps, json_records.annotation(alive), "there"))
        steps = self._ledger.ours.get(f"mark:{alive.uuid}", frozenset())
        return settled.keeping(Head(steps, json_records.annotation(alive), "here"))

    def _take(
        self, here: Annotation | None, there: Annotation, place: ArticleHere
    ) -> tuple[bool, bool]:
        """Take their version; returns whether the mark is new here, and whether it changed."""
        key = self._event_key(there.event_uuid)
        if there.event_uuid is not None and key is None:
            there = replace(there, event_uuid=None)
        mark = placed(there, place)
        if here is not None:
            mark = standing(mark, here, there, place)
        if annotations.key_of(self._unit, mark.uuid) is None:
            coder = self._coders[mark.coder_uuid]
            annotations.add_record(self._unit, mark, place.article_id, coder, key)
            return True, False
        arrivals.take_mark(self._unit, mark, key)
        if here is None:
            return True, False
        before, after = (of_mark(json_records.annotation(one)) for one in (here, mark))
        same_text = not place.texts and here.revision == mark.revision
        return False, before != after or (same_text and here.span != mark.span)

    def _take_waiting(
        self, here: Annotation | None, there: Annotation | None, content: Content
    ) -> tuple[bool, bool]:
        """Take what waited over there or here; it stands where the mark stands by now."""
        wanted = RecordReader(closed=False).annotation(dict(content), "content")
        base = here or there
        if base is None:
            # Neither side has the row: the version itself is all that is known of the mark.
            place = self._places.get(wanted.article_uuid)
            if place is None or wanted.coder_uuid not in self._coders:
                return False, False
            return self._take(None, wanted, place)
        standing = replace(
            base,
            tag=wanted.tag,
            role=wanted.role,
            note=wanted.note,
            event_uuid=wanted.event_uuid,
            updated_at=wanted.updated_at,
        )
        place = self._places.get(base.article_uuid)
        if here is None and place is not None:
            return self._take(here, standing, place)
        changed = arrivals.take_mark(self._unit, standing, self._event_key(standing.event_uuid))
        return False, changed

    def _event_key(self, uuid: str | None) -> int | None:
        return None if uuid is None else events.key_of(self._unit, uuid)

    def _finish_event(self, uuid: str) -> None:
        """Put the settled version of an event into force, now that its marks are there."""
        settled = self._events.get(uuid)
        if settled is None:
            return
        record = f"event:{uuid}"
        here, there = self._here.get(uuid), self._there.get(uuid)
        key = events.key_of(self._unit, uuid)
        mentions = events.mark_counts(self._unit, [uuid]).get(uuid, 0)
        if settled.shown.content is None and mentions:
            alive = there or here
            if alive is not None:
                lineage = self._ledger.theirs.get(record)
                of_there = frozenset(lineage.steps) if lineage else frozenset()
                steps = of_there if alive is there else self._ledger.ours.get(record, frozenset())
                side = "there" if alive is there else "here"
                settled = settled.keeping(Head(steps, json_records.event(alive), side))  # type: ignore[arg-type]
        content = settled.shown.content
        lost = self._mentions.get(uuid, 0) > 0 and not mentions
        wanted = content is not None and not (
            not mentions and (lost or (there is not None and bool(there.annotation_uuids)))
        )
        added = changed = False
        if not wanted:
            if here is not None:
                events.set_deleted(self._unit, uuid)
                changed = True
        elif here is None or (
            settled.shown.place != "here"
            and of_event(json_records.event(here)) != (content and of_event(content))
        ):
            event = self._event_of(settled.shown, there, here)
            if event is not None and key is not None:
                arrivals.take_event(self._unit, event)
                added, changed = here is None, here is not None
        elif settled.shown.place == "there" and there is not None:
            arrivals.take_event(self._unit, there)
        coder = (there or here).coder_uuid if (there or here) else None  # type: ignore[union-attr]
        self._ledger.keep(record, settled, exists=key is not None)
        if settled.waiting:
            named = (here or there).title or (here or there).type if (here or there) else uuid  # type: ignore[union-attr]
            gone = any(one.content is None for one in settled.waiting)
            how = "removed on one side and kept on the other" if gone else "changed on both sides"
            self._ledger.conflict("event", coder, f"event “{named}” was {how}")
        elif added or changed:
            self._ledger.count("event", coder, "added" if added else "changed")
        elif there is not None:
            self._ledger.count("event", coder, "same")

    def _event_of(self, head: Head, there: Event | None, here: Event | None) -> Event | None:
        if head.place == "there" and there is not None:
            return there
        if head.place == "here" and here is not None:
            return here
        if head.content is None:
            return None
        return RecordReader(closed=False).event(dict(head.content), "content")
