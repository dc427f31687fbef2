"""Translations written row by row, the memory, and the translation command."""

import json
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace

import pytest
from acting import person
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.config import Config, TranslateOptions
from cityreader.errors import CityReaderError, RefusedError, StoppedError, UsageError
from cityreader.export.reader import parse
from cityreader.library import aligner
from cityreader.library.library import Library
from cityreader.library.writing import RowToWrite
from cityreader.models import Span, Spread
from shelf import CHINESE, ENGLISH, add_article, span_of

SENTENCES = [
    "林德马克与海城签了友好协议。",
    "市长在海关大楼接待了客人。",
    "港口论坛明年五月开幕。",
    "四十座城市答应出席。",
]


def alone(library: Library) -> Spread:
    add_article(library, "Two harbour towns sign", ENGLISH, "en")
    return library.writing.sheet(1)


def place(spread: Spread, number: int) -> RowToWrite:
    span = spread.beads[number].left
    assert span is not None
    assert spread.right is not None
    return RowToWrite(spread.left.id, spread.left.revision, span, spread.right.lang)


def write(library: Library, spread: Spread, number: int, text: str) -> int:
    key = library.writing.write_row(place(spread, number), text).translation_id
    assert key is not None
    return key


def rows(library: Library) -> list[str | None]:
    spread = library.writing.sheet(1)
    return [
        spread.right_body[bead.right.start : bead.right.end] if bead.right else None
        for bead in spread.beads
    ]


def test_the_sheet_of_an_article_alone_is_empty_and_writes_nothing(library: Library) -> None:
    sheet = alone(library)
    assert sheet.right is not None
    assert (sheet.right.id, sheet.right.lang, sheet.pair_uuid) == (0, "zh-Hans", None)
    assert len(sheet.beads) == 4
    assert library.pairs.of_article(1) == []


def test_the_first_row_makes_article_and_pair_in_one_step(library: Library) -> None:
    sheet = alone(library)
    key = write(library, sheet, 1, SENTENCES[1])
    article = library.articles.get(key)
    assert (article.kind, article.lang, article.author) == ("user-translation", "zh-Hans", "Ann")
    assert article.title == "Translation of “Two harbour towns sign”"
    assert rows(library) == [None, SENTENCES[1], None, None]
    [pair] = library.pairs.of_article(1)
    assert [bead.checked for bead in pair.beads] == [False, True, False, False]
    assert library.care.check().problems == ()
    library.history.undo()
    assert library.pairs.of_article(1) == []
    assert library.articles.get(key).deleted
    library.history.redo()
    assert rows(library) == [None, SENTENCES[1], None, None]


def test_the_published_article_leads_the_line_of_the_list(library: Library) -> None:
    add_article(library, "两座港口城市签约", CHINESE, "zh-Hans")
    sheet = library.writing.sheet(1)
    assert sheet.right is not None
    assert sheet.right.lang == "en"
    write(library, sheet, 0, "Lindmark and Haicheng signed.")
    write(library, sheet, 1, "The mayor received guests.")
    spread = library.pairs.spread(1)
    assert spread.left.id == 1
    assert spread.right_body == "Lindmark and Haicheng signed. The mayor received guests."
    assert library.readings.counts().listed == 1


def test_every_row_survives_in_order_and_paragraphs(library: Library) -> None:
    sheet = alone(library)
    for number in (2, 0, 3, 1):
        write(library, sheet, number, SENTENCES[number])
    assert rows(library) == SENTENCES
    body = library.writing.sheet(1).right_body
    assert body == f"{SENTENCES[0]}{SENTENCES[1]}\n\n{SENTENCES[2]}{SENTENCES[3]}"
    assert library.care.check().problems == ()


def test_marks_on_other_rows_keep_their_words_and_changed_ones_wait(library: Library) -> None:
    sheet = alone(library)
    for number in range(4):
        key = write(
            library, sheet, number, "同一句话在这里。" if number in (0, 3) else SENTENCES[number]
        )
    body = library.articles.body(key)
    last = body.rindex("同一句话")
    twin = library.coding.note(key, Span(last, last + 4), "the last one")
    other = library.coding.tag(key, span_of(body, "港口论坛"), "forum")
    changed = library.coding.note(key, span_of(body, "海关大楼"), "where")
    write(library, sheet, 0, "完全不同而且长得多的第一句话。")
    write(library, sheet, 1, "市长在海关大厦接待了客人。")
    marks = {mark.uuid: mark for mark in library.coding.marks([key])}
    body = library.articles.body(key)
    assert marks[twin.uuid].status == "ok"
    assert marks[twin.uuid].start == body.rindex("同一句话")
    assert (marks[other.annotation.uuid].status, marks[other.annotation.uuid].exact) == (
        "ok",
        "港口论坛",
    )
    assert marks[changed.uuid].status in ("review", "orphan")
    for mark in marks.values():
        if mark.status != "orphan":
            assert body[mark.start : mark.end] == mark.exact
    assert library.care.check().problems == ()


