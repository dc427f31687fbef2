"""The real program on a real library, driven by keys."""

from contextlib import asynccontextmanager

from textual.worker import WorkerCancelled

from cityreader.config import Config
from cityreader.ui.app import CityReaderApp
from cityreader.ui.screens.reader import ReaderScreen
from cityreader.ui.widgets.key_bar import KeyBar


class Driven:
    """The running program; what a screen shows is read off its widgets."""

    def __init__(self, app, pilot):
        self.app = app
        self.pilot = pilot

    @property
    def screen(self):
        return self.app.screen

    @property
    def library(self):
        return self.app.library

    @property
    def shown(self):
        """The lines of the table on the screen, those without anything left out."""
        rows = self.screen.rows
        lines = (rows.render_line(y).text.rstrip() for y in range(rows.size.height))
        return [line for line in lines if line]

    @property
    def said(self):
        """The status line."""
        return self.words(self.screen.status)

    @property
    def heading(self):
        return self.words(self.screen.heading)

    def words(self, widget):
        """What a widget shows; a selector finds it on the screen."""
        if isinstance(widget, str):
            widget = self.screen.query_one(widget)
        return str(widget.render())

    async def settle(self):
        """Wait for all work, that which work begins too."""
        for _ in range(3):
            await self.pilot.pause()
            await self._work_done()
        await self.pilot.pause()

    async def _work_done(self):
        """Wait for all work; a question that another replaced is no work any more."""
        while True:
            try:
                await self.app.workers.wait_for_complete()
            except WorkerCancelled:
                continue
            return

    async def press(self, *keys):
        """Press keys, waiting after each."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def press_at_once(self, *keys):
        """Press keys faster than anything is answered."""
        for key in keys:
            await self.pilot.press(key)
        await self.settle()

    async def type(self, text):
        await self.press_at_once(*("space" if key == " " else key for key in text))


class AtReader(Driven):
    """The running program with an article open; keys come as from a fast hand."""

    @property
    def reader(self):
        return next(one for one in self.app.screen_stack if isinstance(one, ReaderScreen))

    @property
    def view(self):
        return self.reader.view

    @property
    def status(self):
        return str(self.reader.status.content)

    @property
    def lines(self):
        """The text as it is painted, line by line."""
        return [self.view.render_line(y).text for y in range(self.view.size.height)]

    @property
    def footer(self):
        return self.words(self.reader.query_one(KeyBar))

    async def press(self, *keys):
        await self.press_at_once(*keys)


@asynccontextmanager
async def driven(path, folders, *, by=Driven, size=(120, 40), config=None, reading=(), first=None):
    """Run the program on a library that is closed; Ann is at the keyboard.

    ``reading`` are the ids of the articles to walk through; ``first`` is opened, else the first.
    """
    app = CityReaderApp(path, config or Config(coder="Ann"), folders)
    async with app.run_test(size=size) as pilot:
        seat = by(app, pilot)
        await seat.settle()
        if reading:
            app.push_screen(ReaderScreen(first or reading[0], reading))
            await seat.settle()
        yield seat
        await seat.settle()
    app.library.close()
