import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.bilingual.inline_names import harvest


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Haicheng Mayor Lin Mei-hua (林美華) spoke.", [("Lin Mei-hua", "林美華")]),
        ("said Mei-Hua Lin (林美華), who", [("Mei-Hua Lin", "林美華")]),
        (
            "the Harbour Towns Council (港口城市委員會) met",
            [("Harbour Towns Council", "港口城市委員會")],
        ),
        ("Society of Old Piers (舊碼頭協會, SOP)", [("Society of Old Piers", "舊碼頭協會")]),
        ("海城市長林美華（Lin Mei-hua）表示", [("Lin Mei-hua", "林美華")]),
        ("访问，市长艾达·贝格（Ada Berg）说", [("Ada Berg", "艾达·贝格")]),
        ("簽署「友好備忘錄」（MOU）。", [("MOU", "友好備忘錄")]),
        ("刊於《港口週報》（Harbour Weekly）", [("Harbour Weekly", "港口週報")]),
        ("Ada (圖) and Bo (左), Eva (檔案照片)", []),
        ("那是一份在雨中的港口所簽的協定（Accord）", []),
        ("two (2) boats (see below) 三艘（3）", []),
        ("lower case words (小寫)", []),
        ("the Mayor (市長) spoke", []),
        ("", []),
    ],
)
def test_names_given_in_both_languages(text, pairs):
    found = harvest(text)
    assert [(pair.english, pair.chinese) for pair in found] == pairs
    for pair in found:
        assert text[slice(*pair.english_span)] == pair.english
        assert text[slice(*pair.chinese_span)] == pair.chinese


def test_persons_are_told_from_bodies():
    text = "Lin Mei-hua (林美華) of the Harbour Towns Council (港口城市委員會)"
    assert [pair.person for pair in harvest(text)] == [True, False]


@given(st.text(alphabet="Ada Berg-.,()（）林美華市長「」的x", max_size=40))
@settings(max_examples=60)
def test_whatever_is_found_stands_in_the_text(text):
    for pair in harvest(text):
        assert text[slice(*pair.english_span)] == pair.english
        assert text[slice(*pair.chinese_span)] == pair.chinese
        assert len(pair.chinese) >= 2
        assert pair.english[0].isupper()
