import re
from pathlib import Path

import pytest
from desk import Desk

TWO_TAGS = """
schema = 1
id = "small"
version = "2"

[[tag]]
code = "forum"
kind = "event"
key = "f"
label = { en = "Forum", zh = "论坛" }

[[tag]]
code = "parade"
kind = "event"
key = "p"
label = { en = "Parade" }
"""


def test_show_lists_tags_with_keys(desk: Desk) -> None:
    text = desk.run("codebook", "show").stdout
    assert "city-diplomacy" in text
    assert "f  forum" in text
    assert "Topics" in text


def test_show_says_what_a_tag_is_part_of_and_what_is_retired(desk: Desk) -> None:
    more = f'{TWO_TAGS}parent = "forum"\n\n[[tag]]\ncode = "old"\nlabel = "Old"\nretired = true\n'
    desk.run("codebook", "load", desk.write("tags.toml", more))
    text = desk.run("codebook", "show").stdout
    assert "Parade  (part of forum)" in text
    assert "Old  (retired)" in text
    tags = {tag["code"]: tag for tag in desk.exported()["codebook"]["tags"]}
    assert tags["parade"]["parent"] == "forum"


def test_save_then_load_gives_the_same_codebook(desk: Desk) -> None:
    desk.run("codebook", "save", "tags.toml")
    before = desk.exported()
    desk.run("codebook", "check", "tags.toml")
    desk.run("codebook", "load", "tags.toml")
    assert desk.exported() == before
    assert "exists" in desk.refused("codebook", "save", "tags.toml")
    desk.run("codebook", "save", "tags.toml", "--force")


def test_save_writes_out_a_codebook_that_came_with_an_export(desk: Desk) -> None:
    desk.run("export", "-o", "export.json")
    other = Desk(desk.folder / "other")
    other.folder.mkdir()
    other.run("import", "export.json")
    other.run("codebook", "save", "tags.toml")
    assert "sound" in other.run("codebook", "check", "tags.toml").stderr


def test_load_keeps_used_tags_retired(desk: Desk) -> None:
    before = desk.exported()
    said = desk.run("codebook", "load", desk.write("tags.toml", TWO_TAGS)).stderr
    assert "small 2 is in force: 2 tags, 1 of them new" in said
    tags = {tag["code"]: tag for tag in desk.exported()["codebook"]["tags"]}
    assert tags["agreement"]["retired"]
    assert not tags["parade"]["retired"]
    assert "retired" in desk.refused("annotate", "1", "--quote", "Sport", "--tag", "agreement")
    desk.run("undo")
    # The steps of a record stay in its history, the undone and the undo.
    assert {**desk.exported(), "history": []} == {**before, "history": []}
    desk.run("redo")
    desk.run("annotate", "1", "--quote", "Sport", "--tag", "parade")


def test_load_makes_a_missing_library(empty_desk: Desk) -> None:
    empty_desk.run("codebook", "load", empty_desk.write("tags.toml", TWO_TAGS))
    assert "small 2" in empty_desk.run("codebook", "show").stdout


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TWO_TAGS.replace('key = "p"', 'key = "f"'), ("parade", "forum", "line")),
        (TWO_TAGS.replace('"parade"', '"forum"'), ("forum", "twice")),
        (TWO_TAGS + "colour = 1\n", ("colour",)),
        ("not toml", ("tags.toml",)),
    ],
)
def test_faults_are_named_before_anything_is_loaded(
    desk: Desk, text: str, words: tuple[str, ...]
) -> None:
    before = desk.library.read_bytes()
    path = desk.write("tags.toml", text)
    for said in (
        desk.refused("codebook", "load", path),
        desk.refused("codebook", "check", path, code=1),
    ):
        assert all(word in said for word in words)
    assert desk.library.read_bytes() == before


def test_missing_codebook_file(desk: Desk) -> None:
    assert "none.toml" in desk.refused("codebook", "load", "none.toml")
    assert "none.toml" in desk.refused("codebook", "check", "none.toml", code=1)


