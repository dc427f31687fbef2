import pytest
from dossiers import small_dossier

from cityreader.models import Dossier


@pytest.fixture
def dossier() -> Dossier:
    return small_dossier()
