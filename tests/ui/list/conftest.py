"""The list on a stocked library."""

import pytest
from list_room import HOSTILE, running

from shelf import CHINESE, ENGLISH, TAIWANESE, add_article, span_of


@pytest.fixture
def stocked(library):
    """Six articles on five lines: 1 and 2 are a pair."""
    add_article(
        library,
        "Two harbour towns sign",
        ENGLISH,
        published="2025-03-14",
        source="Harbour Post",
        url="https://example.org/towns",
    )
    add_article(
        library, "两座港口城市签约", CHINESE, "zh-Hans", published="2025-03-15", source="海港日报"
    )
    add_article(library, "港口論壇登場", TAIWANESE, "zh-Hant", published="2024-05-02")
    add_article(library, "A forum on clean ports", published="2023-11-20", source="Port Weekly")
    add_article(library, HOSTILE, published="2022-01-01")
    add_article(library, "Zebra crossing moved")
    library.pairs.link(1, 2)
    library.coding.tag(1, span_of(ENGLISH, "signed a friendship agreement"), "agreement")
    return library


@pytest.fixture
async def room(stocked, folders, request):
    """The list on the stocked library; the size can be given as the test's parameter."""
    path = stocked.path
    stocked.close()
    async with running(path, folders, size=getattr(request, "param", (120, 40))) as opened:
        yield opened
