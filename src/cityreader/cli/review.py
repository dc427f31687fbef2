"""``review``: what waits for a decision."""

from typing import TYPE_CHECKING

import click

from cityreader.cli import output
from cityreader.cli.options import json_option
from cityreader.cli.pairing import proposal_record, say_proposals
from cityreader.cli.session import Session
from cityreader.library.waiting import waiting_in
from cityreader.text.phrases import counted

if TYPE_CHECKING:
    from cityreader.models import Conflict

_SHOWN = 160
"""Code points of a version on one line."""

_BEFORE = 40
"""Code points before the first difference, where it stands too far behind to be seen else."""


@click.command()
@json_option
@click.pass_obj
def review(session: Session, as_json: bool) -> None:
    """List what waits for a decision.

    Counterparts that were found, rows of pairs that are doubtful, marks that moved with their text
    or lost it, pairs that an older version aligned, and conflicts: records that were changed on
    both sides of a merge. Nothing is changed; on the screen R goes through them one by one.

    With --json: "proposals" as 'pair --auto --json' prints them, "rows" and "marks", each a list
    of {"article", "count"}, "older", a list of {"left", "right"}, and "conflicts", a list of
    {"kind": "conflict", "record", "title", "article", "versions", "makers"}, the version in force
    first; of what a merge brought "coder" is whose record it is.

    \b
    Examples:
      cityreader review
      cityreader review --json | jq '.rows[].article'
    """
    with session.open() as library:
        library.counterparts.propose()
        waiting = waiting_in(library)
        conflicts = waiting.conflicts
        if as_json:
            output.print_json(
                {
                    "proposals": [proposal_record(one) for one in waiting.proposals],
                    "rows": [{"article": key, "count": count} for key, count in waiting.rows],
                    "marks": [{"article": key, "count": count} for key, count in waiting.marks],
                    "older": [{"left": left, "right": right} for left, right in waiting.older],
                    "conflicts": [_record(one) for one in conflicts],
                }
            )
        else:
            say_proposals(library, waiting.proposals)
            for noun, found in (("doubtful row", waiting.rows), ("mark", waiting.marks)):
                for key, count in found:
                    output.say_fields(f"{counted(count, noun)} to check", f"article {key}")
            for left, right in waiting.older:
                output.say_fields("aligned by an older version", f"pair {left} ⇄ {right}")
            for conflict in conflicts:
                _say(conflict)
        if not waiting.total:
            output.note("Nothing waits for a decision.")
            return
        output.note(
            f"{counted(waiting.total, 'decision')} to make:"
            f" {counted(len(waiting.proposals), 'proposal')},"
            f" {counted(sum(n for _, n in waiting.rows), 'doubtful row')}"
            + (f" in {counted(len(waiting.rows), 'pair')}" * bool(waiting.rows))
            + f", {counted(sum(n for _, n in waiting.marks), 'mark')} to review"
            + (f", {counted(len(waiting.older), 'pair')} to align anew" * bool(waiting.older))
            + (f", {counted(len(conflicts), 'conflict')} to decide" * bool(conflicts))
            + "."
        )


def _record(conflict: "Conflict") -> dict[str, object]:
    return {
        "kind": "conflict",
        "record": conflict.record,
        "title": conflict.title,
        "article": conflict.article_id,
        "versions": [list(version.lines) for version in conflict.versions],
        "makers": [
            {
                "coder": version.coder or None,
                "at": version.at or None,
                "brought_by": version.brought_by or None,
            }
            for version in conflict.versions
        ],
    }


def _say(conflict: "Conflict") -> None:
    where = f"article {conflict.article_id}" if conflict.article_id else "library"
    output.say_fields(f"conflict: {conflict.title}", where)
    told = [" ".join(" · ".join(version.lines).split()) for version in conflict.versions]
    signs = enumerate(zip(*told, strict=False))
    alike = next((number for number, here in signs if len(set(here)) > 1), 0)
    start = alike - _BEFORE if alike > _SHOWN - _BEFORE else 0
    for number, words in enumerate(told):
        word = "or" if number else "in force"
        shown = words[start : start + _SHOWN]
        output.say_fields(f"  {word}", f"…{shown}" if start else shown)
