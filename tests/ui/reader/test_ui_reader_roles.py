"""ROLES, driven by keys."""

from typist import typing_in

from cityreader.ui.widgets.key_bar import KeyBar
from shelf import ENGLISH, span_of

LINDMARK, HAICHENG = span_of(ENGLISH, "Lindmark"), span_of(ENGLISH, "Haicheng")


def bar_of(typist):
    return str(typist.reader.query_one(KeyBar).render())


async def set_role(typist, letter, span):
    await typist.press(letter)
    await typist.labels_of(span)


async def test_a_letter_and_two_labels_set_a_role_and_again(tmp_path, folders):
    async with typing_in(tmp_path, folders, ENGLISH, "en") as typist:
        await typist.press("t", "a", "r")
        assert typist.reader.mode == "roles"
        assert bar_of(typist).startswith(" ROLES ")
        assert "actor" in bar_of(typist)
        assert "note" not in bar_of(typist)
        await typist.press("a")
        assert bar_of(typist).startswith(" ROLES ")
        await typist.labels_of(LINDMARK)
        await set_role(typist, "r", HAICHENG)
        assert [(m.role, m.exact) for m in typist.marks if m.role != "trigger"] == [
            ("actor", "Lindmark"),
            ("recipient", "Haicheng"),
        ]
        assert typist.reader.mode == "roles"
        status = str(typist.reader.status.content)
        assert "Agreement" in status
        assert "recipient ✓" in status


async def test_tab_in_an_article_alone_writes_nothing_while_roles_are_set(tmp_path, folders):
    """Taken out: ``tab`` began a translation, which took the letters of the roles."""
    async with typing_in(tmp_path, folders, ENGLISH, "en") as typist:
        await typist.press("t", "a", "r", "tab")
        assert typist.reader.mode == "roles"
        assert "no text on the other side" in str(typist.reader.status.content)
        await set_role(typist, "a", LINDMARK)
        await typist.press("escape", "v", "tab")
        assert typist.reader.mode == "select"
        assert [m.exact for m in typist.marks if m.role == "actor"] == ["Lindmark"]


async def test_on_a_narrow_screen_the_event_is_cut_and_not_what_is_said(tmp_path, folders):
    """Taken out once: of what ROLES asks and says only the beginning was there."""
    async with typing_in(tmp_path, folders, ENGLISH, "en", size=(80, 24)) as typist:
        await typist.press("t", "a", "r", "a")
        said = str(typist.reader.status.content)
        assert said.startswith("▸ Agreement · …")
        assert "actor: Type the label of the first word " in said
        await typist.labels_of(LINDMARK)
        await set_role(typist, "r", HAICHENG)
        assert "recipient ✓ · u undoes" in str(typist.reader.status.content)


async def test_the_words_of_a_mark_stepped_to_take_no_role(tmp_path, folders):
    """Taken out: right after an accepted suggestion, ``r`` ``a`` made its trigger the actor."""
    async with typing_in(tmp_path, folders, ENGLISH, "en") as typist:
        await typist.press("right_square_bracket", "enter", "r", "a")
        assert [m.role for m in typist.marks] == ["trigger"]
        await typist.labels_of(LINDMARK)
        await typist.press("left_square_bracket", "r")
        await typist.labels_of(HAICHENG)
        assert [m.exact for m in typist.marks if m.role == "actor"] == ["Lindmark"]
        assert [m.exact for m in typist.marks if m.role == "recipient"] == ["Haicheng"]


async def test_moving_goes_on_and_the_event_stays_in_sight(tmp_path, folders):
    async with typing_in(tmp_path, folders, ENGLISH, "en") as typist:
        await typist.press("t", "a", "r", "j", "j")
        assert typist.view.cursor.unit == 2
        assert typist.reader.mode == "roles"
        assert "Agreement" in str(typist.reader.status.content)
        place = span_of(ENGLISH[100:], "Haicheng")
        start = place.start + 100
        await set_role(typist, "p", type(place)(start, start + 8))
        assert typist.reader.event.place.name == "Haicheng"
        await typist.press("escape")
        assert typist.reader.mode == "read"


async def test_a_selection_takes_the_role_without_labels(tmp_path, folders):
    async with typing_in(tmp_path, folders, ENGLISH, "en") as typist:
        await typist.press("t", "a")
        await typist.pick(LINDMARK)
        await typist.press("r", "a")
        assert [m.exact for m in typist.marks if m.role == "actor"] == ["Lindmark"]
        assert typist.view.selection is None


async def test_without_an_event_it_says_so(tmp_path, folders):
    async with typing_in(tmp_path, folders, ENGLISH, "en") as typist:
        await typist.press("r")
        assert typist.reader.mode == "read"
        assert "No event here" in str(typist.reader.status.content)


async def test_the_bar_of_the_cursor_changes_its_shape(tmp_path, folders):
    async with typing_in(tmp_path, folders, ENGLISH, "en") as typist:
        await typist.press("t", "a")
        y = typist.view.layout_now.tops[0] - typist.view.scroll_offset.y
        before = typist.view.render_line(y).text.strip()[0]
        await typist.press("r")
        assert typist.view.render_line(y).text.strip()[0] != before


async def test_undo_takes_one_role_back(tmp_path, folders):
    async with typing_in(tmp_path, folders, ENGLISH, "en") as typist:
        await typist.press("t", "a", "r")
        await set_role(typist, "a", LINDMARK)
        await set_role(typist, "r", HAICHENG)
        await typist.press("u")
        assert [m.role for m in typist.marks if m.role != "trigger"] == ["actor"]
        assert typist.reader.mode == "roles"
        assert [one.name for one in typist.reader.event.participants] == ["Lindmark"]


async def test_words_that_are_no_date_are_told(tmp_path, folders):
    """Without ``unread`` a town marked as the date was answered with a tick."""
    async with typing_in(tmp_path, folders, ENGLISH, "en") as typist:
        await typist.press("t", "a", "r")
        await set_role(typist, "d", LINDMARK)
        assert "no date is read in them" in str(typist.reader.status.content)
        await set_role(typist, "d", span_of(ENGLISH, "Friday"))
        assert "no date" not in str(typist.reader.status.content)
        marked = [m.exact for m in typist.marks if m.role == "date"]
        assert sorted(marked) == ["Friday", "Lindmark"]
