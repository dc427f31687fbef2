import click

from cityreader.cli import output


def test_a_styled_line_has_no_escape_but_its_style(capsys):
    """Seen to fail: with ``say_styled`` that prints its pieces as they are."""
    with click.Context(click.Command("show"), color=True).scope():
        output.say_styled("\x1b[1mbold\x1b[0m \x1b[2Jkey\x9b2J \x1b[2mdim\x1b[0m\x1b[31m")
    assert capsys.readouterr().out == (
        "\x1b[1mbold\x1b[0m ␛[2Jkey\ufffd2J \x1b[2mdim\x1b[0m␛[31m\n"
    )
