"""Errors that are meant for the person at the keyboard."""


class CityReaderError(Exception):
    """Something a person can understand and act on.

    ``title`` names the trouble in a few words, ``message`` is one clear sentence about it and
    ``hint`` says what to do next (it may be empty).
    """

    def __init__(self, title: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.title = title
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class NotFoundError(CityReaderError):
    """What the caller named does not exist, or is not the only one of its name."""


class UsageError(CityReaderError):
    """The words of the call are wrong: an unknown tag, a bad query, a bad span."""


class ConfigError(CityReaderError):
    """The configuration or the codebook file is wrong; the message names file, line and key."""


class LibraryError(CityReaderError):
    """The library cannot be opened, read or written."""


class UnsoundLibraryError(LibraryError):
    """The file is empty, damaged or no library at all; a backup of it could take its place."""


class ReadOnlyLibraryError(LibraryError):
    """The library can be read and cannot be written."""


class RefusedError(CityReaderError):
    """The change was refused because it would overwrite what someone else did since."""


class StoppedError(CityReaderError):
    """The person stopped the work before its end; nothing of it was kept."""
