"""The states of dialogs as JSON values and back."""

import json

import pytest

from cityreader.ui.dialogs.details import DetailFields
from cityreader.ui.dialogs.draft_state import revived, stored
from cityreader.ui.dialogs.event_fields import EventFields
from cityreader.ui.dialogs.glossary_entry import EntryFields
from cityreader.ui.dialogs.participants import ParticipantRow

STATES = [
    "a note, 半句",
    EventFields(
        type="visit",
        participants=(ParticipantRow("Lindmark", origin=1), ParticipantRow("海城", side="actor")),
        themes=("ports",),
        certainty=2,
        historical=True,
    ),
    DetailFields("A title", "", "Ada Berg", "", "en", "2025-03"),
    EntryFields("term", "port", "港", "港", "", {"ja": ("港",)}),
]


@pytest.mark.parametrize("state", STATES, ids=lambda state: type(state).__name__)
def test_a_state_comes_back_from_json_as_it_was(state):
    assert revived(type(state), json.loads(json.dumps(stored(state)))) == state


@pytest.mark.parametrize("state", STATES, ids=lambda state: type(state).__name__)
@pytest.mark.parametrize("value", [None, 3, [], {}, {"type": 1}, {"title": "only this"}])
def test_a_value_that_is_no_such_state_is_none(state, value):
    assert revived(type(state), value) is None


@pytest.mark.parametrize("field", ["certainty", "participants", "themes", "title"])
def test_a_field_of_another_type_spoils_the_draft(field):
    value = {**stored(EventFields()), field: object}
    assert revived(EventFields, value) is None
