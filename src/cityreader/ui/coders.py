"""Whose marks are shown, and the way to the comparison of two coders."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cityreader.ui.command_screen import CommandScreen

if TYPE_CHECKING:
    from cityreader.library.library import Library
    from cityreader.library.viewpoint import CoderWork
    from cityreader.ui.app import CityReaderApp


def viewpoint_words(app: "CityReaderApp") -> str:
    """What a heading says of whose marks are shown; nothing where all are."""
    return app.library.viewpoint.now.words if app.library is not None else ""


def hidden_words(app: "CityReaderApp", answer: object) -> str:
    """What to say of a mark of one's own that was made while only another's are shown."""
    from cityreader.models import Annotation, Tagged

    mark = answer.annotation if isinstance(answer, Tagged) else answer
    if app.library is None or not isinstance(mark, Annotation):
        return ""
    now = app.library.viewpoint.now
    if not now.is_of_another or mark.coder_uuid != app.library.coder.uuid:
        return ""
    return f"Made, and hidden while only the marks of {now.name} are shown (M)"


def choose_viewpoint(app: "CityReaderApp") -> None:
    """Let the person choose whose marks are shown, and show them on every screen."""
    from cityreader.ui.dialogs.viewpoint_picker import ViewpointPicker

    if isinstance(app.screen, ViewpointPicker):
        return

    def ask(library: "Library") -> "tuple[Sequence[CoderWork], str, str]":
        return library.viewpoint.coders(), library.coder.uuid, library.viewpoint.now.choice

    def asked(answer: "tuple[Sequence[CoderWork], str, str]") -> None:
        app.push_screen(ViewpointPicker(*answer), chosen)

    def chosen(choice: str | None) -> None:
        if choice is not None:
            app.errands.ask("viewpoint", lambda library: library.viewpoint.show(choice), shown)

    def shown(_: None) -> None:
        for screen in app.screen_stack:
            if isinstance(screen, CommandScreen):
                screen.viewpoint_changed()
        app.tell(f"Shown: {viewpoint_words(app) or 'the marks of all coders'}")

    app.errands.ask("coders", ask, asked)


def compare_coders(app: "CityReaderApp") -> None:
    """Compare two coders in the articles in view, else in all that both did."""
    from cityreader.ui.screens.compare import CompareScreen

    if app.library is None or isinstance(app.screen, CompareScreen):
        return
    below = app.screen
    ids = below.article_ids if isinstance(below, CommandScreen) else ()
    app.push_over(CompareScreen(ids))
