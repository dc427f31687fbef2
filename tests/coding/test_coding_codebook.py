import hashlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.coding.codebook import default_codebook, parse_codebook, render_codebook
from cityreader.coding.codebook_clashes import check_succession
from cityreader.errors import ConfigError
from cityreader.models import Codebook, Tag

HEAD = 'schema = 1\nid = "small"\nversion = "1.2"\nlanguages = ["en", "zh-Hans"]\n'

SMALL = (
    HEAD
    + """\
roles = ["host", "visitor"]
themes = ["water"]

[rules]
unit = "one day, one event"

[[tag]]
code = "meeting"
key = "m"
label = { en = "Meeting", zh-Hans = "会见" }
color = "#3A7bd5"
definition = "Two sides talk."
yes = ["talks in the town hall"]
no = ["a speech"]

[[tag]]
code = "dinner"
key = "d"
label = "Dinner"
parent = "meeting"
retired = true

[[tag]]
code = "water"
kind = "topic"
key = "m"
label = { en = "Water" }
"""
)

FIXED_TYPES = {
    "f": "forum",
    "v": "visit",
    "a": "agreement",
    "t": "twinning",
    "i": "invitation",
    "s": "statement",
    "e": "exchange",
    "c": "showcase",
    "h": "honour",
    "g": "gift",
    "n": "network",
    "l": "launch",
    "r": "rupture",
    "o": "other",
}


def tag(**changes: str) -> str:
    code = changes.get("code", '"x"')
    lines = {"code": code, "label": code.upper()} | changes
    return "\n[[tag]]\n" + "".join(f"{key} = {value}\n" for key, value in lines.items())


def test_a_codebook_is_read_whole():
    codebook = parse_codebook(SMALL, "small.toml")
    assert (codebook.id, codebook.version) == ("small", "1.2")
    assert codebook.sha256 == hashlib.sha256(SMALL.encode()).hexdigest()
    assert codebook.roles == ("host", "visitor")
    assert codebook.themes == ("water",)
    assert codebook.rules == {"unit": "one day, one event"}
    meeting, dinner, water = codebook.tags
    assert meeting == Tag(
        code="meeting",
        kind="event",
        labels={"en": "Meeting", "zh-Hans": "会见"},
        key="m",
        color="#3a7bd5",
        definition="Two sides talk.",
        yes=("talks in the town hall",),
        no=("a speech",),
    )
    assert (dinner.label(), dinner.parent, dinner.retired) == ("Dinner", "meeting", True)
    assert codebook.event_types == (meeting,)
    assert codebook.topics == (water,)


def test_every_fixed_event_type_is_in_the_default_codebook():
    codebook = default_codebook()
    assert {tag.key: tag.code for tag in codebook.event_types} == FIXED_TYPES
    for tag in codebook.event_types:
        assert set(tag.labels) >= {"en", "zh-Hans", "zh-Hant"}, tag.code
        assert tag.definition, tag.code
        assert tag.color, tag.code
    assert codebook.roles
    assert codebook.themes


@pytest.mark.parametrize(
    ("text", "line", "key", "words"),
    [
        ('version = "1"\n', None, "id", "is missing"),
        (HEAD + 'author = "A"\n', 5, "author", "is not a known setting"),
        ("schema = 2\n" + HEAD.partition("\n")[2], 1, "schema", "this version"),
        (HEAD + "roles = 3\n", 5, "roles", "a list of texts"),
        (HEAD + tag() + tag(), 11, "tag.code", '"x" is used twice'),
        (HEAD + tag(code='"a b"'), 7, "tag.code", "no space"),
        (HEAD + "\n[[tag]]\nkey = 'a'\n", 6, "tag.code", "is missing"),
        (HEAD + tag(color='"red"'), 9, "tag.color", '"#3a7bd5"'),
        (HEAD + tag(key='"ab"'), 9, "tag.key", "one letter or digit"),
        (HEAD + tag(kind='"person"'), 9, "tag.kind", 'one of "event", "topic"'),
        (HEAD + tag(parent='"y"'), 9, "tag.parent", '"y" is no code'),
        (HEAD + tag(parent='"x"'), 9, "tag.parent", "leads back"),
        (HEAD + tag(retired='"no"'), 9, "tag.retired", "true or false"),
        (HEAD + tag(colour='"#ffffff"'), 9, "tag.colour", "is not a known setting"),
        (HEAD + tag(label="{ en = 1 }"), 8, "tag.label", "a table of texts"),
        (HEAD + tag(label='{ en = "X", zh_Hant = "論壇" }'), 8, "tag.label", "'zh_Hant'"),
        (
            HEAD + tag(key='"q"') + tag(code='"z"', key='"q"'),
            14,
            "tag.key",
            '"q" of "z" is already the key of "x"',
        ),
        (
            HEAD + tag(key='"q"') + tag(code='"z"', key='"Q"'),
            14,
            "tag.key",
            '"Q" of "z" is already the key of "x"',
        ),
        (HEAD + tag(label='" "'), 8, "tag.label", "must not be empty"),
        (HEAD + tag(label='{ en = "X", zh-Hans = " " }'), 8, "tag.label", "is empty in zh-Hans"),
        (
            HEAD + tag(label='"Visit"') + tag(code='"z"', label='{ en = "visit " }'),
            12,
            "tag.label",
            '"visit " of "z" is already the en label of "x"',
        ),
        (
            HEAD + tag(label='{zh-Hant = "協議"}') + tag(code='"z"', label='{zh-Hant = "协议"}'),
            12,
            "tag.label",
            'is already the zh-Hant label of "x"',
        ),
    ],
)
def test_an_error_names_file_line_and_key(text, line, key, words):
    with pytest.raises(ConfigError) as caught:
        parse_codebook(text, "mine.toml")
    place = f"mine.toml, line {line}" if line else "mine.toml"
    assert caught.value.message.startswith(f"{place}: {key} ")
    assert words in caught.value.message


