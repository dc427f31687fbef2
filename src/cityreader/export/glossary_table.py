"""The glossary as a table: tab-separated values in UTF-8, with a line of column names.

Columns are ``kind``, one for each language (``en``, ``zh-Hant``, ``zh-Hans`` and others by their
code), ``note`` and ``id``; several forms in one cell are parted by ``|``. A cell that a spreadsheet
could take for a formula has a ``'`` in front, which reading takes away again.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from cityreader.errors import UsageError
from cityreader.export.target import write_atomically
from cityreader.models import GlossaryEntry
from cityreader.regularfile import read_regular
from cityreader.text.formulas import defused, restored
from cityreader.text.phrases import on_one_line
from cityreader.text.safety import clean_line

LANGUAGES = ("en", "zh-Hant", "zh-Hans")
"""The columns of languages that are always there."""

LARGEST_BYTES = 20_000_000
MOST_LINES = 100_000
"""Of a file: as many entries as the dictionary has words, and some hundred megabytes of memory."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_OTHERS = ("kind", "note", "id")


def write_glossary(entries: Sequence[GlossaryEntry], path: Path, *, force: bool) -> None:
    """Write entries to ``path``. Raises UsageError if it exists and ``force`` is not given."""
    further = sorted({lang for entry in entries for lang in entry.forms} - {*LANGUAGES})
    columns = ["kind", *LANGUAGES, *further, "note", "id"]
    lines = ["\t".join(columns)]
    for entry in sorted(entries, key=_by_forms):
        forms = {lang: " | ".join(found) for lang, found in entry.forms.items()}
        values = {"kind": entry.kind, "note": entry.note or "", "id": entry.uuid, **forms}
        lines.append("\t".join(defused(on_one_line(values.get(column, ""))) for column in columns))
    data = "".join(f"{line}\n" for line in lines).encode()

    def write(stream: BinaryIO) -> None:
        stream.write(data)

    write_atomically(path, write, force=force)


def read_glossary(
    path: Path, most_lines: int = MOST_LINES
) -> tuple[list[GlossaryEntry], list[str]]:
    """The entries of a file, and for each line that is none its number and the reason.

    An entry without ``id`` has an empty UUID. Raises UsageError for a file that cannot be read or
    whose first line does not name the columns.
    """
    lines = _text(path, most_lines).split("\n")
    columns = [name.strip() for name in lines[0].split("\t")]
    unknown = [name for name in columns if name not in _OTHERS and not _LANGUAGE.fullmatch(name)]
    languages = [name for name in columns if name not in _OTHERS]
    if unknown or not languages or len(set(columns)) < len(columns):
        raise UsageError(
            "Not a glossary",
            f"{path} does not begin with a line of column names"
            + (f": {clean_line(unknown[0])!r} is none." if unknown else "."),
            "Columns are kind, languages such as en and zh-Hant, note and id, parted by tabs.",
        )
    entries: list[GlossaryEntry] = []
    refused: list[str] = []
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        cells = [restored(_unquoted(cell)) for cell in line.split("\t")]
        if len(cells) > len(columns):
            refused.append(f"line {number}: {len(cells)} cells, but {len(columns)} columns")
            continue
        row = dict(zip(columns, cells, strict=False))
        forms = {lang: _forms(row.get(lang, "")) for lang in languages}
        if not any(forms.values()):
            refused.append(f"line {number}: no form in any language")
            continue
        entries.append(
            GlossaryEntry(
                uuid=row.get("id", "").strip(),
                kind=clean_line(row.get("kind", "")) or "term",
                forms={lang: found for lang, found in forms.items() if found},
                note=clean_line(row.get("note", "")) or None,
            )
        )
    return entries, refused


def _text(path: Path, most_lines: int) -> str:
    try:
        text = read_regular(path, LARGEST_BYTES).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise UsageError("Not readable", f"{path} cannot be read: {reason}.") from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > most_lines:
        raise UsageError(
            "Too large",
            f"{path} has more than {most_lines:,} lines.",
            "Load it in parts; each is a step of undo.",
        )
    return text


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for part in cell.split("|") if (form := clean_line(part))))


def _unquoted(cell: str) -> str:
    """A cell as spreadsheets save one that holds quotes."""
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell


def _by_forms(entry: GlossaryEntry) -> tuple[str, str, str]:
    english = entry.forms.get("en", ("~",))[0]
    return entry.kind, english.casefold(), entry.uuid
