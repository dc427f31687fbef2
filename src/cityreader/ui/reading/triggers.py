"""Triggers of suggestions that a person makes, or takes out, while reading."""

from collections.abc import Callable

from cityreader.ui.reading.desk import ReaderDesk


class Triggers:
    """Makes words a trigger of a type, and takes the last one back; no step of undo is made of it.

    ``changed`` is called when there are other triggers than before.
    """

    def __init__(self, desk: ReaderDesk, changed: Callable[[], object]) -> None:
        self._desk = desk
        self._changed = changed
        self._last: tuple[str, str, int] | None = None
        """Type and words of the last one, and which change of the session that was."""

    def toggle(self, code: str, words: str, *, back: bool = False) -> None:
        """Make words a trigger, or none where they are one; ``back`` takes the last one back."""
        desk = self._desk

        def toggled(made: bool) -> None:
            name, known = desk.name_of_tag(code), f"“{' '.join(words.split())}”"
            self._last = None if back else (code, words, number)
            self._changed()
            gone = f"{known} is no trigger of your own any more"
            said = f"{known} now suggests {name}" if made else gone
            desk.say(f"Undone: {said}" if back else f"{said} · u undoes")

        desk.room.errands.change(
            lambda library: library.suggestions.toggle_trigger(code, words), toggled, asker=desk
        )
        number = desk.room.errands.asked_changes

    def take_back(self) -> bool:
        """Take the last one back, if nothing was changed since; returns whether it was so."""
        last, self._last = self._last, None
        if last is None or last[2] != self._desk.room.errands.asked_changes:
            return False
        self.toggle(*last[:2], back=True)
        return True
