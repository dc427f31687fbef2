"""How a library was made and coded, as a paragraph for the methods section of a paper."""

from collections.abc import Iterable

from cityreader.models import Codebook
from cityreader.models.agreement import Agreement, AgreementReport, Alpha, Share, SpanScore
from cityreader.models.census import Census, CoderCensus
from cityreader.models.people import CONSENSUS, CONSENSUS_UUID, Coder, told_apart
from cityreader.text.phrases import counted

LANGUAGES = {
    "en": "English",
    "zh": "Chinese",
    "zh-Hans": "Chinese (simplified)",
    "zh-Hant": "Chinese (traditional)",
}
SOURCES_NAMED = 5
"""Sources that the paragraph names; of more it gives the number."""

KINDS = {"mention": "event mention", "role": "role", "topic": "topic", "note": "note"}


def paragraph(
    census: Census,
    codebook: Codebook,
    report: AgreementReport,
    *,
    project: str | None,
    version: str,
) -> str:
    """One paragraph of whole sentences; what is not in the library has no sentence."""
    coders = [one for one in census.coders if one.uuid != CONSENSUS_UUID]
    sentences = [
        *_corpus(census, project),
        *_codebook(codebook, coders),
        *_coding(census, coders),
        *_agreement(coders, report),
        f"Counted by cityreader {version}.",
    ]
    return " ".join(sentences)


def _corpus(census: Census, project: str | None) -> Iterable[str]:
    named = f"The library “{project}”" if project else "The library"
    if not census.articles:
        yield f"{named} holds no articles."
        return
    languages = _listed(f"{n:,} in {_language(lang)}" for lang, n in census.languages.items())
    yield f"{named} holds {counted(census.articles, 'article')}, {languages}{_sources(census)}."
    yield from _period(census)
    if census.pairs:
        total = sum(census.pairs.values())
        kinds = _listed(
            f"{n:,} {_language(one)} and {_language(other)}"
            for (one, other), n in census.pairs.items()
        )
        pairs = counted(total, "pair of articles is", "pairs of articles are")
        yield f"{pairs} linked as translations of each other ({kinds})."
    if census.translations:
        noun = counted(census.translations, "further text")
        verb = "is a translation" if census.translations == 1 else "are translations"
        yield f"{noun} {verb} written in the program."


def _period(census: Census) -> Iterable[str]:
    dated = census.articles - census.undated
    if not census.first or not census.last:
        yield "None of them has a date." if census.articles > 1 else "It has no date."
        return
    one_day = census.first == census.last
    period = f"on {census.first}" if one_day else f"between {census.first} and {census.last}"
    if census.undated:
        undated = f"; {census.undated:,} {_has(census.undated)} no date"
        yield f"{dated:,} of them {_was(dated)} published {period}{undated}."
    else:
        yield f"{'It' if dated == 1 else 'They'} {_was(dated)} published {period}."


def _sources(census: Census) -> str:
    number = len(census.sources)
    if not number:
        return ", without named sources"
    shown = list(census.sources.items())[:SOURCES_NAMED]
    names = _listed(f"{name} ({n:,})" for name, n in shown)
    if number > SOURCES_NAMED:
        text = f", from {number:,} sources, the most frequent being {names}"
    else:
        text = f", from {counted(number, 'source')}: {names}"
    without = census.unsourced
    return f"{text}; {without:,} {_has(without)} no named source" if without else text


def _codebook(codebook: Codebook, coders: list[CoderCensus]) -> Iterable[str]:
    if any(one.total or one.events for one in coders):
        types, topics = len(codebook.event_types), len(codebook.topics)
        yield (
            f"The codebook in force is “{codebook.id}”, version {codebook.version}"
            f" (SHA-256 {codebook.sha256}), with {counted(types, 'event type')}"
            f" and {counted(topics, 'topic')}."
        )


