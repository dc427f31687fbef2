import click
from terminal_run import printed_in_terminal

from cityreader.cli import output


def test_a_styled_line_has_no_escape_but_its_style(capsys):
    """Seen to fail: with ``say_styled`` that prints its pieces as they are."""
    with click.Context(click.Command("show"), color=True).scope():
        output.say_styled("\x1b[1mbold\x1b[0m \x1b[2Jkey\x9b2J \x1b[2mdim\x1b[0m\x1b[31m")
    assert capsys.readouterr().out == (
        "\x1b[1mbold\x1b[0m ␛[2Jkey\ufffd2J \x1b[2mdim\x1b[0m␛[31m\n"
    )


def test_what_is_wrong_is_broken_at_words_in_a_terminal_and_nowhere_else(desk, tmp_path):
    """Seen to fail: without ``wrapped`` the terminal broke lines in the middle of words."""
    name = "友好城市" * 6
    arguments = ("codebook", "load", str(tmp_path / f"{name}.toml"))
    one, *hint = desk.run(*arguments, code=2).stderr.splitlines()
    lines = printed_in_terminal(desk.library, *arguments, columns=40, status=2).splitlines()
    assert len(lines) > 2
    assert max(map(output.cells, lines)) <= 40
    assert "".join(lines).replace(" ", "") == "".join([one, *hint]).replace(" ", "")
    words = {word for line in lines for word in line.split() if word.isascii() and "/" not in word}
    assert words <= set(" ".join([one, *hint]).split())
