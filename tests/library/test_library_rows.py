"""Correcting rows in a library: one undoable step each, and checked rows that stay."""

from dataclasses import replace

import pytest

from cityreader.bilingual.bounds import BY_LENGTH, Bounds
from cityreader.errors import NotFoundError, RefusedError, StoppedError, UsageError
from cityreader.library import aligner, rows
from cityreader.library.library import Library
from cityreader.library.rows import RowPlace
from cityreader.models import Bead, Pair, Span
from cityreader.store import pairs
from shelf import CHINESE, ENGLISH, add_article, span_of


def pair_of(library: Library) -> Pair:
    """The only pair of article 1."""
    (pair,) = library.pairs.of_article(1)
    return pair


def place(library: Library, words: str, body: str = ENGLISH) -> RowPlace:
    """The row that holds these words."""
    pair = pair_of(library)
    return RowPlace(
        pair.uuid,
        "left" if body == ENGLISH else "right",
        span_of(body, words).start,
        (pair.left_revision, pair.right_revision),
    )


def texts(library: Library) -> list[tuple[str, str]]:
    """The first words of both sides of every row."""
    spread = library.pairs.spread(1)
    return [
        (
            spread.left_body[slice(*bead.left)][:9] if bead.left else "",
            spread.right_body[slice(*bead.right)][:4] if bead.right else "",
        )
        for bead in spread.beads
    ]


def test_each_correction_is_one_step_that_names_the_rows(paired: Library) -> None:
    before = pair_of(paired)
    paired.rows.merge_with_next(place(paired, "Mayor Ada"))
    assert [bead.checked for bead in pair_of(paired).beads] == [False, True, False]
    paired.rows.split(place(paired, "A forum"))
    paired.rows.unlink(place(paired, "A forum"))
    paired.rows.move_sentence(place(paired, "Mayor Ada"), 1)
    paired.rows.check_to(place(paired, "Forty"))
    summaries = [step.summary for step in paired.history.steps(limit=5)]
    assert summaries == [
        "check rows to 5: Two harbour towns sign",
        "move a sentence of row 2 down: Two harbour towns sign",
        "unlink row 3: Two harbour towns sign",
        "split row 2: Two harbour towns sign",
        "merge rows 2-3: Two harbour towns sign",
    ]
    assert {step.article_id for step in paired.history.steps(limit=5)} == {1}
    for _ in range(5):
        paired.history.undo()
    assert pair_of(paired) == before
    assert paired.care.check().problems == ()


def test_a_split_cuts_the_other_side_at_its_nearest_sentence(paired: Library) -> None:
    paired.rows.merge_with_next(place(paired, "A forum"))
    paired.rows.split(place(paired, "Forty"))
    assert texts(paired)[2:] == [("A forum o", "清洁港口"), ("Forty tow", "四十座城")]
    paired.rows.merge_with_next(place(paired, "A forum"))
    paired.rows.split(place(paired, "Forty"), span_of(CHINESE, "将于明年").start)
    assert texts(paired)[2:] == [("A forum o", "清洁港口"), ("Forty tow", "将于明年")]


def test_a_row_is_found_by_its_text_after_others_changed(paired: Library) -> None:
    seen = place(paired, "Forty")
    paired.rows.merge_with_next(place(paired, "The harbour"))
    paired.rows.unlink(seen)
    assert texts(paired)[-2:] == [("Forty tow", ""), ("", "四十座城")]


def test_nothing_to_do_leaves_no_step(paired: Library) -> None:
    known = len(paired.history.steps())
    with pytest.raises(UsageError, match="no next row"):
        paired.rows.merge_with_next(place(paired, "Forty"))
    paired.rows.check_to(place(paired, "Forty"))
    assert len(paired.history.steps()) == known + 1
    assert paired.rows.check_to(place(paired, "Forty")) == 0
    assert len(paired.history.steps()) == known + 1


def test_rows_of_another_text_or_of_no_pair_are_refused(paired: Library) -> None:
    seen = place(paired, "Forty")
    paired.articles.edit_body(1, "One more. " + ENGLISH)
    with pytest.raises(RefusedError, match="changed since"):
        paired.rows.unlink(seen)
    paired.history.undo()
    paired.pairs.unlink(1, 2)
    with pytest.raises(NotFoundError):
        paired.rows.unlink(seen)


