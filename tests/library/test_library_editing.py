from dataclasses import replace

import pytest
from acting import person
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.errors import NotFoundError, UsageError
from cityreader.library.library import Library
from cityreader.models import ArticleDetails, DateRange, Span
from shelf import CHINESE, ENGLISH, add_article, span_of


def test_marks_are_carried_over_to_a_new_text(paired: Library) -> None:
    kept = paired.coding.tag(1, span_of(ENGLISH, "signed a friendship agreement"), "agreement")
    changed = paired.coding.tag(1, span_of(ENGLISH, "received nine guests"), "visit")
    gone = paired.coding.note(1, span_of(ENGLISH, "Forty towns have promised to come."), "many")
    text = "Lindmark, 14 March.\n\n" + ENGLISH.replace("nine guests", "ten guests").replace(
        " Forty towns have promised to come.", ""
    )
    article = paired.articles.edit_body(1, text)
    assert article.revision == 2
    assert paired.articles.body(1) == text
    assert paired.articles.body(1, 1) == ENGLISH
    after = {mark.uuid: mark for mark in paired.coding.marks([1])}
    one = after[kept.annotation.uuid]
    assert (one.status, one.revision, one.exact) == ("ok", 2, "signed a friendship agreement")
    assert text[one.start : one.end] == one.exact
    assert (one.prefix, one.suffix) == (text[one.start - 32 : one.start], text[one.end :][:32])
    two = after[changed.annotation.uuid]
    assert (two.status, text[two.start : two.end]) == ("review", two.exact)
    three = after[gone.uuid]
    assert (three.status, three.revision, three.exact) == (
        "orphan",
        1,
        "Forty towns have promised to come.",
    )
    assert paired.counterparts.review().marks == ((1, 2),)
    assert paired.care.check().problems == ()


def test_rows_are_aligned_anew_on_every_change(paired: Library) -> None:
    before = paired.pairs.of_article(1)[0]
    paired.articles.edit_body(1, ENGLISH + "\n\nOne more sentence at the end.")
    after = paired.pairs.of_article(1)[0]
    assert (after.uuid, after.left_revision, after.right_revision) == (before.uuid, 2, 1)
    assert [(b.left, b.right) for b in after.beads[:4]] == [(b.left, b.right) for b in before.beads]
    assert (after.beads[4].right, len(after.beads)) == (None, 5)
    paired.history.undo()
    assert paired.pairs.of_article(1) == [before]
    assert paired.articles.get(1).revision == 1


def test_a_pair_with_one_side_in_the_trash_is_aligned_too(paired: Library) -> None:
    paired.articles.delete([2])
    paired.articles.edit_body(1, "New first sentence. " + ENGLISH)
    paired.articles.restore([2])
    spread = paired.pairs.spread(1)
    pair = paired.pairs.of_article(1)[0]
    assert (pair.left_revision, pair.right_revision) == (2, 1)
    covered = "".join(spread.left_body[slice(*bead.left)] for bead in spread.beads if bead.left)
    assert covered.replace(" ", "") == "".join(spread.left_body.split())
    assert paired.care.check().problems == ()


def test_a_text_that_is_the_same_after_cleaning_changes_nothing(paired: Library) -> None:
    known = paired.history.steps()
    assert paired.articles.edit_body(1, "\r\n" + ENGLISH + "\x07 \n\n\n").revision == 1
    assert paired.history.steps() == known
    for empty in ("", " \n\x1b[0m"):
        with pytest.raises(UsageError):
            paired.articles.edit_body(1, empty)
    with pytest.raises(NotFoundError):
        paired.articles.edit_body(99, "x")


def test_a_new_text_is_cleaned(paired: Library) -> None:
    paired.articles.edit_body(1, "Ship\u202es\x1b]52;c;eA==\x07 came\tin\r\n\r\n\r\n\r\ntoday")
    assert paired.articles.body(1) == "Ships came in\n\ntoday"


def test_an_orphan_stays_one_and_a_mark_under_review_goes_on_waiting(paired: Library) -> None:
    review = paired.coding.tag(1, span_of(ENGLISH, "received nine guests"), "visit").annotation
    orphan = paired.coding.note(1, span_of(ENGLISH, "Forty towns have promised"), "x")
    paired.articles.edit_body(1, ENGLISH.replace("nine guests", "ten guests").split(" Forty")[0])
    paired.articles.edit_body(1, "First. " + paired.articles.body(1))
    states = {mark.uuid: mark.status for mark in paired.coding.marks([1])}
    assert states == {review.uuid: "review", orphan.uuid: "orphan"}
    paired.history.undo()
    paired.history.undo()
    assert {mark.status for mark in paired.coding.marks([1])} == {"ok"}


def test_the_journal_of_an_edit_holds_no_text(paired: Library) -> None:
    paired.articles.edit_body(1, "Only these unmistakable words remain here.")
    with paired._context.view() as view:
        found = view.column(
            "SELECT COUNT(*) FROM changes WHERE before LIKE '%unmistakable%'"
            " OR after LIKE '%unmistakable%' OR before LIKE '%old customs house%'"
        )
    assert found == [0]


