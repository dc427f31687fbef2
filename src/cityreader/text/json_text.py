"""Values as JSON that a terminal can be shown: nothing in it acts on one, and nothing is lost."""

import json

from cityreader.text.safety import active_escaped


def json_text(value: object, *, indent: int | None = None) -> str:
    r"""A value as JSON, readable in every script.

    What a terminal could act on (controls, DEL, C1 controls, bidirectional overrides, line
    separators, tag characters, lone surrogates) stands as its ``\uXXXX``, which reads back as the
    character it was. Raises ValueError for a number that JSON has not.
    """
    return active_escaped(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent))
