"""The widgets that show text through Textual: they take Content, which is never parsed.

A bare ``str`` would be read as markup, and markup can act. A lint test keeps the widgets of Textual
that take one out of every other module, so that the type checker sees each text that is shown.
"""

from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

EMPTY = Content("")


class Words(Static):
    """Lines of text."""

    def __init__(
        self, words: Content = EMPTY, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(words, markup=False, id=id, classes=classes)

    def update(self, content: Content = EMPTY, *, layout: bool = True) -> None:  # type: ignore[override]
        """Show other text; without ``layout`` the widget keeps its size."""
        super().update(content, layout=layout)


class Options(OptionList):
    """Lines of which one is chosen."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(markup=False, compact=True, id=id, classes=classes)


def entitle(frame: Widget, *, above: Content | None = None, below: Content | None = None) -> None:
    """Write into the border of a widget."""
    if above is not None:
        frame.border_title = above
    if below is not None:
        frame.border_subtitle = below
