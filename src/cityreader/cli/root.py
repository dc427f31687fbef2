"""The program itself: its global options, and what happens without a verb."""

from pathlib import Path

import click

from cityreader import __version__
from cityreader.cli.group import VerbGroup
from cityreader.cli.options import FILE
from cityreader.cli.session import Session

VERBS = {
    "Read": {
        "read": "cityreader.cli.reading:read",
        "list": "cityreader.cli.listing:list_articles",
        "search": "cityreader.cli.searching:search",
        "show": "cityreader.cli.showing:show",
    },
    "Collect": {
        "import": "cityreader.cli.importing:import_files",
        "edit": "cityreader.cli.articles:edit",
        "delete": "cityreader.cli.articles:delete",
        "restore": "cityreader.cli.articles:restore",
        "purge": "cityreader.cli.articles:purge",
    },
    "Pair": {
        "pair": "cityreader.cli.pairing:pair",
        "unpair": "cityreader.cli.pairing:unpair",
        "align": "cityreader.cli.aligning:align",
        "review": "cityreader.cli.review:review",
    },
    "Code": {
        "annotate": "cityreader.cli.coding:annotate",
        "annotations": "cityreader.cli.coding:annotations",
        "events": "cityreader.cli.coding:events",
        "suggest": "cityreader.cli.suggesting:suggest",
        "codebook": "cityreader.cli.codebooks:codebook",
        "glossary": "cityreader.cli.glossary:glossary",
    },
    "Compare": {
        "agreement": "cityreader.cli.agreement:agreement",
        "methods": "cityreader.cli.agreement:methods",
    },
    "Exchange": {
        "export": "cityreader.cli.transfer:export",
        "merge": "cityreader.cli.transfer:merge",
    },
    "Look after": {
        "undo": "cityreader.cli.history:undo",
        "redo": "cityreader.cli.history:redo",
        "history": "cityreader.cli.history:history",
        "check": "cityreader.cli.care:check",
        "backup": "cityreader.cli.backups:backup",
        "recover": "cityreader.cli.backups:recover",
        "info": "cityreader.cli.care:info",
    },
}
"""Every verb, by what it is for, and where it lives."""


@click.group(
    cls=VerbGroup,
    verbs=VERBS,
    invoke_without_command=True,
    subcommand_metavar="[VERB [...]]",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
)
@click.option("--db", type=FILE, metavar="FILE", help="The library to open.")
@click.option("--config", type=FILE, metavar="FILE", help="The settings to use.")
@click.option("--coder", metavar="NAME", help="Who is at the keyboard.")
@click.version_option(__version__, prog_name="cityreader", message="%(prog)s %(version)s")
@click.pass_context
def cityreader(
    context: click.Context, db: Path | None, config: Path | None, coder: str | None
) -> None:
    """A reading room for city-diplomacy news in English and Chinese.

    Without a verb it opens the library on the screen. A library is one file: the one that --db
    names, else CITYREADER_DB, else annotations.db in this folder, else the one of the settings,
    else your own. Global options stand before the verb.

    \b
    Examples:
      cityreader import ~/news             take every article of a folder in
      cityreader                           read, pair and mark on the screen
      cityreader list lang:zh 论坛         find articles
      cityreader export -o events.json     take everything out

    An ARTICLE is its number or the beginning of its UUID; a QUERY is words and fields such as
    lang:zh, source:, tag:visit, before:2024, is:new. Exit codes: 0 all done, 1 some inputs failed,
    2 wrong usage or a library that cannot be used, 130 stopped with Ctrl-C.
    """
    context.obj = Session(db=db, config_path=config, coder=coder)
    if context.invoked_subcommand is None:
        from cityreader.cli.reading import open_screen

        context.exit(open_screen(context.obj, None))
