"""Counterparts proposed, accepted, dismissed and remembered."""

import hashlib
from pathlib import Path

import pytest

from cityreader.bilingual import encoder
from cityreader.errors import NotFoundError, UsageError
from cityreader.library.waiting import likely_counterparts
from cityreader.store.fingerprints import FingerprintFile
from shelf import add_article

HARBOUR = """The mayors of Gothenburg and Shanghai opened the harbour forum on Friday morning.

They signed a memorandum on electric ferries, cold storage and the training of 240 pilots.

Gothenburg will lend two ferries; Shanghai will send engineers and build a charging station.

After lunch the delegations visited a shipyard, a fish market and the maritime museum."""

HARBOUR_ZH = """哥德堡和上海的市长周五上午为港口论坛揭幕。

他们签署了关于电动渡轮、冷藏和培训240名领航员的备忘录。

哥德堡将借出两艘渡轮；上海将派遣工程师并建造一座充电站。

午餐后，代表团参观了造船厂、鱼市场和海事博物馆。"""

HARBOUR_HANT = """哥德堡和上海的市長週五上午為港口論壇揭幕。

他們簽署了關於電動渡輪、冷藏和培訓240名領航員的備忘錄。

哥德堡將借出兩艘渡輪；上海將派遣工程師並建造一座充電站。

午餐後，代表團參觀了造船廠、魚市場和海事博物館。"""

ORCHESTRA = """A youth orchestra from Osaka rehearsed with pupils of a village school.

The conductor praised the violins and the patience of the teachers.

The concert on Sunday is free, and the choir will sing folk songs."""

LIBRARY_ZH = """两座城市的图书馆交换了四千册图画书。

馆长们计划在秋天举办儿童阅读节，并邀请作家和插画家。

读者可以用一张借书证在两地借书。"""


@pytest.fixture
def shelf(library):
    add_article(library, "Harbour forum opens", HARBOUR, "en", published="2025-03-14")
    add_article(library, "港口论坛开幕", HARBOUR_ZH, "zh-Hans", published="2025-03-15")
    add_article(library, "Orchestra rehearses", ORCHESTRA, "en")
    add_article(library, "图书馆交换图画书", LIBRARY_ZH, "zh-Hans")
    return library


def test_the_translation_is_proposed_and_nothing_else(shelf):
    found = shelf.counterparts.propose()
    assert [(one.left_id, one.right_id, one.kind) for one in found] == [(1, 2, "counterpart")]
    assert found[0].score >= 0.9
    assert "words in common, same order · 1 day apart" in found[0].reason


def test_proposing_changes_no_byte_of_the_library(shelf):
    before = hashlib.sha256(shelf.path.read_bytes()).hexdigest()
    shelf.counterparts.propose()
    shelf.counterparts.of_article(1)
    shelf.counterparts.review()
    assert hashlib.sha256(shelf.path.read_bytes()).hexdigest() == before


def test_an_accepted_proposal_is_a_pair_and_no_longer_waits(shelf):
    shelf.counterparts.propose()
    pair = shelf.counterparts.accept(1, 2)
    assert pair.status == "linked"
    assert pair.beads
    assert shelf.counterparts.waiting() == []
    assert shelf.counterparts.propose() == []
    assert shelf.counterparts.of_article(1) == []


def test_articles_without_counterpart_are_counted_until_they_are_compared(shelf):
    """Without the count, a first import said "0 to review" and nothing of the second language."""
    assert shelf.counterparts.not_compared() == 4
    assert likely_counterparts(shelf) == 1
    assert shelf.counterparts.not_compared() == 0
    add_article(shelf, "A choir", ORCHESTRA.replace("youth", "school"), "en")
    shelf.readings.set_state([1], "done")
    assert shelf.counterparts.not_compared() == 1
    shelf.history.undo()
    shelf.history.undo()
    assert shelf.counterparts.not_compared() == 0
    assert likely_counterparts(shelf) == 1


