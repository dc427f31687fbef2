import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest
from desk import Desk

ENGLISH = ["The mayors met.", "They signed a paper on trams.", "Lunch followed."]
CHINESE = ["市长们会面。", "他们签署了一份电车合作文件。", "随后共进午餐。"]


def test_unpair_and_pair(desk: Desk) -> None:
    desk.run("unpair", "2", "1")
    found = desk.asked("show", "1", "--pair", "--json")
    assert found["counterparts"] == [3]
    assert "rows" in desk.run("pair", "2", "1").stderr
    pairs = desk.asked("show", "1", "--pair", "--json")["pairs"]
    assert len(pairs[1]["beads"]) > 5
    assert (pairs[1]["left"], pairs[1]["right"]) == (1, 2)


def test_pairing_a_pair_changes_nothing(desk: Desk) -> None:
    before = desk.exported()
    desk.run("pair", "1", "2")
    assert desk.exported() == before


def test_pair_refusals(desk: Desk) -> None:
    assert "its own counterpart" in desk.refused("pair", "1", "1")
    assert "not a pair" in desk.refused("unpair", "1", "19")
    desk.refused("pair", "1", "999")


def checked(document: dict[str, Any]) -> dict[str, Any]:
    """An alignment whose every sentence is in exactly one bead, in order."""
    assert set(document) == {"left", "right", "beads", "left_sentences", "right_sentences"}
    for side in ("left", "right"):
        numbers = [number for bead in document["beads"] for number in bead[side]]
        assert numbers == list(range(len(document[f"{side}_sentences"])))
        for bead in document["beads"]:
            assert (bead[f"{side}_span"] is None) == (bead[side] == [])
    assert all(0 <= bead["score"] <= 1 for bead in document["beads"])
    return document


def test_align_files_of_sentences_needs_no_library(empty_desk: Desk) -> None:
    left = empty_desk.write("en.sents", "\n".join(ENGLISH) + "\n")
    right = empty_desk.write("zh.sents", "\n".join(CHINESE) + "\n")
    found = checked(empty_desk.asked("align", left, right, "--json"))
    assert not empty_desk.library.exists()
    assert found["left_sentences"] == ENGLISH
    assert found["right_sentences"] == CHINESE
    assert [(bead["left"], bead["right"]) for bead in found["beads"]] == [
        ([0], [0]), ([1], [1]), ([2], [2]),
    ]  # fmt: skip
    text = "\n".join(CHINESE)
    for bead in found["beads"]:
        start, end = bead["right_span"]
        assert text[start:end] == CHINESE[bead["right"][0]]


def test_lines_of_a_sents_file_are_not_split_nor_joined(empty_desk: Desk) -> None:
    left = empty_desk.write("en.sents", "One. Two. Three.\n\nFour\r\nFive\u2028six\n")
    right = empty_desk.write("zh.sents", "一。二。三。\n四\n五六\n")
    found = checked(empty_desk.asked("align", left, right, "--json"))
    assert found["left_sentences"] == ["One. Two. Three.", "", "Four", "Five\u2028six"]


def test_align_takes_a_plain_text_whole(empty_desk: Desk) -> None:
    left = empty_desk.write("left.txt", "A first line.\n\nThe second line.\n")
    right = empty_desk.write("right.txt", "第一行。\n\n第二行。\n")
    document = empty_desk.asked("align", left, right, "--json")
    assert document["left_sentences"] == ["A first line.", "The second line."]
    assert document["right_sentences"] == ["第一行。", "第二行。"]


def test_align_articles_and_mixed_sides(desk: Desk) -> None:
    found = checked(desk.asked("align", "1", "3", "--json"))
    bodies = [desk.asked("show", number, "--json")["body"] for number in ("1", "3")]
    for bead in found["beads"]:
        if bead["left_span"]:
            start, end = bead["left_span"]
            assert bodies[0][start:end].startswith(found["left_sentences"][bead["left"][0]])
    right = desk.write("zh.sents", "\n".join(CHINESE))
    assert checked(desk.asked("align", "1", right, "--json"))["right_sentences"] == CHINESE


def test_align_prints_one_line_a_side(empty_desk: Desk) -> None:
    left = empty_desk.write("en.sents", "\n".join(ENGLISH))
    right = empty_desk.write("zh.sents", "\n".join(CHINESE))
    lines = empty_desk.lines("align", left, right)
    assert lines[0].startswith("1 left ")
    assert lines[0].endswith(": The mayors met.")
    assert lines[1].startswith("1 right ")
    assert lines[1].endswith(": 市长们会面。")