def test_a_language_of_the_whole_file_is_a_language_tag():
    with pytest.raises(ConfigError, match=r"line 4: languages .*'zh_Hant'"):
        parse_codebook(HEAD.replace("zh-Hans", "zh_Hant") + tag(), "mine.toml")


def test_a_retired_tag_and_the_other_kind_may_share_a_key():
    text = HEAD + tag(key='"q"', retired="true") + tag(code='"y"', key='"q"')
    text += tag(code='"z"', key='"q"', kind='"topic"')
    codebook = parse_codebook(text, "mine.toml")
    assert [tag.key for tag in codebook.tags] == ["q", "q", "q"]
    found = codebook.by_key("q")
    assert found is not None
    assert found.code == "y"


def test_a_retired_tag_the_other_kind_and_another_language_may_share_a_label():
    text = HEAD + tag(label='"Visit"', retired="true") + tag(code='"y"', label='"Visit"')
    text += tag(code='"z"', label='"Visit"', kind='"topic"')
    text += tag(code='"w"', label='{ en = "Call", fr = "Visit" }')
    assert len(parse_codebook(text, "mine.toml").tags) == 4


def succeeded(before: str, after: str, used: tuple[str, ...] = ("x",)) -> None:
    books = (parse_codebook(HEAD + text, "mine.toml") for text in (before, after))
    check_succession(*books, used)


def test_the_code_of_a_retired_tag_is_not_taken_for_another():
    """Without ``check_succession`` the marks of the old tag passed for marks of the new one."""
    retired = tag(label='"Gift"', retired="true")
    with pytest.raises(ConfigError) as caught:
        succeeded(retired, tag(label='"Prize"'))
    assert caught.value.message == (
        'The code "x" of “Prize” is that of “Gift”, which was retired; codes are permanent.'
    )
    succeeded(retired, tag(label='{ en = "gift", zh-Hans = "礼物" }'))
    succeeded(retired, tag(label='"Prize"', retired="true"))
    succeeded(retired, tag(label='"Prize"'), used=())
    succeeded(tag(label='"Gift"'), tag(label='"Present"'))


def test_a_code_in_use_keeps_its_kind():
    with pytest.raises(ConfigError, match=r"marks an event type “X”, not a topic"):
        succeeded(tag(), tag(kind='"topic"'))
    succeeded(tag(), tag(kind='"topic"'), used=())


def test_a_text_in_force_that_would_be_refused_by_now_is_still_written_out():
    """What a library holds was taken when it was put into force; saving it must not fail."""
    text = HEAD + tag(label='"Same"') + tag(code='"z"', label='"Same"')
    tags = (Tag("x", "event", {"en": "Same"}), Tag("later", "topic", {"en": "Later"}))
    written = render_codebook(Codebook("small", "1.2", "", tags, text=text))
    assert written.startswith(text)
    assert 'code = "later"' in written


def test_the_stored_text_is_given_back_unchanged():
    assert render_codebook(parse_codebook(SMALL, "small.toml")) == SMALL


WORDS = st.text("aé市 \"'\\\n\t\x00\x7f=#[]{}", max_size=8)
LANGUAGES = st.dictionaries(st.sampled_from(["en", "zh-Hans", "yue-x"]), WORDS, max_size=2)
LISTS = st.lists(WORDS, max_size=2).map(tuple)


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    codes = draw(st.lists(st.text("abc市-", min_size=1, max_size=3), unique=True, max_size=3))
    tags = tuple(
        Tag(
            code=code,
            kind=draw(st.sampled_from(["event", "topic"])),
            labels={language: f"{code} {words}" for language, words in draw(LANGUAGES).items()},
            key=draw(st.sampled_from([None, "abc"[number]])),
            color=draw(st.sampled_from([None, "#00ff7f"])),
            parent=draw(st.sampled_from([None, *codes[:number]])),
            retired=draw(st.booleans()),
            definition=draw(WORDS),
            yes=draw(LISTS),
            no=draw(LISTS),
        )
        for number, code in enumerate(codes)
    )
    rules = draw(st.dictionaries(WORDS, WORDS, max_size=2))
    return Codebook("id", "1", "", tags, draw(LISTS), draw(LISTS), rules)


@settings(max_examples=40, deadline=None)
@given(codebooks())
def test_writing_out_and_reading_gives_the_same_codebook(codebook):
    again = parse_codebook(render_codebook(codebook), "written.toml")
    assert replace(again, sha256="", text="") == codebook
    assert render_codebook(again) == again.text
