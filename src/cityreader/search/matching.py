"""Whether a text holds what a clause asks for, read letter by letter."""

from cityreader.models import Clause


def holds(clause: Clause, text: str) -> bool:
    """Whether a folded text meets a clause that asks for no field.

    Each line of the text is one title (or one paragraph): a ``prefix`` stands at the start of any
    of them. A ``word`` must stand there as it is.
    """
    if clause.kind == "any":
        found = any(holds(part, text) for part in clause.alternatives)
    else:
        found = _stands(clause, text)
    return found != clause.negated


def _stands(clause: Clause, text: str) -> bool:
    value = clause.values[0]
    match clause.kind:
        case "prefix":
            return text.startswith(value) or f"\n{value}" in text
        case "suffix":
            return text.endswith(value) or f"{value}\n" in text
        case "whole":
            return value in text.split("\n")
    return value in text
