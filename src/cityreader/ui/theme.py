"""Colours: two quiet themes and the tints of marks.

The values are those measured for contrast in the reader's prototype: text on its ground at least
7:1 where it is read, 4.5:1 where it only informs; the accent is the one lively colour.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.style import Style
from textual.color import Color
from textual.content import Content
from textual.dom import DOMNode
from textual.theme import Theme

from cityreader.config import Config
from cityreader.errors import ConfigError

if TYPE_CHECKING:
    from cityreader.models import Tag

DARK_NAME = "cityreader-dark"
LIGHT_NAME = "cityreader-light"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours that widgets paint with themselves, as ``#rrggbb``.

    ``ground`` is the page, ``panel`` the bars, ``current`` the ground of the row under the cursor;
    ``ink`` is text that is read, ``dim`` text around it, ``faint`` numbers and holes, ``rule``
    lines, ``accent`` the cursor, ``select`` the ground of a selection and ``found`` that of a hit.
    """

    dark: bool
    ground: str
    panel: str
    current: str
    ink: str
    dim: str
    faint: str
    rule: str
    accent: str
    select: str
    found: str
    warning: str
    error: str
    success: str


DARK = Palette(
    dark=True,
    ground="#16181d",
    panel="#1c1f26",
    current="#242a36",
    ink="#e6e4de",
    dim="#a5a4a0",
    faint="#7f8498",
    rule="#343a46",
    accent="#7aa2f7",
    select="#3d5a80",
    found="#6b5a1e",
    warning="#e0af68",
    error="#f7768e",
    success="#9ece6a",
)

LIGHT = Palette(
    dark=False,
    ground="#faf8f2",
    panel="#f1eee4",
    current="#ece7d8",
    ink="#1f2328",
    dim="#5a5d63",
    faint="#6f7176",
    rule="#d5d0c2",
    accent="#0b5fae",
    select="#b7d3ee",
    found="#f2dc8c",
    warning="#8a5a00",
    error="#a8323e",
    success="#2f6f3a",
)


def known_name(config: Config, available: Iterable[str]) -> str:
    """The name of the theme that the settings ask for, of those that are available.

    Raises ConfigError for another one.
    """
    name = {"dark": DARK_NAME, "light": LIGHT_NAME}.get(config.theme, config.theme)
    known = sorted(available)
    if name not in known:
        others = ", ".join(known)
        raise ConfigError(
            "Unknown theme",
            f"{config.place_of('theme')}: theme “{config.theme}” is not known.",
            f"It is dark or light, or one of these: {others}.",
        )
    return name


def theme_of(name: str, palette: Palette) -> Theme:
    """A palette as a theme of the whole application."""
    return Theme(
        name=name,
        primary=palette.accent,
        secondary=palette.faint,
        accent=palette.accent,
        foreground=palette.ink,
        background=palette.ground,
        surface=palette.panel,
        panel=palette.panel,
        warning=palette.warning,
        error=palette.error,
        success=palette.success,
        dark=palette.dark,
        variables={
            "border": palette.rule,
            "border-blurred": palette.rule,
            "block-cursor-background": palette.current,
            "block-cursor-foreground": palette.ink,
            "block-cursor-text-style": "none",
            "block-cursor-blurred-background": palette.current,
            "block-cursor-blurred-foreground": palette.ink,
            "block-hover-background": palette.current,
            "input-selection-background": palette.select,
            "input-cursor-background": palette.accent,
            "scrollbar": palette.rule,
            "scrollbar-hover": palette.faint,
            "scrollbar-active": palette.accent,
            "scrollbar-background": palette.ground,
            "scrollbar-background-hover": palette.ground,
            "scrollbar-background-active": palette.ground,
            "scrollbar-corner-color": palette.ground,
            "footer-key-foreground": palette.accent,
            "footer-background": palette.panel,
            "link-color": palette.accent,
        },
    )


def palette_of(node: DOMNode) -> Palette:
    """The colours that a widget, a screen or the program paints with now."""
    return palette_from(node.app.current_theme)


def palette_from(theme: Theme) -> Palette:
    """The palette that goes with a theme: ours, or one made of the theme's own colours."""
    if theme.name == DARK_NAME:
        return DARK
    if theme.name == LIGHT_NAME:
        return LIGHT
    base = DARK if theme.dark else LIGHT
    ground = theme.background or base.ground
    ink = theme.foreground or base.ink
    accent = theme.accent or theme.primary
    return Palette(
        dark=theme.dark,
        ground=ground,
        panel=theme.panel or theme.surface or mix(ground, ink, 0.05),
        current=mix(ground, accent, 0.16),
        ink=ink,
        dim=mix(ground, ink, 0.72),
        faint=mix(ground, ink, 0.52),
        rule=mix(ground, ink, 0.2),
        accent=accent,
        select=mix(ground, accent, 0.4),
        found=mix(ground, theme.warning or base.warning, 0.35),
        warning=theme.warning or base.warning,
        error=theme.error or base.error,
        success=theme.success or base.success,
    )


def recolored(content: Content, before: Palette, after: Palette) -> Content:
    """Text that was painted in one palette, painted in another; inks of neither, such as the
    letters of tags, are made readable there."""
    inks = {
        ink: getattr(after, part.name)
        for part in fields(before)
        if isinstance(ink := getattr(before, part.name), str)
    }

    def changed(styled: str) -> str:
        words = styled.split(" ")
        return " ".join(
            inks.get(word)
            or (letter_color(word, after.panel) if word[:1] == "#" and last != "on" else word)
            for last, word in zip(("", *words), words, strict=False)
        )

    spans = [
        span._replace(style=changed(span.style)) if isinstance(span.style, str) else span
        for span in content.spans
    ]
    return Content(content.plain, spans)


@lru_cache(maxsize=4096)
def mix(ground: str, color: str, share: float) -> str:
    """``ground`` with ``share`` (0 to 1) of ``color`` in it."""
    return Color.parse(ground).blend(Color.parse(color), share).hex6.lower()


@lru_cache(maxsize=4096)
def style(ink: str | None, ground: str | None, attributes: str = "") -> Style:
    """A Rich style of two colours and attributes such as ``bold italic``."""
    parts = attributes.split()
    return Style(
        color=ink,
        bgcolor=ground,
        bold="bold" in parts or None,
        italic="italic" in parts or None,
        underline="underline" in parts or None,
    )


TINT = {True: 0.34, False: 0.36}
"""Share of a tag's colour in the ground under its words, on dark and on light."""


def tint(palette: Palette, ground: str, color: str) -> str:
    """The ground of words that carry a tag of this colour."""
    return mix(ground, color, TINT[palette.dark])


@lru_cache(maxsize=512)
def letter_color(color: str, ground: str) -> str:
    """A tag's colour made readable as a letter: at least 4.5:1 on this ground."""
    wanted = Color.parse("#ffffff" if Color.parse(ground).brightness < 0.5 else "#000000")
    candidate = Color.parse(color)
    for _ in range(20):
        if _contrast(candidate, Color.parse(ground)) >= 4.5:
            break
        candidate = candidate.blend(wanted, 0.1)
    return candidate.hex6.lower()


def _contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Color) -> float:
    channels = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in color.normalized
    )
    red, green, blue = channels
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


FALLBACK_TAG_COLOR = "#8a8f98"
"""For a tag without a colour of its own, and what carries no tag."""


def tag_color(tag: "Tag") -> str:
    """The colour of a tag."""
    return tag.color or FALLBACK_TAG_COLOR
