"""The heading of the reader says all it knows of an article, however long its source is called."""

import pytest
from rich.cells import cell_len
from typist import typing_in

from cityreader.ui.widgets.reader_lines import ReaderHeading


def facts(typist):
    return str(typist.reader.query_one(ReaderHeading).content).splitlines()[1]


@pytest.mark.parametrize("source", ["City Hall", "上海市政府新闻办" * 6, "A bureau of " * 9])
async def test_a_long_source_gives_way_to_what_else_is_told(tmp_path, folders, source):
    async with typing_in(
        tmp_path, folders, "A town met.", "en", size=(80, 24), source=source
    ) as typist:
        await typist.press("!")
        line = facts(typist)
        assert cell_len(line) <= 76
        assert line.endswith("en · no counterpart ! flagged")
        assert source[:5] in line
