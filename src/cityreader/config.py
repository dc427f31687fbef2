"""The settings: one TOML file and the platform's folders, read into one frozen ``Config``."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cityreader.errors import ConfigError
from cityreader.tomlfile import TomlTable, line_of, toml_text

LAYOUTS = ("auto", "both", "left", "right", "stacked", "reveal")
DEFAULT_THEME = "dark"
CHINESE = ("as published", "simplified", "traditional", "taiwan", "hong kong")
GLOSSES = ("pinyin", "zhuyin", "none")


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """How the reader starts.

    ``layout`` is one of ``LAYOUTS`` (``auto``: side by side where the screen is wide enough),
    ``dim`` says whether text outside the current row is dimmed, ``max_width`` is the widest text
    column in cells, ``chinese`` is one of ``CHINESE``, ``gloss`` is one of ``GLOSSES``: how the
    line that explains a word gives its reading (``none``: there is no such line).
    """

    layout: str = "auto"
    dim: bool = True
    max_width: int = 72
    chinese: str = "as published"
    gloss: str = "pinyin"


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """The largest file that is read, in bytes, and the longest time one file may take.

    The largest real article measured has 0.3 MB and takes some milliseconds; a file of the size
    that is the default takes less than 500 MB of memory, whatever it holds.
    """

    max_bytes: int = 20_000_000
    seconds: int = 8


@dataclass(frozen=True, slots=True)
class TranslateOptions:
    """What fills rows in WRITE when a person asks for it; nothing does without a ``command``.

    ``command`` is a program with its arguments, run without a shell; ``seconds`` is how long it may
    take for one row. ``language`` is the tag of the Chinese that is written (empty: that of most
    articles).
    """

    command: tuple[str, ...] = ()
    seconds: int = 60
    language: str = ""


def login_name() -> str:
    """The name the person is logged in by, or ``coder`` where the system knows none."""
    import getpass

    try:
        return getpass.getuser() or "coder"
    except (OSError, KeyError, ImportError):
        return "coder"


@dataclass(frozen=True, slots=True)
class Config:
    """All settings; the defaults are those of a machine without a config file.

    ``theme`` is ``dark``, ``light`` or another theme's name; ``keys`` maps a command id to its key
    or to several joined with commas; ``path`` is the file the settings came from.
    """

    coder: str = field(default_factory=login_name)
    theme: str = DEFAULT_THEME
    library: Path | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    reader: ReaderOptions = ReaderOptions()
    codebook: Path | None = None
    importing: ImportOptions = ImportOptions()
    translate: TranslateOptions = TranslateOptions()
    path: Path | None = None

    def place_of(self, key: str, table: str = "") -> str:
        """Where a setting stands, for errors found after loading: ``/x/config.toml, line 3``.

        The file is read again; one that is gone by now is named without a line.
        """
        if self.path is None:
            return "The config"
        try:
            line = line_of(toml_text(self.path), key, table)
        except (OSError, UnicodeDecodeError):
            line = None
        return f"{self.path}, line {line}" if line else str(self.path)


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the program keeps its files for this user.

    ``config`` holds ``config.toml``, ``data`` the user's own library and the backups, ``state`` the
    reading positions, ``cache`` what can be rebuilt. Nothing is created here.
    """

    config: Path
    data: Path
    state: Path
    cache: Path

    @classmethod
    def of_user(cls, environ: Mapping[str, str] | None = None) -> "Folders":
        """The platform's folders, or those under ``CITYREADER_HOME`` where it is set."""
        home = (os.environ if environ is None else environ).get("CITYREADER_HOME")
        if home:
            root = Path(home).expanduser().absolute()
            return cls(root / "config", root / "data", root / "state", root / "cache")
        from platformdirs import PlatformDirs

        dirs = PlatformDirs("cityreader", appauthor=False)
        return cls(
            dirs.user_config_path, dirs.user_data_path, dirs.user_state_path, dirs.user_cache_path
        )

    @property
    def config_file(self) -> Path:
        """The config file that is read when none is named."""
        return self.config / "config.toml"

    @property
    def library(self) -> Path:
        """The user's own library."""
        return self.data / "annotations.db"

    @property
    def pictures(self) -> Path:
        """The folder of the pictures that a person takes of the screen."""
        return self.data / "pictures"


