"""Small turns of phrase that everything people read has in common."""


def counted(count: int, noun: str, several: str = "") -> str:
    """A number with its noun: ``1 article``, ``12,000 articles``; ``several`` for an odd plural."""
    return f"{count:,} {noun if count == 1 else several or f'{noun}s'}"


def on_one_line(text: str) -> str:
    """A text with one space for each stretch of white space in it, and none at its ends."""
    return " ".join(text.split())
