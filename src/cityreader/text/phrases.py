"""Small turns of phrase that everything people read has in common."""

from datetime import datetime

SHOWN_QUOTE = 28
"""Code points of a quote that a message or a step of the history repeats."""


def counted(count: int, noun: str, several: str = "") -> str:
    """A number with its noun: ``1 article``, ``12,000 articles``; ``several`` for an odd plural."""
    return f"{count:,} {noun if count == 1 else several or f'{noun}s'}"


def cited(title: str, source: str | None, date: str | None) -> str:
    """A title with where and when it was published: ``Two towns sign (Harbour Post, 2025-03)``."""
    facts = ", ".join(fact for fact in (source, date) if fact)
    return f"{title} ({facts})" if facts else title


def local_time(at: str) -> str:
    """A moment of a library, ISO 8601, on the clock of this machine: ``2026-03-01 18:04``."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")


def on_one_line(text: str) -> str:
    """A text with one space for each stretch of white space in it, and none at its ends."""
    return " ".join(text.split())


def shortened(text: str, most: int = SHOWN_QUOTE) -> str:
    """A text on one line, of at most so many code points; ``…`` stands for what is left out."""
    line = on_one_line(text)
    return line if len(line) <= most else f"{line[: most - 1]}…"