def test_aligning_the_rest_keeps_what_was_checked(paired: Library) -> None:
    original = pair_of(paired)
    paired.rows.unlink(place(paired, "The harbour"))
    spoilt = pair_of(paired).beads
    with paired._context.unit("spoil") as unit:
        merged = Bead(
            span_of(ENGLISH, ENGLISH[ENGLISH.index("Mayor") :]),
            span_of(CHINESE, CHINESE[CHINESE.index("市长") :]),
            0.4,
        )
        pairs.correct(unit, original.uuid, (*spoilt[:2], merged))
    heard: list[float] = []
    found = paired.rows.foresee_realignment(place(paired, "The harbour"), progress=heard.append)
    assert found.changed == 3
    assert pair_of(paired).beads[2] == merged
    paired.rows.realign(found)
    after = pair_of(paired)
    assert after.beads[:2] == spoilt[:2]
    assert [(b.left, b.right) for b in after.beads[2:]] == [
        (b.left, b.right) for b in original.beads[1:]
    ]
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    assert paired.history.steps(limit=1)[0].summary == (
        "align the rest again: Two harbour towns sign"
    )
    paired.history.undo()
    assert pair_of(paired).beads[2] == merged


def test_rows_that_changed_meanwhile_are_left_alone(paired: Library) -> None:
    found = paired.rows.foresee_realignment(place(paired, "Forty"))
    paired.rows.unlink(place(paired, "Forty"))
    with pytest.raises(RefusedError, match="while they were aligned"):
        paired.rows.realign(found)
    with pytest.raises(StoppedError):
        paired.rows.foresee_realignment(place(paired, "Forty"), cancelled=lambda: True)


@pytest.mark.parametrize(
    ("made_by", "older"),
    [
        ("1+dictionary+vectors", True),
        ("2", True),
        ("2+dictionary", True),
        ("2+vectors", True),
        ("2+dictionary+vectors", False),
        ("3", False),
        ("written", False),
        (None, False),
    ],
)
def test_rows_of_an_older_aligner_are_offered(
    paired: Library, made_by: str | None, older: bool
) -> None:
    assert aligner.is_older(made_by, "2+dictionary+vectors") is older
    pair = pair_of(paired)
    with paired._context.unit("older") as unit:
        pairs.realign(unit, pair.uuid, (1, 1), pair.beads, made_by)
    now = aligner.aligner_name(paired._context.folders)
    expected = aligner.is_older(made_by, now)
    assert paired.pairs.spread(1).older is expected
    assert paired.counterparts.review().older == (((1, 2),) if expected else ())


