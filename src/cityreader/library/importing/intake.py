"""What becomes of one article that comes in: new, a newer state of one that is here, or a copy."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from cityreader.bilingual.file_stems import plain_stem
from cityreader.ingest.entry_ids import ENTRY
from cityreader.library.aligner import Alignments
from cityreader.library.articles import revise, text_hash
from cityreader.library.context import Context
from cityreader.library.given_rows import given_rows, keep_given_rows
from cityreader.library.importing.rehearsal import Rehearsal
from cityreader.library.realigning import foresee_revision
from cityreader.library.sameness import may_be_at, tells_the_same
from cityreader.models import Article, ArticleDraft, ImportedFile, Outcome, TranslationLink
from cityreader.store import articles, likeness, origins, pairs, translation_links
from cityreader.store.folding import refold
from cityreader.store.origins import Stamp
from cityreader.store.session import Unit, View
from cityreader.text.addresses import names_an_article
from cityreader.text.phrases import counted
from cityreader.text.scripts import fold
from cityreader.text.sketch import sketch


@dataclass(frozen=True, slots=True)
class Arrival:
    """One article of a file, with the file's path (``shown`` to people, ``origin`` as stored) and
    its ``stamp``."""

    draft: ArticleDraft
    shown: str
    origin: str
    stamp: Stamp


def foresee_rows(context: Context, arrivals: Sequence[Arrival], alignments: Alignments) -> None:
    """Align what storing these articles of one file will need aligned, outside the transaction."""
    known: dict[int | None, Article | None] = {}
    with context.view() as view:
        if not pairs.are_there(view) and all(a.draft.translation_of is None for a in arrivals):
            return
        for arrival in arrivals:
            known[arrival.draft.member] = _known(view, arrival, text_hash(arrival.draft.body))
    by_member = {arrival.draft.member: arrival.draft for arrival in arrivals}
    for draft in by_member.values():
        here = known[draft.member]
        if here is not None and not here.deleted and here.text_sha256 != text_hash(draft.body):
            foresee_revision(context, here.id, draft.body, alignments)
        other = by_member.get(draft.translation_of)
        new = here is None or (other is not None and known[other.member] is None)
        if draft.translation_of is not None and other is not None and new and not draft.rows:
            swapped = other.lang == "en" and draft.lang != "en"
            left, right = (other, draft) if swapped else (draft, other)
            alignments.rows(left.body, right.body)


def take_in(unit: Unit, arrival: Arrival, alignments: Alignments) -> ImportedFile:
    """Store an article, or the newer state of one, or only note that this file has it too.

    ``alignments`` are those of ``foresee_rows``; what they lack is aligned here.
    """
    draft = arrival.draft
    digest = text_hash(draft.body)
    known = _known(unit, arrival, digest)
    outcome = _outcome(unit, arrival, known, digest)
    if known is None:
        article_id = articles.add(unit, draft, digest, uuid=unit.identify(), kind="article")
        if draft.translation_links:
            translation_links.replace(unit, article_id, _links(draft))
        origins.add(unit, article_id, arrival.origin, draft.member, arrival.stamp)
        alike = likeness.nearest(unit, article_id)
        named = alike.named if alike else None
        return reported(arrival, outcome, articles.get(unit, article_id), named)
    if outcome == "skipped":
        return reported(arrival, outcome, known)
    unchecked = 0
    if outcome != "duplicate":
        if known.text_sha256 != digest:
            unchecked = revise(unit, known.id, draft.body, alignments)
        kept = _respecting_hand(known, draft)
        articles.update_details(unit, known.id, kept.details, kept.reasons)
        if kept.published != known.published:
            from cityreader.library.event_facts import recount_dates

            recount_dates(unit, known.id)
        translation_links.replace(unit, known.id, _links(draft))
    changed = outcome != "unchanged"
    origins.add(unit, known.id, arrival.origin, draft.member, arrival.stamp, changed=changed)
    told = reported(arrival, outcome, articles.get(unit, known.id))
    if unchecked:
        rows = f"{counted(unchecked, 'checked row')} to check again"
        told = replace(told, why={**told.why, "rows": rows})
    return told


def take_in_all(
    unit: Unit, arrivals: Sequence[Arrival], alignments: Alignments
) -> list[ImportedFile]:
    """Store the articles of one file, and link those that are each other's translation."""
    outcomes = [take_in(unit, arrival, alignments) for arrival in arrivals]
    by_member = {outcome.member: outcome for outcome in outcomes}
    for number, (arrival, outcome) in enumerate(zip(arrivals, tuple(outcomes), strict=True)):
        counterpart = by_member.get(arrival.draft.translation_of)
        if arrival.draft.translation_of is None or counterpart is None:
            continue
        came = not {"new", "near-duplicate"}.isdisjoint((outcome.outcome, counterpart.outcome))
        both = outcome.article_uuid, counterpart.article_uuid
        # A pair that a person took apart stays apart when the file comes again. A memory with rows
        # says itself that two articles are one, also where both are here already.
        if came or (arrival.draft.rows and not _ever_paired(unit, *both)):
            paired = _link(unit, arrival.draft, *both, alignments)
            outcomes[number] = replace(outcome, paired=paired)
        keep_given_rows(unit, arrival.draft, *both)
    return outcomes


