"""Cues that go on with what a text told before: speakers without an office, visits carried on."""

import pytest

from cityreader.coding.suggestions import suggest
from cityreader.coding.suggestions_lexicon import parse_lexicon, shipped_lexicon
from cityreader.text.sentences import sentences

SHIPPED = shipped_lexicon()
ENGLISH = "The mayor of Lindmark welcomed a delegation from its sister city Haicheng. "
HANS = "林德马克市长会见了友城海城的代表团。"
HANT = "林德馬克市長會見了友城海城的代表團。"


def last(text: str) -> list[str]:
    """The types proposed for the last sentence of a text."""
    spans = list(sentences(text))
    return [one.type for one in suggest(text, spans, SHIPPED) if one.sentence == spans[-1]]


@pytest.mark.parametrize(
    ("before", "text", "types"),
    [
        (ENGLISH, "Good neighbours share a harbour, Ilse Krog said.", ["statement"]),
        (ENGLISH, "She added that the two towns had a harbour in common.", ["statement"]),
        (ENGLISH, "“We can learn so much from each other.", ["statement"]),
        (ENGLISH, "They stayed for two nights and toured the old shipyard.", ["visit"]),
        (ENGLISH, "The group will arrive on Monday.", ["visit"]),
        (HANS, "她说，两座城市都靠海，渔业相似。", ["statement"]),
        (HANT, "她說，兩座城市都靠海，漁業相似。", ["statement"]),
        (HANS, "“我们两地的缘分很深。", ["statement"]),
        (HANS, "代表团还品尝了船厂的鱼汤。", ["visit"]),
        (HANS, "他称赞海城的城市治理。", ["statement"]),
        (HANS, "她希望双方在电影领域合作。", ["statement"]),
        (HANT, "團長致贈市長一座銅鐘。", ["gift"]),
        (ENGLISH, "She presented him with a plaque made of oak.", ["gift"]),
        (ENGLISH, "Ilse Krog expressed her gratitude for the new tram.", ["statement"]),
        (HANT, "訪團6日也到船廠觀賞表演。", ["visit"]),
        (ENGLISH, "At the meeting, they talked about a ferry.", ["visit"]),
        (ENGLISH, "This was followed by a look at the docks.", ["visit"]),
        (ENGLISH, "Some councillors voiced doubts about the ferry.", ["statement"]),
        (ENGLISH, "Deputy Ilse Krog delivered a speech on fog.", ["statement"]),
        (HANS, "双方已经就渡轮达成了一致。", ["visit"]),
        (HANT, "市港務局長出席會見。", ["visit"]),
        (HANS, "林海在信中说，渡轮下月开航。", ["statement"]),
        (HANT, "市長建議雙方一同造船。", ["statement"]),
    ],
)
def test_a_sentence_goes_on_with_what_was_told(before: str, text: str, types: list[str]) -> None:
    """Without ``amid`` nothing is proposed; nor is it where nothing was told before."""
    assert last(before + text) == types
    assert last(text) == []