def load_config(path: Path | None = None) -> Config:
    """The settings in ``path``, else in the user's config file, else the defaults.

    Relative paths in the file count from its folder. Raises ``ConfigError``, which names file,
    line and key, for an unknown key, a bad value or a named file that cannot be read.
    """
    file = path or Folders.of_user().config_file
    try:
        text = toml_text(file)
    except (FileNotFoundError, NotADirectoryError):
        if path is None:
            return Config()
        raise ConfigError("No config file", f"{file} does not exist.") from None
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ConfigError("Config not readable", f"{file} cannot be read: {reason}.") from error
    return parse_config(text, file)


def parse_config(text: str, file: Path) -> Config:
    """The settings in ``text``, the content of ``file``. Raises ``ConfigError``."""
    top = TomlTable.parse(text, str(file))
    coder = top.word("coder", login_name())
    theme = top.word("theme", DEFAULT_THEME)
    library = top.string("library")
    tables = [top.table(key) for key in ("keys", "reader", "codebook", "import", "translate")]
    top.finish()
    keys, reader, codebook, importing, translate = tables
    config = Config(
        coder=coder,
        theme=theme,
        library=_path(library, file),
        keys={command: ",".join(names) for command, names in keys.string_lists().items()},
        reader=ReaderOptions(
            layout=reader.choice("layout", LAYOUTS, "auto"),
            dim=reader.flag("dim", True),
            max_width=reader.number("max_width", 72, minimum=20),
            chinese=reader.choice("chinese", CHINESE, "as published"),
            gloss=reader.choice("gloss", GLOSSES, "pinyin"),
        ),
        codebook=_path(codebook.string("path"), file),
        importing=ImportOptions(
            max_bytes=importing.number("max_bytes", ImportOptions().max_bytes, minimum=1),
            seconds=importing.number("seconds", ImportOptions().seconds, minimum=1),
        ),
        translate=TranslateOptions(
            command=_command(translate),
            seconds=translate.number("seconds", TranslateOptions().seconds, minimum=1),
            language=translate.choice("language", ("", "zh-Hans", "zh-Hant"), ""),
        ),
        path=file,
    )
    for table in tables:
        table.finish()
    return config


def _command(table: TomlTable) -> tuple[str, ...]:
    """A program with its arguments: a list of texts, or one text split as a shell would."""
    if table.has("command", list):
        return table.strings("command")
    import shlex

    try:
        return tuple(shlex.split(table.string("command")))
    except ValueError as error:
        table.refuse("command", f"cannot be split into words: {error}")


def _path(value: str, file: Path) -> Path | None:
    return file.absolute().parent / Path(value).expanduser() if value else None


def resolve_library(
    explicit: Path | None,
    config: Config,
    folders: Folders,
    cwd: Path,
    environ: Mapping[str, str],
) -> tuple[Path, str]:
    """The library that a command opens, and why that one, in words.

    In this order: ``--db``, ``CITYREADER_DB``, an ``annotations.db`` in ``cwd``, ``library`` of the
    config, the one in the user's data folder. The file may not exist.
    """
    if explicit is not None:
        return cwd / explicit.expanduser(), "named by --db"
    if named := environ.get("CITYREADER_DB"):
        return cwd / Path(named).expanduser(), "named by CITYREADER_DB"
    if (cwd / "annotations.db").is_file():
        return cwd / "annotations.db", "found in the current folder"
    if config.library is not None:
        return config.library, "named by the config file"
    return folders.library, "your own library"
