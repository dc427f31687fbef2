"""All occurrences, driven by keys."""

from typist import typing_in

from cityreader.ui.dialogs.occurrence_picker import OccurrencePicker
from shelf import ENGLISH, add_article, span_of

TOWNS = span_of(ENGLISH, "towns")
FIRST_HAICHENG = span_of(ENGLISH, "Haicheng")
PHRASE = "A forum on clean ports"


async def test_one_is_taken_out_and_the_rest_tagged_in_one_step(tmp_path, folders):
    async with typing_in(tmp_path, folders, ENGLISH * 3, "en") as typist:
        await typist.pick(TOWNS)
        await typist.press("t", "v", "asterisk")
        picker = typist.app.screen
        assert isinstance(picker, OccurrencePicker)
        count = len(picker.lines.found)
        assert count == 5
        assert "towns" in picker.lines.render_line(0).text
        await typist.press("down", "space")
        assert picker.lines.render_line(1).text.startswith("☐")
        await typist.press("enter")
        assert len(typist.marks) == 1 + count - 1
        assert {mark.tag for mark in typist.marks} == {"visit"}
        await typist.press("u")
        assert [mark.span for mark in typist.marks] == [TOWNS]


async def test_a_selection_has_the_last_tag(tmp_path, folders):
    async with typing_in(tmp_path, folders, ENGLISH, "en") as typist:
        await typist.press("t", "a")
        await typist.pick(FIRST_HAICHENG)
        await typist.press("asterisk", "enter")
        assert [m.exact for m in typist.marks if m.exact == "Haicheng"] == ["Haicheng"] * 2


async def test_escape_tags_nothing_and_without_a_tag_it_says_so(tmp_path, folders):
    async with typing_in(tmp_path, folders, ENGLISH, "en") as typist:
        await typist.press("asterisk")
        assert "Select some words or tag them" in str(typist.reader.status.content)
        await typist.pick(TOWNS)
        await typist.press("t", "v", "asterisk", "escape")
        assert len(typist.marks) == 1


async def test_a_tag_that_nothing_tells_is_asked_for(tmp_path, folders):
    """Taken out once: words had to be tagged by another key first."""
    async with typing_in(tmp_path, folders, ENGLISH, "en") as typist:
        await typist.pick(FIRST_HAICHENG)
        await typist.press("asterisk", "v", "enter")
        assert [(m.exact, m.tag) for m in typist.marks] == [("Haicheng", "visit")] * 2


async def test_words_too_long_to_be_quoted_whole_end_with_an_ellipsis(tmp_path, folders):
    """Taken out: the quote ended in the middle of a word as if it were all."""
    async with typing_in(tmp_path, folders, ENGLISH, "en") as typist:
        await typist.press("t", "a", "asterisk")
        assert "…” without it." in str(typist.reader.status.content)


async def test_the_word_under_the_cursor_comes_before_the_mark_of_the_row(tmp_path, folders):
    """The row's mark was taken: with the cursor on one word, places of another were offered."""
    async with typing_in(tmp_path, folders, ENGLISH, "en") as typist:
        await typist.pick(FIRST_HAICHENG)
        await typist.press("t", "v", "l")
        word = typist.reader.view.cursor.word
        assert ENGLISH[slice(*word)] == "The"
        await typist.press("asterisk")
        assert typist.app.screen.title_line().plain.startswith("Visit · “The” ·")


async def test_other_articles_are_ticked_only_where_one_long_phrase_stands_in_all(
    tmp_path, folders
):
    """All were: one enter tagged six places that nobody had looked at over the whole library."""
    async with typing_in(tmp_path, folders, ENGLISH, "en") as typist:
        library = typist.app.library
        add_article(library, "Another", f"Haicheng again.\n\n{PHRASE} opened.", "en")
        await typist.press("t", "v")
        await typist.pick(FIRST_HAICHENG)
        await typist.press("asterisk")
        picker = typist.app.screen
        assert "3 places in 2 articles" in picker.title_line().plain
        assert [one.article.id for one in picker.lines.taken] == [1, 1]
        await typist.press("a")
        assert len(picker.lines.taken) == 3
        await typist.press("a", "enter")
        assert "Nothing was ticked" in str(typist.reader.status.content)
        await typist.press("escape", "J")
        await typist.pick(span_of(ENGLISH, PHRASE))
        await typist.press("asterisk")
        assert len({one.article.id for one in typist.app.screen.lines.taken}) == 2
