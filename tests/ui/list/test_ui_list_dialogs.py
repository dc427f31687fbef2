"""The samples, and exporting on the screen."""

import json
import os
from pathlib import Path

import pytest
from list_room import running

from cityreader.export.formats import formats
from cityreader.ui.dialogs.export_path import ExportDialog
from cityreader.ui.theme import DARK, LIGHT, letter_color, tag_color
from cityreader.ui.typed_path import typed_path


async def test_an_empty_library_offers_the_samples_and_takes_them(library, folders, monkeypatch):
    path = library.path
    library.close()
    async with running(path, folders) as room:
        assert room.screen.mode == "empty"
        assert "take the samples in" in room.painted
        told, show = [], room.screen.show_work
        monkeypatch.setattr(
            room.screen, "show_work", lambda words: (told.append(words), show(words))
        )
        await room.press("enter")
        # Taken out: for seconds nothing on the first screen told that anything was done.
        assert told == ["taking the samples in …", ""]
        assert len(room.articles.ids) >= 8
        assert room.screen.mode == "read"
        await room.press("u")
        assert room.screen.mode == "empty"


async def test_exports_exactly_what_is_shown(room, tmp_path):
    await room.filter("title:harbour")
    await room.press("escape", "E")
    assert isinstance(room.app.screen, ExportDialog)
    target = tmp_path / "out.json"
    room.app.screen.query_one("#export-path").value = str(target)
    await room.press("enter")
    assert room.app.screen is room.screen
    written = json.loads(target.read_text(encoding="utf-8"))
    assert {article["title"] for article in written["articles"]} == {
        "Two harbour towns sign",
        "两座港口城市签约",
    }
    assert room.last_told == f"2 articles, 1 pair, 1 mark, 1 event written to {target}"


async def test_the_export_names_the_ending_of_every_format_that_has_one(room):
    await room.press("E")
    said = " ".join(room.painted.replace("│", " ").split())
    for entry in formats():
        assert not entry.extensions or f"{entry.extensions[0]} " in said, entry.name


async def test_exports_the_selection_or_everything(room, tmp_path):
    async def export(name):
        await room.press("E")
        room.app.screen.query_one("#export-path").value = str(tmp_path / name)
        await room.press("enter")
        return len((tmp_path / name).read_text(encoding="utf-8").splitlines())

    await room.press("G", "v")
    selected = await export("selected.jsonl")
    await room.press("escape")
    everything = await export("everything.jsonl")
    assert everything > selected > 0


async def test_an_existing_file_is_left_and_another_name_asked_for(room, tmp_path):
    taken = tmp_path / "taken.json"
    taken.write_text("mine")
    await room.press("E")
    field = room.app.screen.query_one("#export-path")
    field.value = str(taken)
    await room.press("enter")
    assert isinstance(room.app.screen, ExportDialog)
    assert "Type another name" in room.painted
    assert taken.read_text() == "mine"
    field.value = str(tmp_path / "x.zip")
    await room.press("enter")
    assert "'.zip'" in room.painted
    field.value = str(tmp_path / "free.csv")
    await room.press("enter")
    assert (tmp_path / "free.csv").exists()


async def test_a_free_name_is_offered(room, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    await room.press("E")
    first = room.app.screen.query_one("#export-path").value
    await room.press("enter", "E")
    second = room.app.screen.query_one("#export-path").value
    assert Path(first).exists()
    assert second != first
    assert not Path(second).exists()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("  /a/b ", "/a/b"),
        ("'/a b/c'", "/a b/c"),
        ('"/a b"', "/a b"),
        ("“/a b”", "/a b"),
        ("/a\\ b", "/a b"),
        ("file:///a%20b/c", "/a b/c"),
        ("~/news", f"{Path.home()}/news"),
        ("~nobodyhere/x", "~nobodyhere/x"),
        ("a", "a"),
    ],
)
def test_a_typed_path_means_what_the_person_meant(typed, meant):
    assert typed_path(typed) == Path(meant)


@pytest.mark.parametrize("typed", ["", "  ", '""', "''"])
def test_nothing_typed_is_no_path(typed):
    assert typed_path(typed) is None


def test_a_backslash_that_is_there_stays(tmp_path):
    odd = tmp_path / "a\\ b"
    os.close(os.open(odd, os.O_CREAT))
    assert typed_path(str(odd)) == odd


async def test_a_dialog_follows_the_theme_that_is_changed_in_it(room):
    """Taken out once: the key did nothing there. And once: the lines of a list kept their inks,
    the letters of tags those made for the other ground."""

    def inks():
        strips = room.app.screen._compositor.render_strips(room.app.size)
        return {
            segment.style.color.get_truecolor().hex
            for strip in strips
            for segment in strip
            if segment.text.strip() and segment.style and segment.style.color
        }

    await room.press("T")
    dialog = room.app.screen
    assert {DARK.ink, DARK.faint} <= inks()
    await room.press("f2")
    assert room.app.screen is dialog
    assert {LIGHT.ink, LIGHT.faint} <= inks()
    assert not inks() & {DARK.ink, DARK.dim, DARK.faint, DARK.accent}
    color = tag_color(room.library.coding.codebook().get("economy"))
    assert letter_color(color, DARK.panel) not in inks()
    await room.press("f2")
    assert {DARK.ink, DARK.faint} <= inks()


async def test_a_picture_is_saved_from_a_dialog(room, folders):
    await room.press("T", "f3")
    (saved,) = folders.pictures.iterdir()
    assert "Topics&#160;of&#160;the&#160;article" in saved.read_text(encoding="utf-8")
