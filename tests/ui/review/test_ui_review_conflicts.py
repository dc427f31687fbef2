"""Conflicts in the review: both versions are seen whole, and the keys say what they do."""

import shutil
from dataclasses import replace

import pytest

from cityreader.config import Config
from cityreader.library.dossiers import read_dossier
from cityreader.library.library import Library
from cityreader.ui.screens.review import ReviewScreen
from cityreader.ui.widgets.key_bar import KeyBar
from cityreader.ui.widgets.versions_view import VersionsView
from driving import Driven, driven
from shelf import ENGLISH, add_article, span_of

LONG = "\n\n".join(f"Guest {number} brought a lamp to the harbour." for number in range(60))
WORDS = span_of(ENGLISH, "friendship agreement")


class Seat(Driven):
    """Presses keys in the review and reads what it shows."""

    @property
    def versions(self):
        return self.screen.query_one(VersionsView)

    @property
    def lines(self):
        return str(self.versions._words.content).split("\n")

    @property
    def marked(self):
        """The words that are underlined."""
        content = self.versions._words.content
        return [
            content.plain[span.start : span.end]
            for span in content.spans
            if "underline" in str(span.style)
        ]

    @property
    def keys(self):
        return self.words(self.screen.query_one(KeyBar))

    async def walk_to(self, kind):
        """To the conflict about this kind of record."""
        await self.press("g")
        for _ in self.screen.walk.stops:
            if self.screen.stop.record.startswith(kind):
                return
            await self.press("right_square_bracket")
        raise AssertionError(f"no conflict about {kind}")


def opened(path, folders, coder):
    return Library.open(path, config=Config(coder=coder), folders=folders, create=True)


def note_of(library):
    return next(mark for mark in library.coding.marks([1]) if mark.span == WORDS)


@pytest.fixture
def two_libraries(tmp_path, folders):
    """Ann's library into which Bob's was merged; both changed a note and a text, both removed a
    note, and Bob removed one that Ann changed."""
    ours, theirs = tmp_path / "ann.db", tmp_path / "bob.db"
    with opened(ours, folders, "Ann") as library:
        add_article(library, "Two harbour towns sign", ENGLISH, "en", published="2025-03-14")
        add_article(library, "Lamps", LONG, "en", published="2025-03-15")
        library.coding.note(1, WORDS, "first")
        library.coding.note(1, span_of(ENGLISH, "nine guests"), "to go")
        library.coding.note(1, span_of(ENGLISH, "clean ports"), "kept or not")
    shutil.copy(ours, theirs)
    for path, coder, day in ((ours, "Ann", "Friday"), (theirs, "Bob", "Sunday")):
        with opened(path, folders, coder) as library:
            library.coding.set_note(note_of(library).uuid, f"it was signed on {day}")
            at = {mark.note: mark.uuid for mark in library.coding.marks([1])}
            library.coding.remove(at["to go"])
            if coder == "Ann":
                library.coding.set_note(at["kept or not"], "kept")
            else:
                library.coding.remove(at["kept or not"])
            library.articles.edit_body(2, LONG.replace("Guest 55 brought", f"{coder} then took"))
    with opened(ours, folders, "Ann") as library:
        library.transfer.merge(read_dossier(theirs), summary="merge bob.db")
    return ours


@pytest.fixture
async def seat(two_libraries, folders, request):
    size = getattr(request, "param", (80, 24))
    async with driven(two_libraries, folders, by=Seat, size=size) as seat:
        await seat.press("R")
        assert isinstance(seat.screen, ReviewScreen)
        yield seat


@pytest.mark.parametrize("seat", [(80, 24), (120, 40)], indirect=True)
async def test_both_versions_stand_with_maker_time_and_marked_difference(seat):
    """Taken out once: without the spans of ``deltas`` nothing is underlined."""
    await seat.walk_to("mark:")
    while "Friday" not in "".join(seat.lines):
        await seat.press("right_square_bracket")
    mark = note_of(seat.app.library)
    mine, theirs = ("Friday", "Sunday") if "Friday" in mark.note else ("Sunday", "Friday")
    assert (mine, theirs) == ("Sunday", "Friday")  # the later one is in force
    assert sorted(seat.marked) == ["Friday", "Sunday"]
    assert any(line.startswith("≠ note") for line in seat.lines)
    assert not any(line.startswith("≠") and "agreement" in line for line in seat.lines)
    head = " ".join(seat.lines[:3])
    assert "The other · in force" in head
    assert "merge" in head
    assert "Mine · Ann" in head
    assert mark.updated_at[:4] in head
    assert "↵ keep the other" in seat.keys
    assert "x take mine" in seat.keys
    await seat.press("x")
    assert "Friday" in note_of(seat.app.library).note
    await seat.press("u")
    assert "Sunday" in note_of(seat.app.library).note


async def test_the_end_of_a_long_text_is_reached_and_what_is_alike_is_counted(seat):
    """Taken out once: with 2,000 code points of each version both texts read alike."""
    await seat.walk_to("text:")
    assert sorted(seat.marked) == ["Ann", "Bob"]
    assert any("55 paragraphs alike" in line for line in seat.lines)
    assert any("4 paragraphs alike" in line for line in seat.lines)


@pytest.mark.parametrize("seat", [(140, 40)], indirect=True)
async def test_long_versions_scroll(seat):
    """Without the watch the keys were named before the text was laid out, and none scrolled."""
    await seat.walk_to("text:")
    assert "space scroll" not in seat.keys
    conflict = seat.screen.stop.conflict
    left, right = (
        replace(one, fields=(("", "\n\n".join(f"{word} {n}" for n in range(200))),))
        for one, word in zip(conflict.versions, ("old", "new"), strict=True)
    )
    seat.versions.show(("", ""), (left, right))
    await seat.settle()
    assert seat.versions.max_scroll_y > 100
    assert "space scroll" in seat.keys
    await seat.press("space")
    page = seat.versions.scroll_y
    assert page > 10
    await seat.press("b")
    assert seat.versions.scroll_y == 0


async def test_what_both_removed_is_no_conflict(seat):
    """Taken out once: the review stopped at a mark removed on both sides, with nothing to show."""
    assert len(seat.screen.walk.stops) == 3
    quotes = [stop.words for stop in seat.screen.walk.stops]
    assert not any("nine guests" in words for words in quotes)


async def test_the_keys_name_what_they_do_at_every_stop(seat):
    labels = []
    for _ in range(3):
        labels.append(seat.screen.stop.labels["review.accept"])
        assert f"↵ {labels[-1]}" in seat.keys
        await seat.press("right_square_bracket")
    assert "keep mine" in labels
    assert "keep the other" in labels
    for _ in range(3):
        await seat.press("enter")
    assert seat.screen.stop is None
    assert "keep" not in seat.keys
    assert seat.app.library.transfer.conflicts.waiting() == []
