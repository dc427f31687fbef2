import itertools
from dataclasses import replace

import pytest

from cityreader.errors import NotFoundError, UsageError
from cityreader.library.library import Library
from cityreader.library.pairs import _paragraphs
from cityreader.models import Bead, Span
from cityreader.store import pairs
from shelf import CHINESE, ENGLISH, TAIWANESE, add_article, in_trash


def lines(library: Library) -> list[tuple[int, tuple[int, ...]]]:
    """The list as shown: leading article and the ones folded under it."""
    return sorted((line.id, line.counterparts) for line in library.search.first_lines(20))


def test_linking_aligns_and_puts_english_left(library: Library) -> None:
    add_article(library, "两座港口城市签约", CHINESE, "zh-Hans")
    add_article(library, "Two harbour towns sign", ENGLISH, "en")
    pair = library.pairs.link(1, 2)
    assert (pair.left_uuid, pair.right_uuid) == (
        library.articles.get(2).uuid,
        library.articles.get(1).uuid,
    )
    assert (pair.status, pair.origin, pair.left_revision, pair.right_revision) == (
        "linked",
        "manual",
        1,
        1,
    )
    assert len(pair.beads) == 4
    for bead in pair.beads:
        assert bead.left is not None
        assert bead.right is not None
    assert library.pairs.of_article(1) == library.pairs.of_article(2) == [pair]
    assert library.pairs.link(2, 1) == pair
    assert len(library.history.steps()) == 3
    with pytest.raises(UsageError):
        library.pairs.link(1, 1)
    with pytest.raises(NotFoundError):
        library.pairs.link(1, 99)


def test_a_pair_is_one_line_led_by_english(library: Library) -> None:
    add_article(library, "两座港口城市签约", CHINESE, "zh-Hans")
    add_article(library, "Two harbour towns sign", ENGLISH, "en")
    assert lines(library) == [(1, ()), (2, ())]
    library.pairs.link(1, 2)
    assert lines(library) == [(2, (1,))]
    assert library.readings.counts().listed == 1
    library.pairs.unlink(1, 2)
    assert lines(library) == [(1, ()), (2, ())]
    with pytest.raises(NotFoundError, match="are not a pair"):
        library.pairs.unlink(1, 2)
    library.history.undo()
    assert lines(library) == [(2, (1,))]
    library.history.undo()
    assert lines(library) == [(1, ()), (2, ())]


def test_without_english_the_oldest_leads(library: Library) -> None:
    add_article(library, "两座港口城市签约", CHINESE, "zh-Hans")
    add_article(library, "兩座港口城市簽約", TAIWANESE, "zh-Hant")
    library.pairs.link(2, 1)
    assert lines(library) == [(1, (2,))]


@pytest.mark.parametrize("order", itertools.permutations([(1, 2), (1, 3), (2, 3)]))
def test_three_languages_are_one_line_however_they_were_linked(
    library: Library, order: tuple[tuple[int, int], ...]
) -> None:
    add_article(library, "两座港口城市签约", CHINESE, "zh-Hans")
    add_article(library, "兩座港口城市簽約", TAIWANESE, "zh-Hant")
    add_article(library, "Two harbour towns sign", ENGLISH, "en")
    for left, right in order[:2]:
        library.pairs.link(left, right)
    ((lead, folded),) = lines(library)
    assert (lead, set(folded)) == (3, {1, 2})
    library.pairs.link(*order[2])
    library.pairs.unlink(*order[0])
    ((lead, folded),) = lines(library)
    assert (lead, set(folded)) == (3, {1, 2})
    library.pairs.unlink(*order[1])
    assert len(lines(library)) == 2


def test_trash_and_restore_fold_the_list_anew(paired: Library) -> None:
    add_article(paired, "兩座港口城市簽約", TAIWANESE, "zh-Hant")
    paired.pairs.link(1, 3)
    assert lines(paired) == [(1, (2, 3))]
    paired.articles.delete([1])
    assert lines(paired) == [(2, ()), (3, ())]
    assert [article.id for article in in_trash(paired)] == [1]
    assert paired.pairs.of_article(2) == []
    with pytest.raises(UsageError, match="in the trash"):
        paired.pairs.link(add_article(paired, "Another", "Another text."), 1)
    paired.history.undo()
    paired.articles.restore([1])
    assert lines(paired) == [(1, (2, 3))]
    assert len(paired.pairs.of_article(1)) == 2


