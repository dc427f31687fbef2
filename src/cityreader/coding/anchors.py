"""Where a mark stands: checking a span, finding it by its words, carrying it to a new revision."""

from functools import lru_cache
from html import unescape

from cityreader.coding.revision_diff import RevisionDiff
from cityreader.coding.text_borders import ends_sentence
from cityreader.errors import UsageError
from cityreader.models import AnchorStatus, Quote, Span
from cityreader.text.graphemes import is_boundary, snap
from cityreader.text.han import count_han
from cityreader.text.phrases import shortened
from cityreader.text.safety import clean
from cityreader.text.scripts import fold
from cityreader.text.sentences import sentences

CONTEXT = 32
"""Code points of text kept on each side of a quote."""

SHORT = 12
"""Weight below which a quote needs matching context: 6 Han or 12 other characters."""

_QUOTE = 60
"""Code points of a quote that an error repeats."""

# Text that must agree around a long quote for its place to be taken as certain (Han counts double).
_SOME_CONTEXT = 10
# The weight of a single Chinese character, or of a mark and a space.
_SIGN = 2
# Marks that stand for each other when a text is set anew; folding has joined others by then.
_SAME_MARKS = str.maketrans("「」『』《》〈〉'。、", '"' * 9 + ".,")
# The share of the agreement of a place from which another one is as likely.
_RIVAL_SHARE = 0.75
# The share of a text that its next revision keeps; with less it may be another article.
_SAME_ARTICLE = 0.5
# Both texts begin or end right there: as good as a few agreeing characters.
_BORDER = 4


def quote_span(body: str, span: Span) -> Quote:
    """The words of ``span`` and up to ``CONTEXT`` code points on each side."""
    return Quote(
        exact=body[span.start : span.end],
        prefix=body[max(span.start - CONTEXT, 0) : span.start],
        suffix=body[span.end : span.end + CONTEXT],
    )


def check_span(body: str, span: Span) -> None:
    """Raise ``UsageError`` where ``span`` is empty, leaves ``body`` or cuts a character."""
    start, end = span
    if not 0 <= start <= end <= len(body):
        raise UsageError(
            "Span outside the text",
            f"The span {start}-{end} leaves the text, which has {len(body)} characters.",
        )
    if start == end:
        raise UsageError("Empty span", f"The span {start}-{end} holds no text.")
    for index in span:
        if not is_boundary(body, index):
            raise UsageError(
                "Span cuts a character",
                f"The span {start}-{end} cuts through the character at {index}.",
                f"The nearest whole span is {'-'.join(map(str, snap(body, span)))}.",
            )


def find_quote(body: str, quote_text: str, occurrence: int | None = None) -> Span:
    """The span of ``quote_text`` in ``body``; ``occurrence`` counts from 1, 1 where it is None.

    The quote is cleaned as bodies are. Hits do not overlap and never cut a character. Raises
    ``UsageError`` where the quote is empty, absent, or has fewer hits than ``occurrence``.
    """
    exact = clean(quote_text).text
    if not exact:
        raise UsageError("Empty quote", "The quote holds no text.", "Give some words of the text.")
    wanted = 1 if occurrence is None else occurrence
    if wanted < 1:
        raise UsageError("Wrong occurrence", f"Occurrences count from 1, not {wanted}.")
    hits = _hits(body, exact, at_most=wanted)
    told = shortened(exact, _QUOTE)
    if not hits:
        raise UsageError("Quote not found", f"“{told}” is not in the text.")
    if len(hits) < wanted:
        times = "once" if len(hits) == 1 else f"{len(hits)} times"
        raise UsageError(
            "Quote not found",
            f"“{told}” is in the text {times}; occurrence {wanted} was asked for.",
        )
    return hits[-1]


def occurrence_of(body: str, span: Span) -> tuple[int, int]:
    """Which hit of its words ``span`` is, counted as ``find_quote`` does, and of how many."""
    hits = _hits(body, body[slice(*span)])
    number = sum(hit.start <= span.start for hit in hits)
    return max(number, 1), max(len(hits), 1)


