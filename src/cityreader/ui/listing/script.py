"""Chinese as published, or in the characters of one place; for display only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Script:
    """One way of showing Chinese: its name in the config, and what people are told it is."""

    name: str
    label: str

    @property
    def next(self) -> "Script":
        """The way that follows when one goes round."""
        return SCRIPTS[(SCRIPTS.index(self) + 1) % len(SCRIPTS)]

    def convert(self, lang: str, text: str) -> str:
        """Text of a language as it is shown, with as many code points."""
        if self is AS_PUBLISHED or not lang.startswith("zh"):
            return text
        from cityreader.text.scripts import to_simplified, to_traditional

        if self is SIMPLIFIED:
            return to_simplified(text)
        written = lang == "zh-Hant"
        if self is HONG_KONG:
            return to_traditional(text, "Hong Kong", traditional=written)
        return to_traditional(text, "Taiwan", traditional=written)


AS_PUBLISHED = Script("as published", "as published")
SIMPLIFIED = Script("simplified", "simplified")
TAIWAN = Script("taiwan", "traditional, as in Taiwan")
HONG_KONG = Script("hong kong", "traditional, as in Hong Kong")
SCRIPTS = (AS_PUBLISHED, SIMPLIFIED, TAIWAN, HONG_KONG)

_OTHER_NAMES = {"traditional": TAIWAN}


def script_named(name: str) -> Script:
    """The way the config names, or as published; ``traditional`` is that of Taiwan."""
    named = {script.name: script for script in SCRIPTS} | _OTHER_NAMES
    return named.get(name, AS_PUBLISHED)
