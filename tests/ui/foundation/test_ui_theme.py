import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from cityreader.coding.codebook import default_codebook
from cityreader.config import Config, load_config
from cityreader.errors import ConfigError
from cityreader.ui import theme
from cityreader.ui.app import CityReaderApp

PALETTES = pytest.mark.parametrize("palette", [theme.DARK, theme.LIGHT], ids=["dark", "light"])


def contrast(one: str, other: str) -> float:
    return theme._contrast(Color.parse(one), Color.parse(other))


@PALETTES
def test_text_that_is_read_has_seven_to_one(palette):
    assert contrast(palette.ink, palette.ground) >= 7
    assert contrast(palette.ink, palette.current) >= 7


@PALETTES
def test_text_that_informs_has_four_and_a_half_to_one(palette):
    for ink in (palette.dim, palette.faint, palette.accent, palette.warning):
        assert contrast(ink, palette.ground) >= 4.4, ink


@PALETTES
def test_words_stay_readable_on_the_tint_of_every_tag(palette):
    for tag in default_codebook().event_types:
        for ground in (palette.ground, palette.current):
            tinted = theme.tint(palette, ground, theme.tag_color(tag))
            assert contrast(palette.ink, tinted) >= 4.5, tag.code


@given(st.integers(0, 0xFFFFFF), st.sampled_from([theme.DARK.ground, theme.LIGHT.current]))
def test_any_colour_becomes_a_readable_letter(number, ground):
    assert contrast(theme.letter_color(f"#{number:06x}", ground), ground) >= 4.5


@pytest.mark.parametrize("name", sorted(BUILTIN_THEMES))
def test_every_theme_of_textual_gives_a_palette(name):
    palette = theme.palette_from(BUILTIN_THEMES[name])
    for color in (palette.ground, palette.ink, palette.accent, palette.current):
        Color.parse(color)


def test_a_theme_that_there_is_not_is_refused_by_name(tmp_path, folders):
    """Taken out: a misspelt theme was taken for the dark one without a word."""
    file = tmp_path / "config.toml"
    file.write_text('coder = "Ann"\ntheme = "ligth"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"config\.toml, line 2: theme “ligth”") as refused:
        CityReaderApp(tmp_path / "x.db", load_config(file), folders)
    assert "dark or light" in refused.value.hint
    for name in ("dark", "light", "nord"):
        app = CityReaderApp(tmp_path / "x.db", Config(coder="Ann", theme=name), folders)
        assert name in app.theme
