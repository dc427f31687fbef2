"""Saved web pages scored against hand-made gold; a floor may only rise.

The small twins on fixtures of the project's own stand in ``tests/ingest/test_ingest_html_page.py``.
"""

import csv
import json
import re
import time
from collections import Counter
from pathlib import Path

import pytest
from scoring import scores

from cityreader.ingest.limits import Limits
from cityreader.ingest.reader import read_articles
from cityreader.models import ArticleDraft

pytestmark = pytest.mark.gold

# What was reached, per folder and field: right answers out of scored rows.
FLOORS = {
    ("html_zh", "title"): (20, 20),
    ("html_zh", "date"): (20, 20),
    ("html_zh", "lang"): (20, 20),
    ("html_zh", "source"): (15, 16),
    ("html_zh", "author"): (5, 5),
    ("html_zh", "url"): (4, 4),
    ("html_zh", "with_"): (29, 29),
    ("html_zh", "without"): (38, 38),
    ("html_en", "title"): (10, 10),
    ("html_en", "date"): (10, 10),
    ("html_en", "lang"): (10, 10),
    ("html_en", "source"): (10, 10),
    ("html_en", "author"): (1, 2),
    ("html_en", "url"): (9, 10),
    ("edge", "title"): (3, 3),
    ("edge", "date"): (2, 2),
    ("edge", "lang"): (4, 4),
    ("edge", "with_"): (5, 5),
    ("edge", "without"): (5, 5),
}
LEAST_F1 = 0.99
LIMITS = Limits(seconds=60)


def _runs_of_four(text: str) -> Counter[tuple[str, ...]]:
    """Return the runs of four words of a text, as the benchmark of the gold bodies counts them."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[start : start + 4]) for start in range(max(1, len(words) - 3)))


def _f1(body: str, gold: str) -> float:
    found, wanted = _runs_of_four(body), _runs_of_four(gold)
    both = 2 * sum((found & wanted).values())
    return both / (sum(found.values()) + sum(wanted.values()))


@pytest.fixture(scope="module")
def pages(material: Path) -> list[tuple[dict[str, str], ArticleDraft]]:
    with (material / "corpus/gold.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["path"].endswith(".html")]
    return [(row, read_articles(material / "corpus" / row["path"], LIMITS)[0]) for row in rows]


def test_score_does_not_fall(pages):
    right: Counter[tuple[str, str]] = Counter()
    asked: Counter[tuple[str, str]] = Counter()
    misses = []
    for row, draft in pages:
        folder = row["path"].split("/")[0]
        for field, is_right in scores(draft, row):
            asked[folder, field] += 1
            right[folder, field] += is_right
            if not is_right:
                misses.append((row["path"], field))
    assert asked == {key: rows for key, (_, rows) in FLOORS.items()}
    assert all(right[key] >= floor for key, (floor, _) in FLOORS.items()), misses
    for field, bar in {"title": 0.92, "lang": 0.995, "with_": 0.99, "without": 0.99}.items():
        keys = [key for key in FLOORS if key[1] == field]
        assert sum(right[key] for key in keys) >= bar * sum(asked[key] for key in keys), field


def test_english_bodies(pages, material):
    gold = json.loads((material / "corpus/gold_bodies_en.json").read_text("utf-8"))
    scores = {
        row["path"]: _f1(draft.body, gold[row["path"]])
        for row, draft in pages
        if row["path"] in gold
    }
    assert len(scores) == len(gold)
    assert sum(scores.values()) / len(scores) >= LEAST_F1, scores
    assert min(scores.values()) >= 0.94, scores


def test_every_field_says_where_it_stood(pages):
    for row, draft in pages:
        for name in ("title", "source", "author", "url"):
            assert not getattr(draft, name) or draft.reasons[name], row["path"]
        assert draft.published.iso is None or draft.reasons["published"], row["path"]


def test_hostile_pages_end_soon_and_say_nothing_live(material):
    files = [*(material / "bad-input/files").rglob("*.html")]
    assert len(files) >= 4
    for path in files:
        start = time.process_time()
        (draft,) = read_articles(path, Limits())
        assert time.process_time() - start < 5, path.name
        assert draft.title
        assert draft.body
        assert not re.search("PWNSCRIPT|root:|[\x00-\x08\x0b-\x1f\x7f-\x9f]", draft.body), path.name
        assert not re.search("[\x00-\x1f\x7f-\x9f]", draft.title), path.name
        if "hidden" in path.parts:
            assert draft.warnings
