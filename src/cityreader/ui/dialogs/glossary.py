"""The glossary: what it holds, and what the texts propose for it."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets.option_list import Option

from cityreader.models import GlossaryEntry, GlossaryProposal
from cityreader.text.phrases import counted
from cityreader.ui.dialogs.dialog import LEAVE, Dialog, KeyHint
from cityreader.ui.errands import is_open
from cityreader.ui.safety import plain
from cityreader.ui.theme import palette_of
from cityreader.ui.widgets.words import Options, Words

if TYPE_CHECKING:
    from cityreader.library.library import Library
    from cityreader.ui.dialogs.glossary_entry import EntryFields

MOST_LINES = 400
"""Lines of each kind that are shown; the command line lists them all."""

Line = GlossaryEntry | GlossaryProposal


class GlossaryDialog(Dialog[None]):
    """Proposals first, then the entries. Enter accepts a proposal or opens an entry, ``x``
    dismisses or removes; all of it can be undone."""

    BINDINGS = [
        Binding("x", "drop", show=False),
        Binding("a", "add", show=False),
        Binding("u", "undo", show=False),
        Binding("p", "propose_all", show=False),
        Binding("j", "step('cursor_down')", show=False),
        Binding("k", "step('cursor_up')", show=False),
        Binding("q", "leave", show=False),
    ]
    KEYS = (
        KeyHint("↵", "accept or open", "take"),
        KeyHint("x", "drop", "drop"),
        KeyHint("a", "add", "add"),
        KeyHint("p", "look in all", "propose_all"),
        KeyHint("u", "undo", "undo"),
        LEAVE,
    )

    def __init__(self, article_ids: Sequence[int] = ()) -> None:
        """``article_ids`` are those to look for proposals in at first."""
        super().__init__("Glossary")
        self._ids = article_ids
        self._everywhere = False
        self._proposed = 0
        self._lines: list[Line] = []

    def compose_body(self) -> ComposeResult:
        """The lines, and what is known of the one under the cursor."""
        lines = Options()
        yield lines
        yield Words(classes="definition")

    def on_mount(self) -> None:
        """Read both."""
        self.query_one(Options).focus()
        self._read()

    def say(self, message: str) -> None:
        """Show a message until the cursor moves."""
        self._tell(message)

    def action_take(self) -> None:
        """Accept the proposal under the cursor, or open the entry."""
        line = self._current()
        if isinstance(line, GlossaryProposal):
            self._change(lambda library: library.glossary.add(line.forms, kind=line.kind))
        elif line is not None:
            self._edit(line)

    def action_drop(self) -> None:
        """Dismiss the proposal under the cursor, or remove the entry."""
        line = self._current()
        if isinstance(line, GlossaryProposal):
            self._change(lambda library: library.glossary.dismiss(line))
        elif line is not None:
            uuid = line.uuid
            self._change(lambda library: library.glossary.remove(uuid))

    def action_add(self) -> None:
        """Type a new entry."""
        from cityreader.ui.dialogs.glossary_entry import EntryDialog, EntryFields

        dialog = EntryDialog(EntryFields.of("term", {}, None), "New entry", key="new")
        self.app.push_screen(dialog, self._added)

    def action_undo(self) -> None:
        """Undo the last change."""
        self.room.undoing.undo([], lambda _: self._read())

    def action_propose_all(self) -> None:
        """Look for names in all articles of the library."""
        self._ids = ()
        self._everywhere = True
        self._tell("Looking through all articles …")
        self._read()

    async def action_step(self, movement: str) -> None:
        """Move the cursor."""
        await self.query_one(Options).run_action(movement)

    def on_option_list_option_selected(self, event: Options.OptionSelected) -> None:
        """Enter or a click."""
        event.stop()
        self.action_take()

    def on_option_list_option_highlighted(self) -> None:
        """What is known follows the cursor."""
        line = self._current()
        if isinstance(line, GlossaryProposal):
            count = len(line.articles)
            articles = f"in {counted(count, 'article')}"
            self._tell(f"proposed · {articles}\n…{line.example}…")
        elif line is not None:
            every = (f"{lang}: {' | '.join(found)}" for lang, found in line.forms.items())
            self._tell("\n".join([*every, line.note or ""]))

    def _edit(self, entry: GlossaryEntry) -> None:
        from cityreader.ui.dialogs.glossary_entry import EntryDialog, EntryFields

        def edited(fields: "EntryFields | None") -> None:
            if fields is not None:
                self._change(
                    lambda library: library.glossary.edit(
                        entry.uuid, fields.forms, kind=fields.kind, note=fields.note or None
                    )
                )

        begun = EntryFields.of(entry.kind, entry.forms, entry.note)
        self.app.push_screen(EntryDialog(begun, "Glossary entry", key=entry.uuid), edited)

    def _added(self, fields: "EntryFields | None") -> None:
        if fields is not None:
            self._change(
                lambda library: library.glossary.add(
                    fields.forms, kind=fields.kind, note=fields.note or None
                )
            )

    def _change(self, change: "Callable[[Library], object]") -> None:
        self.room.errands.change(change, lambda _: self._read(), asker=self)

    def _read(self) -> None:
        ids, everywhere = self._ids, self._everywhere

        def read(library: "Library") -> tuple[list[GlossaryProposal], list[GlossaryEntry]]:
            wanted = ids or everywhere
            found = library.glossary.proposals(ids, self._is_gone) if wanted else []
            return found, library.glossary.entries()

        self.room.errands.ask("glossary", read, lambda found: self._show(*found), asker=self)

    def _is_gone(self) -> bool:
        return not is_open(self)

    def _show(self, proposals: list[GlossaryProposal], entries: list[GlossaryEntry]) -> None:
        if not is_open(self):
            return
        lines = self.query_one(Options)
        # What was just found comes under the cursor; after a change it stays where it was.
        at = lines.highlighted or 0 if len(proposals) <= self._proposed else 1
        self._proposed = len(proposals)
        palette = palette_of(self)
        self._lines = []
        options: list[Option] = []
        ordered = sorted(entries, key=lambda entry: (entry.kind, _names(entry.forms).casefold()))
        for heading, group in (("proposed", proposals), ("in the glossary", ordered)):
            shown = f"{heading} · {len(group):,}"
            options.append(Option(Content.styled(shown, palette.faint), disabled=True))
            for line in group[:MOST_LINES]:
                words = Content.assemble(
                    plain(f"{line.kind[:12]:<13}").stylize(palette.faint),
                    plain(_names(line.forms)).stylize(palette.ink),
                )
                options.append(Option(words, str(len(self._lines))))
                self._lines.append(line)
        lines.set_options(options)
        if self._lines:
            lines.highlighted = min(max(at, 1), len(options) - 1)
            if lines.highlighted_option is not None and lines.highlighted_option.disabled:
                lines.action_cursor_down()
        else:
            self._tell("Nothing yet: a adds an entry, p looks for names in all articles.")

    def _current(self) -> Line | None:
        option = self.query_one(Options).highlighted_option
        return self._lines[int(option.id)] if option and option.id else None

    def _tell(self, text: str) -> None:
        words = plain(text).stylize(palette_of(self).dim)
        self.query_one(".definition", Words).update(words, layout=False)


def _names(forms: Mapping[str, Sequence[str]]) -> str:
    """The first form of each language."""
    return "  ".join(found[0] for found in forms.values() if found)
