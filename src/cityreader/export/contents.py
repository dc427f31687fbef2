"""What a written export holds, and what its format could not hold, counted and said."""

from cityreader.export.formats import Contents, Format, Stamped
from cityreader.models import Dossier, ExportSummary
from cityreader.text.phrases import counted


def summary(stamped: Stamped, format: Format) -> ExportSummary:
    """What is in the file that ``format`` made, and what of the export is not.

    What a format leaves out is the difference, told by its reasons where it has them.
    """
    whole = everything(stamped.dossier)
    contents = Contents(whole) if format.contents is None else format.contents(stamped)
    held = [counted(count, noun) for noun, count in contents.held.items() if count]
    missing = {noun: count - contents.held.get(noun, 0) for noun, count in whole.items()}
    told = [reason for noun, reason in contents.reasons.items() if missing[noun]]
    untold = [
        counted(count, noun)
        for noun, count in missing.items()
        if count and noun not in contents.reasons
    ]
    nothing = counted(0, next(iter(contents.held)))
    return ExportSummary(", ".join(held) or nothing, ", ".join(told + untold))


def everything(dossier: Dossier) -> dict[str, int]:
    """How many records of each kind there are; a pair that was refused is none."""
    return {
        "article": len(dossier.articles),
        "pair": sum(pair.status == "linked" for pair in dossier.pairs),
        "mark": len(dossier.annotations),
        "event": len(dossier.events),
        "term": len(dossier.glossary),
    }
