"""TOML from anywhere: what no person has written is refused in a sentence, and soon."""

import os

import pytest

from cityreader.config import load_config, parse_config
from cityreader.errors import ConfigError
from cityreader.library.codebooks import read_codebook
from cityreader.tomlfile import LARGEST_BYTES, TomlTable, line_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a = " + "[" * 100_000, "nested too deeply"),
        ("a = " + "{b = " * 50_000, "nested too deeply"),
        ("version = " + "9" * 100_000, "bad number"),
        ("when = 2024-02-31", "Invalid date"),
        (".".join("a" * 300) + " = 1", "Line 1 has more than 200 full stops"),
        ("\n[" + ".".join("a" * 300) + "]", "Line 2 has more than 200 full stops"),
        ("# " + "x" * LARGEST_BYTES, "larger than 256 kB"),
    ],
)
def test_what_nobody_has_written_is_refused_in_a_sentence(text, words):
    """Seen to fail without ``_check_bounds`` and without catching RecursionError and ValueError."""
    with pytest.raises(ConfigError, match=words) as caught:
        TomlTable.parse(text, "x.toml")
    assert caught.value.message.startswith("x.toml: ")
    assert len(caught.value.message) < 200


@pytest.mark.parametrize(
    "value", ["0x" + "f" * 100_000, '"' + "x" * 100_000 + '"', "[" + "1," * 50_000 + "]"]
)
def test_a_wrong_value_is_shown_by_its_beginning(tmp_path, value):
    """Seen to fail with ``repr`` alone: Python refuses to write a number of so many digits."""
    with pytest.raises(ConfigError) as caught:
        parse_config(f"[import]\nseconds = {value}\n", tmp_path / "config.toml")
    assert "line 2: import.seconds must be a whole number" in caught.value.message
    assert len(caught.value.message) < 400


def test_a_number_has_an_upper_end(tmp_path):
    """Seen to fail without it: no clock of the machine counts so many seconds."""
    with pytest.raises(ConfigError, match="at most 1000000000"):
        parse_config("[import]\nseconds = 9999999999999\n", tmp_path / "config.toml")


def test_looking_for_a_line_ends_soon_whatever_the_lines_are():
    """Seen to hang with patterns that take back what they have taken."""
    lines = ["a" * 20_000, "[" + " " * 20_000, "a." * 10_000, "a " * 10_000, '"a' * 10_000]
    assert line_of("\n".join([*lines, "key = 1"]), "key") == len(lines) + 1


def test_many_keys_are_taken_one_by_one_in_their_order():
    """Seen to take minutes at this size with lists that are searched and shifted for each key."""
    count = 20_000
    top = TomlTable("x.toml", "", {"b": {str(n): "x" for n in range(count)}, "a": ["y", "z"]})
    found = top.string_lists()
    assert list(found)[:2] == ["b.0", "b.1"]
    assert list(found)[-1] == "a"
    assert len(found) == count + 1
    top.finish()


@pytest.mark.parametrize("read", [load_config, read_codebook])
def test_only_regular_files_of_some_size_are_read(tmp_path, read):
    """Seen to wait at the pipe and to fill the memory at the device with a plain read."""
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    device = tmp_path / "zero.toml"
    device.symlink_to("/dev/zero")
    large = tmp_path / "large.toml"
    large.write_bytes(b"#" * (LARGEST_BYTES + 1))
    for path, words in (
        (pipe, "it is a pipe, not a file"),
        (device, "it is a device, not a file"),
        (large, "it is larger than 256 kB"),
    ):
        with pytest.raises(ConfigError, match=words):
            read(path)
