"""Libraries and codebooks of strangers, trusted no more than their exports."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cityreader.coding.codebook import default_codebook, parse_codebook, with_text
from cityreader.errors import CityReaderError, UsageError
from cityreader.export import json_records
from cityreader.export.reader import LARGEST_BYTES
from cityreader.library.dossiers import read_dossier
from cityreader.library.library import Library
from cityreader.library.merging.merge import read_codebook


@pytest.fixture
def stranger(paired: Library, tmp_path: Path) -> Path:
    """The library of somebody else, closed."""
    paired.coding.annotate(1, "signed", code="agreement", note="seen")
    path = tmp_path / "stranger.db"
    shutil.copy(paired.path, path)
    return path


def test_an_honest_library_is_read(stranger: Path) -> None:
    dossier = read_dossier(stranger)
    assert len(dossier.articles) == 2
    assert dossier.codebook.text == default_codebook().text


@pytest.mark.parametrize(
    ("sql", "place"),
    [
        ("UPDATE bodies SET body = body || char(0x9b) || '2J'", "articles[0].body"),
        ("UPDATE bodies SET body = 'other'", "articles[0]"),
        ("UPDATE articles SET text_sha256 = 'x'", "articles[0].text_sha256"),
        ("UPDATE articles SET published_start = '=1+1', published_precision = 'day'", "published"),
        ("UPDATE annotations SET start = start + 1, end = end + 1", "annotation"),
        ("UPDATE annotations SET created_at = 'never'", "created_at"),
        ("UPDATE events SET place = '{\"lat\": 400.0}'", "events[0].place"),
        ('UPDATE events SET counts = \'[{"unit": "a", "value": 1e999}]\'', ""),
        ("UPDATE tags SET color = 'red;', code = 'a b' WHERE code = 'other'", "codebook"),
        ("UPDATE beads SET left_end = 10000000", "pairs"),
    ],
)
def test_what_an_export_may_not_hold_a_library_may_not_either(
    paired: Library, stranger: Path, sql: str, place: str
) -> None:
    """Seen to fail: without ``verified`` all of them but two are merged as they stand."""
    paired.glossary.add({"en": ["Riverton"]})
    shutil.copy(paired.path, stranger)
    with closing(sqlite3.connect(stranger)) as connection, connection:
        connection.execute(sql)
    with pytest.raises(CityReaderError) as refused:
        read_dossier(stranger)
    assert place in refused.value.message


def test_words_of_a_library_are_made_safe_like_those_of_an_export(
    paired: Library, stranger: Path
) -> None:
    """Seen to fail: without ``verified``, as they stand there."""
    paired.glossary.add({"en": ["Riverton"]})
    shutil.copy(paired.path, stranger)
    active = "char(27) || '[2J' || char(0x9b) || '2J' || char(0x202e)"
    with closing(sqlite3.connect(stranger)) as connection, connection:
        for place in ("articles SET title", "articles SET url", "articles SET source",
                      "annotations SET note", "events SET title", "coders SET name",
                      "glossary SET kind", "tags SET definition"):  # fmt: skip
            connection.execute(f"UPDATE {place} = 'a' || {active} || 'b'")
        connection.execute(f"UPDATE articles SET reasons = json_object('title', {active} || 'c')")
    dossier = read_dossier(stranger)
    for escape in (r"\x1b", r"\x9b", r"\u202e"):
        assert escape not in repr(dossier)
    assert {record.article.title for record in dossier.articles} == {"ab"}
    assert {record.article.reasons["title"] for record in dossier.articles} == {"c"}


def test_the_text_of_a_codebook_says_what_its_tags_say() -> None:
    """Somebody sends harmless tags with another text, which ``codebook edit`` would open.

    Seen to fail: with ``replace(book, text=...)`` instead of ``with_text``.
    """
    book = default_codebook()
    honest = {**json_records.codebook(book), "text": book.text}
    assert read_codebook(honest) == book
    other = book.text.replace("Forum", "Riot")
    assert other != book.text
    for text in (other, book.text + "\n# more", "no [ toml", ""):
        assert read_codebook({**honest, "text": text}).text == ""
    with_its_hash = {**honest, "text": other, "sha256": parse_codebook(other, "").sha256}
    assert read_codebook(with_its_hash).text == ""


def test_a_library_brings_the_text_of_its_codebook_only_if_it_says_the_same(
    stranger: Path,
) -> None:
    """Seen to fail: without ``with_text`` in ``read_dossier``."""
    with closing(sqlite3.connect(stranger)) as connection, connection:
        connection.execute(
            "UPDATE settings SET value = value || '# more' WHERE key = 'codebook_text'"
        )
    assert read_dossier(stranger).codebook.text == ""
    assert with_text(default_codebook(), "").text == ""


LAID_OUT = '''schema = 1
id = "own"
rules = { unit = """
one day,\tone event
""" }
[[tag]]
code = "forum"
label = " Forum  of towns"
definition = """
A forum held.
"""
'''


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_text_that_differs_only_as_cleaning_makes_it_is_kept(end: str) -> None:
    """Seen to fail: where tags as written are compared with tags that were cleaned."""
    book = parse_codebook(LAID_OUT.replace("\n", end), "own.toml")
    assert book.tags[0].definition == "A forum held.\n"
    content = {**json_records.codebook(book), "text": book.text}
    assert read_codebook(content).text == book.text
    for live in (r"A forum\u001b held.", "A forum\u202e held.", "A forum held. # no"):
        text = book.text.replace("A forum held.", live)
        sha256 = parse_codebook(text, "").sha256
        assert read_codebook({**content, "text": text, "sha256": sha256}).text == ""
    commented = f"{book.text}# \u009b"
    sha256 = parse_codebook(commented, "").sha256
    assert read_codebook({**content, "text": commented, "sha256": sha256}).text == ""


def test_what_a_codebook_could_not_be_is_refused(stranger: Path) -> None:
    with closing(sqlite3.connect(stranger)) as connection, connection:
        connection.execute("UPDATE settings SET value = 'x' WHERE key = 'codebook_sha256'")
    with pytest.raises(UsageError, match=r"codebook\.sha256"):
        read_dossier(stranger)


def test_a_codebook_that_nobody_has_written_comes_without_its_text(stranger: Path) -> None:
    """Seen to fail with a RecursionError that nobody caught."""
    with closing(sqlite3.connect(stranger)) as connection, connection:
        crafted = "a = " + "[" * 100_000
        connection.execute("UPDATE settings SET value = ? WHERE key = 'codebook_text'", (crafted,))
    assert read_dossier(stranger).codebook.text == ""


def test_a_pipe_and_a_device_are_refused_at_once(tmp_path: Path) -> None:
    """Seen to wait for ever with a plain ``open``."""
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    device = tmp_path / "zero.json"
    device.symlink_to("/dev/zero")
    for path, words in ((pipe, "it is a pipe, not a file"), (device, "it is a device")):
        with pytest.raises(UsageError, match=words):
            read_dossier(path)


def test_an_export_of_any_size_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.write(b'{"format": "cityreader-export"')
        file.truncate(LARGEST_BYTES + 1)
    with pytest.raises(UsageError, match="more than 80 MB") as refused:
        read_dossier(path)
    assert ".db file" in refused.value.hint
