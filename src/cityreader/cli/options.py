"""What several verbs take in the same words."""

from pathlib import Path

import click

FILE = click.Path(path_type=Path)
"""A path as it was typed; whether it is there, the verb says itself."""

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
"""The flag of the verbs that print for other programs."""
