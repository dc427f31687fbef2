"""The concordance and the search in bodies, on real libraries."""

import pytest

from cityreader.errors import UsageError
from cityreader.library.bodies import BodySearchService
from cityreader.library.concordance import hit_record
from cityreader.models import ConcordanceHit
from shelf import CHINESE, ENGLISH, TAIWANESE, add_article


def hits(library, text, **options) -> list[ConcordanceHit]:
    return list(library.concordance.rows(text, **options))


def test_a_row_that_holds_the_words_with_its_other_side(paired):
    (hit,) = hits(paired, "nine guests")
    assert (hit.article.id, hit.counterpart.id) == (1, 2)
    assert ENGLISH[hit.span.start : hit.span.end] == hit.words == "nine guests"
    assert hit.before.endswith("Mayor Ada Berg received ")
    assert hit.after.startswith(" at the old customs house. A forum")
    assert hit.other == "市长艾达·贝格在老海关大楼接待了九位客人。"
    assert hit.other_span is not None
    assert CHINESE[slice(*hit.other_span)] == hit.other
    (pair,) = paired.pairs.of_article(1)
    assert hit.pair_uuid == pair.uuid
    bead = pair.beads[hit.row - 1]
    assert bead.left is not None
    assert bead.left.contains(hit.span)
    assert (bead.score, bead.checked) == (hit.score, hit.checked)


@pytest.mark.parametrize(
    "words", ["论坛", "論壇", "清洁 港口", "ＦＯＲＵＭ on clean", "Clean  PORTS"]
)
def test_script_case_and_width_make_no_difference(paired, words):
    assert len(hits(paired, words.replace("清洁 港口", "清潔港口"))) == 1


def test_every_pair_of_an_article_gives_its_row(paired):
    third = add_article(paired, "兩座港口城市簽約", TAIWANESE, "zh-Hant", published="2025-03-16")
    paired.pairs.link(1, third)
    assert {hit.counterpart.id for hit in hits(paired, "nine guests")} == {2, third}
    # The newest article comes first, whatever its script.
    assert [hit.article.id for hit in hits(paired, "论坛")] == [third, 2]


def test_articles_without_a_counterpart_are_left_out(paired):
    add_article(paired, "Alone", ENGLISH + " More.")
    assert [hit.article.id for hit in hits(paired, "customs house")] == [1]
    paired.articles.delete([2])
    assert hits(paired, "customs house") == []


def test_fields_and_minus_narrow_it(paired):
    assert len(hits(paired, "a")) > 3
    assert {hit.article.lang for hit in hits(paired, "9 lang:zh")} == set()
    assert len(hits(paired, "林德马克 lang:zh")) == 1
    assert hits(paired, "林德马克 lang:en") == []
    assert hits(paired, "forum -may") == []
    assert hits(paired, "forum -ships") != []


def test_alternatives_are_looked_for_in_their_place(paired):
    """Seen to find nothing while the words of alternatives were taken as one phrase."""
    either = hits(paired, "nine guests | forum")
    assert {hit.words.casefold() for hit in either} == {"nine guests"}
    assert {hit.words.casefold() for hit in hits(paired, "guests | forum")} == {"guests", "forum"}
    assert len(hits(paired, "guests | forum")) == sum(
        len(hits(paired, word)) for word in ("guests", "forum")
    )
    with pytest.raises(UsageError, match="only words"):
        hits(paired, "forum | lang:zh")
    with pytest.raises(UsageError, match="more than 64"):
        hits(paired, " ".join(["a | b"] * 7))


def test_a_selection_is_taken_as_it_stands(paired):
    assert [h.words for h in paired.concordance.walk_words("Friday. Mayor").more()] == [
        "Friday. Mayor"
    ]
    assert paired.concordance.walk_words("lang:zh").more() == []


def test_a_row_without_a_counterpart_has_an_empty_side(library):
    left = add_article(library, "One", "The harbour opened. Zebras!", "en")
    right = add_article(library, "一", "海港开放了。", "zh-Hans")
    library.pairs.link(left, right)
    (hit,) = hits(library, "zebras")
    assert hit.other in ("", "海港开放了。")
    assert (hit.other == "") == (hit.other_span is None)


def test_without_words_there_is_nothing_to_look_for(paired):
    for text in ("", "lang:zh", "-forum"):
        with pytest.raises(UsageError, match="words"):
            hits(paired, text)
    with pytest.raises(UsageError):
        hits(paired, "lang: colour:red forum")
    with pytest.raises(UsageError):
        paired.concordance.walk_words("  ")


def test_it_stops_where_it_is_told(paired):
    assert len(hits(paired, "a", limit=2)) == 2
    assert hits(paired, "a", limit=0) == []
    assert hits(paired, "a", cancelled=lambda: True) == []


def test_a_walk_says_how_far_it_is(paired):
    walk = paired.concordance.walk("forum")
    assert (walk.looked_at, walk.total, walk.done) == (0, 1, False)
    assert len(walk.more(seconds=0)) == 1
    assert (walk.looked_at, walk.done) == (1, True)
    assert walk.more() == []


def test_a_hit_as_json(paired):
    (hit,) = hits(paired, "nine guests")
    record = hit_record(hit)
    assert record["start"] == hit.span.start
    assert (record["id"], record["counterpart"]) == (1, 2)
    assert record["published"] == "2025-03-14"
    assert ENGLISH[record["start"] : record["end"]] == record["words"]


@pytest.fixture
def bodies(paired) -> BodySearchService:
    add_article(paired, "A forum of towns", "Nothing about ports here.", "en")
    return paired.bodies


def test_all_words_must_stand_in_title_or_body(bodies):
    assert [hit.article_id for hit in bodies.find("forum")] == [3, 1]
    assert [hit.article_id for hit in bodies.find("forum ports")] == [3, 1]
    assert [hit.article_id for hit in bodies.find("forum customs")] == [1]
    assert [hit.article_id for hit in bodies.find("論壇 海關")] == [2]
    assert [hit.article_id for hit in bodies.find("forum -customs")] == [3]
    assert [hit.article_id for hit in bodies.find('"forty towns"')] == [1]
    assert bodies.find("nowhere") == []


def test_scores_fall_and_snippets_show_the_words(bodies):
    found = bodies.find("ports")
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
    assert all(0 <= hit.score <= 1 for hit in found)
    for hit in found:
        assert {hit.snippet.text[slice(*span)] for span in hit.snippet.hits} == {"ports"}


def test_fields_alone_select_too(bodies):
    assert [hit.article_id for hit in bodies.find("lang:zh")] == [2]
    assert [hit.article_id for hit in bodies.find("body:海关")] == [2]
    assert bodies.find("forum", limit=1)[0].article_id == 3
    with pytest.raises(UsageError):
        bodies.find("")
