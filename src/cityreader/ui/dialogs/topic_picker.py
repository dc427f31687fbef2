"""Choosing the topics of an article."""

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets.option_list import Option

from cityreader.models import Codebook, Tag
from cityreader.ui.dialogs.dialog import LEAVE, Dialog, KeyHint
from cityreader.ui.dialogs.tag_lines import TagColumns, definition
from cityreader.ui.dialogs.tag_search import in_branches
from cityreader.ui.keymap import is_input_method_text
from cityreader.ui.safety import plain
from cityreader.ui.theme import palette_of
from cityreader.ui.widgets.words import Options, Words


@dataclass(frozen=True, slots=True)
class TopicChoice:
    """The codes of the topics that came and went, each in the order of the codebook."""

    added: tuple[str, ...]
    removed: tuple[str, ...]


class TopicList(Options):
    """The topics; enter accepts all of them, so it does not belong to the one under the cursor."""

    BINDINGS = [("enter", "screen.accept"), ("space", "select")]


class TopicPicker(Dialog[TopicChoice | None]):
    """All topics with a mark at those chosen; gives back what changed, or None.

    A topic that is chosen but no longer in force is listed too, so that it can be taken away.
    """

    KEYS = (
        KeyHint("space", "or its letter: on, off", "take"),
        KeyHint("↵", "accept", "accept"),
        LEAVE,
    )
    # The border, an empty line above the topics, the definition, and air around the dialog.
    FIXED_LINES = 10

    def __init__(self, codebook: Codebook, chosen: frozenset[str]) -> None:
        super().__init__("Topics of the article")
        retired = [
            tag for tag in codebook.tags
            if tag.kind == "topic" and tag.retired and tag.code in chosen
        ]  # fmt: skip
        self._topics = (*in_branches(codebook.topics), *retired)
        self._columns = TagColumns.of(self._topics, "en")
        self._before = chosen
        self._chosen = set(chosen)

    def compose_body(self) -> ComposeResult:
        """The topics, and the definition of the one under the cursor."""
        yield TopicList(classes="scrolls")
        yield Words(classes="definition")

    def on_mount(self) -> None:
        """The list takes the keys."""
        topics = self.query_one(TopicList)
        topics.add_options([Option(self._line(tag), tag.code) for tag in self._topics])
        topics.highlighted = 0 if self._topics else None
        topics.focus()

    def action_accept(self) -> None:
        """Give back what changed."""
        codes = [tag.code for tag in self._topics]
        self.dismiss(
            TopicChoice(
                tuple(code for code in codes if code in self._chosen - self._before),
                tuple(code for code in codes if code in self._before - self._chosen),
            )
        )

    def action_take(self) -> None:
        """Choose the topic under the cursor, or give it back."""
        self.query_one(TopicList).action_select()

    def on_key(self, event: events.Key) -> None:
        """The letter of a topic chooses it, or gives it back."""
        if is_input_method_text(event.character):
            self.query_one(".definition", Words).update(
                plain("The input method is on."), layout=False
            )
            return
        for index, tag in enumerate(self._topics):
            if event.character and event.character == tag.key:
                event.stop()
                self.query_one(TopicList).highlighted = index
                self._take(index)

    def on_option_list_option_selected(self, event: Options.OptionSelected) -> None:
        """Space and a click choose the topic, or give it back."""
        event.stop()
        self._take(event.option_index)

    def on_option_list_option_highlighted(self, event: Options.OptionHighlighted) -> None:
        """The definition follows the cursor."""
        words = definition(self._topics[event.option_index], "en", palette_of(self))
        self.query_one(".definition", Words).update(words, layout=False)

    def _take(self, index: int) -> None:
        tag = self._topics[index]
        self._chosen ^= {tag.code}
        topics = self.query_one(TopicList)
        topics.replace_option_prompt_at_index(index, self._line(tag))

    def _line(self, tag: Tag) -> Content:
        palette = palette_of(self)
        taken = tag.code in self._chosen
        mark = Content.styled("☑  " if taken else "☐  ", palette.accent if taken else palette.faint)
        return Content.assemble(mark, self._columns.line(tag, palette))
