import os
import re

import pytest
from desk import Desk
from terminal_run import printed_in_terminal
from wcwidth import wcswidth

from cityreader.config import Folders
from cityreader.library.dictionary import discard, open_dictionary
from dictionary_source import write_source


def test_an_entry_is_added_listed_and_exported(desk: Desk) -> None:
    said = desk.run(
        "glossary", "add", "--kind", "city", "--en", "Haicheng", "--zh-hans", "海城"
    ).stderr
    assert "Haicheng = 海城" in said
    assert "city\tHaicheng\t海城\t" in desk.lines("glossary", "list")
    listed = desk.asked("glossary", "list", "--json")
    assert {"en": ["Haicheng"], "zh-Hans": ["海城"]} in [entry["forms"] for entry in listed]
    assert {entry["id"] for entry in listed} == {
        entry["id"] for entry in desk.exported()["glossary"]
    }
    desk.run("undo")
    assert not any("海城" in line for line in desk.lines("glossary", "list"))


def test_save_and_load(desk: Desk) -> None:
    desk.run("glossary", "add", "--en", "Haicheng", "--zh-hans", "海城")
    before = desk.exported()["glossary"]
    desk.run("glossary", "save", "terms.tsv")
    assert "exists" in desk.refused("glossary", "save", "terms.tsv")
    desk.run("glossary", "load", "terms.tsv")
    assert desk.exported()["glossary"] == before
    path = desk.write("bad.tsv", "en\tzh-Hans\nPier\t码头\n|\t|\n")
    said = desk.run("glossary", "load", path, code=1).stderr
    assert "line 3: no form in any language; left out" in said
    assert "1 new entry" in said


def test_what_is_no_entry_or_no_glossary_is_refused(desk: Desk) -> None:
    desk.refused("glossary", "add")
    desk.refused("glossary", "add", "--en", " ")
    desk.refused("glossary", "load", "none.tsv")
    desk.refused("glossary", "load", desk.write("prose.txt", "A line of prose.\n"))


def test_proposals_are_listed_and_nothing_is_written(desk: Desk) -> None:
    path = desk.write(
        "news/one.txt", "Pier news\n\nMayor Lin Mei-hua (林美華) spoke at the pier.\n"
    )
    desk.run("import", path)
    before = desk.library.read_bytes()
    rows = desk.asked("glossary", "list", "--proposed", "--json")
    assert {"en": ["Lin Mei-hua"], "zh-Hant": ["林美華"]} in [row["forms"] for row in rows]
    assert any("林美華" in line for line in desk.lines("glossary", "list", "--proposed"))
    assert desk.library.read_bytes() == before


def test_info_credits_the_dictionary(desk: Desk) -> None:
    discard(Folders.of_user())
    assert "made when first needed" in desk.run("info").stdout
    write_source(Folders.of_user().data / "cedict_1_0_ts_utf-8_mdbg.txt.gz")
    open_dictionary(Folders.of_user()).close()
    text = desk.run("info").stdout
    assert "CC-CEDICT of 2026-01-02, 16 entries, by MDBG" in text
    assert "https://example.org/licence" in text


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
def test_a_terminal_gets_columns_and_a_pipe_tabs(desk: Desk) -> None:
    """Taken out once: a terminal got the tabs of a pipe."""
    text = printed_in_terminal(desk.library, "glossary", "list", columns=120)
    lines = re.sub("\x1b\\[[0-9]*m", "", text).splitlines()
    assert len(lines) == len(desk.lines("glossary", "list"))
    assert not any("\t" in line for line in lines)
    assert all(wcswidth(line) <= 120 for line in lines)
    taipei, kobe = (next(line for line in lines if name in line) for name in ("Taipei  ", "Kobe"))
    assert wcswidth(taipei[: taipei.index("台北")]) == wcswidth(kobe[: kobe.index("神户")])
    assert all("\t" in line for line in desk.lines("glossary", "list"))
