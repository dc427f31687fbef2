import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_alphabet import hostile, news, odd, quick

from cityreader.models import Span
from cityreader.text.scripts import (
    fold,
    fold_with_offsets,
    to_simplified,
    to_traditional,
    unfolded,
)

SAME = [
    ("臺灣", "台湾"),
    ("裡裏", "里里"),
    ("看著", "看着"),
    ("頭髮發展", "头发发展"),
    ("麵包", "面包"),
    ("衛生衞生", "卫生卫生"),
    ("乾燥", "干燥"),
    ("颱風", "台风"),
    ("姊妹市群羣", "姐妹市群群"),
    ("広島県横浜", "广岛县横滨"),
    ("ＭＯＵ２０２５", "mou2025"),
    ("Malmö Łódź Tromsø Århus", "malmo lodz tromso arhus"),
    ("Xi’an", "xi'an"),
    ("Straße İstanbul", "strasse istanbul"),
    ("ci\u200bty\u00ad", "city"),
    ("“twin–city”", '"twin-city"'),
    ("㈱", "(株)"),
    ("Münster", "Mu\u0308nster"),
    ("שָׁלוֹם", "שלום"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_forms_of_one_word_fold_alike(left, right):
    assert fold(left) == fold(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [("大", "太"), ("が", "か"), ("北京", "南京"), ("沪", "滤"), ("给予", "给豫"), ("हि", "ह")],
)
def test_different_words_stay_different(left, right):
    assert fold(left) != fold(right)


def test_offsets_lead_back_to_the_original():
    assert fold_with_offsets("臺灣 Taiwan") == ("台湾 taiwan", None)
    assert fold_with_offsets("a㈱\u200bß") == ("a(株)ss", [0, 1, 1, 1, 3, 3])


def test_a_folded_span_comes_from_the_whole_characters_it_touches():
    _, offsets = fold_with_offsets("a㈱\u200bß")
    assert unfolded(Span(2, 5), offsets) == Span(1, 4)
    assert unfolded(Span(1, 4), offsets) == Span(1, 2)
    assert unfolded(Span(2, 5), None) == Span(2, 5)


@given(st.one_of(news, odd, hostile, st.text(max_size=20)))
@quick
def test_every_folded_code_point_comes_from_its_offset(text):
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    if offsets is None:
        assert len(folded) == len(text)
        offsets = list(range(len(text)))
    assert len(offsets) == len(folded)
    assert offsets == sorted(offsets)
    for character, offset in zip(folded, offsets, strict=True):
        assert character in fold(text[offset])


@given(st.one_of(news, odd, st.text(max_size=20)))
@quick
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


def test_conversion_for_display():
    assert to_simplified("臺北市長蔣萬安") == "台北市长蒋万安"
    assert to_traditional("发展头发") == "發展頭髮"
    assert to_simplified("Taipei 2025") == "Taipei 2025"


@pytest.mark.parametrize(
    ("text", "region", "traditional", "shown"),
    [
        ("台湾里长为群众启动峰会", "Taiwan", False, "臺灣里長為群眾啟動峰會"),
        ("台湾里长为群众启动峰会", "Hong Kong", False, "台灣里長為羣眾啓動峯會"),
        ("港裏羣眾為峯會着想", "Taiwan", True, "港裡群眾為峰會著想"),
        ("公里、皇后、只有、余先生", "Hong Kong", True, "公里、皇后、只有、余先生"),
        ("裡面", None, True, "裡面"),
    ],
)
def test_traditional_characters_are_those_of_a_place(text, region, traditional, shown):
    assert to_traditional(text, region, traditional=traditional) == shown


@given(st.one_of(news, odd))
@quick
def test_conversion_keeps_the_length(text):
    assert len(to_simplified(text)) == len(text)
    for region in (None, "Taiwan", "Hong Kong"):
        for traditional in (False, True):
            shown = to_traditional(text, region, traditional=traditional)
            assert len(shown) == len(text)
