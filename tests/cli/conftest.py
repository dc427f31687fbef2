import shutil
from pathlib import Path

import pytest
from desk import Desk

from cityreader.config import Config, Folders
from cityreader.library.library import Library
from cityreader.library.starter import load_samples


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the samples, not to be written to."""
    folder = tmp_path_factory.mktemp("samples")
    folders = Folders(folder, folder, folder, folder)
    path = folder / "library.db"
    with Library.open(path, config=Config(coder="Ann"), folders=folders, create=True) as library:
        load_samples(library)
    return path


@pytest.fixture
def empty_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk in an empty folder, where no library is yet."""
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path)


@pytest.fixture
def desk(empty_desk: Desk, sample_library: Path) -> Desk:
    """A desk with a library of the samples; article 1 is paired with 2 and 3."""
    shutil.copyfile(sample_library, empty_desk.library)
    return empty_desk
