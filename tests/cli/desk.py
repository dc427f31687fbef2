"""A desk to type commands at: the real command line, in this process, on real files."""

import json
import os
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cityreader.cli import cityreader


class Desk:
    """Runs commands on one library, as the coder Ann."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.library = folder / "library.db"

    def run(self, *arguments: str, code: int = 0, db: bool = True) -> Result:
        """Run a command that must end with this exit code; ``db`` names the library."""
        options = ["--db", str(self.library)] if db else []
        result = CliRunner().invoke(
            cityreader, [*options, "--coder", "Ann", *arguments], catch_exceptions=False
        )
        assert result.exit_code == code, f"{result.exit_code}: {result.stderr}{result.stdout}"
        return result

    def lines(self, *arguments: str, code: int = 0) -> list[str]:
        """The lines a command prints on standard output."""
        return self.run(*arguments, code=code).stdout.splitlines()

    def asked(self, *arguments: str) -> Any:
        """The one JSON document that a command prints on standard output."""
        return json.loads(self.run(*arguments).stdout)

    def refused(self, *arguments: str, code: int = 2) -> str:
        """What a command that does nothing says on standard error; never a traceback."""
        result = self.run(*arguments, code=code)
        assert result.stdout == ""
        assert "Traceback" not in result.stderr
        assert "cityreader: " in result.stderr
        return result.stderr

    def write(self, name: str, text: str) -> str:
        """Write a file; returns its path."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        return str(path)

    def set_editor(self, monkeypatch: pytest.MonkeyPatch, statement: str) -> None:
        """Let EDITOR be a program that runs this statement on the file ``path``."""
        script = self.write(
            "the editor.py",
            f"import sys\nfrom pathlib import Path\npath = Path(sys.argv[-1])\n{statement}\n",
        )
        monkeypatch.delenv("VISUAL", raising=False)
        quote = (lambda word: word) if os.name == "nt" else shlex.quote
        monkeypatch.setenv("EDITOR", f"{quote(sys.executable)} {quote(script)}")

    def exported(self) -> dict[str, Any]:
        """The JSON export of the library, but for the moment it was made."""
        document = self.asked("export")
        del document["generated_at"]
        return document
