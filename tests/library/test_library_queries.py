"""Every field of the query language against a small library with a bit of everything."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cityreader.errors import UsageError
from cityreader.library.library import Library
from cityreader.models import DateRange, Participant, Place
from cityreader.search.grammar import CHOICES, FIELDS
from shelf import CHINESE, ENGLISH, add_article, span_of

VALUES = {
    "tag": ("agreement", "economy", "nothing"),
    "type": ("agreement", "nothing"),
    "lang": ("en", "zh", "zh-Hans", "fr"),
    "source": ("post", "none"),
    "city": ("Lindmark", "林德马克", "林德馬克", "海城", "none"),
    "title": ("harbour", "港口", "none"),
    "body": ("ships", "forty", "清洁", "none"),
    "before": ("2025", "2025-03-15", "2026"),
    "after": ("2024", "2025-03-14", "2025"),
    "date": ("2025", "2025-03-14", "2024..2025", "..2024", "2025-03-15.."),
    "coder": ("Ann", "Bob"),
    "story": ("1", "3", "9"),
    **CHOICES,
}
WORDS = ("harbour", "港口", '"two harbour"', "none", "'arbour", "^harbour", "letters$", "^gone$")
EITHER = (
    ("'harbour", "'港口"), ("letters$", "tag:agreement"), ("^gone", "'none"),
    ("has:note", "has:event"), ("is:done", "lang:zh-Hans"), ("'letters", "-lang:en"),
)  # fmt: skip


def parts(field: str) -> list[str]:
    return [f"{field}:{value}" for value in VALUES[field]] if field else list(WORDS)


@pytest.fixture
def shelf(paired: Library) -> Library:
    """Articles in and out of pairs, dated or not, marked or not, one in the trash."""
    add_article(paired, "Harbour letters", ENGLISH + " More.", source="Harbour Post")
    add_article(paired, "Gone", "This went to the trash.", published="2024-01-01")
    event = paired.coding.tag(1, span_of(ENGLISH, "signed a friendship"), "agreement").event
    assert event is not None
    paired.coding.mention(2, span_of(CHINESE, "签署了友好协议"), event.uuid)
    paired.roles.assign(1, span_of(ENGLISH, "Lindmark"), "actor", event.uuid)
    paired.coding.tag(3, span_of(ENGLISH, "Forty towns"), "forum")
    paired.coding.note(3, span_of(ENGLISH, "customs"), "which?")
    paired.coding.tag(4, span_of("This went to the trash.", "went"), "forum")
    paired.coding.change_topics([3], ["economy"])
    paired.readings.set_state([3], "done")
    paired.readings.set_flag([1], True)
    paired.events.save(
        replace(paired.events.get(event.uuid), date=DateRange("2025-03-14", None, "day"))
    )
    paired.articles.delete([4])
    return paired


def test_the_fields_are_all_tried() -> None:
    assert set(VALUES) == set(FIELDS)


@pytest.mark.parametrize("field", [*FIELDS, ""])
def test_a_part_and_its_opposite_share_out_the_articles(shelf: Library, field: str) -> None:
    for part in parts(field):
        chosen, others = (shelf.search.article_listing(sign + part) for sign in ("", "-"))
        matching = [] if chosen.approximate else list(chosen.ids)
        if part == "is:deleted":
            assert (matching, sorted(others.ids)) == ([4], [1, 2, 3])
        else:
            assert sorted([*matching, *others.ids]) == [1, 2, 3], part


@pytest.mark.parametrize("field", [*FIELDS, ""])
def test_a_part_and_its_opposite_share_out_the_lines(shelf: Library, field: str) -> None:
    for part in parts(field):
        chosen, others = (shelf.search.listing(sign + part) for sign in ("", "-"))
        if chosen.query.problems:
            # A value that the library does not know is left out, so that nothing is blanked.
            assert list(chosen.ids) == list(others.ids) == [1, 3], part
            continue
        matching = [] if chosen.approximate else list(chosen.ids)
        if part == "is:deleted":
            assert (matching, sorted(others.ids)) == ([4], [1, 3])
        else:
            assert sorted([*matching, *others.ids]) == [1, 3], part


@pytest.mark.parametrize("field", [*FIELDS, ""])
def test_a_part_and_its_opposite_share_out_marks_and_events(shelf: Library, field: str) -> None:
    for select, count in ((shelf.records.annotations, 5), (shelf.records.events, 2)):
        everything = [record.uuid for record in select("")]
        assert len(everything) == count
        for part in parts(field):
            chosen, others = ([one.uuid for one in select(sign + part)] for sign in ("", "-"))
            # Records of articles in the trash are in no list.
            if part != "is:deleted":
                assert sorted(chosen + others) == sorted(everything), part


@pytest.mark.parametrize("parts", EITHER)
def test_alternatives_find_what_either_finds(shelf: Library, parts: tuple[str, str]) -> None:
    for select in (
        lambda text: list(shelf.search.article_listing(text).ids),
        lambda text: list(shelf.search.listing(text).ids),
        lambda text: [one.uuid for one in shelf.records.annotations(text)],
        lambda text: [one.uuid for one in shelf.records.events(text)],
    ):
        separately = {key for part in parts for key in select(part)}
        assert set(select(" | ".join(parts))) == separately
        assert set(select(f"{' OR '.join(parts)} -'none")) == separately


def test_a_city_is_known_by_all_its_names(shelf: Library) -> None:
    event = shelf.records.events("type:agreement")[0]
    city = Participant(name="Haicheng", name_en="Haicheng", name_zh="海城", kind="city")
    shelf.events.save(replace(event, participants=(city,), place=Place(name="Lindmark")))
    shelf.glossary.add({"en": ["Lindmark"], "zh-Hant": ["林德馬克"]}, kind="place")
    for name in ("haicheng", "海城", "Lindmark", "林德马克", "lind"):
        assert sorted(shelf.search.article_listing(f"city:{name}").ids) == [1, 2], name
        assert [one.uuid for one in shelf.records.events(f"城市：{name}")] == [event.uuid]
        assert len(shelf.records.annotations(f"city:{name}")) == 3
    assert not shelf.records.events("city:Rome")


def test_sources_and_coders_are_known_in_any_case_and_script(shelf: Library) -> None:
    add_article(shelf, "Late news", source="Ｈåfen 港報")
    assert list(shelf.search.article_listing("source:hafen").ids) == [5]
    assert list(shelf.search.article_listing("来源:港报").ids) == [5]
    assert shelf.records.annotations("coder:ANN") == shelf.records.annotations("")


def test_a_query_that_is_not_finished_selects_nothing_by_accident(shelf: Library) -> None:
    with pytest.raises(UsageError, match="leads nowhere"):
        shelf.records.events("tag:")


@pytest.mark.parametrize("text", ["tag:agr", "lang:z", "coder:an", "type:agree"])
def test_the_beginning_of_a_value_finds_nothing_where_nobody_types(
    shelf: Library, text: str
) -> None:
    """Seen to fail while such a part was left out: ``export tag:agr`` then exported everything."""
    assert not shelf.search.article_listing(text).ids
    assert not shelf.records.events(text)
    assert shelf.search.listing(text).ids


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.sampled_from(
            [
                "harbour",
                "港",
                "'",
                "^",
                "$",
                "|",
                " OR ",
                "-",
                "!",
                '"',
                "tag:",
                "city:",
                "date:7d",
                "is:",
                "new",
                "lang:zh",
                "source:",
                "%",
                "_",
                "\\",
                "body:",
                "2024",
                "..",
                " ",
                ",",
                "has:event",
                "forum",
                "\x00",
            ]
        )
    ).map("".join)
)
def test_no_query_is_an_error_in_the_library(shelf: Library, text: str) -> None:
    shelf.search.listing(text)
    shelf.search.article_listing(text)
    for select in (shelf.records.annotations, shelf.records.events):
        with suppress(UsageError):
            select(text)