PARTS = st.lists(
    st.sampled_from(
        [
            "The harbour was full of ships.",
            "港口停满了船。",
            "A forum opened.",
            "Nine guests came by train.",
            "友好协议已签署。",
            "🚢⚓️ e\u0301",
        ]
    ),
    min_size=1,
    max_size=7,
)


@settings(max_examples=20, deadline=None)
@given(old=PARTS, new=PARTS, data=st.data())
def test_no_mark_ever_moves_silently(
    tmp_path_factory: pytest.TempPathFactory, old: list[str], new: list[str], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("edit")
    with person(folder / "a.db", folder, "Ann") as library:
        key = add_article(library, "One", "\n\n".join(old))
        for part in data.draw(st.lists(st.sampled_from(old), min_size=1, max_size=3)):
            library.coding.note(key, span_of("\n\n".join(old), part), "x")
        marks = {mark.uuid: mark for mark in library.coding.marks([key])}
        body = library.articles.edit_body(key, "\n\n".join(new)).length
        text = library.articles.body(key)
        assert len(text) == body
        for mark in library.coding.marks([key]):
            if mark.status == "orphan":
                assert (mark.exact, mark.revision) == (marks[mark.uuid].exact, 1)
                continue
            assert text[mark.start : mark.end] == mark.exact
            assert mark.exact == marks[mark.uuid].exact or mark.status == "review"
        assert library.care.check().problems == ()


def test_details_by_hand_are_noted_and_undone(paired: Library) -> None:
    before = paired.articles.get(1)
    day = DateRange("2025-03-13", "2025-03-13", "day", None, "by hand")
    details = ArticleDetails(
        title=" A new\x1b[1m title ",
        source="Harbour\nPost",
        author=None,
        url="https://example.org/a",
        lang="en",
        published=day,
    )
    after = paired.articles.edit_details(1, details)
    assert (after.title, after.source, after.url) == (
        "A new title",
        "Harbour Post",
        "https://example.org/a",
    )
    assert after.published == day
    assert after.reasons == dict.fromkeys(("title", "source", "url", "published"), "by hand")
    known = len(paired.history.steps())
    paired.articles.edit_details(1, details)
    assert len(paired.history.steps()) == known
    assert paired.search.listing("new title").ids[0] == 1
    paired.history.undo()
    assert paired.articles.get(1) == before
    with pytest.raises(UsageError):
        paired.articles.edit_details(1, replace(details, title=" "))


def test_an_article_is_named_by_number_or_beginning_of_its_uuid(paired: Library) -> None:
    uuid = paired.articles.get(2).uuid
    for name in ("2", "002", uuid, uuid.upper(), uuid[:13]):
        assert paired.articles.resolve(name).id == 2
    for wrong in ("", "3", "0", "-1", "9" * 30, "²", "xyz-nothing", uuid[:3] + "!", "%", "abc"):
        with pytest.raises(NotFoundError):
            paired.articles.resolve(wrong)
    with paired._context.unit("same beginning") as unit:
        for key in (1, 2):
            unit.update("articles", key, {"uuid": f"abcd000{key}-0000-4000-8000-000000000000"})
    with pytest.raises(NotFoundError, match="more than one"):
        paired.articles.resolve("abcd")
    assert paired.articles.resolve("abcd0001").id == 1


def test_a_span_of_an_older_text_is_refused_where_it_does_not_fit(paired: Library) -> None:
    paired.articles.edit_body(1, "Short.")
    with pytest.raises(UsageError):
        paired.coding.tag(1, Span(0, 40), "agreement")
    assert paired.articles.body(2) == CHINESE


def test_an_orphan_comes_back_for_review_and_a_moved_mark_goes_on_being_one(
    paired: Library,
) -> None:
    """Two imports in a row; without ``_DOUBT`` the second would call the moved mark certain."""
    gone = paired.coding.note(1, span_of(ENGLISH, "Forty towns have promised"), "x")
    moved = paired.coding.tag(1, span_of(ENGLISH, "received nine guests"), "visit").annotation
    first, second = ENGLISH.split("\n\n")
    turned = f"{second.split(' Forty')[0]}\n\n{first}"
    paired.articles.edit_body(1, turned)
    before = {mark.uuid: mark.status for mark in paired.coding.marks([1])}
    paired.articles.edit_body(1, f"{turned}\n\nUpdated.")
    assert {mark.uuid: mark.status for mark in paired.coding.marks([1])} == before
    paired.articles.edit_body(1, f"{ENGLISH}\n\nUpdated.")
    after = {mark.uuid: mark for mark in paired.coding.marks([1])}
    assert (before[gone.uuid], after[gone.uuid].status) == ("orphan", "review")
    assert after[gone.uuid].exact == "Forty towns have promised"
    assert after[moved.uuid].status == before[moved.uuid]
    # In the very text they were made in both stand where they did.
    paired.articles.edit_body(1, ENGLISH)
    assert [mark.status for mark in paired.coding.marks([1])] == ["ok", "ok"]
