import io

from hypothesis import given
from hypothesis import strategies as st

from cityreader.cli.terminal_stream import TerminalStream


def shown(pieces: list[bytes]) -> bytes:
    terminal = io.BytesIO()
    stream = io.BufferedWriter(TerminalStream(terminal), buffer_size=1)
    for piece in pieces:
        stream.write(piece)
        stream.flush()
    return terminal.getvalue()


def test_only_layout_reaches_the_terminal():
    assert shown([b"a\tb\r\nc\n"]) == b"a\tb\r\nc\n"
    assert shown(["a\rb\x9b2J\x1b[2J\u202e\n".encode()]).decode() == "a␍b\ufffd2J␛[2J\ufffd\n"


@given(st.text(st.sampled_from("a城\r\n\t\x1b\x9b")), st.integers(1, 4))
def test_it_is_the_same_however_it_is_cut(text, size):
    data = (text + "\n").encode()
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    assert shown(pieces) == shown([data])
