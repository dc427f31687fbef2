from collections import Counter

import pytest

from cityreader.config import Config, load_config
from cityreader.errors import ConfigError
from cityreader.ui.command import display_key
from cityreader.ui.command_screen import KeyTable
from cityreader.ui.commands import ALL_COMMANDS, READER_COMMANDS
from cityreader.ui.keymap import (
    INPUT_METHOD_FORMS,
    bindings_of,
    is_input_method_text,
    keymap_of,
    shown_key,
    with_input_method_forms,
)


def test_what_input_methods_send_is_bound_beside_the_key():
    keys = with_input_method_forms("slash").split(",")
    assert keys[0] == "slash"
    assert "fullwidth_solidus" in keys
    assert "ideographic_comma" in keys


def test_every_bound_punctuation_has_its_full_width_form():
    bound = {key for command in READER_COMMANDS for key in command.key_names}
    punctuation = {key for key in bound if "_" in key or key in ("slash", "plus", "minus", "colon")}
    assert punctuation - set(INPUT_METHOD_FORMS) == set()


def test_the_user_may_give_a_command_other_keys():
    assert keymap_of(Config(keys={"reader.tag": "f9,@"})) == {"reader.tag": "f9,at"}


def test_an_unknown_command_is_refused_by_name():
    with pytest.raises(ConfigError, match=r"reader\.teg"):
        keymap_of(Config(keys={"reader.teg": "t"}))


def test_a_clash_names_both_commands():
    with pytest.raises(ConfigError, match=r"reader\.event.*reader\.tag|reader\.tag.*reader\.event"):
        keymap_of(Config(keys={"reader.tag": "e"}))


@pytest.mark.parametrize("screen", sorted({command.screen for command in ALL_COMMANDS} - {"app"}))
def test_no_two_commands_of_a_mode_claim_one_place_in_the_key_bar(screen):
    places = Counter(
        (mode, command.bar)
        for command in ALL_COMMANDS
        if command.bar and command.screen in (screen, "app")
        for mode in command.modes
    )
    assert [place for place, count in places.items() if count > 1] == []


@pytest.mark.parametrize("screen", sorted({command.screen for command in ALL_COMMANDS} - {"app"}))
def test_a_key_of_the_program_is_refused_on_every_screen(screen):
    command = next(one for one in ALL_COMMANDS if one.screen == screen and "read" in one.modes)
    with pytest.raises(ConfigError, match=r"app\.theme"):
        keymap_of(Config(keys={command.id: "f2"}))


@pytest.mark.parametrize("line", ['reader.teg = "t"', '"reader.tag" = "e"'])
def test_a_wrong_key_is_refused_with_file_and_line(tmp_path, line):
    file = tmp_path / "config.toml"
    file.write_text(f'coder = "Ann"\n\n[keys]\n{line}\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"config\.toml, line 4: "):
        keymap_of(load_config(file))


def test_a_key_is_named_as_the_user_has_it():
    assert shown_key("reader.fold", {}) == "z"
    assert shown_key("reader.fold", keymap_of(Config(keys={"reader.fold": "ctrl+o,f12"}))) == "^o"


def test_the_same_key_may_mean_two_things_on_two_screens():
    assert keymap_of(Config(keys={"list.export": "X", "reader.topics": "X"}))


def test_han_and_zhuyin_are_input_method_text_and_punctuation_is_not():
    assert is_input_method_text("好")
    assert is_input_method_text("ㄅ")
    assert not is_input_method_text("／")
    assert not is_input_method_text("a")
    assert not is_input_method_text(None)


def test_a_key_table_knows_the_own_keys_and_forgets_the_old_ones():
    table = KeyTable(READER_COMMANDS, keymap_of(Config(keys={"reader.tag": "f12"})))
    assert table.actions("f12") == ["tag"]
    assert "tag" not in table.actions("t")


def test_bindings_carry_the_ids_of_their_commands():
    assert {binding.id for binding in bindings_of(READER_COMMANDS)} == {
        command.id for command in READER_COMMANDS
    }


@pytest.mark.parametrize(("key", "shown"), [("ctrl+p", "^p"), ("slash", "/"), ("j", "j")])
def test_keys_are_shown_as_people_write_them(key, shown):
    assert display_key(key) == shown
