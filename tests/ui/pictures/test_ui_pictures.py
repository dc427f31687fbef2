"""Pictures of the main screens on the starter library; ``pytest --snapshot-update`` takes new ones.

They are compared where the versions are those they were taken with: another release of Textual may
draw the same screen in another SVG.
"""

import pytest
from picturing import WHERE_TAKEN, pressing, starting

pytestmark = WHERE_TAKEN


@pytest.fixture
def app(tmp_path, folders, request):
    return starting(tmp_path, folders, request.param)


@pytest.mark.parametrize("app", ["dark"], indirect=True)
def test_the_list(app, snap_compare):
    assert snap_compare(app, terminal_size=(120, 40), run_before=pressing("j"))


@pytest.mark.parametrize("app", ["dark"], indirect=True)
def test_the_reader(app, snap_compare):
    assert snap_compare(app, terminal_size=(120, 40), run_before=pressing("enter", "j", "tab"))


@pytest.mark.parametrize("app", ["light"], indirect=True)
def test_the_reader_on_a_small_light_screen(app, snap_compare):
    assert snap_compare(app, terminal_size=(80, 24), run_before=pressing("enter", "j", "v", "l"))
