"""The running program on its list screen, driven by keys."""

from contextlib import asynccontextmanager

from cityreader.config import Config
from cityreader.ui.app import CityReaderApp
from cityreader.ui.screens.list.screen import ListScreen
from cityreader.ui.widgets.preview import Preview
from driving import Driven

HOSTILE = "[/] [red]x [@click=app.quit]q[/] \x1b[31mred"
HOSTILE_SHOWN = "[/] [red]x [@click=app.quit]q[/] ␛[31mred"
NEWEST_FIRST = [
    "Two harbour towns sign",
    "港口論壇登場",
    "A forum on clean ports",
    HOSTILE,
    "Zebra crossing moved",
]


class Room(Driven):
    """The running program on its list."""

    @property
    def screen(self):
        return next(s for s in self.app.screen_stack if isinstance(s, ListScreen))

    @property
    def articles(self):
        return self.screen.articles

    @property
    def titles(self):
        """What is listed by its title."""
        found = len(self.articles.ids) - len(self.articles.in_text.snippets)
        return [self.articles.pages.get(key).title for key in self.articles.ids[:found]]

    @property
    def in_text(self):
        """What is listed below for what its text holds, with the pieces of text."""
        hits = self.articles.in_text.snippets.items()
        return [(self.articles.pages.get(key).title, found.text) for key, found in hits]

    @property
    def current(self):
        return self.articles.current.title

    @property
    def preview(self):
        return self.screen.query_one(Preview)

    @property
    def last_told(self):
        told = list(self.app._notifications)
        return told[-1].message if told else ""

    async def press(self, *keys):
        await self.pilot.press(*keys)
        await self.settle()

    async def filter(self, text):
        """Have a filter typed, in one go."""
        self.screen.action_focus_filter()
        self.screen.filter_box.input.value = text
        self.screen.filter_box.input.cursor_position = len(text)
        await self.pilot.pause()
        await self.settle()

    def lines(self, widget=None):
        """What is painted, line by line: of a widget, or of the whole screen."""
        if widget is not None:
            return [widget.render_line(y).text for y in range(widget.content_size.height)]
        strips = self.app.screen._compositor.render_strips(self.app.size)
        return [strip.text for strip in strips]

    @property
    def painted(self):
        return "\n".join(self.lines())

    def row(self, title):
        """The painted line that holds this title."""
        return next(line for line in self.lines(self.articles) if title in line)


@asynccontextmanager
async def running(path, folders, *, size=(120, 40), article=None, config=None):
    app = CityReaderApp(path, config or Config(coder="Ann"), folders, article)
    async with app.run_test(size=size) as pilot:
        room = Room(app, pilot)
        await pilot.pause()
        await room.settle()
        yield room
        if app.is_running:
            await room.settle()
    if app.library is not None:
        app.library.close()
