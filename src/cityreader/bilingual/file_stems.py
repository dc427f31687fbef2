"""File names that differ only in the language they name."""

import re
from pathlib import PurePosixPath

_LANGUAGE = (
    "(?:en(?:glish)?|eng|zh|chi|cn|tw|hk|chs|cht|chinese|zho|英文|中文|简体|繁體|繁体|简|繁"
    "|(?:en|zh)[-_](?:hans|hant|cn|tw|hk|sg|mo|us|gb|uk)(?:[-_](?:cn|tw|hk))?)"
)
_SUFFIX = re.compile(f"(?i)[._ -]{_LANGUAGE}$|[(（]{_LANGUAGE}[)）]$")
_PREFIX = re.compile(f"(?i)^{_LANGUAGE}[._ -](?=.)")
_FOLDER = re.compile(f"(?i)^{_LANGUAGE}$")


def stem_without_language(path: str) -> str | None:
    """The path without its ending and without the language it names; None if it names none.

    ``news/forum.en.md`` and ``news/forum.zh-Hans.txt`` have the same one, as have
    ``en/forum.md`` and ``zh/forum.md``.
    """
    pure = PurePosixPath(path.replace("\\", "/"))
    name = pure.stem
    folders = list(pure.parts[:-1])
    shorter = _SUFFIX.sub("", name) or name
    if shorter == name:
        shorter = _PREFIX.sub("", name)
    named = shorter != name
    for place in range(len(folders) - 1, -1, -1):
        if not named and _FOLDER.match(folders[place]):
            folders[place] = "*"
            named = True
    return "/".join([*folders, shorter]).casefold() if named else None


def plain_stem(path: str) -> str:
    """The path without its ending and any language, in one case, to look up what others name."""
    found = stem_without_language(path)
    return found or str(PurePosixPath(path.replace("\\", "/")).with_suffix("")).casefold()
