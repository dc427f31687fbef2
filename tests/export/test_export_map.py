import io
import json
import math
from dataclasses import replace

import pytest
from awkward import awkward, empty, hostile
from dossiers import GENERATED_AT, GENERATOR, identifier
from hypothesis import given, settings

from cityreader.export.formats import Stamped
from cityreader.export.geojson import contents, point, write
from cityreader.models import Dossier, Place


def stamped(dossier: Dossier) -> Stamped:
    return Stamped(dossier, GENERATED_AT, GENERATOR)


def exported(dossier: Dossier) -> list[dict]:
    """The features, checked by the rules of RFC 7946."""
    stream = io.BytesIO()
    write(stamped(dossier), stream)
    found = json.loads(stream.getvalue().decode())
    assert set(found) == {"type", "features"}
    assert found["type"] == "FeatureCollection"
    for feature in found["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        assert feature["geometry"]["type"] == "Point"
        lon, lat = feature["geometry"]["coordinates"]
        assert -180 <= lon <= 180
        assert -90 <= lat <= 90
        assert not any(isinstance(value, list | dict) for value in feature["properties"].values())
    return found["features"]


def test_an_event_with_coordinates_is_a_point(dossier):
    (feature,) = exported(dossier)
    assert feature["id"] == identifier(50)
    assert feature["geometry"]["coordinates"] == [7.25, -12.5]
    properties = feature["properties"]
    assert properties["type_label"] == "Agreement"
    assert properties["date"] == "2025-12-28"
    assert properties["participants"] == "Lin|Port Azure"
    assert properties["coder"] == "Wei 伟"


def test_events_without_coordinates_are_counted(dossier):
    found = contents(stamped(dossier))
    assert found.held == {"event": 1}
    assert found.reasons == {"event": "1 event without coordinates"}


@pytest.mark.parametrize(
    ("lat", "lon"),
    [(None, 1.0), (1.0, None), (91.0, 0.0), (0.0, 181.0), (math.nan, 0.0), (0.0, math.inf)],
)
def test_what_is_on_no_globe_is_no_point(dossier, lat, lon):
    assert point(replace(dossier.events[0], place=Place(lat=lat, lon=lon))) is None


def test_the_middle_of_nowhere_is_a_point(dossier):
    assert point(replace(dossier.events[0], place=Place(lat=0.0, lon=0.0))) == (0.0, 0.0)


def test_an_empty_library_is_an_empty_map():
    assert exported(empty()) == []


@settings(max_examples=30, deadline=None)
@given(awkward)
def test_no_text_breaks_it(text):
    (feature,) = exported(hostile(text))
    assert feature["properties"]["title"] == text
    assert feature["properties"]["place"] == text
