"""What hangs on the text of a translation that a row was written into: marks and other pairs."""

from cityreader.bilingual.written_text import Rewriting
from cityreader.coding.anchors import carry_over, quote_span
from cityreader.library.aligner import Alignments
from cityreader.library.context import Context
from cityreader.library.realigning import carry_checked
from cityreader.models import Annotation, Bead, Pair, Span
from cityreader.store import annotations, articles, pairs
from cityreader.store.session import Unit, View


def carry_marks(unit: Unit, article_id: int, revision: int, old: str, made: Rewriting) -> None:
    """Keep marks on their words: exactly where their rows are kept, else by what stands around."""
    for mark in annotations.of_article(unit, article_id):
        if mark.status == "orphan":
            continue
        span, status = made.image(mark.span), "ok"
        if span is None or made.body[span.start : span.end] != mark.exact:
            span, status = carry_over(old, made.body, mark.span)
        if span is None:
            annotations.change(unit, mark.uuid, status="orphan")
            continue
        status = "review" if mark.status == "review" else status
        move_mark(unit, mark, made.body, span, status, revision)


def move_mark(
    unit: Unit, mark: Annotation, body: str, span: Span, status: str, revision: int
) -> None:
    """Put a mark onto words of another revision of its text, with what stands around them."""
    quote = quote_span(body, span)
    annotations.change(
        unit,
        mark.uuid,
        revision=revision,
        start=span.start,
        end=span.end,
        exact=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        status=status,
    )


def foresee_others(
    context: Context, article_id: int, own_uuid: str, old_body: str, new_body: str
) -> Alignments:
    """Work out the rows that the pairs of a translation but its own, which are rare, will have.

    It may take a while and stores nothing; ``realign_others`` takes them over.
    """
    alignments = Alignments(context.folders)
    with context.view() as view:
        others = _others(view, article_id, own_uuid, old_body, new_body)
    for _, bodies, pins in others:
        alignments.rows(*bodies, pins)
    return alignments


def realign_others(
    unit: Unit,
    article_id: int,
    own_uuid: str,
    old_body: str,
    new_body: str,
    alignments: Alignments,
) -> None:
    """Give the pairs of a translation but its own rows for its new text, which is stored by now.

    ``alignments`` are those of ``foresee_others``; what they lack is aligned here.
    """
    for pair, bodies, pins in _others(unit, article_id, own_uuid, old_body, new_body):
        left_id, right_id = pairs.sides(unit, pair.uuid)
        revisions = {one.id: one.revision for one in articles.many(unit, (left_id, right_id))}
        pairs.realign(
            unit,
            pair.uuid,
            (revisions[left_id], revisions[right_id]),
            alignments.rows(*bodies, pins),
            alignments.aligner,
        )


def _others(
    view: View, article_id: int, own_uuid: str, old_body: str, new_body: str
) -> list[tuple[Pair, tuple[str, str], list[Bead]]]:
    """The other pairs of an article, with both bodies as they will be and the rows to keep."""
    found = []
    for pair in pairs.touching(view, article_id):
        if pair.uuid == own_uuid:
            continue
        left_id, right_id = pairs.sides(view, pair.uuid)
        new = {**articles.bodies(view, (left_id, right_id)), article_id: new_body}
        old = {**new, article_id: old_body}
        bodies = new[left_id], new[right_id]
        pins = carry_checked(pair.beads, (old[left_id], old[right_id]), bodies)
        found.append((pair, bodies, pins))
    return found
