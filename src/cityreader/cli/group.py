"""A group of verbs that loads each when it is called, and says plainly what went wrong."""

import errno
import os
import sys
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Any, NoReturn

import click

from cityreader.cli import output
from cityreader.errors import CityReaderError, UsageError

GLOBAL_OPTIONS = ("--db", "--config", "--coder")
INTERRUPTED = 130
"""The exit code after Ctrl-C, 128 and the number of the signal."""


class VerbGroup(click.Group):
    """Finds verbs in a table of headings, each with its verbs and their ``module:function``."""

    def __init__(self, *args: Any, verbs: Mapping[str, Mapping[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._headings = verbs
        self._verbs = {name: place for found in verbs.values() for name, place in found.items()}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order of the table."""
        return list(self._verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the module of a verb."""
        if cmd_name not in self._verbs:
            return None
        module, _, function = self._verbs[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), function)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that is called. Raises UsageError with the likeliest one where there is none."""
        name = args[0]
        near = () if name in self._verbs else get_close_matches(name, self._verbs, n=1)
        if near:
            message = f"There is no verb '{name}'."
            raise UsageError("No such verb", message, f"Did you mean '{near[0]}'?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs under their headings."""
        longest = max(map(len, self._verbs))
        for heading, verbs in self._headings.items():
            rows = []
            for name in verbs:
                command = self.get_command(ctx, name)
                if command is not None:
                    summary = command.get_short_help_str(formatter.width - longest - 6)
                    rows.append((name.ljust(longest), summary))
            with formatter.section(heading):
                formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a verb; a reader that closed the pipe has had all it wanted."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except OSError as error:
            if error.errno != errno.EPIPE:
                raise
            # What is still buffered must not fail a second time at the end of the program.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise click.exceptions.Exit(0) from None
        return result

    def main(self, args: Sequence[str] | None = None, *rest: Any, **kwargs: Any) -> NoReturn:
        """Run the program and end it with its exit code."""
        output.prepare()
        kwargs["standalone_mode"] = False
        try:
            result = super().main(args, *rest, **kwargs)
        except click.UsageError as error:
            sys.exit(_refuse_usage(error))
        except click.Abort:
            sys.exit(INTERRUPTED)
        except click.ClickException as error:
            sys.exit(output.complain(error.format_message()))
        except CityReaderError as error:
            sys.exit(output.complain(error.message, error.hint))
        except OSError as error:
            name = output.shown(error.filename) if error.filename else "a file"
            sys.exit(output.complain(f"{name} could not be used: {error.strerror or error}."))
        sys.exit(result if isinstance(result, int) else 0)


def _refuse_usage(error: click.UsageError) -> int:
    message = error.format_message()
    path = error.ctx.command_path if error.ctx else "cityreader"
    hint = f"See '{path} --help'."
    option = getattr(error, "option_name", None)
    if isinstance(error, click.NoSuchOption) and option in GLOBAL_OPTIONS:
        hint = f"{option} stands before the verb: cityreader {option} … VERB."
    return output.complain(message, hint)
