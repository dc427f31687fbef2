import pytest

from cityreader.config import Config, Folders
from cityreader.errors import ConfigError, NotFoundError, RefusedError, UsageError
from cityreader.library.library import Library
from cityreader.library.viewpoint import MINE
from cityreader.models import Suggestion
from shelf import ENGLISH, add_article, span_of


def suggested(library: Library, article_id: int) -> dict[str, Suggestion]:
    return {one.type: one for one in library.suggestions.of_article(article_id)}


def test_suggestions_are_in_reading_order_with_dates(paired: Library) -> None:
    found = paired.suggestions.of_article(1)
    assert [one.type for one in found] == sorted(
        (one.type for one in found), key=lambda code: suggested(paired, 1)[code].span
    )
    agreement = suggested(paired, 1)["agreement"]
    assert ENGLISH[slice(*agreement.span)] == agreement.exact == "signed"
    assert (agreement.date.start, agreement.status) == ("2025-03-14", "happened")
    forum = suggested(paired, 1)["forum"]
    assert (forum.status, forum.date.start) == ("planned", "2025-05-01")


def test_suggesting_writes_nothing(paired: Library) -> None:
    before = paired.path.read_bytes()
    assert paired.suggestions.of_articles()
    assert paired.path.read_bytes() == before


def test_accepting_makes_an_event_in_one_step(paired: Library) -> None:
    one = suggested(paired, 1)["agreement"]
    done = paired.suggestions.accept(one)
    assert done.event is not None
    assert (done.event.origin, done.annotation.origin) == ("suggestion", "suggestion")
    assert done.event.date == one.date
    assert "agreement" not in suggested(paired, 1)
    paired.history.undo()
    assert paired.records.events("") == []
    assert suggested(paired, 1)["agreement"] == one


def test_what_was_shown_is_what_is_written(paired: Library) -> None:
    path = paired.suggestions.own_lexicon_file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('[[status]]\nname = "denied"\nen = ["on Friday"]\n', encoding="utf-8")
    one = suggested(paired, 1)["agreement"]
    assert one.status == "denied"
    event = paired.suggestions.accept(one).event
    assert event is not None
    assert (event.status, event.date) == (one.status, one.date)


def test_what_is_coded_already_is_not_suggested(paired: Library) -> None:
    paired.coding.tag(1, span_of(ENGLISH, "friendship agreement"), "agreement")
    assert "agreement" not in suggested(paired, 1)


def test_what_a_shown_coder_marked_is_not_suggested(paired: Library, folders: Folders) -> None:
    """Taken out once: only the marks of the same coder counted, and ``suggest`` listed the rest."""
    paired.coding.tag(1, span_of(ENGLISH, "friendship agreement"), "agreement")
    with Library.open(paired.path, config=Config(coder="Bo"), folders=folders) as library:
        assert "agreement" not in suggested(library, 1)
        assert "agreement" not in {one.type for one in library.suggestions.of_articles([1])}
        library.viewpoint.show(MINE)
        assert "agreement" in suggested(library, 1)


def test_lines_that_a_source_repeats_are_not_suggested(library: Library) -> None:
    """Taken out once: the command listed them, which the reader leaves out."""
    line = "Harbour towns signed a cooperation agreement."
    files = [library.path.with_name(f"{number}.md") for number in range(5)]
    for number, file in enumerate(files):
        words = " ".join(chr(97 + (number * 7 + place) % 26) * 5 for place in range(20))
        head = f"---\ntitle: Report {number}\nsource: Port Post\n---\n\n"
        file.write_text(f"{head}The council spoke about {words}.\n\n{line}\n", encoding="utf-8")
    library.importing.run(files[:1])
    assert [one.type for one in library.suggestions.of_articles()] == ["agreement"]
    library.importing.run(files[1:])
    assert library.articles.clutter(1)
    assert library.suggestions.of_articles() == []


def test_rejecting_is_remembered_counted_and_undone(paired: Library) -> None:
    add_article(paired, "Again", ENGLISH, "en", published="2025-03-14")
    before = suggested(paired, 3)["agreement"].score
    paired.suggestions.reject(suggested(paired, 1)["agreement"])
    assert "agreement" not in suggested(paired, 1)
    assert suggested(paired, 3)["agreement"].score < before
    paired.history.undo()
    assert "agreement" in suggested(paired, 1)
    assert suggested(paired, 3)["agreement"].score == before


