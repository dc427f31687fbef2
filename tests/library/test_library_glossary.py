import os
from dataclasses import replace

import pytest

from cityreader.errors import NotFoundError, UsageError
from cityreader.export.glossary_table import read_glossary
from cityreader.library.library import Library
from cityreader.models import Participant, Span
from shelf import add_article

ENGLISH_FORM = {"en": ["Haicheng"]}
BOTH = {"en": ["Haicheng"], "zh-Hans": ["海城"]}


def shown(library: Library) -> list[dict[str, tuple[str, ...]]]:
    return [dict(entry.forms) for entry in library.glossary.entries()]


def told(library: Library) -> list[tuple[object, ...]]:
    entries = library.glossary.entries()
    return sorted((e.kind, sorted(e.forms.items()), e.note or "") for e in entries)


def test_the_same_form_joins_an_entry(library):
    first = library.glossary.add(ENGLISH_FORM, kind="city")
    library.glossary.add({"en": ["HAICHENG", "Hai City"], "zh-Hans": ["海城"]}, note="on the coast")
    assert shown(library) == [{"en": ("Haicheng", "HAICHENG", "Hai City"), "zh-Hans": ("海城",)}]
    entry = library.glossary.entries()[0]
    assert (entry.uuid, entry.kind, entry.note) == (first.uuid, "city", "on the coast")
    library.history.undo()
    assert shown(library) == [{"en": ("Haicheng",)}]


def test_entries_that_turn_out_to_be_one_become_one(library):
    library.glossary.add(ENGLISH_FORM)
    library.glossary.add({"zh-Hans": ["海城"]})
    library.glossary.add({"zh-Hant": ["海城"], "en": ["Haicheng"]})
    assert shown(library) == [{"en": ("Haicheng",), "zh-Hans": ("海城",), "zh-Hant": ("海城",)}]
    library.history.undo()
    assert len(shown(library)) == 2


def test_editing_and_removing_can_be_undone(library):
    entry = library.glossary.add(BOTH)
    library.glossary.edit(entry.uuid, {"en": ["Lindmark"]}, kind="city", note=None)
    assert shown(library) == [{"en": ("Lindmark",)}]
    library.glossary.remove(entry.uuid)
    assert shown(library) == []
    library.history.undo()
    library.history.undo()
    assert shown(library) == [{"en": ("Haicheng",), "zh-Hans": ("海城",)}]
    with pytest.raises(NotFoundError):
        library.glossary.remove("none")
    with pytest.raises(NotFoundError):
        library.glossary.edit("none", BOTH, kind="city", note=None)
    with pytest.raises(UsageError):
        library.glossary.edit(entry.uuid, {"en": [" \n"]}, kind="city", note=None)


def test_the_matcher_follows_every_change(library):
    assert library.glossary.matches("海城") == []
    entry = library.glossary.add(BOTH)
    assert [m.entry.uuid for m in library.glossary.matches("Haicheng 海城")] == [entry.uuid] * 2
    assert library.glossary.matcher() is library.glossary.matcher()
    library.history.undo()
    assert library.glossary.matches("海城") == []


def test_a_table_goes_out_and_comes_in_again(library, tmp_path):
    library.glossary.add(BOTH, kind="city", note="=1+1")
    library.glossary.add({"en": ["-Dash", '"quoted"'], "fr": ["Tiret"]})
    file = tmp_path / "terms.tsv"
    before = told(library)
    assert library.glossary.save(file, force=False) == 2
    assert "\t'=1+1\t" in file.read_text(encoding="utf-8")
    with pytest.raises(UsageError):
        library.glossary.save(file, force=False)
    assert library.glossary.load(file) == (0, 0, [])
    library.history.undo()
    library.history.undo()
    assert library.glossary.load(file) == (2, 0, [])
    assert told(library) == before
    library.history.undo()
    assert shown(library) == []


def test_bad_lines_are_named_and_left_out(library, tmp_path):
    file = tmp_path / "terms.tsv"
    file.write_text(
        "\ufeffen\tzh-Hans\tkind\r\nHaicheng\t海城\tcity\r\n\t\tcity\r\n"
        "a\tb\tc\td\r\n\r\nPier | Quay\t码头\r\n",
        encoding="utf-8",
        newline="",
    )
    assert library.glossary.load(file) == (
        2,
        0,
        ["line 3: no form in any language", "line 4: 4 cells, but 3 columns"],
    )
    assert {"en": ("Pier", "Quay"), "zh-Hans": ("码头",)} in shown(library)