def test_paired_articles_and_one_language_need_no_comparing(library):
    left = add_article(library, "Harbour forum opens", HARBOUR, "en")
    add_article(library, "Orchestra rehearses", ORCHESTRA, "en")
    assert library.counterparts.not_compared() == 0
    right = add_article(library, "港口论坛开幕", HARBOUR_ZH, "zh-Hans")
    assert library.counterparts.not_compared() == 3
    library.pairs.link(left, right)
    assert library.counterparts.not_compared() == 1


def test_many_new_articles_wait_for_a_person(shelf, monkeypatch):
    monkeypatch.setattr("cityreader.library.waiting.FEW_NEW", 3)
    assert likely_counterparts(shelf) is None
    assert shelf.counterparts.not_compared() == 4
    monkeypatch.setattr("cityreader.library.waiting.FEW_NEW", 4)
    assert likely_counterparts(shelf, cancelled=lambda: True) is None
    monkeypatch.setattr("cityreader.library.waiting.FEW_ARTICLES", 3)
    assert likely_counterparts(shelf) is None
    monkeypatch.setattr("cityreader.library.waiting.FEW_ARTICLES", 4)
    assert likely_counterparts(shelf) == 1


def test_a_dismissed_proposal_is_remembered_until_undo(shelf):
    shelf.counterparts.propose()
    shelf.counterparts.dismiss(1, 2)
    assert shelf.counterparts.waiting() == []
    assert shelf.counterparts.propose() == []
    assert [one.dismissed for one in shelf.counterparts.of_article(1)] == [True]
    shelf.history.undo()
    assert [one.left_id for one in shelf.counterparts.propose()] == [1]


def test_a_dismissed_pair_can_still_be_linked(shelf):
    shelf.counterparts.dismiss(2, 1)
    assert shelf.counterparts.accept(1, 2).beads
    with pytest.raises(UsageError):
        shelf.counterparts.dismiss(1, 2)
    with pytest.raises(NotFoundError):
        shelf.counterparts.dismiss(1, 99)


def test_waiting_forgets_texts_that_changed_or_went(shelf):
    shelf.counterparts.propose()
    assert shelf.counterparts.is_compared()
    assert len(shelf.counterparts.waiting()) == 1
    shelf.articles.delete([2])
    assert not shelf.counterparts.is_compared()
    assert shelf.counterparts.waiting() == []
    assert shelf.counterparts.propose() == []


def test_candidates_come_with_reason_and_two_lines(shelf):
    (found,) = shelf.counterparts.of_article(2)
    assert found.article.id == 1
    assert found.lines[0].startswith("The mayors of Gothenburg")
    assert len(found.lines) == 2


def test_both_scripts_are_counterparts_of_the_english_and_of_each_other(shelf):
    add_article(shelf, "港口論壇開幕", HARBOUR_HANT, "zh-Hant", published="2025-03-15")
    found = {(one.left_id, one.right_id): one for one in shelf.counterparts.propose()}
    assert set(found) == {(1, 2), (1, 5), (2, 5)}
    assert {one.kind for one in found.values()} == {"counterpart"}
    assert found[2, 5].reason == "the same text in the other script"


