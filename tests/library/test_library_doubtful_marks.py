"""Marks that a change of their text made doubtful, and deciding about them."""

from pathlib import Path

import pytest

from cityreader.config import Config, Folders
from cityreader.errors import UsageError
from cityreader.library.library import Library
from cityreader.library.waiting import decisions_in, waiting_in
from cityreader.models import Span
from shelf import ENGLISH, add_article, span_of

SIGNED = span_of(ENGLISH, "signed a friendship agreement")
GUESTS = span_of(ENGLISH, "nine guests")


@pytest.fixture
def changed(library: Library) -> Library:
    """One mark with another word in it, one whose words are gone, one that stands as it did."""
    add_article(library, "Two harbour towns sign", ENGLISH, "en", published="2025-03-14")
    library.coding.tag(1, SIGNED, "agreement")
    library.coding.note(1, GUESTS, "who?")
    library.coding.note(1, span_of(ENGLISH, "Forty towns"), "which?")
    text = ENGLISH.replace("signed a friendship", "signed no friendship")
    library.articles.edit_body(1, text.replace("received nine guests at", "was not at"))
    return library


def test_each_is_told_as_it_stood_and_as_it_stands(changed: Library) -> None:
    """Fails where only their number is known: nobody could see which marks are meant."""
    agreement, note = sorted(changed.coding.doubtful(), key=lambda one: one.mark.status != "review")
    assert (agreement.label, agreement.coder, agreement.mark.status) == (
        "Agreement", "Ann", "review",
    )  # fmt: skip
    assert agreement.was is not None
    assert agreement.now is not None
    assert agreement.was.words == "signed a friendship agreement"
    assert agreement.now.words == "signed no friendship agreement"
    assert agreement.now.before.endswith("Haicheng ")
    assert agreement.now.after.startswith(" on Friday.")
    assert (note.label, note.mark.status, note.now) == ("note", "orphan", None)
    assert note.was is not None
    assert (note.was.before[-9:], note.was.words) == ("received ", "nine guests")
    assert decisions_in(changed) == waiting_in(changed).total == 2


def test_what_it_was_is_what_last_stood_for_sure(changed: Library) -> None:
    """Fails where the last change of the text is taken: the words of in between say nothing."""
    body = changed.articles.body(1)
    changed.articles.edit_body(1, body.replace("signed no friendship", "signed hardly any"))
    told = {one.label: one.was for one in changed.coding.doubtful()}
    assert told["Agreement"] is not None
    assert told["Agreement"].words == "signed a friendship agreement"


def test_a_confirmed_mark_waits_no_longer_and_undo_brings_it_back(changed: Library) -> None:
    (agreement,) = [one for one in changed.coding.doubtful() if one.now is not None]
    changed.coding.confirm(agreement.mark.uuid)
    assert [one.label for one in changed.coding.doubtful()] == ["note"]
    assert changed.coding.mark(agreement.mark.uuid).status == "ok"
    assert changed.history.undo().summary.startswith("confirm agreement")
    assert len(changed.coding.doubtful()) == 2
    assert changed.care.check().problems == ()


def test_a_mark_without_words_cannot_be_confirmed(changed: Library) -> None:
    """Taken out once: without the refusal a mark would stand on words nobody chose."""
    (lost,) = [one for one in changed.coding.doubtful() if one.now is None]
    with pytest.raises(UsageError):
        changed.coding.confirm(lost.mark.uuid)
    changed.coding.remove(lost.mark.uuid)
    assert [one.label for one in changed.coding.doubtful()] == ["Agreement"]


def test_a_mark_that_came_onto_the_words_of_another_tells_of_it(library: Library) -> None:
    """Fails without ``_beside``: nothing said that the forum would be marked twice."""
    twice, rest = "会议结束。同意举办论坛。双方同意举办论坛。", "市长在海城接待了九位客人。"
    add_article(library, "论坛", f"{twice}\n\n{rest}", "zh", published="2025-03-14")
    for start in (5, 14):
        library.coding.tag(1, Span(start, start + 6), "agreement")
    library.coding.note(1, Span(14, 20), "which?")
    library.articles.edit_body(1, f"{rest}\n\n{twice[:14]}取消论坛。")
    found = library.coding.doubtful()
    assert len(found) == 3
    assert len({one.mark.span for one in found}) == 1
    for one in found:
        assert one.beside == ((("同意举办论坛", "Ann"),) if one.label == "Agreement" else ())
    assert sorted((one.was.number, one.was.count) for one in found if one.was) == [
        (1, 2), (2, 2), (2, 2),
    ]  # fmt: skip
    assert {(one.now.number, one.now.count) for one in found if one.now} == {(1, 1)}


def test_where_lost_words_would_stand_is_told_also_of_what_a_merge_brought(
    changed: Library, tmp_path: Path, folders: Folders
) -> None:
    """Fails where the text that held them is needed: a merge brings only the one in force."""
    changed.articles.edit_body(
        1, f"A lead that tells of other towns.\n\n{changed.articles.body(1)}"
    )
    body = changed.articles.body(1)
    (lost,) = [one for one in changed.coding.doubtful() if one.now is None]
    assert lost.place == body.index("at the old customs house")
    with Library.open(
        tmp_path / "other.db", config=Config(coder="Bob"), folders=folders, create=True
    ) as other:
        other.transfer.merge(changed.transfer.dossier())
        (brought,) = [one for one in other.coding.doubtful() if one.now is None]
        assert other.articles.body(1) == body
        assert (brought.was, brought.place) == (None, lost.place)
