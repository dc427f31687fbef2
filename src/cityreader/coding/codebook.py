"""The codebook: read from TOML, checked, and written back."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources

from cityreader.coding.codebook_clashes import check_tags
from cityreader.errors import ConfigError
from cityreader.models import Codebook, Tag, TagKind
from cityreader.text.safety import clean, clean_line, visible
from cityreader.tomlfile import TomlTable

SCHEMA = 1
"""The version of the file's form that this program reads and writes."""

DEFAULT_FILE = "city-diplomacy.toml"

_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
# Of BCP 47: what exports hold, and what they are read by.
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,6}")
# Codes are typed in queries (tag:visit,forum) and joined in CSV cells.
_CODE = re.compile(r'[^\s,:;"]+')


@cache
def default_codebook() -> Codebook:
    """The codebook of city diplomacy that ships with the program."""
    file = resources.files("cityreader.coding") / DEFAULT_FILE
    return parse_codebook(file.read_text(encoding="utf-8"), DEFAULT_FILE)


def parse_codebook(text: str, name: str) -> Codebook:
    """The codebook written in ``text``; ``name`` is what errors call the file.

    Raises ``ConfigError``, which names file, line and key, for a wrong type, an unknown key, two
    tags with one code, two tags in force of one kind with one key or with one label in a language,
    an empty label, an unknown parent, and what is no language tag.
    """
    top = TomlTable.parse(text, name)
    schema = top.number("schema", SCHEMA, minimum=1)
    if schema > SCHEMA:
        top.refuse("schema", f"is {schema}; this version of the program reads {SCHEMA}")
    identity, version = top.word("id"), top.word("version", "1")
    languages = top.strings("languages") or ("en",)
    _check_languages(top, "languages", languages)
    roles, themes, rules = top.strings("roles"), top.strings("themes"), top.mapping("rules")
    tables = top.tables("tag")
    top.finish()
    tags = tuple(_tag(table, languages[0]) for table in tables)
    check_tags(tags, tables)
    return Codebook(
        id=identity,
        version=version,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        tags=tags,
        roles=roles,
        themes=themes,
        rules=rules,
        text=text,
    )


def with_text(codebook: Codebook, text: str) -> Codebook:
    """The codebook with the text it was loaded from; without one where ``text`` says anything else.

    A codebook that comes from elsewhere brings both, and the text is what would be edited. Nothing
    in it may act on a terminal; what cleaning does to white space makes no difference.
    """
    plain = text.replace("\r\n", "\n").replace("\t", " ")
    if not text or visible(plain) != plain:
        return replace(codebook, text="")
    try:
        written = parse_codebook(text, codebook.id)
    except ConfigError:
        return replace(codebook, text="")
    said, known = _cleaned(written), _cleaned(codebook)
    parts = ("id", "version", "sha256", "roles", "themes", "rules")
    same = all(getattr(said, part) == getattr(known, part) for part in parts)
    same = same and all(known.get(tag.code) == tag for tag in said.tags)
    return replace(codebook, text=text if same else "")


def _cleaned(codebook: Codebook) -> Codebook:
    """The codebook as an export is read, but that what a terminal could act on stays seen."""
    return replace(
        codebook,
        id=_line(codebook.id),
        version=_line(codebook.version),
        roles=tuple(map(_line, codebook.roles)),
        themes=tuple(map(_line, codebook.themes)),
        rules={_line(name): _paragraphs(rule) for name, rule in codebook.rules.items()},
        tags=tuple(
            replace(
                tag,
                labels={language: _line(label) for language, label in tag.labels.items()},
                definition=_paragraphs(tag.definition),
                yes=tuple(map(_line, tag.yes)),
                no=tuple(map(_line, tag.no)),
            )
            for tag in codebook.tags
        ),
    )


def _line(words: str) -> str:
    return clean_line(_seen(words))


def _paragraphs(words: str) -> str:
    return clean(_seen(words)).text


def _seen(words: str) -> str:
    """Cleaning takes live characters away without a trace; a tab is but a space."""
    return visible(words.replace("\t", " "))


