"""What an export says it wrote, against what can be counted in the file.

Taken out once: every format was said to hold all articles, marks and events of the dossier.
"""

import csv
import io
import json
import re
from dataclasses import replace

import pytest
from dossiers import GENERATED_AT, GENERATOR

from cityreader.export.contents import everything
from cityreader.export.formats import format_for, formats
from cityreader.export.writing import write_export
from cityreader.models import Dossier, ExportSummary


def written(dossier: Dossier, name: str) -> tuple[str, ExportSummary]:
    stream = io.BytesIO()
    summary = write_export(
        dossier, format_for(name, None), None, stream,
        force=False, with_text=True, generated_at=GENERATED_AT, generator=GENERATOR,
    )  # fmt: skip
    return stream.getvalue().decode("utf-8-sig"), summary


def numbers(words: str) -> dict[str, int]:
    """The counts of a summary by noun: ``2 articles, 1 pair`` is ``{"article": 2, "pair": 1}``."""
    found = {}
    for part in words.split(", "):
        count, noun = part.split(" ")
        found[noun.removesuffix("s")] = int(count)
    return found


def rows(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


def in_rows(text: str) -> dict[str, int]:
    found = rows(text, "\t")
    articles = {row[side] for row in found for side in ("left_article", "right_article")}
    return {
        "row": len(found),
        "pair": len({row["pair"] for row in found}),
        "article": len(articles),
    }


COUNTED = {
    "json": lambda text: {
        noun: len(json.loads(text)[name])
        for noun, name in (
            ("article", "articles"),
            ("pair", "pairs"),
            ("mark", "annotations"),
            ("event", "events"),
            ("term", "glossary"),
        )
    },
    "csv": lambda text: {
        "mark": len(rows(text)),
        "article": len({row["article_id"] for row in rows(text)}),
        "event": len({row["event_id"] for row in rows(text)} - {""}),
    },
    "w3c": lambda text: {"mark": text.count('"type": "Annotation"')},
    "doccano": lambda text: {
        "article": len(text.splitlines()),
        "mark": sum(len(json.loads(line)["label"]) for line in text.splitlines()),
    },
    "ics": lambda text: {"event": text.count("BEGIN:VEVENT")},
    "geojson": lambda text: {"event": text.count('"Feature"')},
    "gexf": lambda text: {"participant": text.count("<node "), "tie": text.count("<edge ")},
    "tmx": lambda text: {"row": text.count("<tu ")},
    "tsv": in_rows,
}


@pytest.mark.parametrize("name", COUNTED)
def test_what_is_said_to_be_written_is_in_the_file(name: str, dossier: Dossier) -> None:
    text, summary = written(dossier, name)
    told = numbers(summary.held)
    found = COUNTED[name](text)
    assert {noun: told.get(noun, 0) for noun in found} == found


@pytest.mark.parametrize("entry", formats(), ids=lambda entry: entry.name)
def test_what_is_written_and_what_is_left_out_are_the_whole(entry, dossier, tmp_path) -> None:
    summary = write_export(
        dossier, entry, tmp_path / "made", None,
        force=False, with_text=True, generated_at=GENERATED_AT, generator=GENERATOR,
    )  # fmt: skip
    held = numbers(summary.held)
    for noun, count in everything(dossier).items():
        is_told = re.search(rf"\d {noun}", summary.left_out) is not None
        assert is_told == (held.get(noun, 0) < count), (noun, summary)


def test_pairs_without_rows_and_articles_without_a_pair_are_counted(dossier: Dossier) -> None:
    english = dossier.articles[:1]
    for name in ("tmx", "tsv"):
        summary = written(replace(dossier, articles=english), name)[1]
        assert summary.held == "0 rows"
        assert summary.left_out.startswith("1 article without rows, ")


def test_nothing_is_said_in_the_words_of_the_format(dossier: Dossier) -> None:
    nothing = {"articles": (), "pairs": (), "annotations": (), "events": (), "glossary": ()}
    empty = replace(dossier, **nothing)
    assert written(empty, "ics")[1] == ExportSummary("0 events", "")
    assert written(empty, "json")[1] == ExportSummary("0 articles", "")
