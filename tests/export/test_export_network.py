import io
import re
from dataclasses import replace
from xml.etree import ElementTree

import networkx
import pytest
from awkward import awkward, empty, hostile
from dossiers import GENERATED_AT, GENERATOR, identifier
from hypothesis import given, settings

from cityreader.export.formats import Stamped
from cityreader.export.gexf import contents, write
from cityreader.models import DateRange, Dossier, Event, Participant

NAMESPACE = "{http://gexf.net/1.3}"


def stamped(dossier: Dossier) -> Stamped:
    return Stamped(dossier, GENERATED_AT, GENERATOR)


def exported(dossier: Dossier) -> networkx.Graph:
    """The network as networkx reads it, after the rules of the schema of GEXF 1.3."""
    stream = io.BytesIO()
    write(stamped(dossier), stream)
    root = ElementTree.fromstring(stream.getvalue())
    assert (root.tag, root.get("version")) == (f"{NAMESPACE}gexf", "1.3")
    (graph,) = root.findall(f"{NAMESPACE}graph")
    assert graph.get("timeformat") == "date"
    declared = {one.get("id") for one in graph.iter(f"{NAMESPACE}attribute")}
    nodes = [node.get("id") for node in graph.iter(f"{NAMESPACE}node")]
    assert len(nodes) == len(set(nodes))
    for value in graph.iter(f"{NAMESPACE}attvalue"):
        assert value.get("for") in declared
        assert value.get("value") is not None
    edges = list(graph.iter(f"{NAMESPACE}edge"))
    assert len({edge.get("id") for edge in edges}) == len(edges)
    for edge in edges:
        assert {edge.get("source"), edge.get("target")} <= set(nodes)
        assert float(edge.get("weight", "0")) > 0
    for spell in graph.iter(f"{NAMESPACE}spell"):
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", spell.get("start", ""))
        assert spell.get("start", "") <= spell.get("end", "")
    return networkx.read_gexf(io.BytesIO(stream.getvalue()))


def event(number: int, *participants: Participant, **changed: object) -> Event:
    made = Event(
        uuid=identifier(number),
        type="visit",
        status="happened",
        coder_uuid=identifier(900),
        created_at=GENERATED_AT,
        updated_at=GENERATED_AT,
        date=DateRange(f"2025-01-{number:02}", f"2025-01-{number:02}", "day"),
        participants=participants,
    )
    return replace(made, **changed)


def joined(*events: Event) -> set[frozenset[str]]:
    graph = exported(replace(empty(), events=events))
    names = networkx.get_node_attributes(graph, "label")
    return {frozenset((names[one], names[other])) for one, other in graph.edges()}


def pairs(*names: str) -> set[frozenset[str]]:
    return {frozenset(name.split("-")) for name in names}


def city(name: str, **more: object) -> Participant:
    return replace(Participant(name, kind="city"), **more)


def test_events_of_a_type_add_to_the_weight_of_one_tie():
    ones = (city("A"), city("B", name_zh="乙"))
    graph = exported(
        replace(empty(), events=(event(1, *ones), event(3, *ones), event(5, *ones, type="gift")))
    )
    assert graph.nodes["city:a"] == {"label": "A", "kind": "city", "events": 3}
    assert graph.nodes["city:b"]["name_zh"] == "乙"
    ties = {data["type"]: data for _, _, data in graph.edges(data=True)}
    assert (ties["visit"]["weight"], ties["gift"]["weight"]) == (2.0, 1.0)
    assert (ties["visit"]["first"], ties["visit"]["last"]) == ("2025-01-01", "2025-01-03")
    assert ties["visit"]["event_ids"] == f"{identifier(1)}|{identifier(3)}"
    assert ties["visit"]["spells"] == [("2025-01-01",) * 2, ("2025-01-03",) * 2]


def test_actors_are_joined_with_recipients():
    sides = (city("A", side="actor"), city("B", side="actor"), city("C", side="recipient"))
    assert joined(event(1, *sides)) == pairs("A-C", "B-C")


def test_guests_are_joined_with_the_host_and_not_with_each_other():
    guests = (city("A"), city("H", role="host"), city("B"), city("C"))
    assert joined(event(1, *guests)) == pairs("A-H", "B-H", "C-H")


def test_without_host_and_sides_everybody_is_joined():
    both = (city("A", side="both"), city("B", side="both"))
    assert joined(event(1, city("A"), city("B"), city("C"))) == pairs("A-B", "A-C", "B-C")
    assert joined(event(1, *both)) == pairs("A-B")


def test_one_name_in_the_glossary_or_in_english_is_one_node():
    here = (city("上海", glossary_uuid=identifier(70)), city("X"))
    there = (city("Shanghai", glossary_uuid=identifier(70)), city("埃克斯", name_en="x"))
    graph = exported(replace(empty(), events=(event(1, *here), event(2, *there))))
    assert set(graph.nodes) == {identifier(70), "city:x"}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"status": "planned"}, "that did not happen"),
        ({"aggregate": True}, "of running totals"),
        ({"participants": (city("A"),)}, "with fewer than two participants"),
    ],
)
def test_what_joins_nobody_is_counted(changed, reason):
    dossier = replace(empty(), events=(event(1, city("A"), city("B"), **changed),))
    assert exported(dossier).number_of_edges() == 0
    found = contents(stamped(dossier))
    assert found.held == {"participant": 0, "tie": 0, "event": 0}
    assert found.reasons == {"event": f"1 event (1 {reason})"}


def test_a_part_does_not_count_beside_its_whole():
    whole = event(1, city("A"), city("B"))
    part = event(2, city("A"), city("B"), part_of=whole.uuid)
    dossier = replace(empty(), events=(whole, part))
    ((_, _, tie),) = exported(dossier).edges(data=True)
    assert tie["weight"] == 1.0
    found = contents(stamped(dossier))
    assert found.held == {"participant": 2, "tie": 1, "event": 1}
    assert found.reasons == {"event": "1 event (1 part of another)"}
    planned = replace(whole, status="planned")
    assert joined(planned, part) == pairs("A-B")


def test_an_empty_library_is_an_empty_network():
    graph = exported(empty())
    assert graph.number_of_nodes() == graph.number_of_edges() == 0
    assert set(contents(stamped(empty())).held.values()) == {0}


@settings(max_examples=40, deadline=None)
@given(awkward)
def test_no_text_breaks_it(text):
    graph = exported(hostile(text))
    labels = networkx.get_node_attributes(graph, "label").values()
    assert len(labels) == 4
    if text.isprintable():
        assert text in labels
