"""Why a file gave no article."""

from cityreader.errors import CityReaderError


class UnreadableError(CityReaderError):
    """A file that cannot be an article; ``reason`` says why in a few words, without the path."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__("Not an article", f"{reason[:1].upper()}{reason[1:]}.", hint)
        self.reason = reason


class EmptyFileError(UnreadableError):
    """A file without any text: nothing is wrong with it, there is only nothing to import."""
