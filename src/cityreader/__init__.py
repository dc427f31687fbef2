"""A reading room for city-diplomacy news in a terminal."""

__version__ = "0.1.0"
