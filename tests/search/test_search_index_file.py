from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.search.index_file import DamagedIndexError, load_index, save_index
from cityreader.search.title_index import Title, TitleIndex
from cityreader.search.title_search import TitleSearch

TITLES = [
    Title(7, "taipei twin-city forum", 20251228),
    Title(9, "双城论坛 café", 20240000, 7),
    Title(12, ""),
]


def test_an_index_comes_back_as_it_was(tmp_path: Path) -> None:
    index = TitleIndex.build(TITLES)
    save_index(index, tmp_path / "cache" / "titles", "stamp 3")
    loaded, stamp = load_index(tmp_path / "cache" / "titles")
    assert stamp == "stamp 3"
    assert loaded.vocabulary == index.vocabulary
    assert np.array_equal(loaded.bigrams, index.bigrams)
    search = TitleSearch(loaded)
    assert search.newest(search.match("双城")).tolist() == [9]
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["titles"]


def test_an_empty_index_too(tmp_path: Path) -> None:
    save_index(TitleIndex.build([]), tmp_path / "titles", "")
    loaded, _ = load_index(tmp_path / "titles")
    search = TitleSearch(loaded)
    assert search.match("forum").total == 0


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_damaged_file_is_refused_or_harmless(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("index") / "titles"
    save_index(TitleIndex.build(TITLES), path, "s")
    content = bytearray(path.read_bytes())
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content) - 1)) :]
    else:
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    try:
        index, _ = load_index(path)
    except DamagedIndexError:
        return
    search = TitleSearch(index)
    for query in ("forum", "双城", "taibei", "tb", "fourm"):
        search.newest(search.match(query))