def carry_over(old_body: str, new_body: str, span: Span) -> tuple[Span | None, AnchorStatus]:
    """Where ``span`` of ``old_body`` stands in ``new_body``, and how sure that is.

    ``ok``: the same words in the same surroundings, as the difference of the two texts shows.
    ``moved``: the same words elsewhere, found by what stands around them. ``review``: the words
    changed, or their surroundings did so much that a person should look. ``orphan``: gone (None).
    """
    if old_body == new_body:
        return span, "ok"
    difference = _difference(old_body, new_body)
    image = difference.image(span)
    if image is not None:
        exact = old_body[slice(*span)]
        image = snap(new_body, _trimmed(new_body, image, exact))
        context = _agreement(old_body, span, new_body, image)
        changed = new_body[slice(*image)] != exact
        if context >= _context_needed(exact):
            doubtful = (
                changed
                or difference.is_loose(span)
                or _has_rival(difference, span, context)
                or _is_one_sided(old_body, span, new_body, image)
                or not (
                    _is_held(old_body, span, new_body, image)
                    or (_is_unique(difference, exact) and not _is_joined(exact))
                )
            )
            return image, "review" if doubtful else "ok"
        if not changed and (context >= _BORDER or _weight(exact) >= SHORT):
            return image, "ok" if _is_own_sentence(difference, span, image) else "review"
    return _found_elsewhere(difference, span)


def _trimmed(body: str, span: Span, exact: str) -> Span:
    """The span without white space at an end where the words had none."""
    start, end = span
    text = body[start:end]
    if not exact[:1].isspace():
        start += len(text) - len(text.lstrip())
    if not exact[-1:].isspace():
        end -= len(text) - len(text.rstrip())
    return Span(start, end) if start < end else span


def _has_rival(difference: RevisionDiff, span: Span, context: int) -> bool:
    """Whether the words also stand at a new place whose surroundings agree almost as well.

    A paragraph that was repeated is such a place: nobody can tell which of the two is the old one.
    """
    exact = difference.old[slice(*span)]
    return any(
        _agreement(difference.old, span, difference.new, hit) >= _RIVAL_SHARE * context
        for hit in _new_hits(difference, exact)
    )


@lru_cache(maxsize=256)
def _new_hits(difference: RevisionDiff, exact: str) -> tuple[Span, ...]:
    """Where the words stand in the new text and did not come to from the old one."""
    taken = {difference.image(hit) for hit in _hits(difference.old, exact)}
    return tuple(hit for hit in _hits(difference.new, exact) if hit not in taken)


def _found_elsewhere(difference: RevisionDiff, span: Span) -> tuple[Span | None, AnchorStatus]:
    """Find the words at a place of the new text that no other place of the old text went to."""
    old, new = difference.old, difference.new
    exact = old[slice(*span)]
    taken = {difference.image(hit) for hit in _hits(old, exact) if hit != span}
    ranked = sorted(
        ((_agreement(old, span, new, hit), hit) for hit in _hits(new, exact) if hit not in taken),
        reverse=True,
    )
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None, "orphan"
    context, best = ranked[0]
    if context >= SHORT and not _is_one_sided(old, span, new, best):
        second = ranked[1][0] if len(ranked) > 1 else 0
        certain = second < _RIVAL_SHARE * context and _is_held(old, span, new, best)
        return best, "moved" if certain else "review"
    if _weight(exact) < SHORT and not _is_singular(difference, exact):
        return None, "orphan"
    return best, "moved" if _is_own_sentence(difference, span, best) else "review"


def _is_own_sentence(difference: RevisionDiff, span: Span, found: Span) -> bool:
    """Whether a whole sentence of the article can be told without anything that stood around it."""
    exact = difference.old[slice(*span)]
    return (
        _weight(exact) >= SHORT
        and _is_whole(difference.old, span)
        and _is_whole(difference.new, found)
        and _is_singular(difference, exact)
    )


