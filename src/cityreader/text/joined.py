"""Lines of pasted text made one."""

from cityreader.text.safety import clean, clean_line

_WIDE_FROM = 0x2E80
"""The first code point of the East Asian blocks, whose lines go on without a space."""


def joined_lines(text: str) -> str:
    """The text cleaned and on one line; a line of Chinese goes on without a space."""
    joined = ""
    for line in filter(None, map(clean_line, clean(text).text.split("\n"))):
        wide = joined and ord(joined[-1]) >= _WIDE_FROM and ord(line[0]) >= _WIDE_FROM
        joined += line if wide or not joined else f" {line}"
    return clean_line(joined)
