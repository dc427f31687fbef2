import re

import pytest

from cityreader.text.han import HAN, count_han


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("port", 0), ("C40城市", 2), ("二〇二五、", 4), ("𠮷カ", 1)]
)
def test_han_characters_are_counted(text, count):
    assert count_han(text) == count
    assert len(re.sub(f"[^{HAN}]", "", text)) == count
