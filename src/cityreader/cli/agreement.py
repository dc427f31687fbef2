"""``agreement`` and ``methods``: how far coders agree, and a paragraph for a paper."""

from typing import TYPE_CHECKING

import click

from cityreader.cli import output
from cityreader.cli.options import json_option
from cityreader.cli.session import Session
from cityreader.text.phrases import counted

if TYPE_CHECKING:
    from cityreader.models.agreement import Agreement, Alpha, SpanScore

LABEL = 20
"""Cells of the name of a figure."""


@click.command()
@json_option
@click.pass_obj
def agreement(session: Session, as_json: bool) -> None:
    """Tell how far coders agree, by two and all together.

    Only articles that two coders marked as done count. Whether a sentence mentions an event, and
    the type and status of matched events, are given as Krippendorff's alpha (nominal); the words as
    F1 of equal and of overlapping spans. Where a figure is not defined it says why.

    With --json: "coders", "pairs" and "overall" (null where no two did the same article).

    \b
    Examples:
      cityreader agreement
      cityreader agreement --json | jq '.overall.mention.alpha'
    """
    with session.open() as library:
        report, names = library.agreement.report(), library.records.coders()
    if as_json:
        output.print_json(
            {
                "coders": [
                    {"id": uuid, "name": names[uuid], "done": count}
                    for uuid, count in sorted(report.done.items())
                ],
                "pairs": [_record(found) for found in report.pairs],
                "overall": _record(report.overall) if report.overall else None,
            }
        )
        return
    if report.overall is None:
        output.note("No article is marked as done by two coders, so there is nothing to compare.")
        return
    for found in report.pairs:
        _say(found, " and ".join(names[uuid] for uuid in found.coders))
    if len(report.pairs) > 1:
        _say(report.overall, f"all {len(report.overall.coders)} coders")


@click.command()
@click.pass_obj
def methods(session: Session) -> None:
    """Print a paragraph for a paper: what was coded, and how.

    Sources, period, counts, codebook with its hash, coders, agreement and the version of the
    program, in plain English for the methods section of a paper; nothing that is not in the
    library.

    \b
    Examples:
      cityreader methods
      cityreader methods > methods.txt
    """
    with session.open() as library:
        text = library.agreement.methods()
    if not output.to_terminal():
        output.say(text)
        return
    for line in output.wrapped(text, min(output.columns(), output.WIDEST)):
        output.say(line)


def _say(found: "Agreement", who: str) -> None:
    articles = counted(found.articles, "article")
    units = counted(found.units, "sentence")
    events = counted(found.events, "event")
    figures = [
        ("mention of an event", *_of_alpha(found.mention, "sentence")),
        ("type", *_of_alpha(found.type, "matched event")),
        ("status", *_of_alpha(found.status, "matched event")),
        ("words, equal", *_of_score(found.exact)),
        ("words, overlapping", *_of_score(found.overlapping)),
        (
            "dates equal",
            _number(found.dates.value),
            found.dates.why or f"{found.dates.count:,} of {found.dates.of:,}",
        ),
    ]
    if not output.to_terminal():
        for name, value, rest in figures:
            output.say_fields(who, name, value, rest)
        return
    output.say_styled(output.bold(who))
    output.say(f"  {articles} done, {units}, {events}, {found.matched:,} of them matched")
    for name, value, rest in figures:
        output.say_styled(
            f"  {output.fitted(name, LABEL)}  {output.bold(value):>6}  {output.dim(rest)}"
        )


def _of_alpha(alpha: "Alpha", noun: str) -> tuple[str, str]:
    if alpha.value is None:
        return "—", f"not defined: {alpha.why}"
    agreed = f"{alpha.agreed:.0%} the same, " if alpha.agreed is not None else ""
    return _number(alpha.value), f"alpha, {agreed}{counted(alpha.units, noun)}"


def _of_score(score: "SpanScore") -> tuple[str, str]:
    if score.value is None:
        return "—", f"not defined: {score.why}"
    return _number(score.value), f"F1, {2 * score.matched:,} of {counted(score.spans, 'span')}"


def _number(value: float | None) -> str:
    return "—" if value is None else f"{value:.3f}"


def _record(found: "Agreement") -> dict[str, object]:
    def alpha(one: "Alpha") -> dict[str, object]:
        return {"alpha": one.value, "agreed": one.agreed, "units": one.units, "why": one.why}

    def score(one: "SpanScore") -> dict[str, object]:
        return {"f1": one.value, "matched": one.matched, "spans": one.spans, "why": one.why}

    dates = found.dates
    return {
        "coders": list(found.coders),
        "articles": found.articles,
        "sentences": found.units,
        "events": found.events,
        "matched": found.matched,
        "mention": alpha(found.mention),
        "type": alpha(found.type),
        "status": alpha(found.status),
        "spans": {"exact": score(found.exact), "overlapping": score(found.overlapping)},
        "dates": {"share": dates.value, "equal": dates.count, "of": dates.of, "why": dates.why},
    }
