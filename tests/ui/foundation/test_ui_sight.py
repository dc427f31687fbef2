"""What is to be seen from a typed path."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.ui.sight import Lookout, meaning_of, short_path

TEXTS = st.text(alphabet="~/.. ab'\"“[*?\\\x00\x1b汉\udc80", max_size=12)


@pytest.fixture
def place(tmp_path):
    """Folders and files of which some are hidden and one is of a kind that is not read."""
    for name in ("News", "newsletters", "old news", ".hidden"):
        (tmp_path / name).mkdir()
    for name in ("new.md", "new.exe", ".new.md", "page.html"):
        (tmp_path / name).write_text("# A title\n\nText.\n")
    return tmp_path


def names(sight):
    return [entry.name for entry in sight.entries]


def test_folders_come_first_and_hidden_or_foreign_names_not_at_all(place):
    sight = Lookout().look(f"{place}/")
    assert names(sight) == ["News", "newsletters", "old news", "new.md", "page.html"]
    assert sight.meaning.kind == "folder"


def test_letters_narrow_whatever_their_case(place):
    lookout = Lookout()
    assert names(lookout.look(f"{place}/NEW")) == ["News", "newsletters", "new.md"]
    assert names(lookout.look(f"{place}/d n")) == ["old news"]
    nothing = lookout.look(f"{place}/zz")
    assert names(nothing) == []
    assert nothing.problem == "Nothing here is called zz…"


@pytest.mark.parametrize("quote", ["'", '"', "“", "「"])
def test_an_open_quote_and_backslashes_before_spaces_are_no_part_of_the_path(place, quote):
    assert names(Lookout().look(f"{quote}{place}/old n")) == ["old news"]
    assert names(Lookout().look(f"{place}/old\\ n")) == ["old news"]


def test_every_entry_leads_to_itself(place, monkeypatch):
    (place / "~").mkdir()
    monkeypatch.chdir(place)
    for text in (f"{place}/", "", "./"):
        lookout = Lookout()
        sight = lookout.look(text)
        assert len(sight.entries) == 6
        for entry in sight.entries:
            there = lookout.look(sight.text_of(entry)).meaning
            assert there.kind == sight.meaning_of(entry).kind
            assert there.path.samefile(place / entry.name)
            assert sight.meaning_of(entry).path.samefile(place / entry.name)


def test_what_cannot_be_imported_says_why(place):
    os.mkfifo(place / "pipe.md")
    assert meaning_of(place / "pipe.md").reason == "it is neither a file nor a folder"
    assert meaning_of(place / "new.exe").reason == "files of this kind are not read"
    assert meaning_of(place / "none.md").kind == "missing"
    assert meaning_of(place / "*.md").kind == "pattern"
    assert meaning_of(None).kind == "nothing"
    assert meaning_of(place / "new.md").importable
    assert Lookout().look(f"{place}/none/").problem == f"There is no folder {place}/none."


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to the superuser")
def test_a_forbidden_folder_says_so(place):
    (place / "News").chmod(0)
    assert meaning_of(place / "News").reason == "permission denied"
    assert "permission denied" in Lookout().look(f"{place}/News/").problem


def test_a_name_with_brackets_is_itself_and_no_pattern(place):
    (place / "a[1]").mkdir()
    assert meaning_of(place / "a[1]").kind == "folder"


def test_the_home_folder_is_a_tilde(monkeypatch, place):
    monkeypatch.setenv("HOME", str(place))
    assert short_path(place) == "~"
    assert short_path(place / "News") == "~/News"
    assert short_path(Path(f"{place}x")) == f"{place}x"
    assert names(Lookout().look("~/New")) == ["News", "newsletters", "new.md"]


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_looking_never_fails(text):
    sight = Lookout().look(text)
    assert sight.text == text
    assert bool(sight.entries) != bool(sight.problem)