def test_all_of_an_older_pair_is_aligned_anew(
    paired: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a long pair too; else its rows would be those of two aligners."""
    monkeypatch.setattr(rows, "LONG", 1)
    pair = pair_of(paired)
    with paired._context.unit("older") as unit:
        kept = replace(pair.beads[0], checked=True)
        merged = Bead(
            Span(pair.beads[1].left.start, pair.beads[3].left.end),
            Span(pair.beads[1].right.start, pair.beads[3].right.end),
            0.4,
        )
        pairs.realign(unit, pair.uuid, (1, 1), (kept, merged), "1")
    paired.rows.realign(paired.rows.foresee_anew(1, 2))
    after = pair_of(paired)
    assert after.beads[0] == kept
    assert [bead.left for bead in after.beads] == [bead.left for bead in pair.beads]
    assert not paired.pairs.spread(1).older


def test_a_pair_that_is_checked_whole_is_not_offered(paired: Library) -> None:
    pair = pair_of(paired)
    with paired._context.unit("older") as unit:
        checked = [replace(bead, checked=True) for bead in pair.beads]
        pairs.realign(unit, pair.uuid, (1, 1), checked, "1")
    assert not paired.pairs.spread(1).older
    assert paired.counterparts.review().older == ()


def test_checked_rows_stay_so_where_a_new_text_has_their_words(paired: Library) -> None:
    paired.rows.merge_with_next(place(paired, "The harbour"))
    paired.rows.check_to(place(paired, "A forum"))
    text = "Lindmark, Friday.\n\n" + ENGLISH.replace("clean ports", "cleaner ports")
    paired.articles.edit_body(1, text)
    after = pair_of(paired)
    kept = [bead for bead in after.beads if bead.checked]
    assert len(kept) == 1
    assert kept[0].left is not None
    assert text[slice(*kept[0].left)] == ENGLISH[: ENGLISH.index("\n")]
    assert kept[0].right is not None
    assert CHINESE[slice(*kept[0].right)] == CHINESE[: CHINESE.index("\n")]
    step = paired.history.steps(limit=1)[0]
    assert (
        step.summary == "edit text of “Two harbour towns sign”, with 1 checked row to check again"
    )
    covered = "".join(text[slice(*bead.left)] for bead in after.beads if bead.left)
    assert "".join(covered.split()) == "".join(text.split())


def test_checked_rows_survive_an_import_of_the_same_file(library: Library, tmp_path) -> None:
    english, chinese = tmp_path / "en.txt", tmp_path / "zh.txt"
    english.write_text(f"Two harbour towns sign\n\n{ENGLISH}\n", encoding="utf-8")
    chinese.write_text(f"两座港口城市签约\n\n{CHINESE}\n", encoding="utf-8")
    library.importing.run([english, chinese])
    library.pairs.link(1, 2)
    body = library.articles.body(1)
    pair = pair_of(library)
    at = body.index("A forum")
    library.rows.check_to(RowPlace(pair.uuid, "left", at, (1, 1)))
    english.write_text(f"Two harbour towns sign\n\n{ENGLISH}\n\nThe end.\n", encoding="utf-8")
    outcomes = []
    library.importing.run([english], report=outcomes.append)
    assert [outcome.outcome for outcome in outcomes] == ["updated"]
    after = pair_of(library)
    assert after.left_revision == 2
    assert [b.checked for b in after.beads[: len(pair.beads)]] == [
        b.left is None or b.left.start <= at for b in pair.beads
    ]
    english.write_text(
        f"Two harbour towns sign\n\n{ENGLISH.replace('nine', 'ten')}\n", encoding="utf-8"
    )
    outcomes.clear()
    library.importing.run([english], report=outcomes.append)
    assert outcomes[0].why["rows"] == "1 checked row to check again"


def test_the_pair_knows_what_aligned_it(paired: Library) -> None:
    name = pair_of(paired).aligner
    assert name is not None
    assert name.startswith("2+dictionary")
    paired.rows.unlink(place(paired, "Forty"))
    assert pair_of(paired).aligner == name


def test_long_texts_without_a_watch_are_aligned_briefly_and_offered_anew(
    paired: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the bounds an import of two books takes minutes with nothing to see."""
    folders = paired._context.folders
    whole = aligner.aligner_name(folders)
    monkeypatch.setattr(aligner, "BRIEF", Bounds(vectors=10, words=20))
    brief, watched = aligner.Alignments(folders), aligner.Alignments(folders, lambda _: None)
    assert brief.aligner("short", "短") == whole
    assert brief.aligner("not so short", "不短") == whole.removesuffix("+vectors")
    assert brief.aligner(ENGLISH, CHINESE) == "2"
    assert aligner.is_older("2", watched.aligner(ENGLISH, CHINESE))
    assert {row.score for row in brief.rows(ENGLISH, CHINESE)} == {BY_LENGTH}
    assert BY_LENGTH not in {row.score for row in watched.rows(ENGLISH, CHINESE)}


def test_an_import_is_stopped_while_it_aligns(library: Library, tmp_path) -> None:
    """Without the import's question handed to the aligner, the new text is stored before."""
    path = tmp_path / "sign.txt"
    path.write_text(f"Two harbour towns sign\n\n{ENGLISH}\n", encoding="utf-8")
    library.importing.run([path])
    library.pairs.link(1, add_article(library, "两座港口城市签约", CHINESE, "zh-Hans"))
    changed = ENGLISH.replace("nine", "ten")
    path.write_text(f"Two harbour towns sign\n\n{changed}\n", encoding="utf-8")
    asked = iter(range(10_000))
    told = library.importing.run([path], cancelled=lambda: next(asked) > 1)
    assert told.cancelled
    assert library.articles.get(1).revision == 1
    library.importing.run([path])
    assert library.articles.get(1).revision == 2


def test_correcting_a_row_of_a_long_text_writes_few_records(library: Library) -> None:
    english = " ".join(f"Town {n} came." for n in range(60))
    chinese = "".join(f"第{n}座城市来了。" for n in range(60))
    add_article(library, "Towns", english)
    add_article(library, "城市", chinese, "zh-Hans")
    library.pairs.link(1, 2)
    pair = pair_of(library)
    with library._context.view() as view:
        before = view.value("SELECT COUNT(*) FROM changes")
    library.rows.unlink(RowPlace(pair.uuid, "left", english.index("Town 7"), (1, 1)))
    with library._context.view() as view:
        assert view.value("SELECT COUNT(*) FROM changes") - before == 2
    assert len(pair_of(library).beads) == len(pair.beads) + 1
