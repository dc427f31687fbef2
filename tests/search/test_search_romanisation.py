import pytest

from cityreader.search.romanisation import (
    Beginning,
    respelt,
    romanisation,
    said_as,
    segmentations,
    spelling_of,
    tongyong,
    wade_giles,
)
from cityreader.text.scripts import fold


def spelt(word: str) -> list[list[str]]:
    table = romanisation()
    return [
        [
            f"{table.syllables[part.first]}…"
            if isinstance(part, Beginning)
            else table.syllables[part.numbers[0]]
            for part in segmentation
        ]
        for segmentation in segmentations(word)
    ]


@pytest.mark.parametrize(
    ("character", "reading"),
    [("北", "bei"), ("臺", "tai"), ("灣", "wan"), ("廈", "xia"), ("町", "ding"), ("绿", "lv")],
)
def test_a_character_is_read_in_either_script(character: str, reading: str) -> None:
    table = romanisation()
    readings = [table.syllables[number] for number in table.readings_of(fold(character))]
    assert reading in readings


def test_every_reading_is_a_syllable_in_order() -> None:
    table = romanisation()
    assert table.syllables == sorted(set(table.syllables))
    assert all(syllable.isascii() and syllable.isalpha() for syllable in table.syllables)
    assert int(table.readings.max()) < len(table.syllables)


@pytest.mark.parametrize(
    ("pinyin", "expected"),
    [
        ("bei", "pei"), ("tou", "tou"), ("gao", "kao"), ("xiong", "hsiung"), ("zhu", "chu"),
        ("jiang", "chiang"), ("qiao", "chiao"), ("hong", "hung"), ("zuo", "tso"), ("guo", "kuo"),
        ("zhong", "chung"), ("nian", "nien"), ("si", "ssu"), ("e", "o"), ("rong", "jung"),
    ],
)  # fmt: skip
def test_wade_giles(pinyin: str, expected: str) -> None:
    assert wade_giles(pinyin) == expected


def test_a_word_is_read_in_every_way() -> None:
    assert spelt("xian")[:2] == [["xian"], ["xi", "an"]]
    assert ["tai", "bei"] in spelt("taibei")


def test_a_spelling_stands_for_its_wade_giles_syllables_too() -> None:
    table = romanisation()
    assert {table.syllables[number] for number in table.spellings["pei"]} == {"pei", "bei"}
    assert "i" not in table.spellings


def test_the_last_syllable_may_be_unfinished() -> None:
    assert any(ways[0] == "shuang" and ways[-1].startswith("ch") for ways in spelt("shuangch"))
    assert spelt("strength") == []


@pytest.mark.parametrize(
    ("pinyin", "expected"),
    [
        ("zhong", "jhong"), ("xin", "sin"), ("qi", "ci"), ("quan", "cyuan"), ("zhi", "jhih"),
        ("liu", "liou"), ("hui", "huei"), ("xiong", "syong"), ("feng", "fong"), ("lv", "lyu"),
        ("tai", "tai"),
    ],
)  # fmt: skip
def test_tongyong(pinyin: str, expected: str) -> None:
    assert tongyong(pinyin) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("xi'an", "xi'an"), ("pei-tou", "pei'tou"), ("t'ai-tung", "t*ai'tung"),
        ("ping2yao2", "ping'yao"), ("hai3", "hai"), ("covid-19", "covid'19"), ("c40", "c40"),
    ],
)  # fmt: skip
def test_signs_between_syllables_are_kept(word: str, expected: str) -> None:
    assert spelling_of(word) == expected


def test_no_syllable_goes_over_a_border() -> None:
    assert ["xian"] in spelt("xian")
    assert ["xian"] not in spelt("xi'an")
    assert ["yi", "lan"] in spelt("i'lan")


def test_the_apostrophe_of_wade_giles_tells_two_sounds_apart() -> None:
    table = romanisation()
    assert [table.syllables[number] for number in table.spellings["p*ing"]] == ["ping"]
    assert len(table.spellings["ping"]) == 2


def test_three_syllables_are_said_in_pinyin_whatever_they_are_spelt_in() -> None:
    assert "zhongzhengqu" in said_as("chungchengchu")
    assert said_as("taibei") == ()


@pytest.mark.parametrize("slip", ["jingdezehn", "jingdezhhen", "jingdezen"])
def test_a_slip_in_a_spelling_is_undone(slip: str) -> None:
    table = romanisation()
    meant = [[table.syllables[part.numbers[0]] for part in way] for way in respelt(slip)]
    assert ["jing", "de", "zhen"] in meant


def test_a_pasted_line_is_no_spelling() -> None:
    """Seen to fail while all its slips were tried: they fill the memory."""
    assert respelt("shang" * 400) == ()
