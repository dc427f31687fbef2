"""Queries of every kind for titles about city diplomacy, hidden among made-up ones.

``data/city_queries.tsv`` has a line a query: its kind, the query, and the ways a title can answer
it, parted by `` / ``; all texts of one way, parted by `` + ``, stand in the title. They were
written before the search had seen them.
"""

from pathlib import Path

from bench.search import recall_at_5
from bench.titles import make_titles

from cityreader.search.title_index import Title, TitleIndex
from cityreader.text.scripts import fold

DATA = Path(__file__).parent / "data"
RECALL = 0.99
"""May only rise."""
MADE_UP = 10_000


def test_city_queries_find_their_titles() -> None:
    """Seen to fail without Tongyong pinyin and postal names (0.96), and when characters that only
    meet weigh as much as words (0.97)."""
    own = (DATA / "city_titles.txt").read_text("utf-8").splitlines()
    titles = list(make_titles(MADE_UP, seed=83))
    step = MADE_UP // len(own)
    for number, title in enumerate(own):
        titles[number * step] = title
    folded = [fold(title) for title in titles]
    index = TitleIndex.build(Title(number, text, number) for number, text in enumerate(folded, 1))
    lines = (DATA / "city_queries.tsv").read_text("utf-8").splitlines()
    cases: list[dict[str, object]] = []
    for line in lines:
        _, query, ways = line.split("\t")
        cases.append({"query": query, "relevant": [way.split(" + ") for way in ways.split(" / ")]})
    assert recall_at_5(index, folded, cases) >= RECALL
