"""Room for text of several lines; loaded by what lets one write, not by the first frame."""

from textual.content import Content
from textual.widgets import TextArea


class Area(TextArea):
    """Room to write in, with a hint while it is empty."""

    def __init__(self, text: str = "", *, hint: Content, id: str | None = None) -> None:
        super().__init__(text, placeholder=hint, id=id, compact=True, highlight_cursor_line=False)
