"""Folded lines in the running reader, the details of an article of the same story, the preview."""

import pytest

from cityreader.models import Span
from cityreader.ui.dialogs.details import DetailsDialog
from cityreader.ui.dialogs.same_story import StoryLine
from cityreader.ui.listing.glance import glance_at
from cityreader.ui.screens.reader import ReaderScreen
from driving import AtReader, driven

HEAD = "Harbour Gazette, issue {number}"
NAVIGATION = "Home | News | Culture"
TAIL = "Subscribe to the Gazette. It comes on Friday."
WORDS = (
    *("bridge", "ferry", "lantern", "market", "museum", "orchestra"),
    *("partner", "river", "school", "treaty", "visit", "tram"),
)


def story(number: int) -> str:
    """An article of a source that frames all of them alike: 3 lines, 2 paragraphs, 1 line."""
    turned = WORDS[number:] + WORDS[:number]
    told = f"Report {number} is of {' '.join(turned)}. It ends with {' '.join(turned[::-1])}."
    more = f"Nobody spoke of the {turned[0]} {number} times. The {turned[1]} was {turned[2]}."
    front = f"---\ntitle: Report {number}\nsource: Harbour Gazette\ndate: 2025-01-0{number}\n---\n"
    head = HEAD.format(number=number)
    return f"{front}\n{head}\n\n{NAVIGATION}\n\n{told}\n\n{more}\n\n{TAIL}\n"


class Seat(AtReader):
    """The reader on the first article, and the keys."""

    @property
    def painted(self):
        return [line for line in map(str.strip, self.lines) if line]

    @property
    def here(self):
        """The words under the cursor."""
        span = self.reader.page.units[self.view.cursor.unit].left
        return self.reader.page.body("left")[span.start : span.end]


