import pytest
from dialog_app import NOT_ANSWERED, DialogApp, paste, type_text
from event_making import HOSTILE
from textual.widgets import TextArea

from cityreader.text.safety import visible
from cityreader.ui.dialogs.fields import TextField
from cityreader.ui.dialogs.note_editor import NoteEditor
from cityreader.ui.dialogs.prompt import Prompt


def note(text="", quote="signed two memorandums", key="note:m1"):
    return NoteEditor(quote, text, draft_key=key)


async def test_enter_saves_the_note_and_the_quote_is_shown():
    app = DialogApp(note())
    async with app.run_test() as pilot:
        assert "signed two memorandums" in app.shown()
        await pilot.press(*"new", "enter")
    assert app.answer == "new"
    assert app.drafts == {}


async def test_new_lines_begin_without_saving():
    app = DialogApp(note("one"))
    async with app.run_test() as pilot:
        await pilot.press("ctrl+j", "2", "alt+enter", "3", "shift+enter", "4")
        assert app.answer is NOT_ANSWERED
        await pilot.press("enter")
    assert app.answer == "one\n2\n3\n4"


async def test_chinese_is_typed_and_shown():
    app = DialogApp(note())
    async with app.run_test() as pilot:
        await type_text(pilot, "雙方簽署，備忘錄。")
        assert "雙方簽署，備忘錄。" in app.shown()
        await pilot.press("left", "backspace", "enter")
    assert app.answer == "雙方簽署，備忘。"


async def test_many_pasted_lines_are_kept_and_cleaned():
    app = DialogApp(note("before "))
    lines = [f"第{number}行 line {number}" for number in range(2000)]
    async with app.run_test() as pilot:
        await paste(pilot, "\r\n".join(lines) + "\x1b]52;c;aGk=\x07")
        await pilot.press("!", "enter")
    assert app.answer.splitlines() == ["before " + lines[0], *lines[1:-1], lines[-1] + "!"]


async def test_a_note_that_was_left_is_offered_again_until_it_is_saved():
    app = DialogApp(note("saved"))
    async with app.run_test() as pilot:
        await type_text(pilot, " and more")
        await pilot.press("escape")
        assert app.answer is None
        assert app.drafts == {"note:m1": "saved and more"}
        app.ask(note("saved"))
        await pilot.pause()
        assert app.screen.query_one(TextArea).text == "saved and more"
        assert "^r as saved" in app.shown()
        assert "Note · draft" in app.shown()
        await pilot.press("!", "enter")
        assert app.answer == "saved and more!"
        assert app.drafts == {}


async def test_a_draft_can_be_changed_for_what_is_saved_and_back():
    app = DialogApp(note("saved"))
    async with app.run_test() as pilot:
        await pilot.press("X", "ctrl+r")
        assert app.screen.query_one(TextArea).text == "saved"
        assert "^r the draft" in app.shown()
        await pilot.press("ctrl+r")
        assert app.screen.query_one(TextArea).text == "savedX"
        await pilot.press("escape")
        assert app.drafts == {"note:m1": "savedX"}
        app.ask(note("saved"))
        await pilot.pause()
        await pilot.press("backspace", "escape")
    assert app.drafts == {}


async def test_whoever_leaves_with_what_is_saved_drops_the_draft():
    """Taken out once: ``_keep`` took the draft that ``ctrl+r`` had put aside."""
    dialog = note("saved")
    app = DialogApp(dialog)
    async with app.run_test() as pilot:
        await pilot.press("X", "escape")
        assert dialog.left_words("m") == "Draft kept; m opens it again."
        again = note("saved")
        app.ask(again)
        await pilot.pause()
        await pilot.press("ctrl+r", "escape")
    assert app.drafts == {}
    assert again.left_words("m") == "Left as saved; the draft is dropped."
    assert note("saved").left_words("m") == ""


async def test_drafts_of_different_notes_are_apart_and_an_untouched_note_leaves_none():
    app = DialogApp(note(key="note:m1"))
    async with app.run_test() as pilot:
        await pilot.press("a", "escape")
        app.ask(note(key="note:m2"))
        await pilot.pause()
        assert app.screen.query_one(TextArea).text == ""
        await pilot.press("escape")
    assert app.drafts == {"note:m1": "a"}


async def test_a_note_that_could_not_be_written_is_a_draft_again():
    dialog = note("saved")
    app = DialogApp(dialog)
    async with app.run_test() as pilot:
        await pilot.press("!", "enter")
        dialog.keep_draft()
    assert app.drafts == {"note:m1": "saved!"}


async def test_an_emptied_note_is_an_empty_answer():
    app = DialogApp(note("ab"))
    async with app.run_test() as pilot:
        await pilot.press("backspace", "backspace", "enter")
    assert app.answer == ""


async def test_a_long_quote_shows_two_lines_and_an_ellipsis():
    app = DialogApp(note(quote="上海與台北簽署合作備忘錄，" * 40))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.screen.query_one(".quote").size.height == 2
        assert app.shown().count("…") == 1


async def test_the_keys_in_the_frame_take_clicks():
    app = DialogApp(note("one"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        frame = app.screen.query_one(".dialog").region
        bottom = app.shown().splitlines()[frame.bottom - 1]
        await pilot.click(offset=(bottom.index("new line"), frame.bottom - 1))
        assert app.screen.query_one(TextArea).text == "one\n"
        await pilot.click(offset=(bottom.index("save"), frame.bottom - 1))
    assert app.answer == "one"


@pytest.mark.parametrize(
    ("keys", "answer"),
    [(("l", "enter"), "l"), (("end", "l", "enter"), "news.jsonl"), (("enter",), "news.json")],
)
async def test_a_prompt_gives_back_the_line_as_typed(keys, answer):
    """What is proposed is selected. Seen to fail while typing went on behind it."""
    app = DialogApp(Prompt("Export", "news.json", "The ending says the format."))
    async with app.run_test() as pilot:
        assert "The ending says the format." in app.shown()
        await pilot.press(*keys)
    assert app.answer == answer


async def test_a_line_typed_into_a_prompt_and_left_is_offered_again():
    app = DialogApp(Prompt("Import"))
    async with app.run_test() as pilot:
        await type_text(pilot, "~/新聞")
        await pilot.press("escape")
        app.ask(Prompt("Import"))
        await pilot.pause()
        assert app.screen.query_one(TextField).value == "~/新聞"
        await pilot.press("enter")
    assert app.answer == "~/新聞"
    assert app.drafts == {}


async def test_pasting_into_a_line_joins_and_cleans():
    app = DialogApp(Prompt("Import", "a"))
    async with app.run_test() as pilot:
        await pilot.press("end")
        for text in (" b\n\tc ", "\x1b[2Jd", "\n"):
            await paste(pilot, text)
        await pilot.press("enter")
    assert app.answer == "a b c d"


async def test_hostile_text_shows_as_plain_text_and_comes_back_as_it_was():
    text = " ".join(HOSTILE)
    app = DialogApp(Prompt(text, text, text))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert app.shown().count(visible(text)) == 3
        await pilot.press("enter")
        assert app.answer == text
        app.ask(NoteEditor(text, text, title=text, draft_key="k"))
        await pilot.pause()
        assert app.shown().count(visible(text)) == 3
        await pilot.press("escape")
    assert app.drafts == {}
