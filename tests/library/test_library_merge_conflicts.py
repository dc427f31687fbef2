"""Removals, conflicts and what a person decides about them, and articles of two people."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from acting import BODIES, CODES, WORDS, contradictions
from merging import document, merged_into, sent, three, without_history

from cityreader.library.library import Library
from cityreader.library.waiting import decisions_in
from cityreader.models import Count, DateRange, Participant, Place
from cityreader.store import lineages
from shelf import in_trash, span_of

SIGNED = span_of(BODIES[1], WORDS[1][0])
FORUM = span_of(BODIES[1], WORDS[1][2])


def renamed(library: Library, title: str) -> None:
    article = library.articles.get(1)
    library.articles.edit_details(1, replace(article.details, title=title))


def decided(library: Library, number: int) -> None:
    (conflict,) = library.transfer.conflicts.waiting()
    library.transfer.conflicts.choose(conflict.record, number)
    assert library.transfer.conflicts.waiting() == []
    assert contradictions(library) == []


def test_a_removed_mark_is_removed_where_nobody_changed_it() -> None:
    """Fails without the removed records of ``History``."""
    for as_json in (True, False):
        with three() as (ann, bob, cai):
            made = ann.coding.tag(1, SIGNED, "agreement")
            merged_into(bob, sent(ann, as_json))
            before = sent(bob, as_json)
            ann.coding.remove(made.annotation.uuid)
            summary = merged_into(bob, sent(ann, as_json))
            assert (summary.changed, summary.conflicts) == (2, ())
            assert bob.coding.marks([1]) == [] == bob.records.events("")
            # Whoever hears of the removal first does not get the mark back from an older file.
            merged_into(cai, sent(ann, as_json))
            merged_into(cai, before)
            assert cai.coding.marks([1]) == []


def test_an_edit_against_a_removal_waits_and_either_can_be_chosen() -> None:
    """Fails when ``settle`` lets the removal, or the edit, win without a word."""
    for number, left in ((0, 1), (1, 0)):
        with three() as (ann, bob, _):
            mark = ann.coding.note(1, SIGNED, "first")
            merged_into(bob, sent(ann))
            ann.coding.remove(mark.uuid)
            bob.coding.set_note(mark.uuid, "second")
            of_ann, of_bob = sent(ann), sent(bob)
            for one, dossier in ((ann, of_bob), (bob, of_ann)):
                assert merged_into(one, dossier).conflicts == (
                    "the mark on “signed a friendship agreement” was removed on one side and kept"
                    " on the other",
                )
                assert [found.note for found in one.coding.marks([1])] == ["second"]
            assert without_history(ann) == without_history(bob)
            (conflict,) = bob.transfer.conflicts.waiting()
            assert conflict.versions[1].lines == ("removed",)
            assert "note: second" in conflict.versions[0].lines
            decided(bob, number)
            assert len(bob.coding.marks([1])) == left
            assert merged_into(ann, sent(bob)).conflicts == ()
            assert ann.transfer.conflicts.waiting() == []
            assert without_history(ann) == without_history(bob)


def test_what_both_sides_removed_in_the_end_is_no_conflict() -> None:
    """Fails where every record with another version is listed: an empty mark to decide about."""
    with three() as (ann, bob, _):
        mark = ann.coding.note(1, SIGNED, "first")
        merged_into(bob, sent(ann))
        ann.coding.remove(mark.uuid)
        bob.coding.set_note(mark.uuid, "second")
        merged_into(bob, sent(ann))
        assert (bob.transfer.conflicts.count(), decisions_in(bob)) == (1, 1)
        bob.coding.remove(mark.uuid)
        assert bob.transfer.conflicts.waiting() == []
        assert (bob.transfer.conflicts.count(), decisions_in(bob)) == (0, 0)


def test_versions_name_their_makers_and_the_merge_that_brought_them() -> None:
    """Fails where all steps of a version tell its maker, those before the versions parted too."""
    with three() as (ann, bob, _):
        mark = ann.coding.note(1, SIGNED, "first")
        ann.coding.set_note(mark.uuid, "second")
        merged_into(bob, sent(ann))
        ann.coding.set_note(mark.uuid, "of Ann")
        bob.coding.set_note(mark.uuid, "of Bob")
        bob.transfer.merge(sent(ann), summary="merge ann.json")
        (conflict,) = bob.transfer.conflicts.waiting()
        of_bob, of_ann = conflict.versions
        assert ("note", "of Bob") in of_bob.fields
        assert (of_bob.coder, of_bob.mine, of_bob.brought_by) == ("Bob", True, "")
        assert (of_ann.coder, of_ann.mine, of_ann.brought_by) == ("Ann", False, "merge ann.json")
        assert "" < of_ann.at < of_bob.at


def test_all_that_differs_of_two_versions_is_told() -> None:
    """Fails with a few fields of an event: two versions read alike and cannot be told apart."""
    with three() as (ann, bob, _):
        made = ann.coding.tag(1, SIGNED, "agreement").event
        assert made is not None
        merged_into(bob, sent(ann))
        for library, place, counts in (
            (ann, Place("Haicheng", "CN"), (Count("towns", 2),)),
            (bob, Place("Haicheng", "XX"), (Count("towns", 40),)),
        ):
            changed = replace(made, place=place, counts=counts, certainty=len(counts))
            library.events.save(changed)
        merged_into(bob, sent(ann))
        (conflict,) = bob.transfer.conflicts.waiting()
        first, second = (set(one.fields) for one in conflict.versions)
        assert first - second == {("place", "Haicheng, XX"), ("count", "40 towns")}
        assert second - first == {("place", "Haicheng, CN"), ("count", "2 towns")}


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"date": DateRange(text="in spring")}, {"date": DateRange(text="in autumn")}),
        ({"date": DateRange("2026-03-01", "2026-03-31", "month")},
         {"date": DateRange("2026-03-01", "2026-03-31", "interval")}),
        ({"place": Place(country="CN")}, {"place": Place(country="XX")}),
        ({"place": Place("Haicheng", lat=1.5)}, {"place": Place("Haicheng", lat=2.5)}),
        ({"series_edition": "4"}, {"series_edition": "5"}),
        ({"themes": ("ports, trade",)}, {"themes": ("ports", "trade")}),
        ({"participants": (Participant("Ada", role="host"),)},
         {"participants": (Participant("Ada", office="host"),)}),
    ],
)  # fmt: skip
def test_versions_that_differ_in_what_words_leave_out_wait(
    ours: dict[str, Any], theirs: dict[str, Any]
) -> None:
    """Fails where lines decide what waits, or ``told`` gives only the words of ``described``."""
    with three() as (ann, bob, _):
        made = ann.coding.tag(1, SIGNED, "agreement").event
        assert made is not None
        merged_into(bob, sent(ann))
        ann.events.save(replace(made, **theirs))
        bob.events.save(replace(made, **ours))
        assert len(merged_into(bob, sent(ann)).conflicts) == 1
        assert (bob.transfer.conflicts.count(), decisions_in(bob)) == (1, 1)
        (conflict,) = bob.transfer.conflicts.waiting()
        assert conflict.versions[0].lines != conflict.versions[1].lines
        decided(bob, 1)
        changed = {name: getattr(bob.events.get(made.uuid), name) for name in theirs}
        assert changed == theirs


def test_forms_of_a_name_that_read_alike_when_joined_wait() -> None:
    """Fails where the joined words of a list decide."""
    with three() as (ann, bob, _):
        uuid = ann.glossary.add({"en": ["Haicheng"]}).uuid
        merged_into(bob, sent(ann))
        for library, forms in ((ann, ["Haicheng, the port"]), (bob, ["Haicheng", "the port"])):
            library.glossary.edit(uuid, {"en": forms}, kind="term", note=None)
        merged_into(bob, sent(ann))
        (conflict,) = bob.transfer.conflicts.waiting()
        assert conflict.versions[0].lines != conflict.versions[1].lines


def test_an_event_removed_here_and_changed_there_stays_with_its_mark() -> None:
    """Fails without ``MarkMerge._held_back``: the event would be left without its mark."""
    with three() as (ann, bob, _):
        event = ann.coding.tag(1, SIGNED, "agreement").event
        assert event is not None
        merged_into(bob, sent(ann))
        ann.events.remove(event.uuid)
        bob.events.save(replace(event, title="Named by Bob"))
        of_ann, of_bob = sent(ann), sent(bob)
        assert len(merged_into(ann, of_bob).conflicts) == 2
        assert len(merged_into(bob, of_ann).conflicts) == 2
        assert ann.events.get(event.uuid).title == "Named by Bob"
        assert len(ann.coding.marks([1])) == 1
        ann.transfer.conflicts.choose(f"event:{event.uuid}", 1)
        assert ann.transfer.conflicts.waiting() == []
        assert ann.coding.marks([1]) == [] == ann.records.events("")
        merged_into(bob, sent(ann))
        assert bob.transfer.conflicts.waiting() == []
        assert without_history(ann) == without_history(bob)


def test_a_decision_about_an_event_knows_the_steps_of_its_marks_in_every_article() -> None:
    """Fails when ``choose`` reads the lineages of the article of the event alone: the mark in the
    other article would have lost its own steps, and be asked about again where an older version of
    it lies."""
    with three() as (ann, bob, cai):
        first = ann.coding.tag(1, SIGNED, "agreement")
        across = ann.coding.tag(2, span_of(BODIES[2], WORDS[2][0]), "agreement")
        event = across.event
        assert event is not None
        assert across.joined
        merged_into(bob, sent(ann))
        for note in ("first", "second"):
            for mark in (first.annotation, across.annotation):
                bob.coding.set_note(mark.uuid, note)
            if note == "first":
                merged_into(cai, sent(bob))
        bob.events.save(replace(bob.events.get(event.uuid), title="Named by Bob"))
        ann.events.remove(event.uuid)
        merged_into(bob, sent(ann))
        bob.transfer.conflicts.choose(f"event:{event.uuid}", 0)
        assert bob.transfer.conflicts.waiting() == []
        assert merged_into(cai, sent(bob)).conflicts == ()
        assert [mark.note for mark in cai.coding.marks([1, 2])] == ["second", "second"]


def test_an_article_put_into_the_trash_stays_where_somebody_marked_it() -> None:
    """Fails when ``ArticleMerge.trash`` takes every removal over."""
    with three() as (ann, bob, cai):
        ann.articles.delete([1, 2])
        bob.coding.note(1, SIGNED, "mine")
        of_ann, of_bob = sent(ann), sent(bob)
        for one, dossiers in ((ann, [of_bob]), (bob, [of_ann]), (cai, [of_ann, of_bob])):
            for dossier in dossiers:
                merged_into(one, dossier)
            assert [found.note for found in one.coding.marks([1])] == ["mine"]
            assert [article.id for article in in_trash(one)] == [2]
            (conflict,) = one.transfer.conflicts.waiting()
            assert conflict.record.startswith("trash:")
        decided(ann, 1)
        merged_into(bob, sent(ann))
        assert len(in_trash(bob)) == 2


def test_titles_and_codebooks_changed_on_both_sides_wait() -> None:
    with three() as (ann, bob, _):
        text = ann.coding.codebook().text
        for library, title, version in ((ann, "Of Ann", "9.1"), (bob, "Of Bob", "9.2")):
            renamed(library, title)
            lines = [
                f'version = "{version}"' if line.startswith("version = ") else line
                for line in text.splitlines()
            ]
            library.coding.load_codebook("\n".join(lines), "codebook.toml")
        of_ann, of_bob = sent(ann, False), sent(bob, False)
        assert len(merged_into(ann, of_bob).conflicts) == 2
        assert len(merged_into(bob, of_ann).conflicts) == 2
        assert without_history(ann) == without_history(bob)
        assert ann.articles.get(1).title == "Of Bob"
        for conflict in ann.transfer.conflicts.waiting():
            before = without_history(ann)
            ann.transfer.conflicts.choose(conflict.record, 1)
            assert without_history(ann) != before
            ann.history.undo()
            assert without_history(ann) == before
            assert conflict in ann.transfer.conflicts.waiting()
            ann.history.redo()
        assert ann.articles.get(1).title == "Of Ann"
        assert ann.coding.codebook().version == "9.1"
        assert merged_into(bob, sent(ann, False)).conflicts == ()
        assert bob.coding.codebook().version == "9.1"


def test_whether_details_were_edited_is_asked_of_one_article_alone() -> None:
    """It must say what the lineages of all records say, which reads whole tables."""

    def agrees(library: Library, key: int) -> bool:
        uuid = library.articles.get(key).uuid
        with library._context.view() as view:
            edited = lineages.details_edited(view, key)
            assert edited == (f"details:{uuid}" in lineages.lineages(view, [key]))
        return edited

    with three() as (ann, bob, cai):
        assert not agrees(ann, 1)
        renamed(ann, "Of Ann")
        assert (agrees(ann, 1), agrees(ann, 2)) == (True, False)
        ann.history.undo()
        assert agrees(ann, 1)
        ann.articles.edit_body(2, f"More. {BODIES[2]}")
        assert not agrees(ann, 2)
        merged_into(bob, sent(ann, False))
        assert (agrees(bob, 1), agrees(bob, 2)) == (True, False)
        merged_into(cai, sent(bob))
        renamed(cai, "Of Cai")
        assert agrees(cai, 1)


def test_a_text_changed_on_both_sides_waits_and_marks_keep_their_words() -> None:
    with three() as (ann, bob, _):
        ann.coding.note(1, SIGNED, "of Ann")
        bob.coding.note(1, FORUM, "of Bob")
        ann.articles.edit_body(1, "In March. " + BODIES[1])
        bob.articles.edit_body(1, "It was said: " + BODIES[1])
        of_ann, of_bob = sent(ann), sent(bob)
        merged_into(ann, of_bob)
        merged_into(bob, of_ann)
        assert without_history(ann) == without_history(bob)
        for library in (ann, bob):
            body = library.articles.body(1)
            marks = library.coding.marks([1])
            assert {mark.note for mark in marks} == {"of Ann", "of Bob"}
            assert all(body[m.start : m.end] == m.exact and m.status == "ok" for m in marks)
        before = ann.articles.body(1)
        decided(ann, 1)
        assert ann.articles.body(1) != before
        merged_into(bob, sent(ann))
        assert without_history(ann) == without_history(bob)


def folder(home: Path, number: int = 3) -> Path:
    """A folder of articles: with an address, with none, and one of a feed."""
    home.mkdir()
    for at in range(number):
        body = f"Town {at} met its partner on Monday and signed a paper number {at}.\n\nIt rained."
        head = f"---\ntitle: Town {at} signs\n"
        if at % 2:
            head += f"url: https://example.org/news/{at}?utm_source=x\n"
        (home / f"{at}.md").write_text(f"{head}---\n\n{body}\n", encoding="utf-8")
    return home


def canonical(library: Library) -> dict[str, Any]:
    """The export with one UUID an article for all that it has anywhere."""
    found = without_history(library)
    text = json.dumps(found, sort_keys=True)
    for article in found["articles"]:
        every = sorted({article["id"], *article["aliases"]})
        for uuid in every:
            text = text.replace(uuid, every[0])
    made: dict[str, Any] = json.loads(text)
    for article in made["articles"]:
        article["aliases"] = []
    for name in ("articles", "annotations"):
        made[name].sort(key=lambda one: json.dumps(one, sort_keys=True))
    return made


def test_two_imports_of_one_folder_are_one(tmp_path: Path) -> None:
    """Fails without ``Matching._alike``: every article would be there twice."""
    news = folder(tmp_path / "news")
    with three("Dee", own=True) as (ann, bob, _, dee):
        for library in (ann, bob):
            library.importing.run([news])
            library.coding.tag(1, span_of(library.articles.body(1), "signed a paper"), "agreement")
            library.readings.set_state([2], "done")
        renamed(bob, "Called otherwise by Bob")
        ours = [ann.articles.get(key).uuid for key in (1, 2, 3)]
        theirs = {record.article.uuid for record in bob.transfer.dossier().articles}
        of_ann, of_bob = sent(ann), sent(bob)
        assert merged_into(ann, of_bob).added == 4
        assert merged_into(bob, of_ann).added == 4
        assert canonical(ann) == canonical(bob)
        assert len(document(ann)["articles"]) == 3
        assert [ann.articles.get(key).uuid for key in (1, 2, 3)] == ours
        assert {ann.articles.resolve(uuid).id for uuid in theirs} == {1, 2, 3}
        assert len(ann.records.events("")) == 2
        for source in (of_ann, of_bob):
            merged_into(dee, source)
        assert canonical(dee) == canonical(ann)
        for source in (of_bob, sent(bob), sent(dee, False)):
            again = merged_into(ann, source)
            assert (again.added, again.changed, again.conflicts) == (0, 0, ())


def test_the_same_page_with_another_text_is_one_and_its_marks_are_looked_at(
    tmp_path: Path,
) -> None:
    """Fails when an address alone is no reason to take two articles for one."""
    with three(own=True) as (ann, bob, _):
        for library, first in ((ann, "It was a bright day. "), (bob, "")):
            news = tmp_path / library.coder.name
            news.mkdir()
            body = f"{first}The towns signed a paper in the old hall, and the mayor left at noon."
            (news / "page.md").write_text(
                f"---\ntitle: Towns sign\nurl: https://example.org/a\n---\n\n{body}\n"
            )
            library.importing.run([news])
        bob.coding.note(1, span_of(bob.articles.body(1), "the old hall"), "where")
        merged_into(ann, sent(bob))
        body = ann.articles.body(1)
        (mark,) = ann.coding.marks([1])
        assert body[mark.start : mark.end] == mark.exact == "the old hall"
        assert len(document(ann)["articles"]) == 1
        (conflict,) = ann.transfer.conflicts.waiting()
        assert conflict.record.startswith("text:")


def test_an_article_corrected_before_the_first_exchange_is_still_one(tmp_path: Path) -> None:
    """Fails without ``Matching._corrected``: the libraries held both texts as two articles."""
    news = folder(tmp_path / "news", 1)
    with three("Dee", own=True) as (ann, bob, cyd, _):
        for library in (ann, bob, cyd):
            library.importing.run([news])
        corrected = ann.articles.body(1).replace("paper", "treaty")
        for library, text in ((ann, corrected), (cyd, f"{corrected} It stopped.")):
            library.articles.edit_body(1, text)
        bob.coding.tag(1, span_of(bob.articles.body(1), "signed a paper"), "agreement")
        of_ann, of_bob, of_cyd = (sent(library, False) for library in (ann, bob, cyd))
        merged_into(ann, of_bob)
        merged_into(bob, of_ann)
        assert canonical(ann) == canonical(bob)
        assert ann.articles.body(1) == bob.articles.body(1) == corrected
        assert len(ann.coding.marks([1])) == 1
        merged_into(ann, of_cyd)
        merged_into(cyd, of_ann)
        for library in (ann, bob, cyd):
            assert len(document(library)["articles"]) == 1
        (conflict,) = cyd.transfer.conflicts.waiting()
        assert conflict.record.startswith("text:")


@pytest.mark.parametrize("turned", [False, True])
def test_no_article_takes_what_another_one_matches_exactly(tmp_path: Path, turned: bool) -> None:
    """Fails where ``Matching`` goes article by article: that of the earlier text came first."""
    with three(own=True) as (ann, bob, _):
        ann.importing.run([folder(tmp_path / "news", 1)])
        earlier = ann.articles.body(1)
        ann.articles.edit_body(1, earlier.replace("paper", "treaty"))
        for name, body in (("old", earlier), ("new", ann.articles.body(1))):
            page = tmp_path / name / "page.md"
            page.parent.mkdir()
            page.write_text(f"---\ntitle: {ann.articles.get(1).title}\n---\n\n{body}\n")
            bob.importing.run([page])
        dossier = sent(bob, False)
        assert len(dossier.articles) == 2
        found = sorted(dossier.articles, key=lambda one: "paper" in (one.body or ""))
        merged_into(ann, replace(dossier, articles=tuple(found[:: 1 if turned else -1])))
        assert [one["body"] for one in document(ann)["articles"]].count(earlier) == 1
        assert len(document(ann)["articles"]) == 2
        same = next(one for one in found if one.body != earlier)
        assert ann.articles.resolve(same.article.uuid).id == 1


def test_a_message_is_known_by_its_name(tmp_path: Path) -> None:
    with three(own=True) as (ann, bob, _):
        for library in (ann, bob):
            mail = tmp_path / f"{library.coder.name}.eml"
            mail.write_text(
                "From: a@example.org\nSubject: Two towns sign\nMessage-ID: <m1@example.org>\n"
                "Date: Mon, 3 Mar 2025 10:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n"
                f"The towns signed a paper in the hall on Monday.\n\nTo {library.coder.name}.\n"
            )
            library.importing.run([mail])
        merged_into(ann, sent(bob))
        assert len(document(ann)["articles"]) == 1


def test_numbers_are_told_by_coder_and_kind_and_dry_runs_foresee_them() -> None:
    with three() as (ann, bob, _):
        bob.coding.tag(1, SIGNED, "agreement")
        bob.coding.note(1, FORUM, "a note")
        library = sent(bob)
        bob_alone = replace(library, coders=tuple(c for c in library.coders))
        foreseen = ann.transfer.merge(bob_alone, dry_run=True)
        assert without_history(ann) != without_history(bob)
        told = {(one.coder, one.kind): one.added for one in foreseen.counts}
        assert told["Bob", "mark"] == 2
        assert told["Bob", "event"] == 1
        assert ann.transfer.merge(library) == foreseen
        assert without_history(ann) == without_history(bob)


def test_two_coders_of_one_name_are_told_apart() -> None:
    with three("Ann") as (ann, _, _, other):
        ann.coding.note(1, SIGNED, "of one")
        other.coding.note(1, FORUM, "of the other")
        summary = ann.transfer.merge(sent(other))
        labels = {coder["id"]: coder["label"] for coder in document(ann)["coders"]}
        assert labels[other.coder.uuid] == f"Ann ({other.coder.uuid[:8]})"
        assert len(set(labels.values())) == len(labels)
        assert {one.coder for one in summary.counts if one.kind == "mark"} == {
            labels[other.coder.uuid]
        }
        assert any("two coders" in note for note in summary.notes)
        assert ann.records.coders()[ann.coder.uuid] == labels[ann.coder.uuid]
        assert len(ann.records.annotations("coder:Ann")) == 2
        (found,) = ann.records.annotations(f'coder:"{labels[other.coder.uuid]}"')
        assert found.note == "of the other"
        (found,) = ann.records.annotations(f"coder:{ann.coder.uuid[:8]}")
        assert found.note == "of one"


def test_a_merge_undone_can_be_made_again() -> None:
    """Fails when the changes of a merge count as versions of this library."""
    with three() as (ann, bob, _):
        bob.coding.tag(1, SIGNED, CODES[0])
        before = without_history(ann)
        merged_into(ann, sent(bob))
        ann.history.undo()
        assert without_history(ann) == before
        assert merged_into(bob, sent(ann)).changed == 0
        assert merged_into(ann, sent(bob)).conflicts == ()
        assert without_history(ann) == without_history(bob)


def test_where_marks_stand_is_no_version_of_its_own() -> None:
    with three() as (ann, bob, _):
        mark = ann.coding.note(1, SIGNED, "first")
        merged_into(bob, sent(ann))
        ann.articles.edit_body(1, "In March. " + BODIES[1])
        bob.coding.set_note(mark.uuid, "second")
        assert merged_into(ann, sent(bob)).conflicts == ()
        assert merged_into(bob, sent(ann)).conflicts == ()
        (found,) = bob.coding.marks([1])
        assert (found.note, found.start) == ("second", mark.start + len("In March. "))
        assert without_history(ann) == without_history(bob)


def test_a_date_given_in_one_library_goes_over() -> None:
    with three() as (ann, bob, _):
        article = ann.articles.get(2)
        ann.articles.edit_details(
            2,
            replace(
                article.details,
                source="The Port",
                author=None,
                url=None,
                published=DateRange("2025-03-14", "2025-03-14", "day", None, "by hand"),
            ),
        )
        assert merged_into(bob, sent(ann)).changed == 1
        assert bob.articles.get(2).source == "The Port"


def test_a_purge_takes_what_merges_noted_of_readings_too() -> None:
    """Fails without the readings in ``purging._doom_named``: an older file of another library would
    not bring back how far its coder was with an article that was purged here."""
    with three() as (ann, bob, cai):
        ann.readings.set_state([1], "opened")
        merged_into(cai, sent(ann))
        ann.readings.set_state([1], "done")
        merged_into(bob, sent(ann))
        bob.articles.delete([1])
        bob.care.purge_deleted()
        merged_into(bob, sent(cai))
        (article,) = (one for one in document(bob)["articles"] if one["lang"] == "en")
        assert [reading["state"] for reading in article["readings"]] == ["opened"]


def test_a_coder_keeps_the_name_it_has_here_and_it_is_said() -> None:
    """The numbers were of “Robert”, whom nobody found in the library afterwards."""
    with three() as (ann, bob, _):
        bob.coding.note(1, SIGNED, "of Bob")
        merged_into(ann, sent(bob))
        called = tuple(
            replace(one, name="Robert") if one.uuid == bob.coder.uuid else one
            for one in sent(bob).coders
        )
        summary = merged_into(ann, replace(sent(bob), coders=called))
        assert {one.coder for one in summary.counts if one.kind == "mark"} == {"Bob"}
        assert summary.notes == ("Robert is Bob here",)


def test_a_project_nobody_named_gets_no_name_by_a_merge() -> None:
    """A library of its own and one that began with a merge told of themselves otherwise."""
    with three(own=True) as (ann, bob, _):
        bob.glossary.add({"en": ["harbour"]})
        merged_into(ann, sent(bob))
        assert "“cityreader”" not in ann.agreement.methods()
        assert without_history(ann) == without_history(bob)