def _coding(census: Census, coders: list[CoderCensus]) -> Iterable[str]:
    if not coders:
        yield "Nothing has been coded."
        return
    names = told_apart(Coder(one.uuid, one.name) for one in coders)
    if len(coders) > 1:
        each = _listed(names.values())
        yield f"There are {len(coders):,} coders: {each}."
    for one in coders:
        yield _work_of(one, names[one.uuid], alone=len(coders) == 1)
    if census.event_languages:
        total = sum(census.event_languages.values())
        kinds = _listed(
            f"{n:,} {'is' if n == 1 else 'are'} mentioned in"
            f" {_listed(map(_language, languages.split(',')))}"
            for languages, n in census.event_languages.items()
        )
        yield f"Of the {counted(total, 'event')}, {kinds}."
    agreed = next((one for one in census.coders if one.uuid == CONSENSUS_UUID), None)
    if agreed is not None and agreed.events:
        yield (
            f"{counted(agreed.events, 'event')} {_was(agreed.events)} adopted after comparison of"
            f" the codings and stored under the name “{CONSENSUS}”."
        )


def _work_of(one: CoderCensus, name: str, *, alone: bool) -> str:
    kinds = _listed(counted(one.marks[kind], noun) for kind, noun in KINDS.items()
                    if one.marks.get(kind))  # fmt: skip
    languages = _listed(f"{n:,} in {_language(lang)}" for lang, n in one.languages.items())
    subject = f"One coder, {name}," if alone else name
    parts = []
    if one.events:
        parts.append(f"recorded {counted(one.events, 'event')} of {counted(one.types, 'type')}")
    if one.total:
        parts.append(f"made {counted(one.total, 'mark')} ({kinds}; {languages})")
    if one.accepted:
        accepted = counted(one.accepted, "accepted suggestion")
        parts[-1] += f", among them {accepted}"
    if one.done:
        parts.append(f"marked {counted(one.done, 'article')} as done")
    return f"{subject} {_listed(parts)}."


def _agreement(coders: list[CoderCensus], report: AgreementReport) -> Iterable[str]:
    if not coders:
        return
    overall = report.overall
    if overall is None:
        if len(coders) > 1:
            yield "No article was marked as done by two of them, so agreement was not measured."
        else:
            yield "With one coder, agreement was not measured."
        return
    names = told_apart(Coder(one.uuid, one.name) for one in coders)
    two = len(overall.coders) == 2
    who = f"both {_listed(names[uuid] for uuid in overall.coders)}" if two else "two or more"
    yield (
        f"{counted(overall.articles, 'article')} ({counted(overall.units, 'sentence')}; a pair"
        f" and its rows counted once) {_was(overall.articles)} marked as done by {who}, and"
        " agreement was measured there."
    )
    yield from _figures(overall)
    if len(report.pairs) > 1:
        each = _listed(
            f"{' and '.join(names[uuid] for uuid in one.coders)} {_alpha(one.mention)}"
            for one in report.pairs
        )
        yield f"Of two coders each, alpha for the mention of an event was: {each}."


def _figures(overall: Agreement) -> Iterable[str]:
    yield (
        "Whether a sentence mentions an event agreed with Krippendorff's alpha (nominal)"
        f" {_alpha(overall.mention)}."
    )
    if not overall.matched:
        yield "No event of one coder overlaps one of another."
        return
    yield (
        f"{overall.matched:,} of the {overall.events:,} events there were matched by overlapping"
        f" words or the same row; on these alpha was {_alpha(overall.type)} for the type and"
        f" {_alpha(overall.status)} for the status, and the dates were equal in"
        f" {_share(overall.dates)} comparisons."
    )
    yield (
        f"F1 of the marked words was {_score(overall.exact)} for equal and"
        f" {_score(overall.overlapping)} for overlapping spans."
    )


def _alpha(alpha: Alpha) -> str:
    if alpha.value is None:
        return f"undefined ({alpha.why})"
    return f"{alpha.value:.3f}"


def _score(score: SpanScore) -> str:
    return f"undefined ({score.why})" if score.value is None else f"{score.value:.3f}"


def _share(share: Share) -> str:
    return f"{share.count:,} of {share.of:,}"


def _language(lang: str) -> str:
    return LANGUAGES.get(lang, lang)


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


def _has(number: int) -> str:
    return "has" if number == 1 else "have"


def _listed(parts: Iterable[str]) -> str:
    """``a, b and c``."""
    found = list(parts)
    return " and ".join([", ".join(found[:-1]), found[-1]]) if len(found) > 1 else "".join(found)
