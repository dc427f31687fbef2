"""No bare string reaches a place where Textual parses markup: markup can act, and can be wrong."""

import ast
from pathlib import Path
from typing import get_type_hints

import pytest
from textual.app import App
from textual.content import Content

from cityreader.ui.widgets.words import Options, Words

UI = Path(__file__).parents[3] / "src" / "cityreader" / "ui"

DOORS = {
    "widgets/words.py": {"textual.widgets", "border_title", "border_subtitle"},
    "widgets/area.py": {"textual.widgets"},
    "command_search.py": {"textual.command"},
}
"""The modules that hand Content to Textual, and what each may do that no other may."""

HARMLESS = {
    "textual.widgets": {"Input"},
    "textual.widgets.option_list": {"Option"},
    "textual.command": {"Provider"},
}
"""What anybody may import: Input parses nothing; what an Option shows, Options decides."""

CLOSED = ("textual.widgets", "textual.command", "textual.markup", "textual.visual", "rich.markup")

PARSERS = {"from_markup", "from_text", "render_str", "with_tooltip"}
PARSED = {"border_title", "border_subtitle", "tooltip", "BORDER_TITLE", "BORDER_SUBTITLE"}


def offences(source: str, name: str = "screens/some.py") -> list[str]:
    """What in a module would have Textual parse a string, each with its line."""
    allowed = DOORS.get(name, set())
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                said = [one.name for one in names if one.name.startswith(("textual", "rich."))]
            case ast.ImportFrom(module=str(module), names=names):
                closed = module.startswith(CLOSED) and module not in allowed
                bare = {one.name for one in names} & {path.partition(".")[2] for path in CLOSED}
                said = [
                    f"{module}.{one.name}"
                    for one in names
                    if (closed and one.name not in HARMLESS.get(module, ()))
                    or (module in ("textual", "rich") and one.name in bare)
                ]
            case ast.Attribute(attr=attribute) if attribute in PARSERS:
                said = [attribute]
            case ast.Attribute(attr=target, ctx=ast.Store()) | ast.Name(id=target, ctx=ast.Store()):
                said = [target] if target in PARSED - allowed else []
            case ast.keyword(arg="tooltip"):
                said = ["tooltip"]
            case ast.Call(func=ast.Attribute(attr="notify"), keywords=keywords):
                markup = [one.value for one in keywords if one.arg == "markup"]
                off = [isinstance(value, ast.Constant) and value.value is False for value in markup]
                said = [] if off == [True] else ["notify"]
            case ast.FunctionDef(name="render", returns=returns):
                content = isinstance(returns, ast.Name) and returns.id == "Content"
                said = [] if content else ["render"]
            case _:
                said = []
        found += [f"{what} in line {getattr(node, 'lineno', 0)}" for what in said]
    return found


def test_no_bare_string_is_passed_where_textual_parses_markup():
    """With ``Words`` and ``Content`` everywhere else, ``mypy --strict`` sees the rest."""
    modules = {str(path.relative_to(UI)): path.read_text("utf-8") for path in UI.rglob("*.py")}
    assert modules.keys() > DOORS.keys()
    found = {name: offences(source, name) for name, source in modules.items()}
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize(
    "source",
    [
        "from textual.widgets import Input, Static\nStatic(title)",
        "from textual.widgets import Label",
        "from textual.widgets import Button, Checkbox, DataTable",
        "from textual.widgets._static import Static",
        "from textual import widgets",
        "import textual.widgets",
        "import rich.markup",
        "from textual.command import Hit",
        "from textual.markup import to_content",
        "frame.border_title = title",
        "frame.border_subtitle: str = title",
        "frame.tooltip = title",
        "Binding('x', 'go', tooltip=title)",
        "class Frame(Widget):\n    BORDER_TITLE = '[b]x'",
        "class Line(Widget):\n    def render(self) -> str:\n        return title",
        "class Line(Widget):\n    def render(self):\n        return title",
        "Content.from_markup(title)",
        "widget.render_str(title)",
        "app.notify(title)",
        "app.notify(title, markup=True)",
        "app.notify(title, markup=wanted)",
    ],
)
def test_the_lint_sees_each_way_a_bare_string_gets_there(source):
    assert offences(source)


@pytest.mark.parametrize(
    "source",
    [
        "from textual.widgets import Input\nfrom textual.widgets.option_list import Option",
        "class Line(Widget):\n    def render(self) -> Content:\n        return plain(title)",
        "app.notify(title, markup=False)",
        "found.update(title)",
    ],
)
def test_the_lint_lets_pass_what_parses_nothing(source):
    assert not offences(source)


def test_the_doors_are_declared_to_take_content_alone():
    assert get_type_hints(Words.__init__)["words"] is Content
    assert get_type_hints(Words.update)["content"] is Content


async def test_even_a_string_that_slips_through_is_shown_as_it_is():
    """Without ``markup=False`` in words.py the first line ends the program with a MarkupError."""

    class Room(App[None]):
        def compose(self):
            yield Words("[/b] [@click=app.quit]quit[/]")
            options = Options()
            options.add_option("[/i] [@click=app.bell]bell[/]")
            yield options

    app = Room()
    async with app.run_test(size=(60, 6)):
        words, options = app.query_one(Words), app.query_one(Options)
        painted = [
            "".join(segment.text for segment in widget.render_line(0)).rstrip()
            for widget in (words, options)
        ]
    assert painted == ["[/b] [@click=app.quit]quit[/]", "[/i] [@click=app.bell]bell[/]"]
