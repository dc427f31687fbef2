"""What two tags of a codebook, or of two that follow each other, cannot both have."""

from collections.abc import Collection, Sequence

from cityreader.errors import ConfigError
from cityreader.models import Codebook, Tag
from cityreader.text.safety import clean_line
from cityreader.text.scripts import fold
from cityreader.tomlfile import TomlTable


def check_tags(tags: Sequence[Tag], tables: Sequence[TomlTable]) -> None:
    """Raise ConfigError where two tags share a code, a key or a label, or a parent cannot be.

    ``tables`` are the tables of the file that the tags stand in. A retired tag clashes with nobody,
    except by its code.
    """
    _check_codes_and_keys(tags, tables)
    _check_labels(tags, tables)
    _check_parents(tags, tables)


def check_succession(before: Codebook, after: Codebook, used: Collection[str]) -> None:
    """Raise ConfigError where a codebook gives a code of the one before to something else.

    ``used`` are the codes that records name. A retired tag may be taken up again under one of its
    labels, and a tag in force may be called otherwise; its kind stays.
    """
    for tag in after.tags:
        known = before.get(tag.code)
        if known is None or tag.code not in used:
            continue
        if tag.kind != known.kind:
            kinds = {"event": "an event type", "topic": "a topic"}
            raise _taken(tag, f"marks {kinds[known.kind]} “{known.label()}”, not {kinds[tag.kind]}")
        another = known.labels and _folded(known).isdisjoint(_folded(tag))
        if known.retired and not tag.retired and another:
            raise _taken(tag, f"is that of “{known.label()}”, which was retired")


def _check_codes_and_keys(tags: Sequence[Tag], tables: Sequence[TomlTable]) -> None:
    codes: set[str] = set()
    keys: dict[tuple[str, str], str] = {}
    for tag, table in zip(tags, tables, strict=True):
        if tag.code in codes:
            table.refuse("code", f'"{tag.code}" is used twice; codes are permanent and unique')
        codes.add(tag.code)
        if tag.key is None or tag.retired:
            continue
        # In the gutter the letter of an event type is large and that of a topic small.
        other = keys.setdefault((tag.kind, tag.key.lower()), tag.code)
        if other != tag.code:
            table.refuse("key", f'"{tag.key}" of "{tag.code}" is already the key of "{other}"')


def _check_labels(tags: Sequence[Tag], tables: Sequence[TomlTable]) -> None:
    labels: dict[tuple[str, str, str], str] = {}
    for tag, table in zip(tags, tables, strict=True):
        if tag.retired:
            continue
        for language, words in tag.labels.items():
            other = labels.setdefault((tag.kind, language, fold(clean_line(words))), tag.code)
            if other != tag.code:
                reason = f'"{words}" of "{tag.code}" is already the {language} label of "{other}"'
                table.refuse("label", reason)


def _check_parents(tags: Sequence[Tag], tables: Sequence[TomlTable]) -> None:
    parents = {tag.code: tag.parent for tag in tags}
    for tag, table in zip(tags, tables, strict=True):
        above, seen = tag.parent, {tag.code}
        while above is not None:
            if above not in parents:
                table.refuse("parent", f'"{above}" is no code of this codebook')
            if above in seen:
                table.refuse("parent", f'"{tag.parent}" leads back to "{tag.code}"')
            seen.add(above)
            above = parents[above]


def _folded(tag: Tag) -> set[str]:
    return {fold(clean_line(words)) for words in tag.labels.values()}


def _taken(tag: Tag, reason: str) -> ConfigError:
    return ConfigError(
        "Code taken",
        f'The code "{tag.code}" of “{tag.label()}” {reason}; codes are permanent.',
        "Give the new tag a code of its own.",
    )
