"""What the first frame does not wait for."""

import subprocess
import sys

LOADED = """
import sys
import cityreader.ui.app, cityreader.ui.screens.list.screen
behind = ("library", "models", "store", "search", "coding", "bilingual", "ingest", "export")
print(*(name for name in sorted(sys.modules) if name.startswith("cityreader.")
        and name.count(".") > 1 and name.split(".")[1] in behind))
"""


def test_the_list_is_painted_before_anything_of_a_library_is_loaded() -> None:
    """Fails when a module of the list imports at its top what only an answer is made of: a few
    such modules take a tenth of the time to the first frame."""
    ended = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, encoding="utf-8", check=True
    )
    assert ended.stdout.split() == ["cityreader.models.span"]
