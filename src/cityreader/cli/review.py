"""``review``: what waits for a decision."""

import click

from cityreader.cli import output
from cityreader.cli.pairing import proposal_record, say_proposals
from cityreader.cli.session import Session


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def review(session: Session, as_json: bool) -> None:
    """List what waits for a decision.

    Counterparts that were found, rows of pairs that are doubtful, marks that moved with their text
    or lost it, and pairs that an older version aligned. Nothing is changed; on the screen R goes
    through them one by one.

    With --json: "proposals" as 'pair --auto --json' prints them, "rows" and "marks", each a list
    of {"article", "count"}, and "older", a list of {"left", "right"}.

    \b
    Examples:
      cityreader review
      cityreader review --json | jq '.rows[].article'
    """
    with session.open() as library:
        library.counterparts.propose()
        waiting = library.counterparts.review()
        if as_json:
            output.print_json(
                {
                    "proposals": [proposal_record(one) for one in waiting.proposals],
                    "rows": [{"article": key, "count": count} for key, count in waiting.rows],
                    "marks": [{"article": key, "count": count} for key, count in waiting.marks],
                    "older": [{"left": left, "right": right} for left, right in waiting.older],
                }
            )
        else:
            say_proposals(library, waiting.proposals)
            for noun, found in (("doubtful row", waiting.rows), ("mark", waiting.marks)):
                for key, count in found:
                    output.say_fields(f"{output.plural(count, noun)} to check", f"article {key}")
            for left, right in waiting.older:
                output.say_fields("aligned by an older version", f"pair {left} ⇄ {right}")
        if not waiting.total:
            output.note("Nothing waits for a decision.")
            return
        output.note(
            f"{output.plural(len(waiting.proposals), 'proposal')},"
            f" {output.plural(sum(n for _, n in waiting.rows), 'doubtful row')},"
            f" {output.plural(sum(n for _, n in waiting.marks), 'mark')} to review"
            + (f", {output.plural(len(waiting.older), 'pair')} to align anew" * bool(waiting.older))
            + "."
        )
