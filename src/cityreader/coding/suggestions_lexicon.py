"""The cues that propose events: the table that ships, and what a user adds to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files

from cityreader.coding.event_status import NO_STATUS, STATUSES, StatusCues
from cityreader.coding.event_words import Words
from cityreader.tomlfile import TomlTable

LANGUAGES = ("en", "zh")
Groups = Mapping[tuple[str, str], Sequence[str]]
SPHERES = ("supposed", "elsewhere", "cities")
"""What is only supposed from there on; other matters; what makes a matter one of cities still."""
SCHEMA = 1
FILE_NAME = "suggestions.toml"
"""The name of the shipped table, and of the user's own in the config folder."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What proposes one event type in one language; empty lists beside the trigger ask nothing.

    Where a type of ``unless`` is proposed for the sentence, this one is not: the agreement by which
    two cities become sisters is the tie. A type of ``after`` does so where its words come first:
    who is invited to visit has not come. With ``near`` a word of ``about`` may stand in one of the
    sentences right before. A cue with ``amid`` goes on with what was told: it fires where no other
    cue does and a sentence before proposed one of these types, or any where ``*`` is named. With
    ``quoted`` it fires only where the sentence stands in quotation marks, opened there or before.
    """

    type: str
    lang: str
    trigger: Words
    context: Words
    about: Words
    never: Words
    absent: Words
    unless: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    near: bool = False
    amid: tuple[str, ...] = ()
    quoted: bool = False


@dataclass(frozen=True)
class Lexicon:
    """All cues, and the words that tell the status of an event."""

    cues: tuple[Cue, ...]
    status_words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sphere_words: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @cached_property
    def cues_by_kind(self) -> Mapping[tuple[str, bool], Sequence[Cue]]:
        """The cues of a language: with ``amid`` (True) and without (False)."""
        return {
            (lang, amid): tuple(
                cue for cue in self.cues if cue.lang == lang and bool(cue.amid) is amid
            )
            for lang in LANGUAGES
            for amid in (False, True)
        }

    @cached_property
    def statuses(self) -> StatusCues:
        """What tells the status of an event."""
        found: dict[str, list[str]] = {status: [] for status in (*STATUSES, NO_STATUS)}
        for status, words in self.status_words:
            found[status].extend(words)
        return StatusCues.of(found)

    @cached_property
    def spheres(self) -> Mapping[str, Words]:
        """What a sentence speaks of, by the names of ``SPHERES``."""
        return {
            sphere: Words.of(
                w for name, words in self.sphere_words if name == sphere for w in words
            )
            for sphere in SPHERES
        }

    def joined(self, other: "Lexicon") -> "Lexicon":
        """This lexicon with what another adds."""
        return Lexicon(
            self.cues + other.cues,
            self.status_words + other.status_words,
            self.sphere_words + other.sphere_words,
        )


@cache
def shipped_lexicon() -> Lexicon:
    """The lexicon that comes with the program."""
    place = files("cityreader.coding").joinpath(FILE_NAME)
    return parse_lexicon(place.read_text(encoding="utf-8"), FILE_NAME)


def parse_lexicon(text: str, name: str) -> Lexicon:
    """Read a lexicon from TOML; ``name`` is what errors call the file. Raises ConfigError."""
    top = TomlTable.parse(text, name)
    if top.number("schema", SCHEMA, 1) != SCHEMA:
        top.refuse("schema", f"must be {SCHEMA}, the only one this program reads")
    groups = _groups(top)
    cues = tuple(_cue(table, groups) for table in top.tables("cue"))
    statuses = _named_lists(top, "status", (*STATUSES, NO_STATUS))
    spheres = _named_lists(top, "sphere", SPHERES)
    top.finish()
    return Lexicon(cues, statuses, spheres)


def _named_lists(
    top: TomlTable, key: str, names: Sequence[str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The words of each table of one kind, of both languages, with its name."""
    found = []
    for table in top.tables(key):
        name = table.choice("name", names, "")
        found.append((name, tuple(w for lang in LANGUAGES for w in _entries(table, lang))))
        table.finish()
    return tuple(found)


def with_trigger(text: str, code: str, lang: str, words: str) -> str:
    """The user's file with one more trigger, which fires without context."""
    head = text.rstrip("\n") or "# Cues of your own, beside those that ship.\nschema = 1"
    return f"{head}\n\n{_own_cue(code, lang, words)}"


def without_trigger(text: str, code: str, words: str) -> str | None:
    """The user's file without what ``with_trigger`` added; None where it stands otherwise."""
    for lang in LANGUAGES:
        before, cue, after = text.partition(f"\n{_own_cue(code, lang, words)}")
        if cue:
            return before + after
    return None


def _own_cue(code: str, lang: str, words: str) -> str:
    return f'[[cue]]\ntype = {_quoted(code)}\nlang = "{lang}"\ntrigger = [{_quoted(words)}]\n'


def _groups(top: TomlTable) -> Groups:
    """The lists that several cues name as ``@name``, by name and language."""
    groups: dict[tuple[str, str], Sequence[str]] = {}
    for table in top.tables("group"):
        name = table.word("name")
        groups.update({(name, lang): _entries(table, lang) for lang in LANGUAGES})
        table.finish()
    return groups


def _cue(table: TomlTable, groups: Groups) -> Cue:
    code, lang = table.word("type"), table.choice("lang", LANGUAGES, "")
    trigger, context, about, never, absent = (
        _words(table, key, lang, groups)
        for key in ("trigger", "context", "about", "never", "absent")
    )
    if not trigger:
        table.refuse("trigger", "needs at least one word")
    unless, after = table.strings("unless"), table.strings("after")
    near, amid = table.flag("near", False), table.strings("amid")
    quoted = table.flag("quoted", False)
    table.finish()
    return Cue(
        code, lang, trigger, context, about, never, absent, unless, after, near, amid, quoted
    )


def _words(table: TomlTable, key: str, lang: str, groups: Groups) -> Words:
    words: list[str] = []
    for entry in _entries(table, key):
        if key == "trigger" or not entry.startswith("@"):
            words.append(entry)
        elif (group := groups.get((entry[1:], lang))) is None:
            table.refuse(key, f"names {entry}, but the file has no group of that name")
        else:
            words.extend(group)
    return _shared(tuple(words))


@lru_cache(1024)
def _shared(entries: tuple[str, ...]) -> Words:
    """One object for equal lists, so that a sentence is searched for them once."""
    return Words.of(entries)


def _entries(table: TomlTable, key: str) -> Sequence[str]:
    entries: Sequence[str] = table.strings(key)
    if any(not entry.strip(" *@") for entry in entries):
        table.refuse(key, "holds an empty word")
    return entries


def _quoted(text: str) -> str:
    """One line of text as a TOML basic string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
