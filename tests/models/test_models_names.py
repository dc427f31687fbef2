"""The models package gives every name it promises, and loads none before it is asked for."""

import subprocess
import sys

import pytest

from cityreader import models


@pytest.mark.parametrize("name", models.__all__)
def test_every_promised_name_is_there(name):
    assert getattr(models, name) is not None


def test_every_name_with_a_home_is_promised():
    assert set(models._MODULE_OF) == set(models.__all__)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="Nonsense"):
        models.Nonsense  # noqa: B018
    with pytest.raises(ImportError):
        exec("from cityreader.models import Nonsense")


def test_one_name_loads_one_module():
    code = (
        "import sys\nfrom cityreader.models import Span\n"
        "print(*sorted(name for name in sys.modules if name.startswith('cityreader.models.')))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["cityreader.models.span"]
