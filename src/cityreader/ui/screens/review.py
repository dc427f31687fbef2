"""The review: everything that waits for a decision, one after the other."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from cityreader.library.waiting import waiting_in
from cityreader.models import Article
from cityreader.models.counterpart import Waiting
from cityreader.text.safety import visible
from cityreader.ui.commands import REVIEW_COMMANDS
from cityreader.ui.errands import is_open
from cityreader.ui.keymap import bindings_of
from cityreader.ui.screens.first_comparison import FirstComparison
from cityreader.ui.screens.review_decisions import ReviewDecisions
from cityreader.ui.screens.review_stop import Stop
from cityreader.ui.screens.review_stops import stops_of
from cityreader.ui.screens.review_walk import Walk
from cityreader.ui.theme import palette_of
from cityreader.ui.widgets.key_bar import KeyBar
from cityreader.ui.widgets.reader_lines import StatusLine
from cityreader.ui.widgets.sides_view import SidesView
from cityreader.ui.widgets.versions_view import VersionsView

if TYPE_CHECKING:
    from cityreader.library.library import Library

NOTHING_TO_DECIDE = {
    f"review.{name}": "" for name in ("accept", "dismiss", "next", "page_down", "open")
}
"""The words for the keys that do nothing where nothing waits."""


class ReviewScreen(ReviewDecisions):
    """Walks all that waits; leaves with the id of the last article that was changed."""

    BINDINGS = [*bindings_of(REVIEW_COMMANDS)]
    command_table = REVIEW_COMMANDS
    help_title = "Review"

    def __init__(self) -> None:
        super().__init__()
        self.walk = Walk()
        self._comparison = FirstComparison(self, self._say_progress, self._show_all)
        self._returning = False
        self._is_all = False

    def compose(self) -> ComposeResult:
        """What it is about, the two articles, status and keys."""
        self._heading = StatusLine()
        yield self._heading
        yield SidesView()
        versions = VersionsView()
        versions.display = False
        yield versions
        self._status = StatusLine()
        yield self._status
        yield KeyBar(REVIEW_COMMANDS)

    def on_mount(self) -> None:
        """Show what is known to wait at once, then compare what is new."""
        self.set_focus(self.query_one(SidesView))
        # How long the versions are is known when they are laid out, whenever that is.
        versions = self.query_one(VersionsView)
        self.watch(versions, "show_vertical_scrollbar", self._say_length, init=False)
        self._say_heading("Looking …")
        self.reread()

    def on_unmount(self) -> None:
        """Nobody waits for a comparison any more."""
        self._comparison.stop()

    def on_resize(self) -> None:
        """The columns have another width."""
        self.query_one(SidesView).refresh()

    def action_page(self, pages: int) -> None:
        """Scroll the versions of a conflict, which may be long."""
        self.query_one(VersionsView).scroll_page(pages)

    def action_step(self, steps: int) -> None:
        """The next or previous one."""
        self.walk.step(steps)
        if self.walk.stops:
            self._show()

    def action_step_to(self, position: int) -> None:
        """One of them, counted from 0 or, negative, from the end."""
        self.walk.go_to(position)
        if self.walk.stops:
            self._show()

    def action_undo(self) -> None:
        """Take the last change back, and go to what waits again."""
        self._returning = True
        super().action_undo()

    def action_back(self) -> None:
        """Stop what is being aligned, else back to the list."""
        if not self.room.pairing.stop():
            ids = self.stop.article_ids if self.stop else ()
            self.dismiss(ids[0] if ids else None)

    def say(self, message: str) -> None:
        """Show a message in the status line."""
        self._status.show(left=Content.styled(visible(message), palette_of(self).ink))

    @property
    def stop(self) -> Stop | None:
        """What is shown, None where nothing waits."""
        return self.walk.stop

    @property
    def here(self) -> set[int]:
        """The articles that were changed here."""
        return self.changed

    def reread(self) -> None:
        """Read what waits, then, once, compare articles that were not compared yet."""

        def read(library: "Library") -> tuple[Waiting, bool]:
            return waiting_in(library), library.counterparts.is_compared()

        def answered(answer: tuple[Waiting, bool]) -> None:
            waiting, compared = answer
            begun = self._comparison
            self._put(waiting, final=compared or (begun.began and not begun.is_running))
            if not compared and not begun.began:
                begun.begin()

        self.ask("review", read, answered)

    def _say_progress(self, words: str) -> None:
        self._status.show(right=Content.styled(words, palette_of(self).dim))

    def _show_all(self, waiting: Waiting) -> None:
        if not is_open(self):
            return
        self._status.show(right=Content(""))
        self._put(waiting, final=True)

    def _put(self, waiting: Waiting, *, final: bool) -> None:
        if is_open(self):
            # What was undone waits again, and is what the person looks for.
            self.walk.take(stops_of(waiting), to_new=self._returning)
            self._returning = False
            self._is_all = final
            self._show()

    def take_out(self, stop: Stop) -> None:
        """Go on without one that was decided, and without its rivals that this settled."""
        self.walk.take_out(stop)
        # At once: the next key decides what is shown, and must not find what was decided.
        self._show()
        self.reread()

    def _show(self) -> None:
        stop = self.stop
        nothing = "Nothing waits for a decision." if self._is_all else "Comparing articles …"
        versions = stop.versions if stop is not None else None
        self._show_beside(versions is not None)
        self._say_length()
        if stop is None:
            self._say_heading(nothing)
            self.query_one(SidesView).show([], nothing)
            return
        self._say_heading(stop.words)
        if versions is not None:
            self.query_one(VersionsView).show(stop.heads, versions)
            return

        def shown(sides: list[tuple[Article, str]]) -> None:
            if self.stop == stop and is_open(self):
                self.query_one(SidesView).show(sides)

        self.ask("sides", stop.sides, shown)

    def _say_length(self) -> None:
        """Say that there is more of two versions than the screen holds."""
        view = self.query_one(VersionsView)
        scrolls = view.display and view.show_vertical_scrollbar
        self._label_keys(scrolls=scrolls)
        if not self._comparison.is_running:
            more = "space scrolls" if scrolls else ""
            self._status.show(right=Content.styled(more, palette_of(self).dim))

    def _label_keys(self, *, scrolls: bool) -> None:
        labels = self.stop.labels if self.stop is not None else NOTHING_TO_DECIDE
        scroll = {} if scrolls else {"review.page_down": ""}
        self.query_one(KeyBar).labels = {**labels, **scroll}

    def _show_beside(self, versions: bool) -> None:
        """Show versions of a record, else articles; the keys go to what is shown."""
        shown, hidden = self.query_one(VersionsView), self.query_one(SidesView)
        if shown.display != versions:
            shown.display, hidden.display = versions, not versions
            self.set_focus(shown if versions else hidden)

    def _say_heading(self, words: str) -> None:
        palette, where = palette_of(self), self.walk.where
        if where and not self._is_all:
            where = f"{where} so far"
        self._heading.show(
            left=Content.assemble(
                Content.styled("Review", f"bold {palette.accent}"),
                Content.styled(f"  {visible(words)}", palette.ink),
            ),
            right=Content.styled(where, palette.dim),
        )
