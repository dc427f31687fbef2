from pathlib import Path
from typing import Any

import pytest

from cityreader.library import importing
from cityreader.library.intake import Arrival, take_in
from cityreader.library.library import Library
from cityreader.models import ArticleDraft, ImportedFile, Outcome
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


def test_a_rehearsal_finds_the_same_near_duplicates(library: Library, tmp_path: Path) -> None:
    for number, headline in enumerate(("Towns sign", "Harbours agree")):
        (tmp_path / f"{number}.txt").write_text(f"{headline}\n\n{ENGLISH}\n", encoding="utf-8")
    told: list[ImportedFile] = []
    folder = [tmp_path / "0.txt", tmp_path / "1.txt"]
    library.importing.run(folder, dry_run=True, report=told.append)
    library.importing.run(folder, report=told.append)
    rehearsed, rehearsed_copy, _, copy = told
    assert (rehearsed.outcome, rehearsed_copy.outcome) == ("new", "near-duplicate")
    assert rehearsed_copy.why["likeness"] == f"near duplicate of {rehearsed.path} (100 %)"
    assert (copy.outcome, copy.why["likeness"]) == (
        "near-duplicate",
        "near duplicate of article 1 (100 %)",
    )
    told.clear()
    (tmp_path / "2.txt").write_text(f"Ports meet\n\n{ENGLISH}\n", encoding="utf-8")
    library.importing.run([tmp_path / "2.txt"], dry_run=True, report=told.append)
    assert told[0].why["likeness"] == "near duplicate of article 1 (100 %)"