def test_edit_puts_what_comes_back_into_force(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.set_editor(
        monkeypatch, "path.write_text(path.read_text().replace('\"1.0.0\"', '\"1.1\"'))"
    )
    said = desk.run("codebook", "edit").stderr
    assert "city-diplomacy 1.1 is in force" in said
    book = desk.exported()["codebook"]
    assert book["version"] == "1.1"
    assert desk.run("codebook", "show").stdout.startswith("city-diplomacy 1.1")
    desk.run("undo")
    undone = desk.exported()["codebook"]
    assert undone["version"] == "1.0.0"
    assert undone["sha256"] != book["sha256"]


def test_edit_that_changes_nothing_writes_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.set_editor(monkeypatch, "path.write_text(path.read_text() + '\\n\\n')")
    steps = desk.run("history").stdout
    assert "left as it was" in desk.run("codebook", "edit").stderr
    assert desk.run("history").stdout == steps


@pytest.mark.parametrize(
    ("statement", "line", "key"),
    [
        (
            "text.replace('key = \"v\"', 'key = \"f\"')",
            "codebook.toml, line 64: tag.key",
            '"f" of "visit"',
        ),
        ("text + '\\n[[tag]]\\ncode = \"visit\"\\n'", "code", '"visit" is used twice'),
        ("text.replace('kind = ', 'kin = ')", "kin", "kin"),
        ("text + '\\n[[tag'", "the last one", "array declaration"),
    ],
)
def test_a_fault_is_named_nothing_is_in_force_and_nothing_typed_is_lost(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, statement: str, line: str, key: str
) -> None:
    """Without the check the faulty text would be loaded, or lost with the temporary file."""
    before = desk.exported()
    desk.set_editor(monkeypatch, f"text = path.read_text()\npath.write_text({statement})")
    said = desk.refused("codebook", "edit")
    assert "codebook.toml" in said
    assert line in said
    assert key in said
    assert desk.exported() == before
    kept = Path(re.search(r"load (\S+\.toml)", said)[1])
    assert "[[tag]]" in kept.read_text(encoding="utf-8")
    kept.unlink()


def test_a_code_of_a_retired_tag_taken_again_is_refused_and_what_was_typed_is_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fails where only the file is checked: the library alone knows what a code stood for."""
    desk.run("annotate", "1", "--quote", "Taipei", "--tag", "gift")
    desk.run("codebook", "load", desk.write("tags.toml", TWO_TAGS))
    before = desk.exported()
    taken = TWO_TAGS.replace('"parade"', '"gift"')
    desk.set_editor(monkeypatch, f"path.write_text({taken!r})")
    said = desk.refused("codebook", "edit")
    assert 'The code "gift" of “Parade” is that of “Gift or aid”, which was retired' in said
    kept = Path(re.search(r"load (\S+\.toml)", said)[1])
    assert kept.read_text(encoding="utf-8") == taken
    kept.unlink()
    assert "codes are permanent" in desk.refused("codebook", "load", desk.write("x.toml", taken))
    assert desk.exported() == before


def test_tags_that_a_merge_brought_are_saved_too(desk: Desk) -> None:
    """Taken out once: without them behind the text, save and load would retire what was merged."""
    desk.run("export", "-o", "export.json")
    other = Desk(desk.folder / "other")
    other.folder.mkdir()
    other.run("merge", "export.json")
    other.run("codebook", "load", other.write("tags.toml", TWO_TAGS))
    other.run("annotate", "1", "--quote", "Taipei", "--tag", "parade")
    other.run("export", "-o", "other/export.json")
    desk.run("merge", "other/export.json")
    desk.run("codebook", "save", "merged.toml")
    text = (desk.folder / "merged.toml").read_text(encoding="utf-8")
    assert 'code = "parade"' in text
    desk.run("codebook", "load", "merged.toml")
    tags = {tag["code"]: tag for tag in desk.exported()["codebook"]["tags"]}
    assert not tags["parade"]["retired"]
