import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from dossiers import GENERATED_AT, GENERATOR

from cityreader.errors import CityReaderError, UsageError
from cityreader.export.document import to_document
from cityreader.export.formats import format_for, formats
from cityreader.export.jsonl import RECORD_NAMES
from cityreader.export.writing import write_export

HOW = {"force": False, "with_text": True, "generated_at": GENERATED_AT, "generator": GENERATOR}


def streamed(dossier, name: str, **changed: object) -> bytes:
    stream = io.BytesIO()
    write_export(dossier, format_for(name, None), None, stream, **(HOW | changed))
    return stream.getvalue()


def test_every_format_is_found_and_no_two_claim_one_extension():
    promised = "json jsonl csv tables w3c doccano tmx ics geojson gexf markdown tsv"
    assert {entry.name for entry in formats()} == set(promised.split())
    claimed = [extension for entry in formats() for extension in entry.extensions]
    assert len(claimed) == len(set(claimed))
    assert all(entry.description for entry in formats())
    assert all((entry.to_file is None) != (entry.to_folder is None) for entry in formats())


@pytest.mark.parametrize(
    ("name", "output", "meant"),
    [
        (None, None, "json"),
        (None, "export", "json"),
        (None, "a.json", "json"),
        (None, "a.b.JSONL", "jsonl"),
        (None, "a.ndjson", "jsonl"),
        (None, "a.csv", "csv"),
        (None, "a.jsonld", "w3c"),
        (None, "a.ics", "ics"),
        (None, "a.geojson", "geojson"),
        (None, "a.gexf", "gexf"),
        (None, "a.md", "markdown"),
        ("doccano", "a.jsonl", "doccano"),
        ("tables", "a.csv", "tables"),
        ("csv", None, "csv"),
    ],
)
def test_the_format_comes_from_its_name_then_the_extension(name, output, meant):
    assert format_for(name, output and Path(output)).name == meant


def test_an_unknown_format_is_refused_with_the_known_ones():
    with pytest.raises(UsageError, match=r"'excel'.*csv, .*json, jsonl, .*tables"):
        format_for("excel", None)
    with pytest.raises(UsageError, match=r"'\.xlsx'.* -f.*json"):
        format_for(None, Path("a.xlsx"))


def test_json_goes_to_a_stream_or_a_file(dossier, tmp_path):
    target = tmp_path / "out.json"
    write_export(dossier, format_for(None, target), target, None, **HOW)
    assert target.read_bytes() == streamed(dossier, "json")
    assert list(tmp_path.iterdir()) == [target]


def test_jsonl_holds_the_same_records_as_json(dossier):
    records = [json.loads(line) for line in streamed(dossier, "jsonl").splitlines()]
    document = to_document(dossier, generated_at=GENERATED_AT, generator=GENERATOR)
    header, codebook, *rest = records
    assert header == {
        "record": "header",
        **{
            name: document[name]
            for name in (
                "format",
                "schema_version",
                "generated_at",
                "generator",
                "offset_unit",
                "project",
            )
        },
    }
    assert codebook == {"record": "codebook", **document["codebook"]}
    assert rest == [
        {"record": record} | entry
        for name, record in RECORD_NAMES.items()
        for entry in document[name]
    ]
    bare = [json.loads(line) for line in streamed(dossier, "jsonl", with_text=False).splitlines()]
    assert not any("body" in record for record in bare)


def test_every_format_gives_the_same_bytes_twice(dossier, tmp_path):
    for entry in formats():
        if entry.to_file is not None:
            assert streamed(dossier, entry.name) == streamed(dossier, entry.name)
    for name in ("one", "two"):
        write_export(dossier, format_for("tables", None), tmp_path / name, None, **HOW)
    for made in (tmp_path / "one").iterdir():
        assert made.read_bytes() == (tmp_path / "two" / made.name).read_bytes()


@pytest.mark.parametrize("name", [entry.name for entry in formats()])
def test_a_mark_beside_its_words_stops_every_format(dossier, name, tmp_path):
    """Without the check in ``write_export`` every one of them is written."""
    shifted = replace(dossier.annotations[0], start=0, end=20)
    damaged, target = replace(dossier, annotations=(shifted,)), tmp_path / "export"
    with pytest.raises(CityReaderError, match="cityreader check"):
        write_export(damaged, format_for(name, None), target, None, **HOW)
    assert not target.exists()


def test_a_folder_needs_a_name_and_a_file_a_place(dossier):
    with pytest.raises(UsageError, match="tables is a folder"):
        streamed(dossier, "tables")
    with pytest.raises(UsageError, match="nowhere"):
        write_export(dossier, format_for("json", None), None, None, **HOW)
