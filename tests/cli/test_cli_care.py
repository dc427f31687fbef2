import os
import sqlite3

import pytest
from desk import Desk
from terminal_run import printed_in_terminal
from wcwidth import wcswidth

from cityreader.bilingual import encoder
from cityreader.cli.terminal import HAN, RULER, colours


def test_check_of_a_sound_library(desk: Desk) -> None:
    result = desk.run("check")
    assert result.stdout == ""
    assert "20 articles checked; the library is sound." in result.stderr


def test_check_names_a_changed_text_and_a_moved_mark(desk: Desk) -> None:
    with sqlite3.connect(desk.library) as connection:
        connection.execute("UPDATE bodies SET body = 'x' || body WHERE article_id = 1")
    connection.close()
    result = desk.run("check", code=1)
    assert "article 1" in result.stdout
    assert "fault" in result.stderr


def test_info_tells_library_settings_and_terminal(desk: Desk) -> None:
    text = desk.run("info").stdout
    for words in (str(desk.library), "named by --db", "20", "SQLite", "config.toml", "clipboard"):
        assert words in text
    assert f"{RULER}|" in text
    assert f"{HAN}|" in text
    assert wcswidth(HAN) == wcswidth(RULER)


def test_info_without_a_library(empty_desk: Desk) -> None:
    assert "not there yet" in empty_desk.run("info").stdout
    assert not empty_desk.library.exists()


def test_info_says_whether_the_sentence_encoder_is_installed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Taken out once: nothing told it."""
    for found, words in ((None, "not installed; the dictionary aligns alone"), (1, "installed (")):
        monkeypatch.setattr(encoder, "find_spec", lambda _, found=found: found)
        text = desk.run("info").stdout
        assert words in text.partition("Sentence encoder")[2].splitlines()[1]


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"NO_COLOR": "1", "COLORTERM": "truecolor"}, "none"),
        ({"COLORTERM": "truecolor"}, "16 million"),
        ({"TERM": "xterm-256color"}, "256"),
        ({"TERM": "xterm"}, "16"),
    ],
)
def test_colours(environment: dict[str, str], words: str) -> None:
    assert words in colours(environment)


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
def test_every_list_in_a_terminal_is_styled_and_safe(desk: Desk) -> None:
    desk.run("annotate", "1", "--quote", "Sport", "--note", "seen")
    for verb in ("info", "events", "annotations", "history"):
        text = printed_in_terminal(desk.library, verb, columns=100)
        assert "\x1b[2m" in text
        assert "\x1b]" not in text


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b"", "Fetch the file again"),
        (b"hello world\n", "Name a library with --db"),
        (b"SQLite format 3\0", "Fetch another copy of it"),
    ],
)
def test_a_repair_that_finds_nothing_says_what_to_do(
    desk: Desk, content: bytes, advice: str
) -> None:
    """Seen to fail without it: the person was told only that nothing can be read."""
    desk.library.write_bytes(content)
    said = desk.refused("check", "--repair")
    assert "Nothing in" in said
    assert advice in said
    assert desk.library.read_bytes() == content
