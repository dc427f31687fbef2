"""Make ``tests/fixtures/schema-N.db.gz`` and its export, a library of the present schema.

Every released schema keeps its fixture for good: run this once, right before a release that brings
a new schema, and commit what it makes. Until the first release schema 1 may still change in place,
and then this is run again:

    python scripts/make_schema_fixture.py
"""

import gzip
import io
import json
import sys
import tempfile
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cityreader.config import Config, Folders
from cityreader.library.library import Library
from cityreader.models import Coder, Span
from cityreader.store.schema import SCHEMA_VERSION

TARGET = Path(__file__).parents[1] / "tests" / "fixtures"

ENGLISH = """---
title: Two river towns sign
date: 2024-05-17
source: Valley Courier
---

The river towns of Ostwick and Linjiang signed a sister-city agreement on Friday. Mayor Tora Lind
received a delegation of nine in the old granary.

A forum on clean rivers will open in Linjiang next April.
"""

CHINESE = """---
title: 两座江城签约
date: 2024-05-18
source: 山谷信使报
---

奥斯特维克与临江两座江城周五签署了友好城市协议。市长托拉·林德在老粮仓接待了九人代表团。

清洁河流论坛将于明年四月在临江开幕。
"""

LOST = """---
title: A notice nobody kept
---

The ferry did not run on Sunday.
"""


def main() -> None:
    """Make both files."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="cityreader-") as name:
        folder = Path(name)
        path = folder / "library.db"
        exported = _made(path, folder)
        packed = target / f"schema-{SCHEMA_VERSION}.db.gz"
        packed.write_bytes(gzip.compress(path.read_bytes(), mtime=0))
    (target / f"schema-{SCHEMA_VERSION}.json").write_bytes(exported)
    print(f"{packed}: {packed.stat().st_size:,} bytes")


def _made(path: Path, folder: Path) -> bytes:
    """A library with a little of everything; returns its export."""
    with _opened(path, folder, "Ann") as library:
        for text in (ENGLISH, CHINESE, LOST):
            # Through a pipe, so that no path of this machine is remembered.
            library.importing.run([], piped=io.BytesIO(text.encode()))
        library.pairs.link(1, 2)
        library.readings.set_state([1], "done")
        library.coding.change_topics([1, 2], ["environment"])
        body = library.articles.body(1)
        _tag(library, 1, body, "signed a sister-city agreement", "twinning")
        _tag(library, 1, body, "forum on clean rivers", "forum")
        library.coding.annotate(1, "old granary", note="Built in 1790.")
        library.glossary.add({"en": ["Linjiang"], "zh-Hans": ["临江"]}, kind="city")
        library.articles.delete([3])
    with _opened(path, folder, "Bo") as library:
        _tag(library, 2, library.articles.body(2), "清洁河流论坛", "forum")
        library.coding.annotate(2, "老粮仓", note="same place")
        library.history.undo()
        output = folder / "export.json"
        library.transfer.export(output, None)
    document = json.loads(output.read_text(encoding="utf-8"))
    # The fixed members; what the export has gained beside them may be told otherwise one day.
    for name in ("generated_at", "generator", "history"):
        document.pop(name, None)
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def _tag(library: Library, article_id: int, body: str, words: str, tag: str) -> None:
    start = body.index(words)
    library.coding.tag(article_id, Span(start, start + len(words)), tag)


def _opened(path: Path, folder: Path, name: str) -> Library:
    """The library in passing folders, with times and UUIDs that are the same every time."""
    coder = Coder(uuid=str(uuid.uuid5(uuid.NAMESPACE_URL, f"coder {name}")), name=name)
    return Library.open(
        path,
        config=Config(coder=name),
        folders=Folders(folder, folder, folder, folder),
        create=True,
        coder=coder,
        clock=_clock(name),
        identify=_identities(name),
    )


def _clock(name: str) -> Callable[[], str]:
    now = datetime(2024, 6, 1 + len(name), tzinfo=UTC)

    def clock() -> str:
        nonlocal now
        now += timedelta(seconds=1)
        return now.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    return clock


def _identities(name: str) -> Callable[[], str]:
    count = 0

    def identify() -> str:
        nonlocal count
        count += 1
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"fixture {name} {count}"))

    return identify


if __name__ == "__main__":
    main()
