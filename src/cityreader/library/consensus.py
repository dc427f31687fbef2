"""The coder ``consensus``: copies of the versions that were agreed on, inside one step."""

from dataclasses import replace

from cityreader.errors import NotFoundError
from cityreader.models import Annotation
from cityreader.models.comparison import CoderVersion
from cityreader.models.people import CONSENSUS, CONSENSUS_UUID
from cityreader.store import annotations, articles, events
from cityreader.store.session import Unit


class Consensus:
    """Writes for the coder ``consensus``; the step stays that of the person at the keyboard."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._key = unit.coder_key(CONSENSUS_UUID, CONSENSUS)

    def copy(self, version: CoderVersion) -> None:
        """Copy an event with its coder's marks, or a mark; raises NotFoundError if it is gone."""
        unit = self._unit
        if version.topic:
            mark = annotations.by_uuid(unit, version.uuid)
            if mark is None:
                raise _gone()
            self._add(mark, None)
            return
        event = events.get(unit, version.uuid)
        marks = [
            mark
            for mark in annotations.of_events(unit, [version.uuid])
            if mark.coder_uuid == version.coder_uuid and mark.status != "orphan"
        ]
        if event is None or not marks:
            raise _gone()
        renamed = {mark.uuid: unit.identify() for mark in marks}
        copied = replace(
            event,
            uuid=unit.identify(),
            coder_uuid=CONSENSUS_UUID,
            created_at=unit.now,
            updated_at=unit.now,
            participants=tuple(
                replace(
                    one,
                    annotation_uuids=tuple(
                        renamed[uuid] for uuid in one.annotation_uuids if uuid in renamed
                    ),
                )
                for one in event.participants
            ),
        )
        key = events.add(unit, copied, self._key)
        for mark in marks:
            self._add(mark, key, renamed[mark.uuid])

    def remove(self, version: CoderVersion) -> None:
        """Remove what was copied before. Raises NotFoundError if it is gone."""
        unit = self._unit
        if version.topic:
            marks = [mark for mark in (annotations.by_uuid(unit, version.uuid),) if mark]
        else:
            marks = annotations.of_events(unit, [version.uuid])
        if not marks:
            raise _gone()
        for mark in marks:
            annotations.set_deleted(unit, mark.uuid)
        if not version.topic:
            events.set_deleted(unit, version.uuid)

    def _add(self, mark: Annotation, event_key: int | None, uuid: str | None = None) -> None:
        unit = self._unit
        article_id = articles.key_of(unit, mark.article_uuid)
        if article_id is None:
            raise _gone()
        copied = replace(
            mark,
            uuid=uuid or unit.identify(),
            coder_uuid=CONSENSUS_UUID,
            created_at=unit.now,
            updated_at=unit.now,
        )
        annotations.add_record(unit, copied, article_id, self._key, event_key)


def _gone() -> NotFoundError:
    return NotFoundError("Version is gone", "This version was removed or changed meanwhile.")