def test_emptying_rows_takes_them_out_and_the_last_one_the_article(library: Library) -> None:
    sheet = alone(library)
    key = write(library, sheet, 0, SENTENCES[0])
    write(library, sheet, 2, SENTENCES[2])
    write(library, sheet, 0, "  ")
    assert rows(library) == [None, None, SENTENCES[2], None]
    assert library.writing.write_row(place(sheet, 2), "").translation_id is None
    assert library.articles.get(key).deleted
    assert library.writing.sheet(1).pair_uuid is None
    library.history.undo()
    assert rows(library) == [None, None, SENTENCES[2], None]
    assert library.care.check().problems == ()


def test_writing_the_same_again_is_no_step(library: Library) -> None:
    sheet = alone(library)
    write(library, sheet, 0, SENTENCES[0])
    steps = len(library.history.steps())
    assert not library.writing.write_row(place(sheet, 0), f" {SENTENCES[0]} ").changed
    assert not library.writing.write_row(place(sheet, 1), " ").changed
    assert len(library.history.steps()) == steps


def test_a_source_that_changed_since_is_not_written_beside(library: Library) -> None:
    sheet = alone(library)
    library.articles.edit_body(1, ENGLISH.replace("Friday", "Monday"))
    with pytest.raises(RefusedError, match="changed since"):
        library.writing.write_row(place(sheet, 0), SENTENCES[0])


