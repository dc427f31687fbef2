"""What reads a library and thinks about it lets others change it meanwhile.

In the middle of the thinking another program commits, without any patience. Seen to fail: each of
them, with one view around reading and thinking, and a check that reads the library itself instead
of a copy; SQLite says then that the library is locked.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from cityreader.library import clues, clutter, suggestions
from cityreader.library.library import Library
from cityreader.store import soundness

Act = Callable[[Library, Path], object]


def _import_twice(library: Library, folder: Path) -> None:
    for number in range(4):
        text = f"Number {number} tells of a harbour.\n\nAll rights reserved."
        (folder / f"{number}.md").write_text(f"---\nsource: Daily\n---\n# {number}\n\n{text}\n")
    library.importing.run([folder])


@pytest.mark.parametrize(
    ("module", "thought", "act"),
    [
        (suggestions, "suggest", lambda library, _: library.suggestions.of_article(1)),
        (suggestions, "suggest", lambda library, _: library.suggestions.of_articles([1])),
        (clues, "_same_names", lambda library, _: library.counterparts.propose()),
        (clues, "_named_paths", lambda library, _: library.counterparts.propose()),
        (clutter, "learned_lines", _import_twice),
        (soundness, "derived_problems", lambda library, _: library.care.check()),
    ],
)
def test_a_change_does_not_wait(
    module: object,
    thought: str,
    act: Act,
    paired: Library,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    really = getattr(module, thought)
    commits = 0

    def think(*given: object) -> object:
        nonlocal commits
        with closing(sqlite3.connect(paired.path, timeout=0)) as other, other:
            other.execute("UPDATE settings SET value = value")
        commits += 1
        return really(*given)

    monkeypatch.setattr(module, thought, think)
    folder = tmp_path / "news"
    folder.mkdir()
    act(paired, folder)
    assert commits
