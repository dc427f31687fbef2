"""Work on the library away from the event loop."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakValueDictionary

from textual.widget import Widget
from textual.worker import Worker

from cityreader.errors import CityReaderError

if TYPE_CHECKING:
    from cityreader.library.library import Library
    from cityreader.ui.room import ReadingRoom

Answer = TypeVar("Answer")
Prepared = TypeVar("Prepared")

LONG_SECONDS = 0.4
"""A change that takes longer is spoken of before it has ended."""


def is_open(widget: Widget) -> bool:
    """Whether the screen of a widget, or the widget if it is one, has not been left.

    A screen that was left is still attached while its widgets are taken away one by one.
    """
    return widget.is_attached and widget.screen in widget.app.screen_stack


class Errands:
    """Runs questions and changes in threads and brings their answers back to the event loop.

    Questions of one asker and group replace each other: while one is being answered only the
    newest of the others waits, and the answer to an outdated one is dropped. Changes are done one
    after the other in the order of the key presses, and none is ever dropped.
    """

    def __init__(self, app: "ReadingRoom") -> None:
        self._app = app
        self._changes = asyncio.Lock()
        self._later = asyncio.Lock()
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._missed: Library | None = None
        self.asked_changes = 0
        """How many changes were asked for so far: what is remembered of the last one may be old."""

    def ask(
        self,
        group: str,
        question: "Callable[[Library], Answer]",
        answered: Callable[[Answer], object],
        failed: Callable[[CityReaderError], object] | None = None,
        *,
        asker: Widget | None = None,
    ) -> Worker[None]:
        """Ask the library something; only the last question of a group is answered.

        The group is one of its ``asker``; an answer that comes when that has left the screen is
        dropped. ``failed`` hears of an error; without it, or where the asker has left, the person.
        """
        group = _group_of(asker, group)

        def is_there() -> bool:
            return asker is None or is_open(asker)

        async def run() -> None:
            library = self._app.library
            if library is None:
                return
            turn = self._turns.setdefault(group, asyncio.Lock())
            await turn.acquire()
            thread = asyncio.ensure_future(asyncio.to_thread(question, library))
            # The turn ends with the thread: a replaced question cannot be stopped halfway.
            thread.add_done_callback(lambda ended: _end_turn(turn, ended))
            try:
                answer = await asyncio.shield(thread)
            except CityReaderError as error:
                told = failed if failed is not None and is_there() else self._app.report
                told(error)
            else:
                if is_there():
                    answered(answer)
            self._look(library)

        return self._app.run_worker(run, group=group, exclusive=True, exit_on_error=True)

    def is_asking(self, group: str, asker: Widget | None = None) -> bool:
        """Whether a question of this group of an asker waits for its answer."""
        group = _group_of(asker, group)
        return any(worker.group == group and not worker.is_finished for worker in self._app.workers)

    def change(
        self,
        change: "Callable[[Library], Answer]",
        changed: Callable[[Answer], object],
        failed: Callable[[CityReaderError], object] | None = None,
        *,
        takes_long: Callable[[], object] = lambda: None,
        asker: Widget | None = None,
    ) -> Worker[None] | None:
        """Change the library; ``changed`` is called when the change is on the disk.

        ``takes_long`` is called once if that is not the case ``LONG_SECONDS`` after it began. Where
        the ``asker`` has left the screen by then, the screens below show the change instead.
        """
        self.asked_changes += 1

        async def run() -> None:
            library = self._app.library
            if library is None:
                return
            async with self._changes:
                long = asyncio.get_running_loop().call_later(LONG_SECONDS, takes_long)
                try:
                    answer = await asyncio.to_thread(change, library)
                except CityReaderError as error:
                    self._app.report(error)
                    if failed is not None:
                        failed(error)
                    self._look(library)
                    return
                finally:
                    long.cancel()
            if asker is None or is_open(asker):
                changed(answer)
            else:
                self._app.reread_screens()

        return self._app.run_worker(run, group="change", exit_on_error=True)

    def change_later(
        self,
        prepare: "Callable[[Library], Prepared]",
        change: "Callable[[Library, Prepared], Answer]",
        changed: Callable[[Answer], object],
        failed: Callable[[CityReaderError], object],
    ) -> Worker[None]:
        """Change the library by what takes a while to work out.

        ``prepare`` works it out, one after the other, while other changes go on; ``change`` takes
        its turn among them with what came out, and is called only then. ``changed`` and ``failed``
        are called on whatever screen is open by then.
        """
        self.asked_changes += 1

        async def run() -> None:
            library = self._app.library
            if library is None:
                return
            try:
                async with self._later:
                    prepared = await asyncio.to_thread(prepare, library)
                async with self._changes:
                    answer = await asyncio.to_thread(change, library, prepared)
            except CityReaderError as error:
                failed(error)
            else:
                changed(answer)

        return self._app.run_worker(run, group="change", exit_on_error=True)

    def _look(self, library: "Library") -> None:
        """Say so once when the file of the library is gone or another one."""
        if self._missed is not library and not library.care.in_place:
            self._missed = library
            self._app.run_worker(self._keep(library), group="keep")

    async def _keep(self, library: "Library") -> None:
        from cityreader.ui.messages import LibraryMoved

        try:
            kept = (await asyncio.to_thread(library.backups.make)).path
        except (CityReaderError, OSError):
            kept = None
        if library is self._app.library:
            self._app.screen_stack[0].post_message(LibraryMoved(kept))

    async def finish(self) -> None:
        """Wait until every change that was asked for is on the disk."""
        waiting = [worker for worker in self._app.workers if worker.group == "change"]
        for worker in waiting:
            if not worker.is_finished:
                await worker.wait()


def _group_of(asker: Widget | None, group: str) -> str:
    return group if asker is None else f"{group} of {id(asker)}"


def _end_turn(turn: asyncio.Lock, ended: "asyncio.Future[Answer]") -> None:
    turn.release()
    if not ended.cancelled():
        # Looked at here because nobody waits for the answer of a replaced question any more.
        ended.exception()
