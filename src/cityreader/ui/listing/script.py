"""Chinese as published, in simplified or in traditional characters; for display only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Script:
    """One way of showing Chinese, by the name the config gives it."""

    name: str

    @property
    def next(self) -> "Script":
        """The way that follows when one goes round."""
        return SCRIPTS[(SCRIPTS.index(self) + 1) % len(SCRIPTS)]

    def convert(self, lang: str, text: str) -> str:
        """Text of a language as it is shown, with as many code points."""
        if self is AS_PUBLISHED or not lang.startswith("zh"):
            return text
        from cityreader.text.scripts import to_simplified, to_traditional

        return to_simplified(text) if self.name == "simplified" else to_traditional(text)


AS_PUBLISHED = Script("as published")
SCRIPTS = (AS_PUBLISHED, Script("simplified"), Script("traditional"))


def script_named(name: str) -> Script:
    """The way the config names, or as published."""
    return next((script for script in SCRIPTS if script.name == name), AS_PUBLISHED)
