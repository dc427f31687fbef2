"""Agreement between the coders of a library, and the paragraph that tells how it was coded."""

from collections import Counter
from collections.abc import Mapping
from itertools import combinations

from cityreader import __version__
from cityreader.coding.agreement import measure
from cityreader.library.context import Context
from cityreader.library.double_coding import coded_events, portions, units_of
from cityreader.models import Coder
from cityreader.models.agreement import Agreement, AgreementReport, CodedEvent, CodingUnit
from cityreader.models.people import CONSENSUS_UUID
from cityreader.store import census, codebooks, coders, summary


class AgreementService:
    """Figures over the articles that two coders or more marked as done."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def report(self) -> AgreementReport:
        """The figures of every two coders with an article in common, and of all together.

        The coder ``consensus`` is left out.
        """
        return _report(self._context)

    def methods(self) -> str:
        """A paragraph for a paper: what the library holds, how it was coded, and by whom.

        It states nothing that is not in the library.
        """
        from cityreader.library.methods import paragraph

        report = _report(self._context)
        with self._context.view() as view:
            return paragraph(
                census.census(view, CONSENSUS_UUID),
                codebooks.get(view),
                report,
                project=summary.setting(view, "project"),
                version=__version__,
            )


def _report(context: Context) -> AgreementReport:
    with context.view() as view:
        people = [coder for coder in coders.everybody(view) if not coder.is_consensus]
        done = census.done(view)
    found = []
    for one, other in combinations(people, 2):
        common = done.get(one.uuid, set()) & done.get(other.uuid, set())
        if common:
            found.append(_measured(context, [one, other], dict.fromkeys(common, 2), done))
    compared = {uuid for agreement in found for uuid in agreement.coders}
    every = [coder for coder in people if coder.uuid in compared]
    counted = Counter(article_id for coder in every for article_id in done[coder.uuid])
    several = len(found) > 1
    return AgreementReport(
        pairs=tuple(found),
        overall=_measured(context, every, counted, done) if several else next(iter(found), None),
        done={coder.uuid: len(done[coder.uuid]) for coder in people if coder.uuid in done},
    )


def _measured(
    context: Context, coders: list[Coder], counted: Mapping[int, int], done: dict[str, set[int]]
) -> Agreement:
    """The figures of these coders over the articles that two of them or more have done.

    The library is read in portions, so that nobody who writes waits for all of it.
    """
    uuids = [coder.uuid for coder in coders]
    asked = {
        article_id: frozenset(uuid for uuid in uuids if article_id in done[uuid])
        for article_id, number in counted.items()
        if number >= 2
    }
    with context.view() as view:
        parts = portions(view, asked)
    units: list[CodingUnit] = []
    events: list[CodedEvent] = []
    for part in parts:
        with context.view() as view:
            here = units_of(view, {key: asked[key] for key in part})
            units += here
            events += coded_events(view, here)
    return measure(units, events, uuids)
