"""Runs a command in a pseudo-terminal, for what is printed only there."""

import os
import subprocess
import sys
from pathlib import Path


def printed_in_terminal(
    library: Path, *arguments: str, columns: int = 100, status: int = 0, typed: str = ""
) -> str:
    """Everything a command that ends with ``status`` sends to a terminal of this width.

    ``typed`` is what a person has typed when it asks.
    """
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color"}
    for name in ("COLUMNS", "LINES", "NO_COLOR"):
        environment.pop(name, None)
    process = subprocess.Popen(
        [sys.executable, "-m", "cityreader", "--db", str(library), *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
    )
    os.close(theirs)
    os.write(ours, typed.encode())
    sent = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:
            break  # Linux says EIO where the other end is closed.
        if not part:
            break
        sent += part
    os.close(ours)
    assert process.wait() == status, sent
    return sent.decode()
