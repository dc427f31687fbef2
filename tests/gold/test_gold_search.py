"""How well the search of titles answers hand-made queries among made-up titles."""

import json
from pathlib import Path

import pytest
from bench.search import recall_at_5, relevant
from bench.titles import PLANTED, make_titles

from cityreader.search.title_index import Title, TitleIndex
from cityreader.text.scripts import fold

RECALL = 0.97
"""May only rise."""

TWINS = (
    ("two baristas prize", ["baristas", "prize"]),
    ("fierworks dadaocheng", ["dadaocheng", "fireworks"]),
    ("臺灣大學 郁金香", ["台湾大学郁金香"]),
    ("诚品书店 湖边", ["诚品书店", "湖边"]),
    ("chongqing qinggui", ["重庆轻轨"]),
    ("hsimenting", ["西门町"]),
    ("虹口足求场", ["虹口足球场"]),
    ("strassenbahn zurich", ["strassenbahn"]),
)


@pytest.fixture(scope="module")
def folded() -> list[str]:
    return [fold(title) for title in make_titles(20_000)]


@pytest.fixture(scope="module")
def index(folded: list[str]) -> TitleIndex:
    return TitleIndex.build(Title(number, text, number) for number, text in enumerate(folded, 1))


@pytest.mark.gold
def test_hand_made_queries_find_their_titles(
    material: Path, index: TitleIndex, folded: list[str]
) -> None:
    lines = (material / "data" / "relevance.jsonl").read_text("utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    answered = [case for case in cases if relevant(case, folded)]
    assert len(answered) >= 50
    assert recall_at_5(index, folded, answered) >= RECALL


@pytest.mark.parametrize(("query", "texts"), TWINS)
def test_a_query_finds_its_title_among_many(
    query: str, texts: list[str], index: TitleIndex, folded: list[str]
) -> None:
    case: dict[str, object] = {"query": query, "relevant": [texts]}
    assert relevant(case, folded)
    assert recall_at_5(index, folded, [case]) == 1.0


def test_the_same_numbers_make_the_same_titles() -> None:
    first, again = list(make_titles(500)), list(make_titles(500))
    assert first == again
    assert set(PLANTED) <= set(first)
