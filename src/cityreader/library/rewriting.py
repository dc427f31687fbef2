"""What hangs on the text of a translation that a row was written into: marks and other pairs."""

from cityreader.bilingual.written_text import Rewriting
from cityreader.coding.anchors import carry_over, quote_span
from cityreader.library.aligner import Alignments
from cityreader.library.context import Context
from cityreader.library.realigning import carry_checked
from cityreader.store import annotations, articles, pairs
from cityreader.store.session import Unit


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
        quote = quote_span(made.body, span)
        annotations.change(
            unit,
            mark.uuid,
            revision=revision,
            start=span.start,
            end=span.end,
            exact=quote.exact,
            prefix=quote.prefix,
            suffix=quote.suffix,
            status="review" if mark.status == "review" else status,
        )


def realign_others(
    unit: Unit, context: Context, article_id: int, own_uuid: str, old_body: str, new_body: str
) -> None:
    """Give the pairs of a translation but its own, which are rare, rows for its new text."""
    for pair in pairs.touching(unit, article_id):
        if pair.uuid == own_uuid:
            continue
        left_id, right_id = pairs.sides(unit, pair.uuid)
        new = {**articles.bodies(unit, (left_id, right_id)), article_id: new_body}
        old = {**new, article_id: old_body}
        bodies = new[left_id], new[right_id]
        pins = carry_checked(pair.beads, (old[left_id], old[right_id]), bodies)
        revisions = {one.id: one.revision for one in articles.many(unit, (left_id, right_id))}
        alignments = Alignments(context.folders)
        pairs.realign(
            unit,
            pair.uuid,
            (revisions[left_id], revisions[right_id]),
            alignments.rows(*bodies, pins),
            alignments.aligner,
        )
