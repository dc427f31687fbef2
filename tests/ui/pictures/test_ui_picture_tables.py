"""Pictures of the events and the history; see ``test_ui_pictures``."""

import time

import pytest
from picturing import WHERE_TAKEN, pressing, starting

pytestmark = WHERE_TAKEN


@pytest.fixture
def app(tmp_path, folders, request, monkeypatch):
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    return starting(tmp_path, folders, request.param)


@pytest.mark.parametrize("app", ["dark"], indirect=True)
def test_the_events(app, snap_compare):
    assert snap_compare(app, terminal_size=(120, 40), run_before=pressing("e", "j", "j"))


@pytest.mark.parametrize("app", ["light"], indirect=True)
def test_the_history_on_a_small_light_screen(app, snap_compare):
    assert snap_compare(app, terminal_size=(80, 24), run_before=pressing("U"))