@pytest.mark.parametrize("content", [b"", b"\n\n", bytes(range(256)) * 30])
def test_align_refuses_or_survives_odd_files(empty_desk: Desk, content: bytes) -> None:
    (empty_desk.folder / "odd.txt").write_bytes(content)
    good = empty_desk.write("good.txt", "A headline\n\nThe mayors met on Monday.\n")
    assert "odd.txt" in empty_desk.refused("align", "odd.txt", good)


def test_align_empty_sides(empty_desk: Desk) -> None:
    empty = empty_desk.write("empty.sents", "")
    other = empty_desk.write("other.sents", "一。\n")
    found = checked(json.loads(empty_desk.run("align", empty, other, "--json").stdout))
    assert found["beads"] == [
        {**found["beads"][0], "left": [], "right": [0], "left_span": None, "right_span": [0, 2]}
    ]


def test_align_missing_file(empty_desk: Desk) -> None:
    assert "does not exist" in empty_desk.refused("align", "no.txt", "no.txt")
    assert "There is no library" in empty_desk.refused("align", "1", "2")


FORUM = """---
title: Harbour forum opens
date: 2025-03-14
---
The mayors of Gothenburg and Shanghai opened the harbour forum on Friday morning.

They signed a memorandum on electric ferries, cold storage and the training of 240 pilots.

Gothenburg will lend two ferries; Shanghai will send engineers and build a charging station.
"""
FORUM_ZH = """---
title: 港口论坛开幕
date: 2025-03-15
---
哥德堡和上海的市长周五上午为港口论坛揭幕。

他们签署了关于电动渡轮、冷藏和培训240名领航员的备忘录。

哥德堡将借出两艘渡轮；上海将派遣工程师并建造一座充电站。
"""


def test_pair_auto_proposes_and_accepts(empty_desk: Desk) -> None:
    for name, text in (("forum.md", FORUM), ("luntan.md", FORUM_ZH)):
        empty_desk.write(name, text)
    empty_desk.run("import", "forum.md", "luntan.md")
    before = empty_desk.library.read_bytes()
    assert "counterpart" in empty_desk.run("pair", "--auto").stdout
    (found,) = empty_desk.asked("pair", "--auto", "--json")
    assert (found["left"], found["right"], found["kind"]) == (1, 2, "counterpart")
    assert 0.9 <= found["score"] <= 1
    waiting = empty_desk.asked("review", "--json")
    assert waiting == {"proposals": [found], "rows": [], "marks": [], "older": [], "conflicts": []}
    assert empty_desk.library.read_bytes() == before
    said = empty_desk.run("pair", "--auto", "--accept").stderr
    assert "1 counterpart, 0 pairs that may tell the same story. 1 linked" in said
    assert empty_desk.asked("show", "1", "--json")["counterparts"] == [2]
    assert empty_desk.asked("pair", "--auto", "--json") == []
    empty_desk.run("undo")
    assert empty_desk.asked("show", "1", "--json")["counterparts"] == []


def test_review_names_pairs_that_an_older_version_aligned(desk: Desk) -> None:
    assert desk.asked("review", "--json")["older"] == []
    desk.run("unpair", "1", "2")
    desk.run("pair", "1", "2")
    with closing(sqlite3.connect(desk.library)) as changed, changed:
        changed.execute("UPDATE pairs SET aligner = '1+dictionary'")
    assert desk.asked("review", "--json")["older"] == [{"left": 1, "right": 2}]
    run = desk.run("review")
    assert "aligned by an older version\tpair 1 ⇄ 2" in run.stdout
    assert "1 pair to align anew" in run.stderr


def test_pair_auto_refusals(desk: Desk) -> None:
    assert "name none" in desk.refused("pair", "--auto", "1")
    assert "go with --auto" in desk.refused("pair", "1", "2", "--accept")
    assert "two articles" in desk.refused("pair", "1")


def test_review_says_when_nothing_waits(empty_desk: Desk) -> None:
    empty_desk.write("forum.md", FORUM)
    empty_desk.run("import", "forum.md")
    assert "Nothing waits" in empty_desk.run("review").stderr


def test_texts_to_align_have_the_length_of_an_article_at_most(desk: Desk) -> None:
    """Seen to fail without the bound: any text of 20 MB was cleaned and aligned."""
    for name in ("long.txt", "long.sents"):
        said = desk.refused("align", desk.write(name, "word " * 600_001), "1")
        assert "longer than 3,000,000 characters" in said
