"""The fields of a glossary entry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from textual.app import ComposeResult

from cityreader.text.safety import clean_line
from cityreader.ui.dialogs.fields import TextField
from cityreader.ui.dialogs.form import FormDialog, FormLine
from cityreader.ui.safety import plain
from cityreader.ui.widgets.words import Words

LANGUAGES = {"en": "English", "zh-Hant": "traditional", "zh-Hans": "simplified"}
GUIDE = {
    "kind": "person, city, government, organisation, term, or any word of yours.",
    "note": "Anything to remember; shown in the gloss line.",
}


@dataclass(frozen=True, slots=True)
class EntryFields:
    """An entry as it is typed; several forms of a language are parted by ``|``.

    ``others`` are the forms in languages that have no field; they stay as they are.
    """

    kind: str
    en: str
    hant: str
    hans: str
    note: str
    others: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, kind: str, forms: Mapping[str, Sequence[str]], note: str | None) -> "EntryFields":
        """The fields of an entry."""
        typed = {lang: " | ".join(forms.get(lang, ())) for lang in LANGUAGES}
        others = {lang: tuple(found) for lang, found in forms.items() if lang not in LANGUAGES}
        return cls(kind, typed["en"], typed["zh-Hant"], typed["zh-Hans"], note or "", others)

    @property
    def forms(self) -> dict[str, list[str]]:
        """The forms by language."""
        typed = {"en": self.en, "zh-Hant": self.hant, "zh-Hans": self.hans}
        forms = {lang: _parts(text) for lang, text in typed.items()}
        forms |= {lang: list(found) for lang, found in self.others.items()}
        return {lang: found for lang, found in forms.items() if found}


class EntryDialog(FormDialog[EntryFields | None, EntryFields]):
    """Asks for the forms of an entry; ``row`` is the text in which the other form stands."""

    def __init__(
        self, begun: EntryFields, title: str, row: str = "", *, focus: str = "en", key: str = ""
    ) -> None:
        super().__init__(title, begun, f"term:{key or begun.en or begun.hant or begun.hans}")
        self._row = row
        self._first = {"en": "en", "zh-Hant": "hant", "zh-Hans": "hans"}.get(focus, "en")

    def compose_lines(self) -> ComposeResult:
        """The row, a field a language, kind and note."""
        if self._row:
            yield Words(plain(" ".join(self._row.split())), classes="quote")
        for name, label in zip(("en", "hant", "hans"), LANGUAGES.values(), strict=True):
            text = getattr(self.shown, name)
            yield FormLine(label, TextField(text, hint="none", id=name), gap=name == "en")
        yield FormLine("kind", TextField(self.shown.kind, id="kind"))
        yield FormLine("note", TextField(self.shown.note, hint="none", id="note"))

    def begin(self) -> None:
        """Typing begins at the form that is asked for."""
        self.set_focus(self.query_one(f"#{self._first}"))

    def typed(self) -> EntryFields:
        """What stands in the fields."""
        texts = {
            name: self.query_one(f"#{name}", TextField).text
            for name in ("kind", "en", "hant", "hans", "note")
        }
        return EntryFields(**texts, others=self.begun.others)

    def wrong(self) -> dict[str, str]:
        """An entry without any form."""
        return {} if self.typed().forms else {"en": "An entry needs a form in some language."}

    def answer(self) -> EntryFields:
        """The entry as it stands in the fields."""
        return self.typed()

    def guidance(self, field: str) -> str:
        """What the field takes."""
        return GUIDE.get(field, "The name or term in this language; | parts several forms.")


def _parts(text: str) -> list[str]:
    return [form for part in text.split("|") if (form := clean_line(part))]
