"""Agreement and methods of a real library with none, one and several coders."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from merging import merged_into, sent, three

from cityreader import __version__
from cityreader.config import Config, Folders
from cityreader.library import agreement, double_coding
from cityreader.library.double_coding import units_of
from cityreader.library.library import Library
from cityreader.models import Coder, DateRange
from cityreader.models.agreement import CodingUnit
from cityreader.models.people import CONSENSUS, CONSENSUS_UUID
from cityreader.store.session import View
from shelf import CHINESE, ENGLISH, add_article, span_of

SIGNED = "signed a friendship agreement"
GUESTS = "received nine guests"
FORUM = "A forum on clean ports"


@pytest.fixture
def person(paired: Library, tmp_path: Path, folders: Folders) -> Iterator[Callable[..., Library]]:
    """Opens the library of Ann as somebody else."""
    with ExitStack() as stack:
        yield lambda name, uuid=None: stack.enter_context(
            Library.open(
                tmp_path / "annotations.db",
                config=Config(coder=name),
                folders=folders,
                coder=Coder(uuid, name) if uuid else None,
            )
        )


def test_two_coders_of_one_article(paired: Library, person: Callable[[str], Library]) -> None:
    bo = person("Bo")
    paired.coding.tag(1, span_of(ENGLISH, SIGNED), "agreement")
    paired.coding.tag(1, span_of(ENGLISH, FORUM), "forum")
    bo.coding.tag(1, span_of(ENGLISH, SIGNED), "agreement")
    bo.coding.tag(1, span_of(ENGLISH, GUESTS), "visit")
    assert paired.agreement.report().overall is None
    paired.readings.set_state([1], "done")
    assert paired.agreement.report().overall is None
    bo.readings.set_state([1], "done")
    report = bo.agreement.report()
    (found,) = report.pairs
    assert report.overall == found
    assert report.done == {paired.coder.uuid: 1, bo.coder.uuid: 1}
    assert (found.articles, found.units, found.events, found.matched) == (1, 4, 4, 2)
    # Four sentences, 1 1, 0 1, 1 0 and 0 0: n = 8, four of them yes.
    assert found.mention.value == pytest.approx(1 - 7 * 4 / (2 * 4 * 4))
    assert found.type.why == "no variation: every value is the same"
    assert found.exact.value == pytest.approx(0.5)
    assert (found.dates.count, found.dates.of) == (1, 1)


def test_the_row_is_the_unit_of_a_pair(paired: Library, person: Callable[[str], Library]) -> None:
    """Without the words of the other side each would look as if the other had missed the event."""
    bo = person("Bo")
    paired.coding.tag(1, span_of(ENGLISH, SIGNED), "agreement")
    bo.coding.tag(2, span_of(CHINESE, "签署了友好协议"), "agreement")
    for library in (paired, bo):
        library.readings.set_state([1, 2], "done")
    (found,) = paired.agreement.report().pairs
    assert (found.articles, found.units, found.matched) == (1, 4, 2)
    assert found.mention.value == 1


def test_what_lies_in_the_trash_or_is_consensus_is_not_compared(
    paired: Library, person: Callable[..., Library]
) -> None:
    """The coder consensus holds copies: counted, everybody would seem to agree."""
    bo, agreed = person("Bo"), person(CONSENSUS, CONSENSUS_UUID)
    for library in (paired, bo, agreed):
        library.coding.tag(1, span_of(ENGLISH, SIGNED), "agreement")
        library.readings.set_state([1], "done")
    report = paired.agreement.report()
    assert [set(found.coders) for found in report.pairs] == [{paired.coder.uuid, bo.coder.uuid}]
    assert agreed.coder.uuid not in report.done
    paired.articles.delete([1])
    assert paired.agreement.report().overall is None


def test_a_person_who_is_called_consensus_is_compared_like_others(
    paired: Library, person: Callable[..., Library]
) -> None:
    """Taken out once: known by the name alone, that person's work was left out of all figures, and
    the consensus of the others was written under it."""
    namesake = person(CONSENSUS)
    for library in (paired, namesake):
        library.coding.tag(1, span_of(ENGLISH, SIGNED), "agreement")
        library.readings.set_state([1], "done")
    (found,) = paired.agreement.report().pairs
    assert set(found.coders) == {paired.coder.uuid, namesake.coder.uuid}
    assert paired.comparison.couples() == [(paired.coder.uuid, namesake.coder.uuid)]
    lines = paired.comparison.compare((paired.coder.uuid, namesake.coder.uuid)).lines
    assert paired.comparison.adopt(lines) == 1
    marks = {mark.coder_uuid for mark in paired.coding.marks([1])}
    assert marks == {paired.coder.uuid, namesake.coder.uuid, CONSENSUS_UUID}
    names = {one.coder.uuid: one.name for one in paired.viewpoint.coders()}
    assert names[CONSENSUS_UUID] == f"consensus ({CONSENSUS_UUID[:8]})"
    assert names[namesake.coder.uuid] == f"consensus ({namesake.coder.uuid[:8]})"
    text = paired.agreement.methods()
    assert "There are 2 coders" in text
    assert "1 event was adopted after comparison" in text


def test_articles_are_read_in_portions_that_part_no_pair_and_no_event(
    library: Library, folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Taken out once: without the ties an event with mentions in two articles counted twice."""
    for number in range(7):
        add_article(library, f"No. {number}", f"Tale {number}. {ENGLISH}", "en")
    library.pairs.link(1, 6)
    bo = Library.open(tmp_path / "annotations.db", config=Config(coder="Bo"), folders=folders)
    for person in (library, bo):
        for key in (1, 3, 5, 7):
            span = span_of(person.articles.body(key), "signed a friendship agreement")
            tagged = person.coding.tag(key, span, "agreement", anew=True)
            if key == 3:
                uuid = tagged.event.uuid
        person.coding.mention(7, span_of(person.articles.body(7), "A forum on clean ports"), uuid)
        person.readings.set_state(list(range(1, 8)), "done")
    whole = (
        library.agreement.report(),
        library.comparison.compare((library.coder.uuid, bo.coder.uuid)),
    )
    monkeypatch.setattr(double_coding, "PORTION", 2)
    with library._context.view() as view:
        parts = double_coding.portions(view, range(1, 8))
    assert parts == [[1, 6], [2], [3, 7], [4, 5]]
    again = (
        library.agreement.report(),
        library.comparison.compare((library.coder.uuid, bo.coder.uuid)),
    )
    assert again == whole
    assert again[0].pairs[0].matched == 8
    bo.close()


