"""Keys: from commands to bindings, the user's own keys, and what input methods send."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from textual.binding import Binding

from cityreader.config import Config
from cityreader.errors import ConfigError
from cityreader.ui.command import Command, display_key
from cityreader.ui.commands import ALL_COMMANDS, APP_COMMANDS

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


COMMANDS: Mapping[str, Command] = {command.id: command for command in ALL_COMMANDS}
"""Every command by its id."""


def bindings_of(commands: Iterable[Command]) -> list[Binding]:
    """The key bindings of a screen, with what input methods send for the same keys."""
    return [
        Binding(with_input_method_forms(command.keys), command.action, command.help,
                show=False, id=command.id)
        for command in commands
    ]  # fmt: skip


def bindings_everywhere() -> list[Binding]:
    """The keys of the program that work in dialogs too: they change how things look, not what."""
    shown = (command for command in APP_COMMANDS if command.id in ("app.theme", "app.screenshot"))
    return bindings_of(command._replace(action=f"app.{command.action}") for command in shown)


def shown_key(name: str, own_keys: Mapping[str, str]) -> str:
    """The first key of the command with this id, as people write it; ``own_keys`` are the user's,
    by such ids."""
    return display_key(own_keys.get(name, COMMANDS[name].keys).split(",")[0])


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


def keymap_of(config: Config) -> dict[str, str]:
    """The user's keys, command id to keys, ready for the application.

    Raises ConfigError, with file and line, for an unknown command, and for a key that two commands
    of one screen and mode would share, naming both.
    """
    keys = config.keys
    for name in keys:
        if name not in COMMANDS:
            raise ConfigError(
                "Unknown command",
                f"{config.place_of(name, 'keys')}: “{name}” is no command.",
                "The help screen and 'docs/keys.md' list the commands by id.",
            )
    changed = [
        command._replace(keys=_normalised(keys[command.id])) if command.id in keys else command
        for command in ALL_COMMANDS
    ]
    _refuse_clashes(changed, config)
    return {
        command.id: with_input_method_forms(command.keys)
        for command in changed
        if command.id in keys
    }


def _refuse_clashes(commands: Sequence[Command], config: Config) -> None:
    for screen in dict.fromkeys(command.screen for command in commands):
        taken: dict[tuple[str, str], Command] = {}
        for command in commands:
            if command.screen not in (screen, "app"):
                continue
            for key in command.key_names:
                for mode in command.modes:
                    other = taken.setdefault((mode, key), command)
                    if other is not command:
                        chosen = command if command.id in config.keys else other
                        raise ConfigError(
                            "Keys clash",
                            f"{config.place_of(chosen.id, 'keys')}: the key “{display_key(key)}”"
                            f" is given to both {other.id} and {command.id}.",
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