def test_half_of_a_translation_is_the_same_story(library):
    add_article(library, "Harbour forum opens", HARBOUR, "en")
    add_article(library, "港口论坛开幕", HARBOUR_ZH[: len(HARBOUR_ZH) // 3], "zh-Hans")
    assert [one.kind for one in library.counterparts.propose()] in ([], ["same-story"])


def test_of_two_copies_one_is_offered(shelf):
    add_article(shelf, "港口论坛开幕了", HARBOUR_ZH + "\n\n完。", "zh-Hans", published="2025-03-15")
    found = shelf.counterparts.propose()
    assert [one.kind for one in found] == ["counterpart"]
    shelf.counterparts.accept(found[0].left_id, found[0].right_id)
    assert shelf.counterparts.propose() == []


def test_file_names_that_differ_in_the_language_say_so(library, tmp_path: Path):
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "fair.en.txt").write_text("Fair\n\nThe fair opens on Monday in the old town hall.")
    (folder / "fair.zh.txt").write_text("书市\n\n书市星期一在旧市政厅开幕，欢迎市民前来参观。")
    library.importing.run([folder])
    (found,) = library.counterparts.propose()
    assert (found.kind, found.reason) == ("counterpart", "same file name")


def test_an_article_that_names_its_translation_comes_first(library, tmp_path: Path):
    page = (
        '<html lang="{0}"><head><meta charset="utf-8"><title>{1}</title>'
        '<link rel="canonical" href="https://example.org/{0}/fair">{2}</head>'
        "<body><article><h1>{1}</h1><p>{3}</p></article></body></html>"
    )
    link = '<link rel="alternate" hreflang="zh-Hans" href="https://example.org/zh-Hans/fair">'
    english = "The fair opens on Monday in the old town hall, and everyone is welcome to come by."
    chinese = "书市星期一在旧市政厅开幕，欢迎市民前来参观选购，现场还有讲座和签名会。"
    for name, parts in (
        ("one.html", ("en", "Fair opens", link, english)),
        ("two.html", ("zh-Hans", "书市开幕", "", chinese)),
    ):
        (tmp_path / name).write_text(page.format(*parts), encoding="utf-8")
    library.importing.run([tmp_path / "one.html", tmp_path / "two.html"])
    (found,) = library.counterparts.propose()
    assert found.kind == "counterpart"
    assert found.reason == "one names the other as its translation"
    assert found.score >= 0.99


def test_new_articles_are_compared_with_the_old(shelf):
    shelf.counterparts.propose()
    key = add_article(shelf, "港口論壇開幕", HARBOUR_HANT, "zh-Hant")
    found = shelf.counterparts.propose([key])
    assert {(one.left_id, one.right_id) for one in found} == {(1, key), (2, key)}


def test_a_damaged_file_of_fingerprints_is_made_anew(shelf, folders):
    first = shelf.counterparts.propose()
    (file,) = (folders.cache / "counterparts").iterdir()
    file.write_bytes(b"no database" * 1000)
    assert FingerprintFile(file).proposals() == []
    assert shelf.counterparts.propose() == first
    assert shelf.counterparts.waiting() == first


def test_a_cancelled_comparison_proposes_nothing(shelf):
    assert shelf.counterparts.propose(cancelled=lambda: True) == []
    assert not shelf.counterparts.is_compared()


WALK = (
    "They walked slowly. It was raining and the shops were shut, so the guests went back to the "
    "hotel and drank tea."
)
WALK_ZH = "他们走得很慢。下着雨，店铺都关了门，客人们便回旅馆喝茶去了。"


@pytest.mark.skipif(not encoder.is_available(), reason="the extra neural is not installed")
def test_what_words_leave_open_is_weighed_by_what_is_said(library, monkeypatch):
    """Without ``Meaning.weighed`` everyday words are all that a short translation has."""
    add_article(library, "One", WALK, "en")
    add_article(library, "甲", WALK_ZH, "zh-Hans")
    (proposed,) = library.counterparts.propose()
    (candidate,) = library.counterparts.of_article(1)
    assert proposed.score == candidate.score
    assert proposed.score > 0.5
    monkeypatch.setattr(encoder, "find_spec", lambda _: None)
    (by_words,) = library.counterparts.propose()
    assert by_words.score < 0.1


@pytest.mark.skipif(not encoder.is_available(), reason="the extra neural is not installed")
def test_where_words_are_sure_no_vectors_are_asked(shelf, monkeypatch):
    """Else every start with a new article would load the encoder."""
    monkeypatch.setattr(encoder, "_loaded", lambda: pytest.fail("the encoder was loaded"))
    assert shelf.counterparts.propose()
    assert shelf.counterparts.of_article(3) == []
