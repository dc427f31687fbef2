import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.bilingual.terms import EntryIndex, TermMatcher, merged_forms
from cityreader.models import GlossaryEntry


def entry(uuid: str, **forms: tuple[str, ...]) -> GlossaryEntry:
    return GlossaryEntry(uuid, "term", {k.replace("_", "-"): v for k, v in forms.items()})


TAIPEI = entry("1", en=("Taipei",), zh_Hant=("臺北",))
CITY = entry("2", en=("Taipei City", "City of Taipei"), zh_Hant=("臺北市",))
MAYOR = entry("3", en=("mayor",), zh_Hans=("市长",))
BERG = entry("4", en=("Ada Berg", "Ståle"), zh_Hant=("貝格",))
MATCHER = TermMatcher([TAIPEI, CITY, MAYOR, BERG])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("TAIPEI CITY mayor", ["TAIPEI CITY", "mayor"]),
        ("The Taipei Citys mayoral race", ["Taipei"]),
        ("台北市長贝格", ["台北市", "贝格"]),
        ("訪台北，市長", ["台北", "市長"]),
        ("Stale met ada berg.", ["Stale", "ada berg"]),
        ("Ｔａｉｐｅｉ", ["Ｔａｉｐｅｉ"]),
        ("在Taipei市", ["Taipei"]),
        ("", []),
    ],
)
def test_terms_are_found_whole_and_longest_first(text, found):
    assert [text[slice(*match.span)] for match in MATCHER.find(text)] == found


def test_all_terms_over_a_character():
    text = "…台北市長"
    found = MATCHER.covering(text, 3)
    assert [(match.entry.uuid, text[slice(*match.span)]) for match in found] == [
        ("2", "台北市"),
        ("3", "市長"),
    ]
    assert found[0].lang == "zh-Hant"
    assert MATCHER.covering(text, 0) == []
    # Characters that fold to several keep their places.
    assert [m.entry.uuid for m in MATCHER.covering("½½ Ada Berg", 6)] == ["4"]


def test_named():
    assert [e.uuid for e in MATCHER.named("CITY of taipei")] == ["2"]
    assert MATCHER.named("City") == []
    assert not TermMatcher([])


def test_surfaces_are_what_is_written_in_chinese():
    assert MATCHER.surfaces("台北市 and Taipei，貝格") == {"台北市", "貝格"}


@given(st.text(alphabet="台臺北市長长Taipei ½", max_size=20))
@settings(max_examples=50)
def test_matches_stand_in_order_and_apart(text):
    found = MATCHER.find(text)
    ends = [0, *(match.span.end for match in found)]
    assert all(end <= match.span.start for end, match in zip(ends, found, strict=False))
    for match in found:
        assert match in MATCHER.covering(text, match.span.start)


def test_entries_that_share_a_form():
    index = EntryIndex([TAIPEI, CITY, BERG])
    assert index.sharing({"en": ["taipei"]}) == [TAIPEI]
    assert index.sharing({"zh-Hans": ["台北市", "台北"]}) == [TAIPEI, CITY]
    assert index.sharing({"fr": ["Taipei"]}) == []
    assert index.has_all({"en": ["Taipei"], "zh-Hans": ["台北"]})
    assert not index.has_all({"en": ["Taipei"], "zh-Hans": ["台北市"]})
    index.put(TAIPEI)
    assert index.sharing({"zh-Hans": ["台北市", "台北"]}) == [CITY, TAIPEI]
    index.remove("1")
    assert index.sharing({"en": ["Taipei"]}) == []


def test_merged_forms_keep_the_order_they_came_in():
    merged = merged_forms(TAIPEI.forms, {"en": ["Taibei", "Taipei"], "fr": []})
    assert merged == {"en": ("Taipei", "Taibei"), "zh-Hant": ("臺北",)}


def test_what_shares_a_form_is_found_without_a_look_at_every_entry():
    """Seen to fail with a walk over the entries: 40,000 of them took two minutes to load."""

    class Watched(dict[str, GlossaryEntry]):
        walks = 0

        def items(self):
            Watched.walks += 1
            return super().items()

    index = EntryIndex([TAIPEI, CITY, BERG])
    index.entries = Watched(index.entries)
    assert index.sharing({"en": ["taipei"]}) == [TAIPEI]
    assert Watched.walks == 0
