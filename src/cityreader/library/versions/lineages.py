"""The history that goes out with a dossier: what was changed, what was removed, what waits."""

from collections.abc import Sequence

from cityreader.models import Dossier, History, Lineage, Version
from cityreader.store import lineages, removals, versions
from cityreader.store.session import View


def history_of(
    view: View, dossier: Dossier, ids: Sequence[int], *, whole: bool, undone: bool
) -> History:
    """The lineages and waiting versions of the records of a dossier, and of what was removed.

    ``ids`` are its articles. Where it is the ``whole`` library, what was removed from articles that
    lie in the trash, or that never were here, is among it. ``undone`` is that of ``lineages``.
    """
    reach = [*ids, *removals.trashed(view)] if whole else list(ids)
    steps = lineages.lineages(view, reach, undone=undone)
    here = set(names_in(dossier))
    gone = removals.records(view, reach)
    knew = removals.marks_in_trash(view) if whole else {}
    if whole:
        noted = {name: one for name, one in lineages.stored(view).items() if one.removed}
        gone |= set(noted)
        knew |= {name: list(one.marks) for name, one in noted.items()}
    readings = {r for r in steps if r.startswith(("reading:", "topic:"))}
    gone |= readings - here
    gone -= here
    kept = [
        Lineage(record, tuple(sorted(found)), record in gone, tuple(knew.get(record, ())))
        for record, found in sorted(steps.items())
        if record in here or record in gone
    ]
    waiting: list[Version] = []
    for record, found in versions.of_all(view).items():
        if record in here or record in gone:
            waiting += sorted(found, key=lambda one: one.steps)
    return History(tuple(kept), tuple(waiting))


def names_in(dossier: Dossier) -> list[str]:
    """The names of all records of a dossier."""
    names = [lineages.CODEBOOK]
    for record in dossier.articles:
        uuid = record.article.uuid
        names += [f"details:{uuid}", f"text:{uuid}", f"trash:{uuid}"]
        names += [f"reading:{uuid}|{reading.coder_uuid}" for reading in record.readings]
        names += [f"topic:{uuid}|{tag}|{coder}" for tag, coder in record.topics]
    names += [f"mark:{mark.uuid}" for mark in dossier.annotations]
    names += [f"event:{event.uuid}" for event in dossier.events]
    names += [lineages.pair_record(pair.left_uuid, pair.right_uuid) for pair in dossier.pairs]
    names += [f"term:{entry.uuid}" for entry in dossier.glossary]
    return names