def test_a_changed_language_folds_the_list_anew(paired: Library) -> None:
    article = paired.articles.get(1)
    paired.articles.edit_details(
        1, replace(article.details, source=None, author=None, url=None, lang="fr")
    )
    assert lines(paired) == [(1, (2,))]
    article = paired.articles.get(2)
    paired.articles.edit_details(
        2, replace(article.details, source=None, author=None, url=None, lang="en")
    )
    assert lines(paired) == [(2, (1,))]


def test_deleting_twice_or_restoring_what_is_there_leaves_no_step(paired: Library) -> None:
    known = len(paired.history.steps())
    paired.articles.restore([1])
    assert len(paired.history.steps()) == known
    paired.articles.delete([1, 2, 1])
    paired.articles.delete([1])
    steps = paired.history.steps()
    assert (len(steps), steps[0].summary) == (known + 1, "trash 2 articles")
    with pytest.raises(NotFoundError, match="no article 99"):
        paired.articles.restore([1, 99])
    assert len(in_trash(paired)) == 2
    paired.history.undo()
    assert in_trash(paired) == []


def test_the_spread_shows_both_sides(paired: Library) -> None:
    spread = paired.pairs.spread(1)
    assert spread.right is not None
    assert (spread.left.id, spread.right.id) == (1, 2)
    assert (spread.left_body, spread.right_body) == (ENGLISH, CHINESE)
    assert spread.paragraphs == (1, 1, 2, 2)
    assert [article.id for article in spread.counterparts] == [2]
    from_the_right = paired.pairs.spread(2)
    assert (from_the_right.left.id, [a.id for a in from_the_right.counterparts]) == (1, [1])
    assert from_the_right.beads == spread.beads


def test_a_counterpart_can_be_chosen(paired: Library) -> None:
    add_article(paired, "兩座港口城市簽約", TAIWANESE, "zh-Hant")
    paired.pairs.link(1, 3)
    for chosen, shown in ((None, 2), (2, 2), (3, 3), (99, 2)):
        right = paired.pairs.spread(1, chosen).right
        assert right is not None
        assert right.id == shown
    first = paired.search.first_lines(1)[0]
    assert first.counterparts == tuple(a.id for a in paired.pairs.spread(1).counterparts)


def test_an_article_alone_has_rows_too(library: Library) -> None:
    add_article(library, "Alone", ENGLISH)
    spread = library.pairs.spread(1)
    assert (spread.right, spread.right_body, spread.pair_uuid) == (None, "", None)
    assert spread.left_body[slice(*spread.beads[0].left or ())].endswith("on Friday.")
    assert {bead.right for bead in spread.beads} == {None}
    assert spread.paragraphs == (1, 1, 2, 2)
    with pytest.raises(NotFoundError):
        library.pairs.spread(2)


def test_paragraphs_are_counted_down_the_page() -> None:
    left, right = "aa bb\n\ncc", "xx\n\nyy\n\nzz"
    beads = [
        Bead(None, Span(0, 2), 1.0),
        Bead(Span(0, 2), Span(4, 6), 1.0),
        Bead(Span(3, 5), None, 1.0),
        Bead(None, Span(8, 10), 1.0),
        Bead(Span(7, 9), None, 1.0),
    ]
    assert _paragraphs(beads, left, right) == (1, 1, 1, 2, 3)


def test_a_proposed_pair_becomes_a_linked_one(paired: Library) -> None:
    add_article(paired, "兩座港口城市簽約", TAIWANESE, "zh-Hant")
    with paired._context.unit("proposal") as unit:
        pairs.add(unit, 1, 3, (1, 1), (), uuid="p", origin="auto", status="proposed")
    assert len(paired.pairs.of_article(1)) == 1
    assert lines(paired) == [(1, (2,)), (3, ())]
    made = paired.pairs.link(1, 3)
    assert (made.uuid, made.status) == ("p", "linked")
    assert lines(paired) == [(1, (2, 3))]