def rehearse(view: View, arrival: Arrival, rehearsal: Rehearsal) -> ImportedFile:
    """What ``take_in`` would say after everything that was rehearsed before."""
    digest = text_hash(arrival.draft.body)
    known = _known(view, arrival, digest)
    outcome = _outcome(view, arrival, known, digest)
    repeated = rehearsal.repeats(arrival.draft, digest)
    if outcome != "new":
        return reported(arrival, outcome, known)
    if repeated:
        return reported(arrival, "duplicate", known)
    values = sketch(arrival.draft.body)
    stored, seen = likeness.nearest_to(view, values), rehearsal.nearest(values)
    rehearsal.add(arrival.shown, values)
    found = [one for one in (stored.named if stored else None, seen) if one is not None]
    alike = max(found, key=lambda one: one[1], default=None)
    return reported(arrival, outcome, known, alike)


def reported(
    arrival: Arrival,
    outcome: Outcome,
    article: Article | None,
    alike: tuple[str, float] | None = None,
) -> ImportedFile:
    """The line of the report for an article of a file; ``alike`` names the one most like it
    and says how like it is."""
    draft = arrival.draft
    reason = None
    why = dict(draft.reasons)
    if alike is not None:
        name, similarity = alike
        near = similarity >= likeness.NEAR_DUPLICATE
        outcome = "near-duplicate" if near else outcome
        word = "near duplicate of" if near else "same story as"
        # Rounded down: what is not the same never says 100 %.
        why["likeness"] = f"{word} {name} ({math.floor(similarity * 100)} %)"
    if outcome == "skipped" and article is not None:
        reason = f"it is in the trash; 'cityreader restore {article.id}' brings it back"
    return replace(
        ImportedFile.of(arrival.shown, outcome, draft.member, draft.details),
        article_uuid=article.uuid if article else None,
        reason=reason,
        why=why,
        warnings=draft.warnings,
    )


def _link(
    unit: Unit,
    draft: ArticleDraft,
    uuid: str | None,
    other_uuid: str | None,
    alignments: Alignments,
) -> bool:
    """Make two articles of one file a pair, English to the left, and say whether they were none.

    ``draft`` is that of the first and may bring the rows.
    """
    left, right = (articles.by_uuid(unit, key or "") for key in (uuid, other_uuid))
    if left is None or right is None or left.deleted or right.deleted or left.id == right.id:
        return False
    if pairs.between(unit, left.id, right.id) is not None:
        return False
    if draft.rows:
        # The second of the two brings them.
        left, right = right, left
    if right.lang == "en" and left.lang != "en":
        left, right = right, left
    bodies = articles.bodies(unit, (left.id, right.id))
    both = bodies[left.id], bodies[right.id]
    given = given_rows(draft, uuid == left.uuid, *both)
    pairs.add(
        unit,
        left.id,
        right.id,
        (left.revision, right.revision),
        given or alignments.rows(*both),
        uuid=unit.identify(),
        origin="import",
        aligner=None if given else alignments.aligner(*both),
    )
    refold(unit, (left.id, right.id))
    return True


def _ever_paired(view: View, uuid: str | None, other_uuid: str | None) -> bool:
    left, right = (articles.by_uuid(view, key or "") for key in (uuid, other_uuid))
    return left is not None and right is not None and pairs.were_ever(view, left.id, right.id)


def _links(draft: ArticleDraft) -> list[TranslationLink]:
    """What a draft says of its text in other languages, paths as files are compared by them."""
    return [
        replace(link, target=plain_stem(link.target)) if link.kind == "path" else link
        for link in draft.translation_links
    ]


def _outcome(view: View, arrival: Arrival, known: Article | None, digest: str) -> Outcome:
    if known is None:
        return "new"
    if known.deleted:
        return "skipped"
    if known.text_sha256 != digest:
        return "updated"
    if arrival.origin not in origins.paths_of(view, known.id):
        return "duplicate"
    same = _respecting_hand(known, arrival.draft).details == known.details
    return "unchanged" if same else "updated"


def _known(view: View, arrival: Arrival, digest: str) -> Article | None:
    """The article this is a copy or a newer state of.

    Identity goes by message, then by address and language, then by the file it came from, then by
    text and title: in a short file the first line may be what tells it from another.
    """
    draft = arrival.draft
    if draft.message_id:
        # A feed gives each entry a name of its own; that of a mail is only as good as its sender.
        named = draft.message_id.startswith(ENTRY)
        for article in articles.same_message(view, draft.message_id):
            is_same = named or tells_the_same(view, article, draft.title, draft.body, digest)
            if article.lang == draft.lang and is_same:
                return article
    if draft.url and names_an_article(draft.url):
        for article in articles.same_url(view, draft.url):
            if article.lang == draft.lang and tells_the_same(
                view, article, draft.title, draft.body, digest
            ):
                return article
    for article_id in origins.from_member(view, arrival.origin, draft.member):
        here = articles.get(view, article_id)
        # The parts of a file move when one is put in front, so their place alone says nothing.
        alone = draft.member is None
        if here is None or not may_be_at(here, draft.url):
            continue
        if alone or tells_the_same(view, here, draft.title, draft.body, digest):
            return here
    title = fold(draft.title)
    alike = [one for one in articles.same_text(view, digest) if fold(one.title) == title]
    return next((article for article in alike if may_be_at(article, draft.url)), None)


def _respecting_hand(known: Article, draft: ArticleDraft) -> ArticleDraft:
    """The draft with every field that a person edited kept as that person left it."""
    by_hand = {name for name, why in known.reasons.items() if why == "by hand"}
    kept: dict[str, Any] = {name: getattr(known, name) for name in by_hand}
    return replace(draft, reasons={**draft.reasons, **dict.fromkeys(by_hand, "by hand")}, **kept)
