import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def material() -> Path:
    """The folder of shared material; tests that need it skip where it is not named."""
    named = os.environ.get("CITYREADER_MATERIAL")
    if not named:
        pytest.skip("CITYREADER_MATERIAL is not set")
    return Path(named)