def _tag(table: TomlTable, language: str) -> Tag:
    code = table.word("code")
    if not _CODE.fullmatch(code):
        table.refuse("code", 'must hold no space and none of , : ; "')
    kind: TagKind = (
        "topic" if table.choice("kind", ("event", "topic"), "event") == "topic" else "event"
    )
    labels = {language: table.word("label")} if table.has("label", str) else table.mapping("label")
    _check_languages(table, "label", labels)
    for named, words in labels.items():
        if not clean_line(words):
            table.refuse("label", f'of "{code}" is empty in {named}')
    key = table.string("key")
    if key and not (len(key) == 1 and key.isascii() and key.isalnum()):
        table.refuse("key", f"must be one letter or digit, not {key!r}")
    color = table.string("color")
    if color and not _COLOR.fullmatch(color):
        table.refuse("color", f'must be written like "#3a7bd5", not {color!r}')
    tag = Tag(
        code=code,
        kind=kind,
        labels=labels,
        key=key or None,
        color=color.lower() or None,
        parent=table.string("parent") or None,
        retired=table.flag("retired", False),
        definition=table.string("definition"),
        yes=table.strings("yes"),
        no=table.strings("no"),
    )
    table.finish()
    return tag


def _check_languages(table: TomlTable, key: str, languages: Iterable[str]) -> None:
    for language in languages:
        if not _LANGUAGE.fullmatch(language):
            table.refuse(key, f'has {language!r}, which is no language tag like "zh-Hant"')


def render_codebook(codebook: Codebook) -> str:
    """The codebook as TOML: its own text where it has one, else written out.

    Tags that came into force without it, by a merge, stand behind its own text. Reading the result
    gives the same codebook, but for hash and text where it had none.
    """
    if codebook.text:
        own = _codes_in(codebook.text)
        later = [tag for tag in codebook.tags if tag.code not in own and not tag.retired]
        known = own | {tag.code for tag in later}
        lines = [
            line
            for tag in later
            for line in ("", *_tag_lines(tag if tag.parent in known else replace(tag, parent=None)))
        ]
        return codebook.text if not lines else "\n".join([codebook.text.rstrip("\n"), *lines, ""])
    languages = dict.fromkeys(language for tag in codebook.tags for language in tag.labels)
    lines = [
        f"schema = {SCHEMA}",
        f"id = {_quoted(codebook.id)}",
        f"version = {_quoted(codebook.version)}",
        f"languages = {_listed(tuple(languages) or ('en',))}",
        f"roles = {_listed(codebook.roles)}",
        f"themes = {_listed(codebook.themes)}",
    ]
    if codebook.rules:
        lines += ["", "[rules]"]
        lines += [f"{_quoted(name)} = {_quoted(rule)}" for name, rule in codebook.rules.items()]
    for tag in codebook.tags:
        lines += ["", *_tag_lines(tag)]
    return "\n".join(lines) + "\n"


def _codes_in(text: str) -> set[str]:
    """The codes in the text of a codebook that is in force, whatever is refused by now."""
    tables = TomlTable.parse(text, "").tables("tag")
    return {table.word("code") for table in tables}


def _tag_lines(tag: Tag) -> list[str]:
    lines = ["[[tag]]", f"code = {_quoted(tag.code)}", f"kind = {_quoted(tag.kind)}"]
    if tag.key:
        lines.append(f"key = {_quoted(tag.key)}")
    lines.append(f"label = {_inline(tag.labels)}")
    for name, value in (("color", tag.color), ("parent", tag.parent)):
        if value:
            lines.append(f"{name} = {_quoted(value)}")
    if tag.retired:
        lines.append("retired = true")
    if tag.definition:
        lines.append(f"definition = {_quoted(tag.definition)}")
    for name, values in (("yes", tag.yes), ("no", tag.no)):
        if values:
            lines.append(f"{name} = {_listed(values)}")
    return lines


def _inline(table: Mapping[str, str]) -> str:
    inside = ", ".join(f"{_quoted(key)} = {_quoted(value)}" for key, value in table.items())
    return f"{{ {inside} }}" if inside else "{}"


def _listed(values: Sequence[str]) -> str:
    return f"[{', '.join(_quoted(value) for value in values)}]"


def _quoted(text: str) -> str:
    """``text`` as a TOML basic string: quotes, backslashes and control characters escaped."""
    return '"' + "".join(_ESCAPES.get(character, character) for character in text) + '"'


_ESCAPES = {chr(code): f"\\u{code:04x}" for code in (*range(0x20), 0x7F)} | {
    '"': '\\"',
    "\\": "\\\\",
    "\n": "\\n",
    "\t": "\\t",
}
