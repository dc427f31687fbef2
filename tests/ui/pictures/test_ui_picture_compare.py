"""Pictures of two coders beside each other; see ``test_ui_pictures``."""

import pytest
from picturing import WHERE_TAKEN, pressing

from cityreader.config import Config
from cityreader.library.library import Library
from cityreader.models import Coder
from cityreader.ui.app import CityReaderApp
from shelf import CHINESE, ENGLISH, add_article, span_of

BO = Coder("b0000000-0000-4000-8000-000000000000", "Bo")

pytestmark = WHERE_TAKEN


def code(library, *tags):
    for words, tag in tags:
        article_id, body = (1, ENGLISH) if words in ENGLISH else (2, CHINESE)
        library.coding.tag(article_id, span_of(body, words), tag, anew=True)
    library.readings.set_state([1], "done")


@pytest.fixture
def app(library, folders, request):
    """One article by two coders, who agree once."""
    add_article(library, "Two harbour towns sign", ENGLISH, "en", published="2025-03-14")
    add_article(library, "两座港口城市签约", CHINESE, "zh-Hans", published="2025-03-15")
    library.pairs.link(1, 2)
    with Library.open(library.path, config=Config(), folders=folders, coder=BO) as other:
        code(
            other,
            ("signed a friendship agreement", "agreement"),
            ("A forum on clean ports will open", "forum"),
            ("四十座城市已答应出席", "statement"),
            ("Ada Berg", "economy"),
        )
    code(
        library,
        ("signed a friendship agreement", "agreement"),
        ("A forum on clean ports", "visit"),
        ("received nine guests", "visit"),
    )
    path = library.path
    library.close()
    return CityReaderApp(path, Config(coder="Ann", theme=request.param), folders)


@pytest.mark.parametrize("app", ["dark"], indirect=True)
def test_two_coders_beside_each_other(app, snap_compare):
    keys = pressing("C", "enter", "tab")
    assert snap_compare(app, terminal_size=(120, 40), run_before=keys)


@pytest.mark.parametrize("app", ["light"], indirect=True)
def test_two_coders_on_a_small_light_screen(app, snap_compare):
    assert snap_compare(app, terminal_size=(80, 24), run_before=pressing("C", "j"))
