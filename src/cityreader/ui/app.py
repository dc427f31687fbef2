"""The application: its first screen, and the commands that every screen has."""

import sys
from collections.abc import Iterable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import SystemCommand
from textual.filter import LineFilter
from textual.screen import Screen

from cityreader.config import Config, Folders
from cityreader.text.safety import visible
from cityreader.ui import theme
from cityreader.ui.command_screen import CommandScreen
from cityreader.ui.commands import ABOUT_LIBRARY, APP_COMMANDS
from cityreader.ui.keymap import bindings_of
from cityreader.ui.room import ReadingRoom
from cityreader.ui.safety import SafetyFilter

if TYPE_CHECKING:
    from textual.command import Provider


def _command_provider() -> "type[Provider]":
    from cityreader.ui.command_search import CommandProvider

    return CommandProvider


class CityReaderApp(ReadingRoom):
    """The reading room with its first screen, its palette, and the commands of every screen."""

    CSS_PATH = Path(__file__).with_name("cityreader.tcss")
    TITLE = "cityreader"
    BINDINGS = [*bindings_of(APP_COMMANDS)]
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = {_command_provider}

    @cached_property
    def _safety(self) -> SafetyFilter:
        return SafetyFilter()

    def get_line_filters(self) -> list[LineFilter]:
        """Every line that is painted passes the safety filter first."""
        return [self._safety, *super().get_line_filters()]

    def get_default_screen(self) -> Screen[Any]:
        """The list is the first screen."""
        from cityreader.ui.screens.list.screen import ListScreen

        return ListScreen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is about the library is there when the library is open."""
        if self.library is None and action in ABOUT_LIBRARY:
            return False
        return super().check_action(action, parameters)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette holds every command of the screen that is there now, and of the program."""
        own = screen if isinstance(screen, CommandScreen) else None
        for command in (*(own.command_table if own else ()), *APP_COMMANDS):
            if not command.palette or command.action == "command_palette":
                continue
            target = self if command in APP_COMMANDS else screen
            if not target.check_action(command.action.partition("(")[0], ()):
                continue
            yield SystemCommand(
                command.help,
                f"{command.group} · {command.display}",
                partial(self.run_action, command.action, target),
            )
        for entry in own.palette_entries() if own else ():
            yield SystemCommand(*entry)

    def action_command_palette(self) -> None:
        """Show every command by name."""
        from cityreader.ui.command_search import CommandSearch

        if not isinstance(self.screen, CommandSearch):
            self.push_screen(CommandSearch())

    def action_show_help(self) -> None:
        """Show the keys of the screen."""
        from cityreader.ui.dialogs.help import HelpDialog

        screen = self.screen
        if isinstance(screen, CommandScreen):
            self.push_screen(HelpDialog(screen.help_title, (*screen.command_table, *APP_COMMANDS)))

    def action_show_glossary(self) -> None:
        """Open the glossary, with what the articles in view propose for it."""
        from cityreader.ui.dialogs.glossary import GlossaryDialog

        below = self.screen
        if isinstance(below, CommandScreen):
            self.push_screen(GlossaryDialog(below.article_ids), lambda _: below.glossary_changed())

    def action_show_events(self) -> None:
        """Open the table of events."""
        from cityreader.ui.screens.events import EventsScreen

        if not isinstance(self.screen, EventsScreen):
            self.push_over(EventsScreen())

    def action_show_history(self) -> None:
        """Open the history."""
        from cityreader.ui.screens.history import HistoryScreen

        if not isinstance(self.screen, HistoryScreen):
            self.push_over(HistoryScreen())

    def action_choose_viewpoint(self) -> None:
        """Choose whose marks are shown."""
        from cityreader.ui.coders import choose_viewpoint

        choose_viewpoint(self)

    def action_compare_coders(self) -> None:
        """Compare two coders."""
        from cityreader.ui.coders import compare_coders

        compare_coders(self)

    def action_edit_codebook(self) -> None:
        """Lend the terminal to the editor of the person, with the codebook."""
        from cityreader.ui.codebook_editing import CodebookEditing

        CodebookEditing(self).begin()

    def action_toggle_theme(self) -> None:
        """Change between dark and light."""
        self.theme = theme.LIGHT_NAME if self.current_theme.dark else theme.DARK_NAME

    def action_save_picture(self) -> None:
        """Save a picture of the screen, and say where it lies."""
        from cityreader.ui.sight import short_path

        folder = self.folders.pictures
        try:
            folder.mkdir(parents=True, exist_ok=True)
            saved = short_path(Path(self.save_screenshot(path=str(folder))))
            self.notify(saved, title="Picture saved", timeout=8, markup=False)
        except OSError as error:
            self.tell(f"The picture could not be saved in {short_path(folder)}: {error.strerror}.")

    async def action_quit(self) -> None:
        """Leave when every change is on the disk; an import stops between two files."""
        if self.imports.running is not None:
            # The screen goes on living until the file at hand is read.
            self.imports.running.stop()
            self.run_worker(self.leave(), group="leave", exclusive=True)
        else:
            await self.leave()

    def action_help_quit(self) -> None:
        """Copy with ctrl+c: it never quits here."""
        if isinstance(self.screen, CommandScreen):
            self.screen.action_copy()


def run_app(path: Path, config: Config, folders: Folders, article: str | None) -> int:
    """Run the screens on a library, at an article if one is named; returns the exit code.

    A library that cannot be opened is shown on the screen with what to do, and gives 2.
    """
    app = CityReaderApp(path, config, folders, article)
    result = app.run()
    if app.library is not None:
        app.library.backups.warn = app.library.backups.tell = _say_below
        app.library.close()
    if app.refused is not None:
        return 2
    return result or 0


def _say_below(message: str) -> None:
    """Say something when the screen is gone."""
    sys.stderr.write(f"{visible(message)}\n")
