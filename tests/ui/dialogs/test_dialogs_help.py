import pytest
from dialog_app import NOT_ANSWERED, DialogApp

from cityreader.ui.command import Command
from cityreader.ui.commands import APP_COMMANDS, LIST_COMMANDS, READER_COMMANDS
from cityreader.ui.dialogs.help import HelpDialog, even_columns, help_groups

TABLES = [(*LIST_COMMANDS, *APP_COMMANDS), (*READER_COMMANDS, *APP_COMMANDS)]


@pytest.mark.parametrize("commands", TABLES)
def test_every_command_stands_under_its_heading(commands):
    groups = help_groups(commands)
    listed = {(group.name, line.help) for group in groups for line in group.lines}
    assert listed == {(command.group, command.help) for command in commands}
    assert [group for column in even_columns(groups) for group in column] == groups


def test_neighbours_that_do_the_same_share_a_line():
    digits = [Command(f"tag.{key}", key, "tag", "Tag", "Code") for key in "123"]
    (group,) = help_groups(digits)
    assert [line.keys for line in group.lines] == ["1 – 3"]


async def test_the_help_shows_and_scrolls():
    app = DialogApp(HelpDialog("Keys [/]", TABLES[1]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Keys [/]" in app.shown()
        await pilot.press("j", "k", *["space"] * 9)
        assert TABLES[1][-1].help in app.shown()


async def test_the_help_closes_by_the_key_that_opened_it_and_by_others():
    app = DialogApp(HelpDialog("Keys", TABLES[0]))
    async with app.run_test() as pilot:
        for key in ("escape", "question_mark", "？", "q"):
            app.ask(HelpDialog("Keys", TABLES[0][:3]))
            assert app.answer is NOT_ANSWERED
            await pilot.press(key)
            assert app.answer is None


async def test_a_screen_without_commands_has_an_empty_help():
    app = DialogApp(HelpDialog("Keys", ()))
    async with app.run_test() as pilot:
        await pilot.press("space", "escape")
    assert app.answer is None
