"""A small dictionary source in the format of CC-CEDICT, of the tests' own making."""

import gzip
from pathlib import Path

HEADER = """# A word list of the tests
#! version=1
#! entries=12
#! license=https://example.org/licence
#! date=2026-01-02T03:04:05Z
"""
LINES = """備忘錄 备忘录 [bei4 wang4 lu4] /memorandum/written note of what was agreed/
備 备 [bei4] /to have ready/
俻 备 [bei4] /variant of 備|备[bei4]/
城市 城市 [cheng2 shi4] /city/town/
市長 市长 [shi4 zhang3] /mayor/
臺北 台北 [Tai2 bei3] /Taipei, capital of Taiwan/
臺北市 台北市 [Tai2 bei3 shi4] /Taipei City/
龔 龚 [Gong1] /surname Gong/
正 正 [Zheng4] /surname Zheng/
正 正 [zheng4] /straight/just (now)/
正在 正在 [zheng4 zai4] /just at (that time)/
論壇 论坛 [lun4 tan2] /forum/
雙 双 [shuang1] /pair/two/
綠 绿 [lu:4] /green/
后 后 [hou4] /empress/
後 后 [hou4] /back/after/
"""


def write_source(path: Path, lines: str = LINES) -> Path:
    """Write the source at ``path`` and return it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(HEADER + lines)
    return path
