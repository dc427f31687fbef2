"""Verbs that take a QUERY, in which a minus turns a word round."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from cityreader.cli import output
from cityreader.errors import UsageError

if TYPE_CHECKING:
    from cityreader.library.library import Library

FULL_WIDTH_MINUS = "－"
"""What Chinese input methods send; the query reads it as a minus, and click does not."""


class QueryCommand(click.Command):
    """A verb whose QUERY may hold ``-word``, which is no option unless the verb has that one."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Tell options from negated words; behind ``--`` everything is the query."""
        end = args.index("--") if "--" in args else len(args)
        before = [self._told_apart(ctx, word) for word in args[:end]]
        after = [
            FULL_WIDTH_MINUS + word[1:] if word.startswith("-") else word
            for word in args[end + 1 :]
        ]
        try:
            return super().parse_args(ctx, [*before, *after])
        except click.NoSuchOption as error:
            _point_to_field(error.option_name, before)
            raise

    def _told_apart(self, ctx: click.Context, word: str) -> str:
        negated = len(word) > 1 and word[0] == "-" and word[1] != "-"
        if not negated or word == "-h" or word[:2] in self._short_options(ctx):
            return word
        return FULL_WIDTH_MINUS + word[1:]

    def _short_options(self, ctx: click.Context) -> set[str]:
        """The options of one letter that take a value, which may follow at once: ``-fcsv``."""
        return {
            name
            for option in self.get_params(ctx)
            if isinstance(option, click.Option) and not option.is_flag
            for name in option.opts
            if len(name) == 2
        }


def note_unknown(library: "Library", text: str) -> None:
    """Say on standard error which values of a query the library does not know."""
    for sentence in library.search.unknown(text):
        output.note(sentence)


def _point_to_field(option: str, words: Sequence[str]) -> None:
    """Raise UsageError if a word in the place of an option, such as ``--lang en``, is a field."""
    from cityreader.library.queries import is_field

    name = option.lstrip("-")
    if not is_field(name):
        return
    joined = next((word for word in words if word.startswith(f"{option}=")), None)
    after = words[words.index(option) + 1 :] if option in words else ()
    value = joined.partition("=")[2] if joined else next(iter(after), "…")
    value = f'"{value}"' if " " in value else value
    hint = f"{name} is a field of the QUERY: {name}:{value}"
    raise UsageError("No such option", f"There is no option '{option}'.", hint)