@pytest.mark.parametrize(
    ("before", "text", "type_"),
    [
        (
            "The mayor of Lindmark hailed the friendship of both cities.",
            "“It feels like home.",
            "statement",
        ),
        (
            "The harbour forum of mayors opened in the city.",
            "Delegates from nine countries took part.",
            "forum",
        ),
        ("城市论坛昨日在海城开幕。", "与会代表来自九个国家和地区。", "forum"),
        (
            "Lindmark donated ambulances to its sister city.",
            "The ambulances arrived on Friday.",
            "gift",
        ),
        ("海城市向友城捐贈口罩。", "這批物資已運抵港口。", "gift"),
        (
            "The city joined a network of cities for clean ports.",
            "The board elected nine members.",
            "network",
        ),
        (
            "Ten pupils of the sister city came for a youth exchange.",
            "The pupils stayed for nine days.",
            "exchange",
        ),
        (
            "The Union of Nordic Cities held its assembly in Lindmark.",
            "The directors met to fix the objectives of the year.",
            "network",
        ),
        ("市长说，期待友城的友谊长存。", "两市气候相近，港口都不结冰。", "statement"),
        ("海城文化周在挪威开幕，市长出席。", "杂技节目赢得阵阵掌声。", "showcase"),
        ("“海城大学生挪威行”活动在国际学院启动。", "学生将参观船厂和渔市。", "exchange"),
        (
            "The city suspended its twinning with Haicheng.",
            "Aarlund ended its links in spring.",
            "rupture",
        ),
    ],
)
def test_other_types_are_gone_on_with(before: str, text: str, type_: str) -> None:
    """Without ``amid`` cues of the type nothing is proposed for the last sentence."""
    assert last(f"{before} {text}") == [type_]
    assert last(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "She added that the ferries had been painted green.",
        "A professor said the two towns had a harbour in common.",
        "She said both towns had a population of nine thousand.",
        "The town lies on a river and is known for its hospitality.",
        "她说，今年的渡轮漆成了绿色。",
        "教授说，两座城市都靠海。",
        "她说，两座城市的人口相似。",
        "當地以溫泉和漁業聞名。",
    ],
)
def test_other_matters_experts_and_facts_are_not_gone_on_with(text: str) -> None:
    """Without context and ``absent`` each of these is a statement."""
    assert last((HANS if text[0] > "一" else ENGLISH) + text) == []


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("他說，市長去年訪問海城，彼此如同老友。", ["statement"]),
        ("他表示，兩地簽署了港口備忘錄，彼此受益。", ["statement"]),
        ("感謝兩地簽署港口備忘錄，彼此受益。", ["statement"]),
        ("他說，兩市在海城舉辦了港口論壇，彼此受益。", ["statement"]),
        ("市長去年訪問海城，彼此如同老友。", ["visit"]),
        ("他說，市長明年將訪問海城，彼此再敘。", ["visit"]),
    ],
)
def test_who_speaks_of_what_was_done_only_speaks(text: str, types: list[str]) -> None:
    """Without asking who speaks, the visit and the paper spoken of are proposed."""
    assert last(HANT + text) == types


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("市长很高兴访问友城海城，期待两市的友谊。", ["statement"]),
        ("市长访问友城海城，期待两市的友谊。", ["visit", "statement"]),
        ("The mayor hopes for a visit of the delegation from Haicheng.", ["statement"]),
        ("市长感谢友城海城举办城市论坛，期待两市的友谊。", ["statement"]),
    ],
)
def test_who_is_glad_of_a_visit_or_hopes_for_one_takes_a_position(
    text: str, types: list[str]
) -> None:
    """Without words of gladness and hope a visit is proposed beside each."""
    assert set(last(text)) == set(types)


def test_what_was_told_is_gone_on_with_for_six_sentences() -> None:
    """With a longer memory one event would open the rest of the page."""
    gap, text = "The old market lay empty under the rain. ", "The group toured the shipyard."
    assert last(ENGLISH + 5 * gap + text) == ["visit"]
    assert last(ENGLISH + 6 * gap + text) == []


def test_only_what_cities_do_is_gone_on_with() -> None:
    """Without asking for a word of cities, world news of ministers would be gone on with."""
    told = "The foreign minister of Japan met with the president of Chile. "
    assert last(told) == ["visit"]
    assert last(told + "He said relations would need time.") == []
    joined = "Tokyo officially joined the network in spring. "
    assert last(joined + "He said relations would need time.") == ["statement"]


def cues(amid: str) -> str:
    return f"""
        schema = 1
        [[cue]]
        type = "visit"
        lang = "en"
        trigger = ["moored"]
        [[cue]]
        type = "gift"
        lang = "en"
        amid = {amid}
        trigger = ["barrel*"]
        [[sphere]]
        name = "cities"
        en = ["port"]
    """


@pytest.mark.parametrize(
    ("amid", "types"),
    [
        ('["visit"]', ["visit", "gift"]),
        ('["*"]', ["visit", "gift"]),
        ('["forum", "visit"]', ["visit", "gift"]),
        ('["forum"]', ["visit"]),
    ],
)
def test_an_own_cue_names_the_types_it_goes_on_with(amid: str, types: list[str]) -> None:
    text = "Nine ships moored in the port. Their crews brought nine barrels of salt."
    lexicon = parse_lexicon(cues(amid), "own")
    assert [one.type for one in suggest(text, sentences(text), lexicon)] == types


def test_a_sentence_with_an_event_of_its_own_is_not_gone_on_in() -> None:
    """With ``amid`` beside other cues the second sentence would be a gift as well."""
    text = "Nine ships moored in the port. Nine more moored there with barrels of salt."
    lexicon = parse_lexicon(cues('["*"]'), "own")
    assert [one.type for one in suggest(text, sentences(text), lexicon)] == ["visit", "visit"]
