"""Picking a tag from the codebook."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets.option_list import Option

from cityreader.models import Codebook, Tag
from cityreader.ui.dialogs.dialog import LEAVE, KeyHint
from cityreader.ui.dialogs.searched_list import SearchedList, SearchField
from cityreader.ui.dialogs.tag_lines import TagColumns, definition
from cityreader.ui.dialogs.tag_search import found, offered
from cityreader.ui.safety import plain
from cityreader.ui.theme import palette_of
from cityreader.ui.widgets.words import Options, Words

HEADINGS = ("used last", "event types", "topics")


class TagPicker(SearchedList):
    """A list of all tags in force that grows shorter with every letter typed.

    Those used last (``recent``, latest first) stand on top. ``lang`` is the language of the first
    label. Gives back the code of the tag picked, or None.
    """

    KEYS = (KeyHint("↵", "pick", "accept"), KeyHint("↑↓", "move", "step('cursor_down')"), LEAVE)

    def __init__(
        self, codebook: Codebook, recent: Sequence[str], *, lang: str = "en", title: str = "Tag"
    ) -> None:
        super().__init__(title)
        self._codebook = codebook
        self._groups = offered(codebook, recent)
        self._tags = [tag for group in self._groups for tag in group]
        self._columns = TagColumns.of(self._tags, lang)
        self._lang = lang

    def compose_body(self) -> ComposeResult:
        """What is typed, the tags, and the definition of the one under the cursor."""
        yield SearchField(hint="code, name or letter")
        yield from self.compose_list()
        yield Words(classes="definition")

    def on_option_list_option_highlighted(self) -> None:
        """The definition follows the cursor."""
        tag = self._highlighted()
        words = definition(tag, self._lang, palette_of(self)) if tag else Content("")
        self.query_one(".definition", Words).update(words, layout=False)

    def _highlighted(self) -> Tag | None:
        option = self.query_one(Options).highlighted_option
        return self._codebook.get(option.id) if option and option.id else None

    def fill(self, query: str) -> None:
        """List the tags that ``query`` asks for, by groups where it is empty."""
        palette = palette_of(self)
        options: list[Option] = []
        if query.strip():
            options = [
                Option(self._columns.line(tag, palette, query), tag.code)
                for tag in found(self._tags, query)
            ]
            if not options:
                nothing = plain(f"No tag has “{query.strip()}” in its name.")
                options = [Option(nothing, disabled=True)]
        else:
            for heading, group in zip(HEADINGS, self._groups, strict=True):
                if group:
                    options.append(Option(Content.styled(heading, palette.faint), disabled=True))
                    options += [Option(self._columns.line(tag, palette), tag.code) for tag in group]
        self.put(options)
        self.on_option_list_option_highlighted()
