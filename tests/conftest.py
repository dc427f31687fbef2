import os
from collections.abc import Iterator
from pathlib import Path

import pytest

# Before numpy is loaded: threads make the small sums of short texts take five times as long.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from cityreader.config import Config, Folders
from cityreader.library.library import Library
from shelf import CHINESE, ENGLISH, add_article, furnish


@pytest.fixture(scope="session")
def material() -> Path:
    """The folder of shared material; tests that need it skip where it is not named."""
    named = os.environ.get("CITYREADER_MATERIAL")
    if not named:
        pytest.skip("CITYREADER_MATERIAL is not set")
    return Path(named)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the program keeps its own files; beside ``tmp_path``, which a test has to itself."""
    return tmp_path.with_name(f"{tmp_path.name}-home")


@pytest.fixture(autouse=True)
def _own_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the files of the person who runs it."""
    monkeypatch.setenv("CITYREADER_HOME", str(home))
    monkeypatch.delenv("CITYREADER_DB", raising=False)
    furnish(home)


@pytest.fixture
def folders(home: Path) -> Folders:
    """The folders of a user without any files."""
    return Folders.of_user({"CITYREADER_HOME": str(home)})


@pytest.fixture
def library(tmp_path: Path, folders: Folders) -> Iterator[Library]:
    """An open library without articles; Ann is at the keyboard."""
    path = tmp_path / "annotations.db"
    with Library.open(path, config=Config(coder="Ann"), folders=folders, create=True) as opened:
        yield opened


@pytest.fixture
def paired(library: Library) -> Library:
    """The library with article 1 in English and article 2 in Chinese, linked and aligned."""
    add_article(library, "Two harbour towns sign", ENGLISH, "en", published="2025-03-14")
    add_article(library, "两座港口城市签约", CHINESE, "zh-Hans", published="2025-03-15")
    library.pairs.link(1, 2)
    return library


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests were scored against the shared material, and how many could not be."""

    def gold(outcome: str) -> int:
        reports = terminalreporter.stats.get(outcome, [])
        return sum("gold" in getattr(report, "keywords", {}) for report in reports)

    ran, skipped = gold("passed") + gold("failed"), gold("skipped")
    terminalreporter.write_line(f"gold tests: {ran} ran, {skipped} skipped")
