"""Tables with a header: comma, semicolon or tab between the cells, one article a row."""

import csv
from collections.abc import Iterator
from typing import Literal

from cityreader.ingest.extract import Extract, Format, Material
from cityreader.ingest.paired_table import articles_of_table, is_paired_table
from cityreader.ingest.problems import EmptyFileError, UnreadableError
from cityreader.ingest.records import extract_record, names_text

_DELIMITERS = ",;\t"
# A quotation mark that is never closed swallows the rest; so many are looked into.
_MOST_UNCLOSED = 20
_MOST_CELLS = 2_000_000
# So many lines tell whether a table without a header is one of two languages.
_SAMPLED = 100


def read(material: Material) -> list[Extract]:
    """Return the articles of a table whose first row names title, text, date and the like.

    A table with a column for each of two languages is a pair, row by row.

    A row without text is refused by its line. Raises ``UnreadableError`` where no column is a text.
    """
    decoded = material.text()
    lines = decoded.text.split("\n")
    header = next((number for number, line in enumerate(lines) if line.strip()), None)
    if header is None:
        raise EmptyFileError("it has no text")
    # The limit is for the whole process; a cell can be no longer than the file.
    csv.field_size_limit(max(csv.field_size_limit(), len(decoded.text) + 1))
    delimiter = max(_DELIMITERS, key=lines[header].count)
    # An empty cell takes 50 bytes of memory for its one in the file.
    if decoded.text.count(delimiter) > _MOST_CELLS:
        raise UnreadableError(f"it has more than {_MOST_CELLS:,} cells")
    columns = next(csv.reader([lines[header]], delimiter=delimiter))
    sample = csv.reader(lines[header + 1 : header + _SAMPLED], delimiter=delimiter)
    if is_paired_table(columns, list(sample)):
        return articles_of_table(columns, list(_rows(lines, header + 1, delimiter)))
    if not names_text(columns):
        raise UnreadableError("its first line names no column that is a text, such as text or body")
    extracts = []
    for line, cells, is_whole in _rows(lines, header + 1, delimiter):
        record = {name: cell for name, cell in zip(columns, cells, strict=False) if cell.strip()}
        if not record:
            continue
        if material.leave_rest(f"line {line}"):
            break
        try:
            extract = extract_record(record, material.deadline, name="column")
        except UnreadableError as error:
            material.refuse(f"line {line}", error.reason)
            continue
        extract.note(decoded)
        if not is_whole:
            extract.warnings.append(f"line {line}: a quotation mark is never closed")
        extracts.append(extract)
    return extracts


def _rows(lines: list[str], start: int, delimiter: str) -> Iterator[tuple[int, list[str], bool]]:
    """Yield the line where a row begins, its cells, and whether its quotation marks are closed."""
    unclosed = 0
    while start < len(lines):
        part = [f"{line}\n" for line in lines[start:]]
        quote = '"' if unclosed < _MOST_UNCLOSED else None
        quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE
        rows = csv.reader(part, delimiter=delimiter, quotechar=quote, quoting=quoting)
        before = 0
        for cells in rows:
            first, before = before, rows.line_num
            spans = before - first > 1 or before == len(part)
            if spans and _is_unclosed(part[first:before], delimiter):
                # Only this line is taken as it stands; the next one begins a row of its own.
                raw = part[first].rstrip("\n").split(delimiter)
                yield start + first + 1, raw, False
                start, unclosed = start + first + 1, unclosed + 1
                break
            yield start + first + 1, [cell.rstrip("\n") for cell in cells], True
        else:
            return


def _is_unclosed(row: list[str], delimiter: str) -> bool:
    """Whether a row over several lines ends where no quotation mark may."""
    try:
        list(csv.reader(row, delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    return False


FORMAT = Format("table", frozenset({".csv", ".tsv"}), read)