def test_what_is_rejected_again_and_again_is_not_shown_while_reading(library: Library) -> None:
    """Without the floor of ``while_reading`` and ``of_articles`` they still show it."""
    for number in range(13):
        add_article(library, f"No. {number}", f"Forum {number} of harbour towns opened today.")
    shown = [library.suggestions.while_reading(number) for number in range(1, 14)]
    assert all(len(here) == 1 for here in shown)
    for (one,) in shown[:-1]:
        library.suggestions.reject(one)
    assert library.suggestions.while_reading(13) == []
    (last,) = library.suggestions.of_article(13)
    assert library.suggestions.of_articles() == []
    library.suggestions.accept(last)
    assert library.records.events("")


def test_hiding_lasts_and_is_no_record(paired: Library, folders: Folders) -> None:
    before = paired.path.read_bytes()
    assert paired.suggestions.shown
    paired.suggestions.show(False)
    assert paired.path.read_bytes() == before
    with Library.open(paired.path, config=Config(coder="Ann"), folders=folders) as again:
        assert not again.suggestions.shown
        again.suggestions.show(True)
    assert paired.suggestions.shown


def test_suggestions_name_all_the_words_that_spoke_for_them(paired: Library) -> None:
    assert suggested(paired, 1)["agreement"].cues == ("signed", "agreement")
    assert suggested(paired, 2)["agreement"].cues == ("签署", "协议")


def test_a_trigger_is_taken_out_as_it_was_put_in(paired: Library) -> None:
    path = paired.suggestions.own_lexicon_file
    path.parent.mkdir(parents=True, exist_ok=True)
    own = '# Mine.\nschema = 1\n\n[[cue]]\ntype = "gift"\nlang = "en"\ntrigger = ["nine guests"]\n'
    path.write_text(own, encoding="utf-8")
    assert paired.suggestions.toggle_trigger("launch", "Forty towns")
    assert paired.suggestions.toggle_trigger("visit", "四十座城市")
    assert not paired.suggestions.toggle_trigger("launch", "Forty towns")
    assert "launch" not in suggested(paired, 1)
    assert "gift" in suggested(paired, 1)
    assert not paired.suggestions.toggle_trigger("visit", "四十座城市")
    assert path.read_text(encoding="utf-8") == own


def test_a_trigger_written_into_a_list_by_hand_is_not_taken_out(paired: Library) -> None:
    path = paired.suggestions.own_lexicon_file
    path.parent.mkdir(parents=True, exist_ok=True)
    own = '[[cue]]\ntype = "launch"\nlang = "en"\ntrigger = ["Forty towns", "fifty towns"]\n'
    path.write_text(own, encoding="utf-8")
    with pytest.raises(UsageError, match="list of yours"):
        paired.suggestions.toggle_trigger("launch", "Forty towns")
    assert path.read_text(encoding="utf-8") == own


def test_a_lexicon_that_is_not_text_is_named(paired: Library) -> None:
    path = paired.suggestions.own_lexicon_file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match=r"suggestions\.toml"):
        paired.suggestions.of_article(1)


def test_a_rejection_outlives_an_edit_elsewhere(paired: Library) -> None:
    paired.suggestions.reject(suggested(paired, 1)["agreement"])
    paired.articles.edit_body(1, f"An opening line of news.\n\n{ENGLISH}")
    assert "agreement" not in suggested(paired, 1)
    assert "forum" in suggested(paired, 1)


def test_a_suggestion_of_another_text_is_refused(paired: Library) -> None:
    one = suggested(paired, 1)["agreement"]
    paired.articles.edit_body(1, f"Before. {ENGLISH}")
    for decide in (paired.suggestions.accept, paired.suggestions.reject):
        with pytest.raises(RefusedError, match="changed since"):
            decide(one)


def test_a_selection_becomes_a_trigger(paired: Library) -> None:
    assert paired.suggestions.toggle_trigger("launch", "Forty  towns")
    assert "launch" in suggested(paired, 1)
    assert paired.suggestions.toggle_trigger("launch", "四十座城市")
    assert "launch" in suggested(paired, 2)


@pytest.mark.parametrize("words", ["", " * ", "x" * 61])
def test_what_cannot_be_a_trigger_is_refused(paired: Library, words: str) -> None:
    with pytest.raises(UsageError):
        paired.suggestions.toggle_trigger("launch", words)
    with pytest.raises(UsageError):
        paired.suggestions.toggle_trigger("no-such-type", "towns")


def test_an_unknown_article_has_no_suggestions(library: Library) -> None:
    with pytest.raises(NotFoundError):
        library.suggestions.of_article(9)


def test_purging_an_article_takes_its_decisions_along(paired: Library) -> None:
    paired.suggestions.reject(suggested(paired, 1)["agreement"])
    paired.articles.delete([1])
    paired.care.purge_deleted()
    assert paired.care.check().problems == ()
