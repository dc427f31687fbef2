"""The widgets that show text through Textual: they take Content, which is never parsed.

A bare ``str`` would be read as markup, and markup can act. A lint test keeps the widgets of Textual
that take one out of every other module, so that the type checker sees each text that is shown.
"""

from textual.content import Content
from textual.theme import Theme
from textual.widget import Widget
from textual.widgets import OptionList, Static

from cityreader.ui.theme import Palette, palette_of, recolored

EMPTY = Content("")


class Words(Static):
    """Lines of text, which follow the theme: what is shown was painted when it came."""

    def __init__(
        self, words: Content = EMPTY, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(words, markup=False, id=id, classes=classes)

    def on_mount(self) -> None:
        """Hear of other themes."""
        self._palette = palette_of(self)
        self.app.theme_changed_signal.subscribe(self, self._change_theme)

    def _change_theme(self, _: Theme) -> None:
        before, self._palette = self._palette, palette_of(self)
        self.repaint(before, self._palette)

    def repaint(self, before: Palette, after: Palette) -> None:
        """Show the same in the colours of another palette."""
        if isinstance(self.content, Content):
            self.update(recolored(self.content, before, after), layout=False)

    def update(self, content: Content = EMPTY, *, layout: bool = True) -> None:  # type: ignore[override]
        """Show other text; without ``layout`` the widget keeps its size."""
        super().update(content, layout=layout)


class Options(OptionList):
    """Lines of which one is chosen; they follow the theme."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(markup=False, compact=True, id=id, classes=classes)

    def on_mount(self) -> None:
        """Hear of other themes."""
        self._palette = palette_of(self)
        self.app.theme_changed_signal.subscribe(self, self._change_theme)

    def _change_theme(self, _: Theme) -> None:
        before, self._palette = self._palette, palette_of(self)
        for index, option in enumerate(self.options):
            if isinstance(option.prompt, Content):
                words = recolored(option.prompt, before, self._palette)
                self.replace_option_prompt_at_index(index, words)


def entitle(frame: Widget, *, above: Content | None = None, below: Content | None = None) -> None:
    """Write into the border of a widget."""
    if above is not None:
        frame.border_title = above
    if below is not None:
        frame.border_subtitle = below
