"""What holds the house together: layers, names, sizes, and documents made from the code."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "cityreader"


def test_the_layers_hold():
    from importlinter.cli import lint_imports

    assert lint_imports(config_filename=str(ROOT / "pyproject.toml")) == 0


def test_everything_below_the_screens_loads_without_textual():
    modules = [
        ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)
        for path in sorted(SOURCE.rglob("*.py"))
        if "ui" not in path.relative_to(SOURCE).parts and path.name != "__main__.py"
    ]
    code = (
        f"import sys, importlib\nfor name in {modules!r}: importlib.import_module(name)\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('textual', 'rich')])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_files_stay_small_enough_to_hold_one_thing():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in SOURCE.rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 330
    }
    assert long == {}


def test_no_module_is_a_drawer_for_everything():
    banned = re.compile(r"(utils?|helpers?|managers?|misc|common)(_|$)")
    assert [path.name for path in SOURCE.rglob("*.py") if banned.match(path.stem)] == []


def test_nothing_below_the_screens_says_which_key_to_press():
    """Keys are the person's own, and the command line says the same. Seen to fail for “remove it
    with x”, “Press r again” and “ctrl+s in the list”."""
    named = re.compile(r"\b(ctrl|shift|alt)\+|\b[Pp]ress\b|(?<=[a-z] )[b-z](?=\.$| and | or |;|,)")
    told = [
        (path.name, text)
        for path in SOURCE.rglob("*.py")
        if not {"ui", "cli"} & set(path.relative_to(SOURCE).parts)
        for text in _sayings(ast.parse(path.read_text(encoding="utf-8")))
        if named.search(text) and "\n" not in text  # as in SQL
    ]
    assert told == []


def _sayings(tree: ast.Module) -> Iterator[str]:
    """The strings of a module, without what documents it."""
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        told = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if told and id(node) not in documents:
            yield node.value


def test_the_page_of_keys_is_made_from_the_commands():
    script = ROOT / "scripts" / "make_keys.py"
    found = subprocess.run([sys.executable, str(script), "--check"], check=False)
    assert found.returncode == 0, "run python scripts/make_keys.py"


def test_every_command_has_its_action_on_its_screen():
    from cityreader.ui.app import CityReaderApp
    from cityreader.ui.commands import ALL_COMMANDS
    from cityreader.ui.screens.compare import CompareScreen
    from cityreader.ui.screens.concordance import ConcordanceScreen
    from cityreader.ui.screens.events import EventsScreen
    from cityreader.ui.screens.history import HistoryScreen
    from cityreader.ui.screens.list.screen import ListScreen
    from cityreader.ui.screens.reader import ReaderScreen
    from cityreader.ui.screens.review import ReviewScreen

    owners = {
        "app": CityReaderApp,
        "list": ListScreen,
        "reader": ReaderScreen,
        "concordance": ConcordanceScreen,
        "review": ReviewScreen,
        "events": EventsScreen,
        "history": HistoryScreen,
        "compare": CompareScreen,
    }
    for command in ALL_COMMANDS:
        owner = owners[command.screen]
        name = f"action_{command.action.partition('(')[0]}"
        assert hasattr(owner, name) or hasattr(CityReaderApp, name), command.id


def test_command_ids_are_unique_and_keys_do_not_clash():
    from cityreader.config import Config
    from cityreader.ui.commands import ALL_COMMANDS
    from cityreader.ui.keymap import keymap_of

    ids = [command.id for command in ALL_COMMANDS]
    assert len(ids) == len(set(ids))
    assert keymap_of(Config(keys={"reader.tag": "f9"})) == {"reader.tag": "f9"}


def test_the_page_on_architecture_names_files_and_names_that_are_there():
    """Fails where a file or a class is renamed or moved, and the page is not."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    files = re.findall(r"`((?:\w+/)*\w+\.(?:py|md))`", page)
    assert len(files) > 30
    assert [name for name in files if not any((at / name).is_file() for at in (SOURCE, ROOT))] == []
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    classes = set(re.findall(r"`([A-Z]\w+)[.`\[]", page))
    unknown = {name for name in classes if f"class {name}" not in text}
    assert unknown - {"TRUNCATE", "FULL", "WAL", "NORMAL", "FORMAT", "KEYS"} == set()


def test_the_readme_names_the_commands_that_ci_runs():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = [line for line in readme.splitlines() if line.startswith("python3 -m venv .venv && ")]
    assert len(lines) == 2
    assert lines[0].endswith("cityreader")
    assert "pytest" in lines[1]