def _is_singular(difference: RevisionDiff, exact: str) -> bool:
    """Whether words, not a mere sign, stand once in both of two texts that are mostly the same."""
    if _weight(exact) <= _SIGN:
        return False
    return difference.share_kept >= _SAME_ARTICLE and _is_unique(difference, exact)


@lru_cache(maxsize=2)
def _difference(old_body: str, new_body: str) -> RevisionDiff:
    """Kept, because every mark of an article is carried over in turn."""
    return RevisionDiff(old_body, new_body)


def _hits(body: str, exact: str, at_most: int | None = None) -> list[Span]:
    hits: list[Span] = []
    start = body.find(exact) if exact else -1
    while start >= 0 and (at_most is None or len(hits) < at_most):
        end = start + len(exact)
        if is_boundary(body, start) and is_boundary(body, end):
            hits.append(Span(start, end))
            start = body.find(exact, end)
        else:
            start = body.find(exact, start + 1)
    return hits


def _agreement(old: str, old_span: Span, new: str, new_span: Span) -> int:
    """The weight of the text next to both spans that agrees, folded and without white space."""
    return sum(_agreements(old, old_span, new, new_span))


def _is_one_sided(old: str, old_span: Span, new: str, new_span: Span) -> bool:
    """Whether a short quote has other text right beside it, and too little that tells on the
    other side; of a single sign, which is everywhere, nothing tells enough."""
    weight = _weight(old[slice(*old_span)])
    less, more = sorted(_agreements(old, old_span, new, new_span))
    if weight <= _SIGN:
        return less < _BORDER
    return weight < SHORT and less == 0 and more < SHORT + _BORDER


def _is_held(old: str, old_span: Span, new: str, new_span: Span) -> bool:
    """Whether both ends of a quote stand as they did: by the same words or at a sentence's end.

    What follows on other words in mid-sentence may have been put together from two places.
    """
    agreements = _agreements(old, old_span, new, new_span)
    needed = SHORT if _is_joined(old[slice(*old_span)]) else _BORDER
    return all(
        agreement >= needed or (ends_sentence(old, before) and ends_sentence(new, after))
        for agreement, before, after in zip(agreements, old_span, new_span, strict=True)
    )


def _is_joined(exact: str) -> bool:
    """Whether a quote is made of parts of several sentences."""
    return len(sentences(exact)) > 1


def _is_whole(text: str, span: Span) -> bool:
    """Whether a span begins and ends where sentences do."""
    return ends_sentence(text, span.start) and ends_sentence(text, span.end)


def _is_unique(difference: RevisionDiff, exact: str) -> bool:
    """Whether the words stand once in both texts, so that they can only be the same ones."""
    return len(_hits(difference.old, exact, 2)) == 1 == len(_hits(difference.new, exact, 2))


def _agreements(old: str, old_span: Span, new: str, new_span: Span) -> tuple[int, int]:
    before, after = quote_span(old, old_span), quote_span(new, new_span)
    return (
        _common(_context(before.prefix)[::-1], _context(after.prefix)[::-1]),
        _common(_context(before.suffix), _context(after.suffix)),
    )


def _context(text: str) -> str:
    """A text as surroundings are compared: folded, in a line, characters of HTML read as such."""
    return "".join(fold(unescape(text)).split()).translate(_SAME_MARKS)


def _common(left: str, right: str) -> int:
    """The weight of the common beginning of two texts."""
    length = 0
    while length < min(len(left), len(right)) and left[length] == right[length]:
        length += 1
    border = _BORDER if length == len(left) == len(right) else 0
    return _weight(left[:length]) + border


def _context_needed(exact: str) -> int:
    return SHORT if _weight(exact) < SHORT else _SOME_CONTEXT


def _weight(text: str) -> int:
    """Characters, Han ones counted double: one says about as much as two Latin letters."""
    return len(text) + count_han(text)
