"""Making a library that was not there."""

from collections.abc import Callable
from pathlib import Path

from cityreader.store import codebooks, opening


def found(path: Path, clock: Callable[[], str], identify: Callable[[], str]) -> None:
    """Make a library with the default codebook, whole or not at all."""
    from cityreader.coding.codebook import default_codebook
    from cityreader.store.session import Unit

    def furnish(unit: Unit) -> None:
        unit.set_setting("uuid", identify())
        codebooks.put(unit, default_codebook())

    opening.create(path, furnish, clock, identify)
