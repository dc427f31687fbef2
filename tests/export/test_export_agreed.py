"""The consensus in every format: named, with the origin of its marks, and never counted twice."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import networkx
import pytest
from icalendar import Calendar

from cityreader.config import Config, Folders
from cityreader.export.agreed import superseded
from cityreader.library.library import Library
from cityreader.models import Participant, Place
from cityreader.models.people import CONSENSUS
from shelf import ENGLISH, span_of

SIGNED = span_of(ENGLISH, "signed a friendship agreement")
FORUM = span_of(ENGLISH, "A forum on clean ports")
TOWNS = (Participant("Lindmark", kind="city"), Participant("Haicheng", kind="city"))

Export = Callable[[str], str]


@pytest.fixture
def exported(paired: Library, tmp_path: Path, folders: Folders) -> Export:
    """Ann and Bo have the signing, which is agreed on by Bo's version; Ann alone has the forum."""

    def complete(library: Library, code: str, origin: str) -> None:
        tagged = library.coding.tag(1, SIGNED, code, origin=origin)
        assert tagged.event is not None
        place = Place("Haicheng", lat=1.0, lon=2.0)
        library.events.save(
            replace(tagged.event, status="happened", participants=TOWNS, place=place)
        )

    with Library.open(
        tmp_path / "annotations.db", config=Config(coder="Bo"), folders=folders
    ) as bo:
        complete(paired, "visit", "manual")
        complete(bo, "agreement", "suggestion")
        tagged = paired.coding.tag(1, FORUM, "forum")
        assert tagged.event is not None
        paired.events.save(
            replace(tagged.event, status="happened", participants=(*TOWNS, TOWNS[0]))
        )
        paired.coding.tag(1, span_of(ENGLISH, "Forty towns"), "economy")
        bo.coding.tag(1, span_of(ENGLISH, "Forty"), "economy")
        couple = (paired.coder.uuid, bo.coder.uuid)
        lines = paired.comparison.compare(couple, [1]).lines
        chosen = [one for one in lines if one.right is not None]
        assert paired.comparison.adopt(chosen, 1) == 2

    def export(name: str) -> str:
        stream = io.BytesIO()
        paired.transfer.export(None, stream, format_name=name)
        return stream.getvalue().decode("utf-8-sig")

    return export


def test_json_names_the_consensus_and_keeps_origins(exported: Export) -> None:
    document = json.loads(exported("json"))
    (agreed,) = [one["id"] for one in document["coders"] if one["name"] == CONSENSUS]
    marks = [one for one in document["annotations"] if one["coder"] == agreed]
    assert {(one["tag"], one["origin"]) for one in marks} == {
        ("agreement", "suggestion"),
        ("economy", "manual"),
    }
    assert [one["type"] for one in document["events"] if one["coder"] == agreed] == ["agreement"]


def test_rows_marks_entries_and_points_say_who_and_how(exported: Export) -> None:
    rows = list(csv.DictReader(io.StringIO(exported("csv"))))
    assert ("agreement", CONSENSUS, "suggestion") in {
        (row["tag"], row["coder_name"], row["origin"]) for row in rows
    }
    items = json.loads(exported("w3c"))["first"]["items"]
    assert (CONSENSUS, "suggestion") in {
        (one["creator"]["name"], one["urn:cityreader:origin"]) for one in items
    }
    entries = Calendar.from_ical(exported("ics")).walk("VEVENT")
    assert (CONSENSUS, "suggestion") in {
        (str(one["X-CITYREADER-CODER"]), str(one["X-CITYREADER-ORIGIN"])) for one in entries
    }
    points = [one["properties"] for one in json.loads(exported("geojson"))["features"]]
    assert {(one["coder"], one["origin"]) for one in points} == {
        ("Ann", "manual"),
        ("Bo", "suggestion"),
        (CONSENSUS, "suggestion"),
    }
    assert CONSENSUS in exported("markdown")


def test_the_network_counts_what_is_agreed_on_once(exported: Export) -> None:
    """Without the look at the consensus the signing would tie the towns three times."""
    graph = networkx.read_gexf(io.BytesIO(exported("gexf").encode()))
    ties = sorted((data["type"], data["weight"]) for _, _, data in graph.edges(data=True))
    assert ties == [("agreement", 1.0), ("forum", 1.0)]


def test_doccano_gets_one_label_for_what_is_agreed_on(exported: Export) -> None:
    lines = [json.loads(line) for line in exported("doccano").splitlines()]
    (first,) = [line for line in lines if line["text"] == ENGLISH]
    assert [(ENGLISH[start:end], label) for start, end, label in first["label"]] == [
        ("signed a friendship agreement", "agreement"),
        ("A forum on clean ports", "forum"),
        ("Forty", "economy"),
    ]


def test_without_a_consensus_nothing_is_replaced(paired: Library) -> None:
    paired.coding.tag(1, SIGNED, "agreement")
    assert superseded(paired.transfer.dossier()) == frozenset()
