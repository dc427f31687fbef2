import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.coding.gazetteer import COLUMNS, read_cities, shipped_gazetteer

sys.path.append(str(Path(__file__).parents[2] / "scripts"))

from check_gazetteer import TABLE, problems

HEAD = "\t".join(COLUMNS) + "\n"


def names(text: str) -> list[str]:
    return [mention.city.name for mention in shipped_gazetteer().find(text)]


def test_the_table_is_in_order() -> None:
    cities = read_cities(TABLE.read_text(encoding="utf-8"))
    assert problems(cities) == []
    assert len(cities) >= 1000


def test_the_check_finds_what_is_wrong() -> None:
    table = (
        f"{HEAD}lindmark\t林\t林\tXXX\t99.00\t0.00\t\t\nLindmark\t海城\t林城\tSE\t1.00\t2.00\t\t\n"
    )
    found = " ".join(problems(read_cities(table)))
    for words in ("no place on earth", "no country code", "capital", "too short", "names"):
        assert words in found


@pytest.mark.parametrize("table", ["name\n", f"{HEAD}Lindmark\t1\n"])
def test_another_table_is_refused(table: str) -> None:
    with pytest.raises(ValueError, match="columns"):
        read_cities(table)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("New Taipei and Taipei met in Saratoga.", ["New Taipei", "Taipei", "Saratoga"]),
        ("新北与台北、臺中在布拉格會面", ["New Taipei", "Taipei", "Taichung", "Prague"]),
        ("Nice weather; they flew to Nice and to paris.", ["Nice"]),
        ("大运河内的罗马尼亚船，罗马市长", ["Rome"]),
        ("Parisian Osakans", []),
    ],
)
def test_cities_are_found_by_their_longest_name(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("加州托伦斯市长与托伦市长", ["Torrance", "Torun"]),
        ("奧什科什市、奥什市", ["Oshkosh", "Osh"]),
        ("图奥卢米县、麦加利大学、麥加利先生", []),
        ("在奥卢和麦加", ["Oulu", "Mecca"]),
        ("上海延安东路、北京西路、南京大道、重慶中路", ["Shanghai"]),
        ("延安路线、北京大街小巷", ["Yan'an", "Beijing"]),
    ],
)
def test_names_within_longer_words_are_none(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Salem, Oregon, sent a choir.", ["Salem"]),
        ("Bath (England) sent a choir.", ["Bath"]),
        ("The mayors of Bath and York came.", ["Bath", "York"]),
        ("They went to Bath, York and Salem.", ["Bath", "York", "Salem"]),
        ("Bath is good, and Reading helps.", []),
        ("They met in London, Reading and writing.", ["London"]),
        ("A Bath in Maine", []),
    ],
)
def test_a_name_that_is_a_word_counts_in_a_list_or_with_its_state(
    text: str, found: list[str]
) -> None:
    """Only a word such as *in* or *of* before it said that a place is meant."""
    assert names(text) == found


def test_a_name_that_several_cities_bear_says_its_region() -> None:
    (mention,) = shipped_gazetteer().find("The delegation from Johns Creek came.")
    assert (mention.city.region, mention.city.country) == ("Georgia", "US")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The mayor of Portland met guests.", "Portland Oregon US"),
        ("The mayor of Portland, Maine, met guests.", "Portland Maine US"),
        ("The mayor of Portland, ME, met guests.", "Portland Maine US"),
        ("The mayor of Portland (Maine) met guests.", "Portland Maine US"),
        ("Maine's Portland met guests.", "Portland Maine US"),
        ("缅因州波特兰市长会见客人", "Portland Maine US"),
        ("美國緬因州波特蘭市長會見客人", "Portland Maine US"),
        ("俄勒冈州波特兰市长会见客人", "Portland Oregon US"),
        ("Guests from Lyon, France, came.", "Lyon None FR"),
        ("Guests from Athens, Ohio, came.", "Athens Ohio US"),
        ("Guests from Lyon, Japan and Korea came.", "Lyon None FR"),
        ("Guests from Birmingham, England, came.", "Birmingham England GB"),
        ("Guests from the British city of Birmingham came.", "Birmingham England GB"),
        ("Guests from Birmingham, Ala., came.", "Birmingham Alabama US"),
    ],
)
def test_the_state_or_country_of_a_text_says_which_city_is_meant(text: str, found: str) -> None:
    """Without that the usual bearer of a name was meant, whatever stood beside it."""
    (mention,) = shipped_gazetteer().find(text)
    city = mention.city
    assert f"{city.name} {city.region} {city.country}" == found
    assert text[mention.span.start : mention.span.end] in (*city.names, *city.chinese_names)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Padua and Coventry sent choirs to Graz.", "Padua Coventry Graz"),
        ("帕多瓦與考文垂派合唱團到第戎", "Padua Coventry Dijon"),
        ("牡丹江和旭川的代表团", "Mudanjiang Asahikawa"),
        ("牡丹江與旭川市的代表團", "Mudanjiang Asahikawa"),
        ("重大庆典上的高知名度嘉宾，完美里程", ""),
        ("They split the bill and read at a bath.", ""),
        ("一杯比萨饼，陕西宫廷菜", ""),
        ("参加的斯洛伐克客人谈两大分市场", ""),
        ("洪都拉斯、罗德岛、棉兰老岛、巴尔喀什湖与埃森哲", ""),
    ],
)
def test_towns_are_known_by_names_of_both_scripts(text: str, found: str) -> None:
    assert names(text) == found.split()


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Guests from Halifax came.", "Nova Scotia"),
        ("Guests from Halifax, West Yorkshire, came.", "West Yorkshire"),
        ("Guests from Halifax, England, came.", "England"),
        ("英国哈利法克斯的客人", "England"),
        ("加拿大哈利法克斯的客人", "Nova Scotia"),
        ("Guests from London, Ontario, came.", "Ontario"),
    ],
)
def test_one_name_of_two_towns_shows_which_is_meant(text: str, region: str) -> None:
    assert [one.city.region for one in shipped_gazetteer().find(text)] == [region]


def test_cities_of_a_list_are_no_regions_of_each_other() -> None:
    assert names("Osaka, Washington, and Lyon") == ["Osaka", "Washington", "Lyon"]
    assert names("Vancouver, Washington, sent guests.") == ["Vancouver"]


@settings(max_examples=40)
@given(st.lists(st.sampled_from(["Taipei", "台北", "New ", "ﬁ", " ", "市", "在", "Nice"])))
def test_mentions_stand_in_the_text_in_order(pieces: list[str]) -> None:
    text, free = "".join(pieces), 0
    for mention in shipped_gazetteer().find(text):
        assert free <= mention.span.start < mention.span.end <= len(text)
        free = mention.span.end
