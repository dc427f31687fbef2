import pytest
from bilingual_words import FewWords

from cityreader.bilingual.cues import cues, spelled_names
from cityreader.bilingual.english import stems
from cityreader.bilingual.lexicon import Vocabulary
from cityreader.bilingual.numbers import numbers


def test_the_longest_words_are_taken_and_the_rest_by_character():
    text = "市长签署了友好协定，市长走了。"
    vocabulary = Vocabulary(FewWords(), [text])
    assert set(vocabulary.words(text)) == {"市长", "签署", "了", "友好", "协定", "走"}


def test_translations_are_stems_without_what_stands_in_brackets():
    vocabulary = Vocabulary(FewWords(), ["签署海关市长江无"])
    assert vocabulary.translations("签署") == {"sign"}
    assert vocabulary.translations("海关") == set(stems("customs"))
    assert vocabulary.translations("无") == frozenset()


def test_stems_meet_across_forms_and_drop_empty_words():
    assert stems("The mayors signed") == stems("a mayor signs")
    assert stems("agreements") == stems("agreement")
    assert stems("of the it was") == []
    assert stems("city’s cities") == stems("city")


def test_names_are_found_by_the_sound_of_the_characters():
    sentences = ["他去浙江。", "他去女儿家。", "江浙一带"]
    vocabulary = Vocabulary(FewWords(), sentences)
    assert vocabulary.readings("女") == {"nv"}
    names = cues("He went to Zhejiang with Zhe's friends from the WHO.").names
    assert {"zhejiang", "zhe", "who"} <= names
    assert spelled_names(sentences, names, vocabulary) == [{"zhejiang", "zhe"}, set(), {"zhe"}]


@pytest.mark.parametrize(
    ("english", "chinese", "common"),
    [
        ("It cost 2.4 million yuan.", "耗资240万元。", {"2.4e+06"}),
        ("2.4 million people", "二百四十万人", {"2.4e+06"}),
        ("On May 12, 2025", "2025年5月12日", {"m5", "12", "2025"}),
        ("on 3 March", "三月三日", {"m3", "3"}),
        ("they may march", "五月三月", set()),
        ("120 million", "一亿二千万元", {"1.2e+08"}),
        ("3 trillion yuan", "三万亿元", {"3e+12"}),
        ("about 1,200 guests", "约１２００名来宾", {"1200"}),
        ("twelve towns", "12个城市", {"12"}),
        ("the third forum", "第3届论坛", {"3"}),
        ("in 2025", "二〇二五年", {"2025"}),
        ("in unison", "一致", set()),
    ],
)
def test_numbers_are_equal_where_their_values_are(english, chinese, common):
    assert numbers(english) & numbers(chinese) == common


def test_signs_of_a_sentence():
    found = cues("“去不去？”")
    assert found.question
    assert found.opens_with_quote
    assert found.ends_with_quote
    assert not found.exclamation
    assert not cues("").opens_with_quote
