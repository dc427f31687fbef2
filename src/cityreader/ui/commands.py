"""Every command, once: its id, keys, words and place.

Bindings, the key bar, the help screen, the palette and the user's keymap are all made from these
tables, so that none of them can say something another does not.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from textual.binding import Binding

from cityreader.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Command:
    """One command of a screen.

    ``id`` names it in the config (``reader.tag``), ``keys`` are Textual's key names joined with
    commas, ``action`` is the method it calls, ``label`` the word in the key bar, ``help`` the line
    in the help and the palette, ``group`` its heading there. ``modes`` lists the modes it works in.
    ``bar`` orders the key bar (0: not in it) and ``shown`` is how the key is written there.
    ``palette`` and ``listed`` say whether the palette and the help name it.
    """

    id: str
    keys: str
    action: str
    help: str
    group: str
    label: str = ""
    bar: int = 0
    modes: tuple[str, ...] = ("read",)
    shown: str = ""
    palette: bool = True
    listed: bool = True

    @property
    def key_names(self) -> list[str]:
        """Its keys, one by one."""
        return [key.strip() for key in self.keys.split(",") if key.strip()]

    @property
    def display(self) -> str:
        """Its keys as people write them."""
        return self.shown or " ".join(display_key(key) for key in self.key_names[:2])


_BOTH = ("read", "select")

APP_COMMANDS: tuple[Command, ...] = (
    Command(
        "app.palette",
        "ctrl+p,colon",
        "command_palette",
        "Every command by name",
        "Program",
        "commands",
        90,
        _BOTH,
        "^p",
    ),
    Command(
        "app.help",
        "question_mark,f1",
        "show_help",
        "The keys of this screen",
        "Program",
        "keys",
        99,
        _BOTH,
        "?",
    ),
    Command("app.theme", "f2", "toggle_theme", "Light or dark", "Program"),
    Command(
        "app.screenshot", "f3", "save_picture", "Save a picture of the screen (SVG)", "Program"
    ),
)

_LISTED = ("read", "select")
"""Modes of the list in which keys act on the lines."""

LIST_COMMANDS: tuple[Command, ...] = (
    Command("list.open", "enter", "open_article", "Open the article where you stopped", "Read",
            "read", 1, ("read", "select", "filter"), "↵"),
    Command("list.filter", "slash", "focus_filter", "Filter by words and fields", "Find",
            "filter", 2, ("opening", "read", "select"), "/"),
    Command("list.down", "j,down", "move(1)", "Next line", "Move",
            modes=("read", "select", "filter"), palette=False),
    Command("list.up", "k,up", "move(-1)", "Previous line", "Move",
            modes=("read", "select", "filter"), palette=False),
    Command("list.top", "g,home", "move_top", "First line", "Move",
            modes=_LISTED, palette=False),
    Command("list.bottom", "G,end", "move_bottom", "Last line", "Move",
            modes=_LISTED, palette=False),
    Command("list.page_down", "space,pagedown", "page(1)", "A page down", "Move",
            modes=("read", "select", "filter"), palette=False),
    Command("list.page_up", "b,pageup", "page(-1)", "A page up", "Move",
            modes=("read", "select", "filter"), palette=False),
    Command("list.next_new", "n", "next_new", "Next new article", "Move", modes=_LISTED),
    Command("list.sort", "O", "sort", "Sort by date, title, source, added, best match", "Find",
            "sort", 5, _LISTED),
    Command("list.sort_date", "d", "sort_by('date')", "Sort by date", "Sort", "date", 1,
            ("sort",), palette=False),
    Command("list.sort_title", "t", "sort_by('title')", "Sort by title", "Sort", "title", 2,
            ("sort",), palette=False),
    Command("list.sort_source", "s", "sort_by('source')", "Sort by source", "Sort", "source", 3,
            ("sort",), palette=False),
    Command("list.sort_added", "a", "sort_by('added')", "Sort by the time added", "Sort",
            "added", 4, ("sort",), palette=False),
    Command("list.sort_best", "b", "sort_by('best')", "Best match first", "Sort", "best match",
            5, ("sort",), palette=False),
    Command("list.done", "d", "toggle_done", "Done, or not done", "Change", "done", 3, _LISTED),
    Command("list.flag", "exclamation_mark", "toggle_flag", "Flag, or take the flag off",
            "Change", modes=_LISTED),
    Command("list.mark_new", "N", "mark_new", "Mark as new again", "Change", modes=_LISTED),
    Command("list.select", "v", "toggle_select", "Select several; the keys then act on all",
            "Change", "select", 6, _LISTED),
    Command("list.topics", "T", "choose_topics", "Topics of the article", "Change", "topics", 4,
            _LISTED),
    Command("list.pair", "p", "pair_selected", "Pair the two selected articles", "Change",
            "pair", 12, _LISTED),
    Command("list.delete", "x", "delete_article", "To the trash (u restores)", "Change", "trash",
            8, _LISTED),
    Command("list.details", "i", "show_details", "Title, date, source, language", "Change",
            modes=_LISTED),
    Command("list.samples", "enter", "load_samples", "Take the samples in", "Library",
            "take the samples in", 1, ("empty",), "↵", palette=False),
    Command("list.import", "I", "import_files", "Import files or a folder", "Library", "import", 9,
            ("read", "select", "empty")),
    Command("list.export", "E", "export_shown", "Export exactly what is shown", "Library",
            "export", 10, _LISTED),
    Command("list.copy", "y", "copy_title", "Copy the title and the source", "Read",
            modes=_LISTED),
    Command("list.open_url", "o", "open_url", "Open the URL in the browser", "Read",
            modes=_LISTED),
    Command("list.script", "s", "cycle_script",
            "Chinese as published, simplified, traditional", "View", "简/繁", 11, _LISTED),
    Command("list.layout", "backslash", "toggle_preview", "Show or hide the preview", "View",
            modes=_LISTED),
    Command("list.undo", "u", "undo", "Undo", "Change", modes=("read", "select", "empty")),
    Command("list.redo", "ctrl+r", "redo", "Redo", "Change", modes=("read", "select", "empty")),
    Command("list.clear", "escape", "leave", "Clear the filter", "Find", modes=("read", "empty"),
            palette=False),
    Command("list.leave", "escape", "leave", "Leave the filter, the selection, the menu",
            "Find", "back", 20, ("select", "filter", "sort"), palette=False),
    Command("list.quit", "q", "quit", "Quit", "Program", "quit", 95,
            ("opening", "read", "select", "empty", "closed")),
)  # fmt: skip

PINNED_KEYS = "123456789"
"""Digits that tag with the first event types, in the order of the codebook."""

_PINNED = tuple(
    Command(
        f"reader.pinned_{digit}",
        digit,
        f"pinned_tag({position})",
        "Tag with one of the first nine event types",
        "Code",
        modes=_BOTH,
        shown="1 … 9",
        palette=False,
        listed=digit == "1",
    )
    for position, digit in enumerate(PINNED_KEYS)
)

READER_COMMANDS: tuple[Command, ...] = (
    *_PINNED,
    Command("reader.row_down", "j,down", "move_row(1)", "Next row", "Move", "row", 1,
            _BOTH, "j k", palette=False),
    Command("reader.row_up", "k,up", "move_row(-1)", "Previous row", "Move",
            modes=_BOTH, palette=False),
    Command("reader.paragraph_down", "J", "move_paragraph(1)", "Next paragraph", "Move",
            palette=False),
    Command("reader.paragraph_up", "K", "move_paragraph(-1)", "Previous paragraph", "Move",
            palette=False),
    Command("reader.top", "g,home", "move_top", "First row", "Move", palette=False),
    Command("reader.bottom", "G,end", "move_bottom", "Last row", "Move", palette=False),
    Command("reader.page_down", "space,pagedown", "page(1)", "A page down", "Move", palette=False),
    Command("reader.page_up", "b,pageup", "page(-1)", "A page up", "Move", palette=False),
    Command("reader.next_article", "right_parenthesis", "step_article(1)",
            "Next article of the list", "Move"),
    Command("reader.previous_article", "left_parenthesis", "step_article(-1)",
            "Previous article of the list", "Move"),
    Command("reader.word_right", "l,right", "move_word(1)", "Next word", "Select", "word", 2,
            _BOTH, "h l", palette=False),
    Command("reader.word_left", "h,left", "move_word(-1)", "Previous word", "Select",
            modes=_BOTH, palette=False),
    Command("reader.character_right", "L", "move_character(1)", "Next character", "Select",
            modes=_BOTH, palette=False),
    Command("reader.character_left", "H", "move_character(-1)", "Previous character", "Select",
            modes=_BOTH, palette=False),
    Command("reader.side", "tab", "switch_side", "The other language", "Move", "中/en", 3,
            _BOTH, "⇥"),
    Command("reader.select", "v", "select", "Select words; again to leave", "Select",
            "select", 4, _BOTH),
    Command("reader.end_right", "greater_than_sign", "nudge_end(1)", "End one word later",
            "Select", "end", 5, ("select",), "< >", palette=False),
    Command("reader.end_left", "less_than_sign", "nudge_end(-1)", "End one word earlier",
            "Select", modes=("select",), palette=False),
    Command("reader.start_left", "left_curly_bracket", "nudge_start(-1)",
            "Start one word earlier", "Select", "start", 6, ("select",), "{ }", palette=False),
    Command("reader.start_right", "right_curly_bracket", "nudge_start(1)",
            "Start one word later", "Select", modes=("select",), palette=False),
    Command("reader.grow", "plus", "grow", "Word, clause, sentence, paragraph", "Select",
            "wider", 7, ("select",), "+ -", palette=False),
    Command("reader.shrink", "minus", "shrink", "The other way round", "Select",
            modes=("select",), palette=False),
    Command("reader.tag", "t", "tag", "Tag, then the letter of the type", "Code", "tag", 8,
            _BOTH, "t"),
    Command("reader.topics", "T", "choose_topics", "Topics of the whole article", "Code"),
    Command("reader.repeat", "full_stop", "repeat_tag", "Repeat the last tag as a new event",
            "Code", modes=_BOTH),
    Command("reader.same_event", "equals_sign", "same_event",
            "Another mention of the current event", "Code", modes=_BOTH),
    Command("reader.event", "e", "edit_event", "The form of the current event", "Code", "event",
            9),
    Command("reader.note", "m", "note", "A note on the selection or the mark", "Code", "note", 10,
            _BOTH),
    Command("reader.next_mark", "right_square_bracket", "step_mark(1)", "Next mark", "Code",
            "mark", 11, shown="[ ]"),
    Command("reader.previous_mark", "left_square_bracket", "step_mark(-1)", "Previous mark",
            "Code"),
    Command("reader.accept", "enter", "open_mark", "Open what is under the cursor", "Code"),
    Command("reader.remove", "x", "remove_mark", "Remove the mark under the cursor", "Code"),
    Command("reader.undo", "u", "undo", "Undo", "Code", "undo", 12, _BOTH),
    Command("reader.redo", "ctrl+r", "redo", "Redo", "Code", modes=_BOTH),
    Command("reader.find", "slash", "find", "Find in the text", "Find", "find", 13, shown="/"),
    Command("reader.find_next", "n", "find_next(1)", "Next hit", "Find", modes=_BOTH),
    Command("reader.find_previous", "N", "find_next(-1)", "Previous hit", "Find", modes=_BOTH),
    Command("reader.done", "d", "done", "Done; opens the next article", "Read", "done", 14),
    Command("reader.flag", "exclamation_mark", "toggle_flag", "Flag, or take the flag off",
            "Read"),
    Command("reader.copy", "y", "copy", "Copy the selection or the row", "Read", modes=_BOTH),
    Command("reader.copy_both", "Y", "copy_both", "Copy both languages with the source", "Read"),
    Command("reader.open_url", "o", "open_url", "Open the URL in the browser", "Read"),
    Command("reader.counterpart", "P", "cycle_counterpart", "Next counterpart", "View"),
    Command("reader.script", "s", "cycle_script", "Chinese as published, simplified, traditional",
            "View", "简/繁", 15),
    Command("reader.layout", "backslash", "cycle_layout",
            "Both, left, right, stacked, reveal", "View", "view", 16, shown="\\"),
    Command("reader.details", "i", "show_details", "Title, date, source, language", "View"),
    Command("reader.leave", "escape", "leave", "Leave the mode, the hits, then the article",
            "Program", modes=_BOTH, palette=False),
    Command("reader.back", "q", "back", "Back to the list", "Program", "back", 95),
)  # fmt: skip

ALL_COMMANDS: tuple[Command, ...] = (*APP_COMMANDS, *LIST_COMMANDS, *READER_COMMANDS)

INPUT_METHOD_FORMS: Mapping[str, tuple[str, ...]] = {
    "slash": ("／", "、"),
    "question_mark": ("？",),
    "comma": ("，",),
    "full_stop": ("。",),
    "left_square_bracket": ("【", "「"),
    "right_square_bracket": ("】", "」"),
    "less_than_sign": ("《",),
    "greater_than_sign": ("》",),
    "left_curly_bracket": ("｛", "『"),
    "right_curly_bracket": ("｝", "』"),
    "plus": ("＋",),
    "minus": ("－",),
    "equals_sign": ("＝",),
    "exclamation_mark": ("！",),
    "left_parenthesis": ("（",),
    "right_parenthesis": ("）",),
    "colon": ("：",),
    "backslash": ("＼",),
}
"""What Chinese input methods send for punctuation that is bound; ``、`` is their ``/``."""

_SHOWN_KEYS = {
    "slash": "/", "question_mark": "?", "full_stop": ".", "equals_sign": "=", "plus": "+",
    "minus": "-", "backslash": "\\", "exclamation_mark": "!", "left_square_bracket": "[",
    "right_square_bracket": "]", "left_curly_bracket": "{", "right_curly_bracket": "}",
    "less_than_sign": "<", "greater_than_sign": ">", "left_parenthesis": "(",
    "right_parenthesis": ")", "colon": ":", "comma": ",", "enter": "↵", "escape": "esc",
    "pagedown": "PgDn", "pageup": "PgUp", "up": "↑", "down": "↓", "left": "←", "right": "→",
    "tab": "⇥", "asterisk": "*",
}  # fmt: skip


def display_key(key: str) -> str:
    """A key name as people write it: ``ctrl+p`` is ``^p``, ``slash`` is ``/``."""
    if key.startswith("ctrl+"):
        return f"^{key.removeprefix('ctrl+')}"
    return _SHOWN_KEYS.get(key, key)


def bindings_of(commands: Iterable[Command]) -> list[Binding]:
    """The key bindings of a screen, with what input methods send for the same keys."""
    return [
        Binding(with_input_method_forms(command.keys), command.action, command.help,
                show=False, id=command.id)
        for command in commands
    ]  # fmt: skip


def with_input_method_forms(keys: str) -> str:
    """Keys joined with commas, and behind them their full-width and Chinese forms."""
    names = [key.strip() for key in keys.split(",")]
    forms = [_key_name(form) for name in names for form in INPUT_METHOD_FORMS.get(name, ())]
    return ",".join([*names, *forms])


def is_input_method_text(character: str | None) -> bool:
    """Whether a key press brought Han or Zhuyin: an input method is on where commands go."""
    if not character or len(character) != 1:
        return False
    return "CJK UNIFIED" in (name := unicodedata.name(character, "")) or "BOPOMOFO" in name


def keymap_of(keys: Mapping[str, str]) -> dict[str, str]:
    """The user's keys, command id to keys, ready for the application.

    Raises ConfigError for an unknown command, and for a key that two commands of one screen and
    mode would share, naming both.
    """
    known = {command.id: command for command in ALL_COMMANDS}
    for name in keys:
        if name not in known:
            raise ConfigError(
                "Unknown command",
                f"[keys] names “{name}”, which is no command.",
                "The help screen and 'docs/keys.md' list the commands by id.",
            )
    changed = [
        replace(command, keys=_normalised(keys[command.id])) if command.id in keys else command
        for command in ALL_COMMANDS
    ]
    _refuse_clashes(changed)
    return {
        command.id: with_input_method_forms(command.keys)
        for command in changed
        if command.id in keys
    }


def _refuse_clashes(commands: Sequence[Command]) -> None:
    for screen in ("list", "reader"):
        taken: dict[tuple[str, str], Command] = {}
        for command in commands:
            if command.id.partition(".")[0] not in (screen, "app"):
                continue
            for key in command.key_names:
                for mode in command.modes:
                    other = taken.setdefault((mode, key), command)
                    if other is not command:
                        raise ConfigError(
                            "Keys clash",
                            f"The key “{display_key(key)}” is given to both {other.id}"
                            f" and {command.id}.",
                            "Change one of them under [keys] in the config.",
                        )


def _normalised(keys: str) -> str:
    names = [key.strip() for key in keys.split(",") if key.strip()]
    return ",".join(_key_name(name) if len(name) == 1 else name for name in names)


def _key_name(character: str) -> str:
    """The name Textual gives a key that sends this character."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, character).lower()
    renamed = {"solidus": "slash", "reverse_solidus": "backslash", "hyphen_minus": "minus",
               "commercial_at": "at", "low_line": "underscore", "plus_sign": "plus"}  # fmt: skip
    plain = name.replace("-", "_").replace(" ", "_")
    return renamed.get(plain, plain)
