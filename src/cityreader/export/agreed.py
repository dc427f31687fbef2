"""What the coder ``consensus`` stands for: versions that formats which add things up must not add
again."""

from collections import defaultdict

from cityreader.models import Annotation, Dossier
from cityreader.models.people import CONSENSUS_UUID


def superseded(dossier: Dossier) -> frozenset[str]:
    """The UUIDs of the events and marks of others for which the consensus has a version.

    That is an event with words that overlap those of an event of the consensus, with its marks, and
    a topic whose words overlap those of the same topic there.
    """
    if not any(coder.is_consensus for coder in dossier.coders):
        return frozenset()
    theirs: dict[tuple[str, bool], list[Annotation]] = defaultdict(list)
    for mark in dossier.annotations:
        if mark.coder_uuid == CONSENSUS_UUID and mark.tag is not None:
            theirs[mark.article_uuid, mark.role is None].append(mark)
    events, marks = set(), set()
    for mark in dossier.annotations:
        if mark.coder_uuid == CONSENSUS_UUID or mark.tag is None:
            continue
        topic = mark.role is None
        for other in theirs[mark.article_uuid, topic]:
            if mark.span.overlaps(other.span) and (not topic or mark.tag == other.tag):
                marks.add(mark.uuid)
                if mark.event_uuid is not None:
                    events.add(mark.event_uuid)
                break
    of_agreed = {event.uuid for event in dossier.events if event.coder_uuid == CONSENSUS_UUID}
    events -= of_agreed
    marks |= {mark.uuid for mark in dossier.annotations if mark.event_uuid in events}
    return frozenset(events | marks)