def test_other_pairs_of_a_translation_are_aligned_outside_of_the_transaction(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without ``WritingService._foresee`` nobody else could write while a row is written."""
    sheet = alone(library)
    key = write(library, sheet, 0, SENTENCES[0])
    other = add_article(library, "Another telling", ENGLISH, "en")
    library.pairs.link(other, key)
    real, free = aligner.align_texts, []

    def watched(*given, **named):  # type: ignore[no-untyped-def]
        with closing(sqlite3.connect(library.path, timeout=0)) as somebody:
            somebody.execute("BEGIN IMMEDIATE")
            free.append(True)
        return real(*given, **named)

    monkeypatch.setattr(aligner, "align_texts", watched)
    write(library, library.writing.sheet(1), 1, SENTENCES[1])
    assert free == [True]
    [pair] = library.pairs.of_article(other)
    texts = [bead.right and library.articles.body(key)[slice(*bead.right)] for bead in pair.beads]
    assert "".join(filter(None, texts)) == SENTENCES[0] + SENTENCES[1]


def test_two_programs_write_beside_each_other(library: Library, tmp_path) -> None:
    sheet = alone(library)
    with person(library.path, tmp_path / "bob", "Bob") as other:
        write(library, sheet, 0, SENTENCES[0])
        write(other, sheet, 1, SENTENCES[1])
        write(library, sheet, 2, SENTENCES[2])
    assert rows(library) == [*SENTENCES[:3], None]
    assert library.care.check().problems == ()


def test_a_translation_can_be_named(library: Library) -> None:
    key = write(library, alone(library), 0, SENTENCES[0])
    library.writing.entitle(key, "两座港口城市\n签约")
    assert library.articles.get(key).title == "两座港口城市 签约"
    with pytest.raises(UsageError):
        library.writing.entitle(key, " ")


def test_machine_rows_say_so_until_a_person_writes_them(library: Library, tmp_path) -> None:
    sheet = alone(library)
    write(library, sheet, 0, SENTENCES[0])
    spans = [bead.left for bead in sheet.beads]
    made = {span: f"机器译文{n}。" for n, span in enumerate(spans) if span is not None}
    library.writing.fill(place(sheet, 0), made)
    found = library.writing.sheet(1).beads
    assert [bead.origin for bead in found] == [None, "machine", "machine", "machine"]
    assert rows(library)[0] == SENTENCES[0]
    write(library, sheet, 1, "机器译文1。")
    assert library.writing.sheet(1).beads[1].origin is None
    write(library, sheet, 2, SENTENCES[2])
    assert [b.origin for b in library.writing.sheet(1).beads] == [None, None, None, "machine"]
    target = tmp_path / "out.json"
    library.transfer.export(target, None)
    exported = json.loads(target.read_text("utf-8"))
    beads = exported["pairs"][0]["beads"]
    assert [bead["origin"] for bead in beads] == [None, None, None, "machine"]
    assert [a["kind"] for a in exported["articles"]].count("user-translation") == 1


def test_undo_takes_filled_rows_back_together(library: Library) -> None:
    sheet = alone(library)
    spans = [bead.left for bead in sheet.beads]
    library.writing.fill(place(sheet, 0), {span: "甲乙丙。" for span in spans if span is not None})
    assert None not in rows(library)
    library.history.undo()
    assert library.writing.sheet(1).pair_uuid is None


@settings(max_examples=8, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 3), st.sampled_from(["甲。", "乙乙。", "甲。乙。", "", "long one"])
        ),
        min_size=1,
        max_size=8,
    )
)
def test_whatever_is_written_undo_leads_back_through_every_state(tmp_path_factory, steps) -> None:
    folder = tmp_path_factory.mktemp("writing")
    with person(folder / "library.db", folder, "Ann") as library:
        sheet = alone(library)
        states = [rows(library)]
        for number, text in steps:
            if library.writing.write_row(place(sheet, number), text).changed:
                states.append(rows(library))
            expected = states[-1]
            assert expected[number] == (text or None)
        assert library.care.check().problems == ()
        for state in reversed(states[:-1]):
            library.history.undo()
            assert rows(library) == state


def test_the_memory_offers_rows_like_the_sentence(paired: Library) -> None:
    asked = "The harbour towns of Lindmark and Haicheng signed a friendship treaty on Monday."
    [match, *_] = paired.memory.matches(asked, "en", "zh-Hant")
    assert match.target == "林德马克与海城两座港口城市周五签署了友好协议。"
    assert 80 < match.score < 100
    assert match.article.id == 2
    [back, *_] = paired.memory.matches(
        "林德馬克與海城兩座港口城市週五簽署了友好協議。", "zh-Hant", "en"
    )
    assert back.score == 100
    assert back.target.startswith("The harbour towns")
    assert paired.memory.matches("Nothing of the kind is here at all.", "en", "zh") == []
    assert paired.memory.matches(asked, "en", "de") == []


def test_the_memory_follows_what_is_written_and_undone(library: Library) -> None:
    sheet = alone(library)
    asked = "Forty towns have promised to come."
    assert library.memory.matches(asked, "en", "zh") == []
    write(library, sheet, 3, SENTENCES[3])
    [match] = library.memory.matches(asked, "en", "zh")
    assert (match.target, match.score, match.checked) == (SENTENCES[3], 100, True)
    last = sheet.beads[3].left
    assert last is not None
    assert library.memory.matches(asked, "en", "zh", besides=(1, last)) == []
    write(library, sheet, 3, "四十座城市会来。")
    assert library.memory.matches(asked, "en", "zh")[0].target == "四十座城市会来。"
    library.articles.delete([1])
    assert library.memory.matches(asked, "en", "zh") == []


def test_the_memory_never_offers_what_a_machine_made_unchecked(library: Library) -> None:
    sheet = alone(library)
    last = sheet.beads[3].left
    assert last is not None
    library.writing.fill(place(sheet, 3), {last: "机器。"})
    asked = "Forty towns have promised to come."
    assert library.memory.matches(asked, "en", "zh") == []
    write(library, sheet, 3, "机器。")
    assert [match.target for match in library.memory.matches(asked, "en", "zh")] == ["机器。"]


def test_published_rows_go_before_own_ones(paired: Library) -> None:
    body = "Forty towns have promised to come."
    key = add_article(paired, "Again", body, "en")
    sheet = paired.writing.sheet(key)
    write(paired, sheet, 0, "自己的译文。")
    targets = [match.target for match in paired.memory.matches(body, "en", "zh")]
    assert targets == ["四十座城市已答应出席。", "自己的译文。"]


def test_a_search_of_the_memory_can_be_stopped(paired: Library) -> None:
    with pytest.raises(StoppedError):
        paired.memory.matches("Forty towns", "en", "zh", cancelled=lambda: True)


def commanded(tmp_path, *command: str, seconds: int = 20) -> Library:
    from cityreader.config import Folders

    folders = Folders.of_user({"CITYREADER_HOME": str(tmp_path / "home")})
    config = replace(
        Config(coder="Ann"), translate=TranslateOptions(tuple(command), seconds=seconds)
    )
    return Library.open(tmp_path / "l.db", config=config, folders=folders, create=True)


PROGRAM = (
    "import os, sys; text = sys.stdin.buffer.read().decode('utf-8');"
    "sys.stdout.buffer.write((os.environ['CITYREADER_FROM'] + '>' + os.environ['CITYREADER_TO']"
    " + ' ' + text[::-1] + '\\x1b[31m\\n').encode('utf-8'))"
)


def test_a_command_gets_the_text_and_its_answer_is_cleaned(tmp_path) -> None:
    with commanded(tmp_path, sys.executable, "-c", PROGRAM) as library:
        assert library.machine.configured
        assert library.machine.translate("签约", "zh-Hans", "en") == "zh-Hans>en 约签"


def test_without_a_command_nothing_is_run(library: Library) -> None:
    assert not library.machine.configured
    with pytest.raises(UsageError, match="No command is configured"):
        library.machine.translate("text", "en", "zh-Hans")


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("import sys; sys.exit('no\\x1b[2J key')", "ended with code 1: no key"),
        ("pass", "answered nothing"),
        ("import time; time.sleep(60)", "took more than 1 seconds"),
    ],
)
def test_a_command_that_fails_is_told_in_one_sentence(tmp_path, program, words) -> None:
    with commanded(tmp_path, sys.executable, "-c", program, seconds=1) as library:
        with pytest.raises(CityReaderError) as caught:
            library.machine.translate("text", "en", "zh-Hans")
        assert words in caught.value.message


def test_a_command_that_is_not_there_is_named(tmp_path) -> None:
    with (
        commanded(tmp_path, str(tmp_path / "absent")) as library,
        pytest.raises(CityReaderError, match="absent cannot be run: No such file"),
    ):
        library.machine.translate("text", "en", "zh-Hans")


def test_a_command_can_be_stopped(tmp_path) -> None:
    with (
        commanded(tmp_path, sys.executable, "-c", "import time; time.sleep(60)") as library,
        pytest.raises(StoppedError),
    ):
        library.machine.translate("text", "en", "zh-Hans", cancelled=lambda: True)


def test_aligning_again_and_a_new_source_keep_the_mark_of_a_machine(library: Library) -> None:
    from cityreader.library.rows import RowPlace

    sheet = alone(library)
    write(library, sheet, 0, SENTENCES[0])
    spans = [sheet.beads[n].left for n in (1, 2)]
    library.writing.fill(
        place(sheet, 0), {span: SENTENCES[n] for n, span in enumerate(spans, 1) if span}
    )
    spread = library.pairs.spread(1)
    assert spread.right is not None
    assert spread.pair_uuid is not None
    revisions = (spread.left.revision, spread.right.revision)
    again = library.rows.foresee_realignment(RowPlace(spread.pair_uuid, "left", 0, revisions))
    library.rows.realign(again)
    machine = [None, "machine", "machine", None]
    assert [bead.origin for bead in library.pairs.spread(1).beads] == machine
    library.articles.edit_body(1, ENGLISH.replace("Forty towns", "Fifty towns"))
    assert [bead.origin for bead in library.pairs.spread(1).beads] == machine
    assert library.care.check().problems == ()


def test_an_export_brings_translations_and_their_origin_back(library: Library, tmp_path) -> None:
    sheet = alone(library)
    write(library, sheet, 0, SENTENCES[0])
    span = sheet.beads[1].left
    assert span is not None
    library.writing.fill(place(sheet, 1), {span: SENTENCES[1]})
    library.transfer.export(tmp_path / "one.json", None)
    with person(tmp_path / "other.db", tmp_path / "bob", "Bob") as other:
        other.transfer.merge(parse((tmp_path / "one.json").read_bytes()))
        other.transfer.export(tmp_path / "two.json", None)
    one, two = (
        {**json.loads((tmp_path / name).read_text("utf-8")), "generated_at": ""}
        for name in ("one.json", "two.json")
    )
    assert one == two


def test_a_published_counterpart_is_proposed_beside_an_own_translation(library: Library) -> None:
    sheet = alone(library)
    write(library, sheet, 0, SENTENCES[0])
    add_article(library, "两座港口城市签约", CHINESE, "zh-Hans")
    found = {candidate.article.id for candidate in library.counterparts.of_article(1)}
    assert 3 in found
    assert library.writing.sheet(1).right_body == SENTENCES[0]
