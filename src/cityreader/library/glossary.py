"""The glossary: names and terms with their forms in each language and script."""

from collections.abc import Mapping, Sequence

from cityreader.errors import UsageError
from cityreader.library.context import Context
from cityreader.models import GlossaryEntry
from cityreader.store import people
from cityreader.text.safety import clean_line


class GlossaryService:
    """The glossary of a library."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def entries(self) -> list[GlossaryEntry]:
        """Every entry."""
        with self._context.view() as view:
            return people.glossary(view)

    def add(
        self, forms: Mapping[str, Sequence[str]], *, kind: str = "term", note: str | None = None
    ) -> GlossaryEntry:
        """Add an entry with its forms by language. Raises UsageError without any form."""
        cleaned = {
            lang: tuple(form for form in map(clean_line, found) if form)
            for lang, found in forms.items()
        }
        kept = {lang: found for lang, found in cleaned.items() if found}
        if not kept:
            raise UsageError("Empty entry", "A glossary entry needs at least one form.")
        with self._context.unit("glossary entry") as unit:
            entry = GlossaryEntry(
                uuid=unit.identify(), kind=clean_line(kind), forms=kept, note=note
            )
            people.put_glossary_entry(unit, entry)
            unit.describe(f"glossary {next(iter(kept.values()))[0]}")
        return entry
