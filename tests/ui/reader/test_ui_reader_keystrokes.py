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


EVENTS = [
    ("en", ENGLISH_NEWS, {"a": "Mayor Ada Berg", "r": "Vice Mayor Lin Yue",
                          "p": "Old Customs House", "d": "3 June 2024"}, "2024-06-03"),
    ("zh", CHINESE_NEWS, {"a": "林德马克市长艾达·贝格", "r": "副市长林月", "p": "老海关大楼",
                          "d": "2024年6月3日"}, "2024-06-03"),
]  # fmt: skip
GOLD_EVENTS = [
    ("en-1", {"a": "Mayor Peter Tschentscher", "r": "Shanghai Mayor Gong Zheng",
              "p": "Hamburg City Hall", "d": "12 May 2024"}, "2024-05-12"),
    ("zh-1", {"a": "汉堡市长彼得·辰切尔", "r": "上海市市长龚正", "p": "市政厅",
              "d": "2024年5月12日"}, "2024-05-12"),
]  # fmt: skip


async def code_event(folder, folders, lang, text, roles, day):
    """Tag the sentence and set four roles; the keys it took. Every span must be exact."""
    async with typing_in(folder, folders, text, language(lang)) as typist:
        await typist.go_to(text.index(roles["d"]))
        await typist.press("1", "r")
        for letter, words in roles.items():
            await typist.press(letter)
            await typist.labels_of(span_of(text, words))
        names = {"a": "actor", "r": "recipient", "p": "place", "d": "date"}
        marks = {mark.role: mark.exact for mark in typist.marks if mark.role != "trigger"}
        assert marks == {names[letter]: words for letter, words in roles.items()}
        event = typist.reader.event
        assert event.date.start == day
        assert event.place.text == roles["p"]
        sides = {one.name: one.side for one in event.participants if one.annotation_uuids}
        assert sides == {roles["a"]: "actor", roles["r"]: "recipient"}
        return typist.keys


@pytest.mark.parametrize(("lang", "text", "roles", "day"), EVENTS, ids=["en", "zh"])
async def test_a_whole_event_takes_16_keys_at_most(tmp_path, folders, lang, text, roles, day):
    assert await code_event(tmp_path, folders, lang, text, roles, day) <= WHOLE_EVENT


@pytest.mark.gold
@pytest.mark.parametrize(("name", "roles", "day"), GOLD_EVENTS, ids=["en", "zh"])
async def test_gold_a_whole_event_takes_16_keys_at_most(
    tmp_path, folders, material, name, roles, day
):
    tasks = json.loads((material / "data/keystrokes.json").read_text(encoding="utf-8"))["tasks"]
    text = next(task["text"] for task in tasks if task["id"] == name)
    keys = await code_event(tmp_path, folders, name[:2], text, roles, day)
    print(f"whole event {name}: {keys} keys")
    assert keys <= WHOLE_EVENT