@pytest.fixture
def framed(library, tmp_path):
    """Five articles of one source that frames them alike."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(1, 6):
        (folder / f"{number}.md").write_text(story(number), encoding="utf-8")
    library.importing.run([folder])
    return library


def reading(library, folders, article_id=1):
    library.close()
    size = (100, 30)
    return driven(library.path, folders, by=Seat, size=size, reading=(1, 2), first=article_id)


FOLDED_HEAD = "··· 2 lines this source repeats · z shows"


async def test_repeated_lines_are_folded_and_the_cursor_stands_on_the_first_text(framed, folders):
    async with reading(framed, folders) as seat:
        assert seat.painted[0] == FOLDED_HEAD
        assert seat.painted[-1] == "··· 1 line this source repeats · z shows"
        assert not any(NAVIGATION in line for line in seat.painted)
        assert seat.here.startswith("Report 1 is of")
        await seat.press("k")
        assert seat.view.cursor.unit == 0
        assert "··· 2 lines this source repeats · ↵ shows, z show" in seat.painted[0]
        await seat.press("j")
        assert seat.here.startswith("Report 1 is of")
        await seat.press("G", "k")
        assert seat.here.startswith("The ")


async def test_z_shows_them_here_and_in_the_next_article_and_folds_them_again(framed, folders):
    async with reading(framed, folders) as seat:
        before = seat.painted
        await seat.press("z")
        assert any(NAVIGATION in line for line in seat.painted)
        assert not any("···" in line for line in seat.painted)
        assert seat.here.startswith("Report 1 is of")
        assert "Shown" in seat.status
        await seat.press("right_parenthesis")
        assert any(NAVIGATION in line for line in seat.painted)
        await seat.press("q")
        seat.app.push_screen(ReaderScreen(1, (1, 2)))
        await seat.settle()
        assert any(NAVIGATION in line for line in seat.painted)
        await seat.press("z")
        assert [line.strip("▎ ") for line in seat.painted] == [line.strip("▎ ") for line in before]


async def test_enter_opens_what_is_folded_under_the_cursor_alone(framed, folders):
    async with reading(framed, folders) as seat:
        await seat.press("g", "enter")
        assert any(NAVIGATION in line for line in seat.painted)
        assert seat.painted[-1].startswith("··· 1 line")
        await seat.press("j", "l")
        assert seat.reader.page.body("left")[slice(*seat.view.cursor.word)] in NAVIGATION


async def test_keys_that_act_on_text_leave_folded_lines_alone(framed, folders):
    async with reading(framed, folders) as seat:
        await seat.press("g")
        for key in ("y", "l", "v", "x", "Y", "t"):
            await seat.press(key)
            assert seat.status.startswith("Folded: ↵ shows these lines"), key
            await seat.press("j", "g")
        await seat.press("t", "a")
        assert seat.app.library.coding.marks([1]) == []


async def test_finding_unfolds_and_what_was_gone_to_stays_open(framed, folders):
    async with reading(framed, folders) as seat:
        await seat.press("slash", *"culture")
        assert "1 hit " in seat.status
        assert any(NAVIGATION in line for line in seat.painted)
        await seat.press(*["backspace"] * 7)
        assert seat.painted[0] == FOLDED_HEAD
        await seat.press(*"friday", "enter")
        assert seat.view.selection.span.start > 0
        await seat.press("escape", "escape")
        assert seat.here == "It comes on Friday."
        assert any("It comes on Friday." in line for line in seat.painted)
        assert seat.painted[0] == FOLDED_HEAD


async def test_a_marked_line_is_not_folded_and_folds_when_the_mark_is_gone(framed, folders):
    body = framed.articles.body(1)
    start = body.index("Culture")
    framed.coding.note(1, Span(start, start + 7), "which?")
    async with reading(framed, folders) as seat:
        assert seat.painted[0] == "··· 1 line this source repeats · z shows"
        assert any(NAVIGATION in line for line in seat.painted)
        await seat.press("right_square_bracket", "x")
        await seat.press("z", "z")
        assert seat.painted[0].endswith(FOLDED_HEAD) or seat.painted[0].startswith("▎")
        assert not any(NAVIGATION in line for line in seat.painted)


async def test_a_click_on_the_fold_line_shows_what_is_folded(framed, folders):
    async with reading(framed, folders) as seat:
        await seat.pilot.click(seat.view, offset=(30, 1))
        await seat.settle()
        assert seat.here == "Harbour Gazette, issue 1"
        assert any(NAVIGATION in line for line in seat.painted)


def test_the_preview_leaves_folded_rows_out(framed):
    glance = glance_at(1)(framed)
    kept = [
        glance.spread.left_body[slice(*bead.left)]
        for number, bead in enumerate(glance.spread.beads)
        if number not in glance.folded
    ]
    assert kept[0].startswith("Report 1 is of")
    assert len(kept) == 4
    start = glance.spread.left_body.index("Culture")
    framed.coding.note(1, Span(start, start + 7), "which?")
    assert 1 not in glance_at(1)(framed).folded


@pytest.fixture
def retold(framed, tmp_path):
    """The same with article 6, which tells the story of article 1 nearly word for word."""
    (tmp_path / "6.md").write_text(
        story(1).replace("title: Report 1", "title: Told again").replace("Gazette\n", "Post\n", 1)
        + "\nOne more word.\n",
        encoding="utf-8",
    )
    framed.importing.run([tmp_path / "6.md"])
    return framed


async def test_details_list_the_same_story_and_enter_opens_it(retold, folders):
    assert [one.article_id for one in retold.articles.same_story(1)] == [6]
    assert glance_at(1)(retold).same_story == 1
    async with reading(retold, folders) as seat:
        await seat.press("i")
        dialog = seat.app.screen
        assert isinstance(dialog, DetailsDialog)
        line = dialog.query_one(StoryLine)
        assert "Harbour Post 2025-01-01 · ." in str(line.content)
        assert str(line.content).endswith("· Told again")
        line.focus()
        await seat.press("enter")
        assert seat.reader.spread.left.title == "Told again"


async def test_details_of_the_list_open_the_same_story(retold, folders):
    retold.close()
    async with driven(retold.path, folders, by=Seat, size=(100, 30)) as seat:
        seat.screen.articles.move_to_article(1)
        await seat.press("i")
        seat.screen.query_one(StoryLine).focus()
        await seat.press("enter")
        assert seat.reader.spread.left.title == "Told again"


def test_filters_name_the_same_story(retold):
    def listed(query):
        return sorted(retold.search.article_listing(query).ids)

    assert listed("is:same-story") == [1, 6]
    assert listed("story:1") == listed("story:６") == [1, 6]
    assert listed("story:2") == [2]
    assert listed("-is:same-story") == [2, 3, 4, 5]
    retold.articles.delete([6])
    assert listed("is:same-story") == []
    assert listed("story:1") == [1]
