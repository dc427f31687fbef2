from pathlib import Path
from typing import Any

import pytest

from cityreader.library import importing
from cityreader.library.intake import Arrival, take_in
from cityreader.library.library import Library
from cityreader.models import ArticleDraft, Outcome
from shelf import ENGLISH

STAMP = {"size": 1, "modified_ns": 1, "file_sha256": "0" * 64}


def taken(library: Library, path: str, **fields: Any) -> Outcome:
    """What becomes of an English article from this file."""
    draft = ArticleDraft(**{"title": "Towns sign", "body": ENGLISH, "lang": "en", **fields})
    with library._context.unit("import") as unit:
        return take_in(unit, Arrival(draft, path, path, STAMP)).outcome


def test_one_page_is_one_article_however_its_address_is_spelt(library: Library) -> None:
    changed = ENGLISH.replace("nine", "ten")
    assert taken(library, "a.html", url="https://www.port.example/sign/") == "new"
    spelt = "http://port.example/sign?utm_source=mail#top"
    assert taken(library, "b.html", url=spelt, body=changed) == "updated"
    assert taken(library, "c.html", url="https://port.example/other") == "near-duplicate"


def test_one_message_is_one_article_wherever_it_is_kept(library: Library) -> None:
    changed = ENGLISH.replace("nine", "ten")
    assert taken(library, "a.eml", message_id="1@port.example") == "new"
    assert (
        taken(library, "b.mbox", member=3, message_id="1@port.example", body=changed) == "updated"
    )
    assert taken(library, "c.eml", message_id="2@port.example", title="Other") == "near-duplicate"


def test_batches_in_which_nothing_changes_are_no_steps(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH_SECONDS", -1.0)  # every file is a batch of its own
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        words = ENGLISH.replace("Friday", f"day {number}")
        (folder / f"{number}.txt").write_text(f"Headline {number}\n\n{words}\n", encoding="utf-8")
    library.importing.run([folder], source="Gazette")
    again = library.importing.run([folder], source="Gazette")
    assert again.counts == {"unchanged": 3}
    assert [step.summary for step in library.history.steps()] == ["import 3 files"]
