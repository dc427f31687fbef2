"""What imports recognise, on gold.

The small twins stand in ``tests/store``, ``tests/library`` and ``tests/cli``.
"""

from collections import Counter
from pathlib import Path

import pytest

from cityreader.library.library import Library
from cityreader.models import ImportedFile

pytestmark = pytest.mark.gold

TWICE_TOLD = 1
"""Stories that the jekyll folder holds in two tellings; all its other articles are unlike."""


def outcomes(library: Library, path: Path) -> dict[str, ImportedFile]:
    told: list[ImportedFile] = []
    library.importing.run([path], report=told.append)
    return {Path(one.path).name: one for one in told}


def test_states_of_one_article_are_told_apart(library: Library, material: Path) -> None:
    folder = material / "corpus/edge/dup"
    files = {
        "original.md": "new",
        "traditional-version.md": "near-duplicate",
        "exact-copy.md": "duplicate",
        "other-header-same-body.md": "duplicate",
        "title-changed.md": "updated",
        "updated-one-paragraph.md": "updated",
    }
    got = {name: outcomes(library, folder / name)[name] for name in files}
    assert {name: one.outcome for name, one in got.items()} == files
    assert "article 1 " in got["traditional-version.md"].why["likeness"]
    assert [one.outcome for one in outcomes(library, folder).values()].count("new") == 0


def test_different_articles_are_not_taken_for_copies(library: Library, material: Path) -> None:
    told = outcomes(library, material / "corpus/jekyll")
    assert Counter(one.outcome for one in told.values())["near-duplicate"] == 0
    assert sum("likeness" in one.why for one in told.values()) <= TWICE_TOLD


def test_learned_clutter_is_a_small_part_of_a_source(library: Library, material: Path) -> None:
    outcomes(library, material / "corpus/jekyll")
    with library._context.view() as view:
        ids = [int(key) for key in view.column("SELECT id FROM articles")]
    folded = whole = 0
    for article_id in ids:
        whole += len(library.articles.body(article_id))
        folded += sum(span.end - span.start for span in library.articles.clutter(article_id))
    assert 0 < folded <= 0.02 * whole
