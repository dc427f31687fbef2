"""The reader: an article beside its counterpart, row by row."""

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input

from cityreader.models import Query
from cityreader.ui.command import display_key
from cityreader.ui.commands import READER_COMMANDS
from cityreader.ui.errands import is_open
from cityreader.ui.keymap import bindings_of, is_input_method_text
from cityreader.ui.keys import LineInput
from cityreader.ui.listing.script import script_named
from cityreader.ui.reading.aligning import Aligning
from cityreader.ui.reading.coding import Coding
from cityreader.ui.reading.filling import Filling
from cityreader.ui.reading.finding import Jump
from cityreader.ui.reading.moving import Moving
from cityreader.ui.reading.roles import Roles
from cityreader.ui.theme import palette_of
from cityreader.ui.widgets.counterpart_offer import CounterpartOffer
from cityreader.ui.widgets.gloss_line import GlossLine
from cityreader.ui.widgets.key_bar import KeyBar
from cityreader.ui.widgets.labelled_view import LabelledView
from cityreader.ui.widgets.memory_drawer import MemoryDrawer
from cityreader.ui.widgets.reader_lines import ReaderHeading, StatusLine
from cityreader.ui.widgets.reader_view import ReaderView
from cityreader.ui.widgets.tag_menu import TagMenu
from cityreader.ui.widgets.writing_area import WritingArea


class ReaderScreen(Filling, Roles, Aligning, Coding, Moving):
    """Shows one article of a list; leaves with the id of the article that was open last."""

    BINDINGS = [*bindings_of(READER_COMMANDS)]
    DEFAULT_CSS = "ReaderScreen { layers: default writing; }"
    # The mouse picks words of the articles; nothing else is lit beside them.
    ALLOW_SELECT = False
    command_table = READER_COMMANDS
    help_title = "Reader"

    def __init__(
        self,
        article_id: int,
        ids: Sequence[int] = (),
        query: Query | None = None,
        *,
        jump: Jump | None = None,
    ) -> None:
        super().__init__()
        self.jump = jump
        self.article_id = article_id
        self.ids = ids
        self.list_query = query

    def compose(self) -> ComposeResult:
        """Heading, text, the menu of tags, find bar, status and keys."""
        yield ReaderHeading()
        self.view = LabelledView()
        with Horizontal(id="page"):
            yield self.view
            yield CounterpartOffer()
        yield WritingArea()
        yield TagMenu()
        find = LineInput(self.find_entered, placeholder="find in the text", id="find")
        find.display = False
        yield find
        yield GlossLine()
        yield MemoryDrawer()
        self.status = StatusLine()
        yield self.status
        yield KeyBar(READER_COMMANDS, last=4)

    def on_mount(self) -> None:
        """Ask for the article."""
        options = self.room.config.reader
        self.view.widest = options.max_width
        self.view.dimmed = options.dim
        self.view.unfolded = self.room.unfolded
        self.view.view = options.layout if options.layout != "both" else "auto"
        self.script = script_named(options.chinese)
        self.set_focus(self.view)
        self.open_article(self.article_id, self.jump.counterpart_id if self.jump else None)

    def action_switch_side(self) -> None:
        """The same row in the other language, or the word there that ALIGN cuts at; an empty cell
        is a place to write. Of an article alone, the candidates, or the empty column."""
        if self.page is None:
            return
        if self.page.alone and self.mode in ("roles", "select"):
            self.say("There is no text on the other side.")
        elif self.page.alone and self.offer.candidates:
            self.set_focus(self.offer)
        elif self.page.alone:
            self.action_write()
        elif self.view.cursor.aligning:
            self.swap_cuts()
        else:
            self.switch_side()
            if self.on_empty_cell and self.mode == "read":
                self.action_write()

    def action_leave(self) -> None:
        """Leave one thing: the find bar, aligning, the selection, the word, the hits, then the
        article."""
        if self.query_one("#find", Input).display:
            self.close_find()
        elif self.room.pairing.stop():
            pass
        elif self.is_where_it_landed:
            self.action_back()
        elif self.view.selection is not None or self.view.kept is not None:
            self.view.keep(None)
            self.view.select(None)
        elif self.view.cursor.word is not None:
            self.view.move_to(self.view.cursor.unit)
        elif self.view.hits:
            self.view.set_hits(())
            self.show_event()
        else:
            self.action_back()

    def action_back(self) -> None:
        """Back to the list, keeping the place."""
        self.remember_place()
        self.dismiss(self.article_id)

    def key_unavailable(self, key: str) -> None:
        """Say why a key that means something elsewhere did nothing."""
        waiting = _WAITING.get(self.mode)
        means = f"waits {waiting}" if waiting else "means nothing while reading: ? lists the keys"
        self.say(f"{display_key(key)} {means}.")

    async def on_key(self, event: events.Key) -> None:
        """Han where a command goes means that an input method is on."""
        if self.focused is self.view and is_input_method_text(event.character):
            self.say("The input method is on: switch it off to use the keys.")

    def on_resize(self) -> None:
        """The heading is cut to the new width."""
        self.show_heading()
        self.place_offer()
        self.call_after_refresh(self.place_area)

    @property
    def mode(self) -> str:
        """What keys mean now; the names are those of the commands."""
        if not self.is_mounted or not is_open(self):
            return "read"
        if self.query_one(TagMenu).display:
            return "tag"
        if self.view.labels is not None:
            return "roles:pick" if self.view.cursor.roles else "pick"
        return "offer" if self.on_offer else self.view.cursor.mode

    def show_mode(self) -> None:
        """Show the keys of the mode."""
        bar = self.query_one(KeyBar)
        if bar.mode != self.mode:
            bar.mode = self.mode
            self.refresh_bindings()

    @on(ReaderView.CursorMoved)
    def _cursor_moved(self, message: ReaderView.CursorMoved) -> None:
        self.show_mode()
        page = self.page
        if page is not None:
            number, count = message.focus.unit + 1, len(page.units)
            noun = "sentence" if page.alone else "row"
            where = Content.styled(
                f"{noun} {number}/{count} · {round(100 * number / count)} %", palette_of(self).faint
            )
            self.status.show(right=where)
            if message.focus.selected is None and self.view.cursor != self.said_at:
                self.show_event()


_WAITING = {
    "select": "while you select: esc ends the selection",
    "align": "while you correct rows: esc leaves ALIGN",
    "roles": "while you set roles: esc leaves ROLES",
    "write": "while you write: esc stops",
    "offer": "in the empty column: esc leads back to the text",
}
"""What a key that means nothing in a mode waits for."""
