"""Keys from an article just opened to a mark on the disk."""

import json

import pytest
from typist import keys_to_mark, typing_in

from shelf import span_of

MEAN = 6.0
CHINESE_OVER_ENGLISH = 1.15
WHOLE_EVENT = 16

ENGLISH_NEWS = (
    "Lindmark and Haicheng will share a library of sea maps.\n\n"
    "Archivists from both towns met on Tuesday and compared what they had kept since 1911.\n\n"
    "On 3 June 2024 Mayor Ada Berg of Lindmark signed an agreement on shared archives with Vice "
    "Mayor Lin Yue in the Old Customs House, and forty guests from nine towns looked on.\n\n"
    "The maps go on show in both towns next spring."
)
CHINESE_NEWS = (
    "林德马克与海城将共享一座海图图书馆。\n\n"
    "两市档案人员周二会面,比较了自1911年以来的收藏。\n\n"
    "2024年6月3日,林德马克市长艾达·贝格在老海关大楼与副市长林月签署了档案共享协议,四十位来宾到场见证。\n\n"
    "这些海图明年春天将在两市展出。"
)
MIXED_NEWS = "市长 Ada Berg 与代表团在 Customs House 签署 MoU,涉及 sea maps 的共享。"

TASKS = [
    ("en", ENGLISH_NEWS, "signed an agreement on shared archives with"),
    ("en", ENGLISH_NEWS, "Old Customs House"),
    ("en", ENGLISH_NEWS, "met"),
    ("en", ENGLISH_NEWS, "go on show in both towns"),
    ("zh", CHINESE_NEWS, "签署了档案共享协议"),
    ("zh", CHINESE_NEWS, "大楼"),
    ("zh", CHINESE_NEWS, "会面"),
    ("zh", CHINESE_NEWS, "明年春天将在两市展出"),
    ("mixed", MIXED_NEWS, "签署 MoU"),
]


def mean(numbers):
    return sum(numbers) / len(numbers)


def check(counted):
    """The bars; ``counted`` is a list of a language and the keys of one span."""
    every = [keys for _, keys in counted]
    chinese = mean([keys for lang, keys in counted if lang == "zh"])
    english = mean([keys for lang, keys in counted if lang == "en"])
    figures = f"mean {mean(every):.2f}, en {english:.2f}, zh {chinese:.2f}, each {every}"
    print(figures)
    assert mean(every) <= MEAN, figures
    assert chinese / english <= CHINESE_OVER_ENGLISH, figures


def language(lang):
    return "en" if lang == "en" else "zh-Hans"


def count(folder, folders, tasks):
    counted = []
    for number, (lang, text, span) in enumerate(tasks):
        own = folder / str(number)
        own.mkdir()
        counted.append((lang, keys_to_mark(own, folders, text, language(lang), *span)))
    return counted


def test_a_span_takes_six_keys_at_most_on_average(tmp_path, folders):
    check(count(tmp_path, folders, [(lang, text, span_of(text, w)) for lang, text, w in TASKS]))


@pytest.mark.gold
def test_gold_a_span_takes_six_keys_at_most_on_average(tmp_path, folders, material):
    tasks = json.loads((material / "data/keystrokes.json").read_text(encoding="utf-8"))["tasks"]
    given = [(task["lang"], task["text"], (task["start"], task["end"])) for task in tasks]
    check(count(tmp_path, folders, given))


async def test_a_sentence_takes_two_keys(tmp_path, folders):
    async with typing_in(tmp_path, folders, ENGLISH_NEWS, "en") as typist:
        await typist.press("t", "a")
        (mark,) = typist.marks
        assert mark.exact == ENGLISH_NEWS.partition("\n")[0]
        assert typist.keys == 2
