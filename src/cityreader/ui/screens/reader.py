"""The reader: an article beside its counterpart, row by row."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from cityreader.library.library import Library
from cityreader.models import Annotation, Codebook, Query, Reading, Span, Spread
from cityreader.ui.command import display_key
from cityreader.ui.commands import READER_COMMANDS
from cityreader.ui.keymap import bindings_of, is_input_method_text
from cityreader.ui.keys import LineInput
from cityreader.ui.reading.clutter import clutter_of
from cityreader.ui.reading.coding import Coding
from cityreader.ui.reading.finding import Finding, Jump
from cityreader.ui.reading.marks import Marks
from cityreader.ui.reading.moving import Moving
from cityreader.ui.reading.page import Page, Side
from cityreader.ui.reading.painter import Focus
from cityreader.ui.reading.viewing import Viewing
from cityreader.ui.widgets.key_bar import KeyBar
from cityreader.ui.widgets.reader_lines import ReaderHeading, StatusLine
from cityreader.ui.widgets.reader_view import ReaderView
from cityreader.ui.widgets.tag_menu import TagMenu


@dataclass(frozen=True, slots=True)
class Opening:
    """An article as it was read from the library, with the place where reading stopped."""

    spread: Spread
    marks: list[Annotation]
    codebook: Codebook
    reading: Reading | None
    place: tuple[str, int] | None
    clutter: tuple[list[Span], list[Span]]


class ReaderScreen(Moving, Coding, Finding, Viewing):
    """Shows one article of a list; leaves with the id of the article that was open last."""

    BINDINGS = [*bindings_of(READER_COMMANDS)]
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
        self._article_id = article_id
        self._ids = ids
        self._reading: Reading | None = None
        self.query_text = query

    def compose(self) -> ComposeResult:
        """Heading, text, the menu of tags, find bar, status and keys."""
        yield ReaderHeading()
        self.view = ReaderView()
        yield self.view
        yield TagMenu()
        find = LineInput(self.find_entered, placeholder="find in the text", id="find")
        find.display = False
        yield find
        self.status = StatusLine()
        yield self.status
        yield KeyBar(READER_COMMANDS)

    def on_mount(self) -> None:
        """Ask for the article."""
        options = self.room.config.reader
        self.view.widest = options.max_width
        self.view.dimmed = options.dim
        self.view.unfolded = self.room.unfolded
        self.view.view = options.layout if options.layout != "both" else "auto"
        self.script = options.chinese
        self.set_focus(self.view)
        self.open_article(self._article_id, self.jump.counterpart_id if self.jump else None)

    def open_article(self, article_id: int, counterpart_id: int | None = None) -> None:
        """Open an article of the library, beside one of its counterparts."""

        def read(library: Library) -> Opening:
            spread = library.pairs.spread(article_id, counterpart_id)
            shown = [a for a in (spread.left, spread.right) if a is not None]
            place = library.readings.place(spread.left.uuid)
            return Opening(
                spread,
                library.coding.marks([article.id for article in shown]),
                library.coding.codebook(),
                library.readings.of_article(spread.left.id),
                (place.side, place.offset) if place else None,
                clutter_of(library, spread),
            )

        self.room.errands.ask("open", read, self._opened)

    def action_step_article(self, steps: int) -> None:
        """The next or previous article of the list."""
        if not self._ids or self.spread is None:
            self.say("There is no list to step through.")
            return
        here = next((n for n, key in enumerate(self._ids) if key == self._article_id), 0)
        position = here + steps
        if not 0 <= position < len(self._ids):
            self.say(
                "That was the last article of the list." if steps > 0 else "This is the first."
            )
            return
        self.remember_place()
        self._article_id = self._ids[position]
        self.open_article(self._article_id)

    def action_done(self) -> None:
        """Mark the article as done and open the next one; done again takes it back."""
        if self.spread is None:
            return
        article_id = self.spread.left.id
        state = "opened" if self._reading and self._reading.state == "done" else "done"
        self.room.errands.change(
            lambda library: library.readings.set_state([article_id], state),  # type: ignore[arg-type]
            lambda _: self._state_set(state),
        )

    def action_toggle_flag(self) -> None:
        """Flag the article, or take the flag off."""
        if self.spread is None:
            return
        article_id = self.spread.left.id
        flagged = not (self._reading and self._reading.flagged)
        self.room.errands.change(
            lambda library: library.readings.set_flag([article_id], flagged),
            lambda _: self._reload_heading("Flagged" if flagged else "Flag taken off"),
        )

    def action_cycle_counterpart(self) -> None:
        """The next counterpart, where the article has several."""
        spread = self.spread
        if spread is None or len(spread.counterparts) < 2:
            self.say("There is no other counterpart.")
            return
        ids = [article.id for article in spread.counterparts]
        shown = {article.id for article in (spread.left, spread.right) if article}
        current = next(n for n, key in enumerate(ids) if key in shown)
        other = ids[(current + 1) % len(ids)]
        self.remember_place()
        self.open_article(self._article_id, other)

    def action_show_details(self) -> None:
        """Show and edit the facts about the article with the cursor."""
        article = self.article
        if article is None:
            return
        from cityreader.ui.dialogs.details import ArticleDetails, details_of
        from cityreader.ui.dialogs.same_story import OtherArticle

        article_id = article.id

        def answered(answer: ArticleDetails | OtherArticle | None) -> None:
            if isinstance(answer, OtherArticle):
                self.remember_place()
                self._article_id = answer.article_id
                self.open_article(answer.article_id)
            elif answer is not None:
                self.room.errands.change(
                    lambda library: answer.write(library, article_id),
                    lambda _: self.open_article(self._article_id),
                )

        self.room.errands.ask(
            "details",
            details_of(article_id),
            lambda dialog: self.app.push_screen(dialog, answered),
        )

    def action_leave(self) -> None:
        """Leave one thing: the find bar, the selection, the word, the hits, then the article."""
        if self.query_one("#find", Input).display:
            self.close_find()
        elif self.view.selection is not None:
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
        self.dismiss(self._article_id)

    def remember_place(self) -> None:
        """Keep the place where reading stopped."""
        spread, page = self.spread, self.page
        if spread is None or page is None:
            return
        cursor = self.view.cursor
        unit = page.units[cursor.unit]
        side: Side = cursor.side if unit.on(cursor.side) else "left" if unit.left else "right"
        span = unit.on(side)
        if span is not None:
            uuid, offset = spread.left.uuid, span.start
            self.room.errands.change(
                lambda library: library.readings.remember(uuid, offset, side), lambda _: None
            )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Commands of another mode are not there."""
        mode = "select" if self.is_mounted and self.view.cursor.selecting else "read"
        modes = _MODES.get(action)
        return modes is None or mode in modes

    def key_unavailable(self, key: str) -> None:
        """Say why a key that means something elsewhere did nothing."""
        self.say(f"{display_key(key)} waits while you select: esc ends the selection.")

    def on_key(self, event: events.Key) -> None:
        """Han where a command goes means that an input method is on."""
        if self.focused is self.view and is_input_method_text(event.character):
            self.say("The input method is on: switch it off to use the keys.")

    def on_resize(self) -> None:
        """The heading is cut to the new width."""
        self._show_heading()

    @on(ReaderView.CursorMoved)
    def _cursor_moved(self, message: ReaderView.CursorMoved) -> None:
        mode = "select" if message.focus.selecting else "read"
        bar = self.query_one(KeyBar)
        if bar.mode != mode:
            bar.mode = mode
            self.refresh_bindings()
        page = self.page
        if page is not None:
            number, count = message.focus.unit + 1, len(page.units)
            noun = "sentence" if page.alone else "row"
            where = Content.styled(
                f"{noun} {number}/{count} · {round(100 * number / count)} %", self.palette.faint
            )
            self.status.show(right=where)
            if message.focus.selected is None:
                self.show_event()

    def _opened(self, opening: Opening) -> None:
        self.spread = opening.spread
        self.codebook = opening.codebook
        self._reading = opening.reading
        self.event = None
        page = Page(opening.spread, opening.clutter)
        self.page = page
        focus = Focus()
        if opening.place is not None:
            side: Side = "right" if opening.place[0] == "right" and not page.alone else "left"
            focus = Focus(page.unit_at(side, opening.place[1]), side)
        self.view.set_converter(self._converted)
        self.view.show(page, focus, Marks(page, opening.codebook, opening.marks))
        self.show_filter_hits()
        self._show_heading()
        self.show_event()
        self.follow_jump()

    def _show_heading(self) -> None:
        if self.spread is not None:
            reading = self._reading
            self.query_one(ReaderHeading).show(
                self.spread,
                state=reading.state if reading else "new",
                flagged=bool(reading and reading.flagged),
            )

    def _reload_heading(self, message: str) -> None:
        spread = self.spread
        if spread is None:
            return

        def shown(reading: Reading | None) -> None:
            self._reading = reading
            self._show_heading()
            self.say(message)

        left_id = spread.left.id
        self.room.errands.ask(
            "heading", lambda library: library.readings.of_article(left_id), shown
        )

    def _state_set(self, state: str) -> None:
        here = next((n for n, key in enumerate(self._ids) if key == self._article_id), None)
        last = here is None or here + 1 >= len(self._ids)
        if state == "done" and not last:
            self.action_step_article(1)
        else:
            self._reload_heading("Done" if state == "done" else "Not done")


_MODES = {command.action.partition("(")[0]: command.modes for command in READER_COMMANDS}
"""The modes of each action."""
