"""Files of any format as a terminal can be shown them."""

import codecs
import io
import re
import sys
from typing import TYPE_CHECKING, BinaryIO

from cityreader.text.safety import visible

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

# What a text file has between its words; a carriage return by itself would overwrite its line.
_LAYOUT = re.compile("(\t|\r\n)")


class TerminalStream(io.RawIOBase):
    """Takes the bytes of a text file in UTF-8 and prints what a terminal does not act on.

    Every character that it could act on is replaced by one that can be seen. A file or a pipe gets
    the bytes themselves: this is for what is only looked at.
    """

    def __init__(self, terminal: BinaryIO) -> None:
        self._terminal = terminal
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        # Keeps a carriage return back until it is known whether a line feed follows.
        self._decoder = io.IncrementalNewlineDecoder(decoder, translate=False)

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: "ReadableBuffer") -> int:
        """Print a piece of the file, however it is cut; returns its bytes, which are all taken."""
        taken = bytes(data)
        pieces = _LAYOUT.split(self._decoder.decode(taken))
        shown = "".join(one if _LAYOUT.fullmatch(one) else visible(one) for one in pieces)
        self._terminal.write(shown.encode())
        return len(taken)


def output_stream() -> BinaryIO:
    """Standard output for the bytes of a file, made harmless where it is a terminal."""
    if sys.stdout.isatty():
        return io.BufferedWriter(TerminalStream(sys.stdout.buffer))
    return sys.stdout.buffer
