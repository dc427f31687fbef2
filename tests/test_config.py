import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityreader.config import (
    Config,
    Folders,
    ImportOptions,
    TranslateOptions,
    load_config,
    parse_config,
    resolve_library,
)
from cityreader.errors import ConfigError
from cityreader.ingest.limits import Limits
from cityreader.tomlfile import line_of

FULL = """\
coder = "Mei"
theme = "light"
library = "news/annotations.db"

[keys]
"reader.done" = "D"
reader.undo = ["U", "ctrl+z"]

[reader]
layout = "stacked"
dim = false
max_width = 60
chinese = "traditional"

[codebook]
path = "/books/mine.toml"

[import]
max_bytes = 1_000
seconds = 5

[translate]
command = "my-translator --quiet 'two words'"
seconds = 9
language = "zh-Hant"
"""


def config_file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_setting_is_read(tmp_path):
    config = load_config(config_file(tmp_path, FULL))
    assert (config.coder, config.theme) == ("Mei", "light")
    assert config.library == tmp_path / "news" / "annotations.db"
    assert config.keys == {"reader.done": "D", "reader.undo": "U,ctrl+z"}
    assert (config.reader.layout, config.reader.dim) == ("stacked", False)
    assert (config.reader.max_width, config.reader.chinese) == (60, "traditional")
    assert config.codebook == Path("/books/mine.toml")
    assert config.importing == ImportOptions(max_bytes=1_000, seconds=5)
    command = ("my-translator", "--quiet", "two words")
    assert config.translate == TranslateOptions(command, seconds=9, language="zh-Hant")
    assert config.path == tmp_path / "config.toml"


def test_no_file_is_needed(tmp_path, monkeypatch):
    monkeypatch.setenv("CITYREADER_HOME", str(tmp_path))
    monkeypatch.setenv("LOGNAME", "somebody")
    config = load_config()
    assert config == Config(coder="somebody")
    assert config.path is None


def test_the_users_own_file_is_found(tmp_path, monkeypatch):
    monkeypatch.setenv("CITYREADER_HOME", str(tmp_path))
    (tmp_path / "config").mkdir()
    config_file(tmp_path / "config", 'coder = "Own"')
    assert load_config().coder == "Own"


def test_a_named_file_must_exist(tmp_path):
    with pytest.raises(ConfigError, match=r"absent\.toml does not exist"):
        load_config(tmp_path / "absent.toml")


@pytest.mark.parametrize(
    ("text", "line", "key", "words"),
    [
        ('coder = "A"\nthem = "dark"\n', 2, "them", "is not a known setting"),
        ("coder = 3\n", 1, "coder", "must be a text in quotes, not 3"),
        ('coder = "  "\n', 1, "coder", "must not be empty"),
        ("\n[reader]\ndim = 1\n", 3, "reader.dim", "must be true or false, not 1"),
        ('[reader]\nlayout = "wide"\n', 2, "reader.layout", 'one of "auto", "both"'),
        ("[reader]\n\nmax_width = 3\n", 3, "reader.max_width", "at least 20, not 3"),
        ("[import]\nseconds = true\n", 2, "import.seconds", "whole number"),
        ("[import]\nspeed = 9\n", 2, "import.speed", "is not a known setting"),
        ('[translate]\ncommand = "one \'two"\n', 2, "translate.command", "cannot be split"),
        ("[translate]\ncommand = 5\n", 2, "translate.command", "must be a text in quotes"),
        ('[keys]\ndone = ""\n', 2, "keys.done", "a list of them"),
        ("[keys]\nreader.done = []\n", 2, "keys.reader.done", "a list of them"),
        ('reader = "wide"\n', 1, "reader", "a table headed [reader]"),
        ("[colours]\nred = 1\n", 1, "colours", "is not a known setting"),
    ],
)
def test_an_error_names_file_line_and_key(tmp_path, text, line, key, words):
    path = config_file(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    message = caught.value.message
    assert f"{path}, line {line}: {key} " in message
    assert words in message


def test_broken_toml_names_the_line(tmp_path):
    with pytest.raises(ConfigError, match=r"config\.toml: .*line 2"):
        load_config(config_file(tmp_path, 'coder = "A"\ntheme = \n'))


def test_a_file_that_is_not_utf8_is_named(tmp_path):
    path = tmp_path / "config.toml"
    path.write_bytes(b'coder = "\xff"')
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(path)


def test_folders_lie_under_the_home_that_is_named(tmp_path):
    folders = Folders.of_user({"CITYREADER_HOME": str(tmp_path)})
    named = (folders.config, folders.data, folders.state, folders.cache)
    assert len(set(named)) == 4
    assert all(folder.parent == tmp_path for folder in named)
    assert not list(tmp_path.iterdir())


def test_folders_of_the_platform_differ_by_purpose():
    folders = Folders.of_user({})
    assert folders.config_file.name == "config.toml"
    assert "cityreader" in folders.library.parts


def test_the_library_is_looked_for_in_order(tmp_path):
    folders = Folders.of_user({"CITYREADER_HOME": str(tmp_path / "home")})
    config = Config(coder="A", library=tmp_path / "configured.db")
    environ = {"CITYREADER_DB": "from-environment.db"}
    here = tmp_path / "annotations.db"
    here.touch()
    named = Path("named.db")

    assert resolve_library(named, config, folders, tmp_path, environ) == (
        tmp_path / "named.db",
        "named by --db",
    )
    assert resolve_library(None, config, folders, tmp_path, environ) == (
        tmp_path / "from-environment.db",
        "named by CITYREADER_DB",
    )
    assert resolve_library(None, config, folders, tmp_path, {}) == (
        here,
        "found in the current folder",
    )
    here.unlink()
    assert resolve_library(None, config, folders, tmp_path, {})[0] == tmp_path / "configured.db"
    assert resolve_library(None, Config(coder="A"), folders, tmp_path, {}) == (
        folders.library,
        "your own library",
    )


@given(st.text(max_size=60), st.text("ab[]=. \n", max_size=30))
def test_anything_is_a_config_or_a_config_error(noise, nearly):
    for text in (noise, nearly, f'coder = "{noise}"', f"[keys]\n{nearly}"):
        with suppress(ConfigError):
            assert parse_config(text, Path("x.toml")).coder


def test_lines_are_found_in_arrays_of_tables():
    text = '[[tag]]\ncode = "a"\n\n[[tag]]\ncode = "b"\n[other]\ncode = 1\n'
    assert line_of(text, "code", "tag", 0) == 2
    assert line_of(text, "code", "tag", 1) == 5
    assert line_of(text, "code", "other") == 7
    assert line_of(text, "absent", "tag", 1) == 4
    assert line_of(text, "absent") is None


def test_importing_the_config_loads_no_platform_code():
    code = "import sys, cityreader.config; print('platformdirs' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


def test_the_limits_of_an_import_stand_in_one_place():
    """Seen to fail with 50 MB and 20 seconds in the config, and 20 MB and 8 seconds at import."""
    options, limits = ImportOptions(), Limits()
    assert (limits.max_bytes, limits.seconds) == (options.max_bytes, options.seconds)
    assert options == ImportOptions(max_bytes=20_000_000, seconds=8)