def test_nobody_who_writes_waits_for_the_whole_of_a_report(
    paired: Library, person: Callable[..., Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Taken out once: one view over all articles held the library until the last was read."""
    bo = person("Bo")
    for library in (paired, bo):
        library.readings.set_state([1, 2], "done")
    real, seen = double_coding.units_of, []

    def between(view: View, done: dict[int, frozenset[str]]) -> list[CodingUnit]:
        seen.append(sorted(done))
        return real(view, done)

    monkeypatch.setattr(double_coding, "PORTION", 1)
    monkeypatch.setattr(agreement, "units_of", between)
    with paired._context.view() as view:
        assert double_coding.portions(view, [1, 2]) == [[1, 2]]
    paired.pairs.unlink(1, 2)
    paired.agreement.report()
    assert seen == [[1], [2]]


def test_three_coders_are_compared_by_two_and_together(
    paired: Library, person: Callable[[str], Library]
) -> None:
    add_article(paired, "Another", ENGLISH.replace("Friday", "Monday"), "en")
    bo, cai = person("Bo"), person("Cai")
    done = {paired: [1, 3], bo: [1], cai: [1, 3]}
    for library, ids in done.items():
        for article_id in ids:
            library.coding.tag(article_id, span_of(ENGLISH, "signed"), "agreement")
            library.readings.set_state([article_id], "done")
    report = paired.agreement.report()
    assert sorted(found.articles for found in report.pairs) == [1, 1, 2]
    assert report.overall is not None
    assert (report.overall.articles, report.overall.units) == (2, 8)
    assert report.overall.mention.value == 1
    assert report.overall.exact.matched == 4
    text = paired.agreement.methods()
    assert "Of two coders each, alpha for the mention of an event was: Ann and Bo 1.000," in text
    assert "2 articles (8 sentences; a pair and its rows counted once) were marked as done" in text


def test_units_are_sentences_without_a_pair(paired: Library) -> None:
    paired.pairs.unlink(1, 2)
    with paired._context.view() as view:
        units = units_of(view, {1: frozenset("ab")})
    words = [ENGLISH[unit.parts[0].span.start : unit.parts[0].span.end] for unit in units]
    assert len(words) == 4
    assert words[1] == "Mayor Ada Berg received nine guests at the old customs house."


def test_methods_of_an_empty_library_claims_nothing(library: Library) -> None:
    text = library.agreement.methods()
    assert text == (
        "The library holds no articles. Nothing has been coded."
        f" Counted by cityreader {__version__}."
    )


def test_methods_of_one_coder(paired: Library) -> None:
    paired.coding.tag(1, span_of(ENGLISH, SIGNED), "agreement")
    paired.coding.tag(2, span_of(CHINESE, "签署了友好协议"), "agreement")
    paired.readings.set_state([1], "done")
    codebook = paired.coding.codebook()
    assert paired.agreement.methods() == (
        "The library holds 2 articles, 1 in English and 1 in Chinese (simplified), without named"
        " sources. They were published between 2025-03-14 and 2025-03-15. 1 pair of articles is"
        " linked as translations of each other (1 English and Chinese (simplified)). The codebook"
        f" in force is “city-diplomacy”, version {codebook.version} (SHA-256"
        f" {codebook.sha256}), with {len(codebook.event_types)} event types and"
        f" {len(codebook.topics)} topics. One coder, Ann, recorded 1 event of 1 type, made 2 marks"
        " (2 event mentions; 1 in English and 1 in Chinese (simplified)) and marked 1 article as"
        " done. Of the 1 event, 1 is mentioned in English and Chinese. With one coder, agreement"
        f" was not measured. Counted by cityreader {__version__}."
    )


def test_methods_of_two_coders(paired: Library, person: Callable[[str], Library]) -> None:
    bo = person("Bo")
    tagged = paired.coding.tag(1, span_of(ENGLISH, SIGNED), "agreement")
    bo.coding.tag(1, span_of(ENGLISH, SIGNED), "visit")
    assert "No article was marked as done by two of them" in paired.agreement.methods()
    for library in (paired, bo):
        library.readings.set_state([1], "done")
    assert tagged.event is not None
    day = DateRange("2025-03-07", "2025-03-07", "day")
    paired.events.save(replace(tagged.event, date=day))
    text = paired.agreement.methods()
    for words in (
        "There are 2 coders: Ann and Bo.",
        "Ann recorded 1 event of 1 type, made 1 mark (1 event mention; 1 in English) and marked"
        " 1 article as done.",
        "1 article (4 sentences; a pair and its rows counted once) was marked as done by both Ann"
        " and Bo, and agreement was measured there.",
        "agreed with Krippendorff's alpha (nominal) 1.000.",
        "2 of the 2 events there were matched by overlapping words or the same row; on these alpha"
        " was 0.000 for the type and undefined (no variation: every value is the same) for the"
        " status, and the dates were equal in 0 of 1 comparisons.",
        "F1 of the marked words was 1.000 for equal and 1.000 for overlapping spans.",
    ):
        assert words in text


def test_coders_of_one_name_are_told_apart(
    paired: Library, tmp_path: Path, folders: Folders
) -> None:
    from cityreader.models import Coder

    other = Coder("0f0e0d0c-0000-4000-8000-000000000000", "Ann")
    path = tmp_path / "annotations.db"
    with Library.open(path, config=Config(), folders=folders, coder=other) as theirs:
        theirs.coding.tag(1, span_of(ENGLISH, SIGNED), "agreement")
    paired.coding.tag(1, span_of(ENGLISH, SIGNED), "agreement")
    assert set(paired.records.coders().values()) == {
        "Ann (0f0e0d0c)",
        f"Ann ({paired.coder.uuid[:8]})",
    }
    assert "There are 2 coders: Ann (" in paired.agreement.methods()


def test_the_order_of_merges_is_not_to_be_seen() -> None:
    """With coders in the order they came, two libraries of the same records told two stories."""
    told = []
    with three("Dee", "Eve") as (ann, bob, cai, dee, eve):
        for library, words in ((ann, SIGNED), (bob, SIGNED), (cai, FORUM)):
            library.coding.tag(1, span_of(ENGLISH, words), "agreement")
            library.readings.set_state([1], "done")
        for library, order in ((dee, (ann, bob, cai)), (eve, (cai, bob, ann))):
            for other in order:
                merged_into(library, sent(other))
            told.append((library.agreement.report(), library.agreement.methods()))
    assert told[0] == told[1]
    assert "There are 3 coders: Ann, Bob and Cai." in told[0][1]