@pytest.mark.parametrize("content", [b"", b"Haicheng\t\xe6\xb5\xb7", b"a b c\n", b"kind\tnote\n"])
def test_a_file_that_is_no_glossary_is_refused(library, tmp_path, content):
    file = tmp_path / "terms.tsv"
    file.write_bytes(content)
    with pytest.raises(UsageError):
        library.glossary.load(file)
    assert shown(library) == []


def test_proposals_come_from_the_articles(library):
    add_article(library, "One", "Mayor Lin Mei-hua (林美華) met Ada Berg (艾達·貝格).")
    add_article(library, "Two", "Lin Mei-hua (林美華) spoke.")
    found = library.glossary.proposals()
    assert [(p.kind, dict(p.forms), p.articles) for p in found] == [
        ("person", {"en": ("Lin Mei-hua",), "zh-Hant": ("林美華",)}, (1, 2)),
        ("person", {"en": ("Ada Berg",), "zh-Hant": ("艾達·貝格",)}, (1,)),
    ]
    assert "Lin Mei-hua (林美華)" in found[0].example
    library.glossary.add(found[0].forms, kind=found[0].kind)
    assert [p.forms["en"] for p in library.glossary.proposals()] == [("Ada Berg",)]
    library.glossary.dismiss(found[1])
    assert library.glossary.proposals() == []
    assert len(library.glossary.entries()) == 1
    assert library.glossary.matches("Ada Berg") == []
    library.history.undo()
    assert len(library.glossary.proposals()) == 1
    assert [p.articles for p in library.glossary.proposals([2])] == []


def test_participants_are_linked_to_the_entry_that_names_them(paired):
    entry = paired.glossary.add({"en": ["Ada Berg"], "zh-Hans": ["艾达·贝格"]}, kind="person")
    paired.glossary.add({"en": ["Haicheng"], "zh-Hans": ["海城"]})
    paired.glossary.add({"en": ["Hai City"], "zh-Hans": ["海城"]})
    event = paired.coding.tag(1, Span(0, 3), "agreement").event
    somebody = [
        Participant("ADA BERG"),
        Participant("艾達·貝格", name_en="Mayor Berg"),
        Participant("Ada Berg", glossary_uuid="own"),
        Participant("Nobody"),
    ]
    saved = paired.events.save(replace(event, participants=tuple(somebody)))
    told = [(one.name_en, one.name_zh, one.glossary_uuid) for one in saved.participants]
    assert told == [
        ("Ada Berg", "艾达·贝格", entry.uuid),
        ("Mayor Berg", "艾达·贝格", entry.uuid),
        (None, None, "own"),
        (None, None, None),
    ]


def test_an_entry_is_found_at_its_place_in_a_text(library):
    city = library.glossary.add({"en": ["Taipei"], "zh-Hant": ["臺北"]}, kind="city")
    wider = library.glossary.add({"en": ["New Taipei"], "zh-Hant": ["新北"]}, kind="city")
    text = "New Taipei and Taipei's mayor"
    assert library.glossary.at(text, Span(15, 21), just=True) == city
    assert library.glossary.at(text, Span(4, 10), just=True) == city
    assert library.glossary.at(text, Span(0, 3), just=True) is None
    assert library.glossary.at(text, Span(0, 3), just=False) == wider
    assert library.glossary.at(text, Span(15, 23), just=False) == city
    assert library.glossary.at(text, Span(11, 14), just=False) is None
    assert library.glossary.at("台北的", Span(0, 2), just=False) == city


def test_what_is_no_glossary_of_any_size_is_refused_at_once(library, tmp_path):
    """Seen to wait for ever at the pipe with a plain ``read_text``."""
    pipe = tmp_path / "pipe.tsv"
    os.mkfifo(pipe)
    with pytest.raises(UsageError, match="it is a pipe, not a file"):
        library.glossary.load(pipe)
    table = tmp_path / "terms.tsv"
    table.write_text("en\nHaicheng\nLindmark\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"terms\.tsv has more than 2 lines") as refused:
        read_glossary(table, most_lines=2)
    assert "in parts" in refused.value.hint


def test_loading_says_how_far_it_is(library, tmp_path):
    table = tmp_path / "terms.tsv"
    table.write_text("en\nHaicheng\nLindmark\n", encoding="utf-8")
    heard = []
    library.glossary.load(table, lambda done, total: heard.append((done, total)))
    assert heard == [(0, 2), (1, 2)]
