"""Import scored against hand-made gold; a floor may only rise.

The small twins on fixtures of the project's own stand in ``tests/ingest``.
"""

import csv
import time
from collections import Counter
from pathlib import Path

import pytest
from scoring import scores

from cityreader.ingest.limits import Limits
from cityreader.ingest.problems import UnreadableError
from cityreader.ingest.reader import parse_articles, read_articles
from cityreader.models import ArticleDraft

pytestmark = pytest.mark.gold

# What was reached, per folder and field: right answers out of scored rows.
FLOORS = {
    ("jekyll", "title"): (150, 150),
    ("jekyll", "date"): (150, 150),
    ("jekyll", "lang"): (150, 150),
    ("jekyll", "url"): (148, 150),
    ("jekyll", "source"): (142, 150),
    ("jekyll", "without"): (334, 334),
    ("pairs_md", "title"): (48, 48),
    ("pairs_md", "date"): (48, 48),
    ("pairs_md", "lang"): (48, 48),
    ("pairs_md", "author"): (44, 44),
    ("pairs_md", "without"): (68, 68),
    ("pagetext", "title"): (16, 16),
    ("pagetext", "date"): (11, 11),
    ("pagetext", "lang"): (16, 16),
    ("pagetext", "source"): (11, 11),
    ("pagetext", "url"): (1, 1),
    ("pagetext", "with_"): (32, 32),
    ("pagetext", "without"): (41, 41),
    ("pairs_news", "title"): (75, 75),
    ("pairs_news", "lang"): (75, 75),
}
FOLDERS = tuple(dict.fromkeys(folder for folder, _ in FLOORS))
LIMITS = Limits()


@pytest.fixture(scope="module")
def scored(material: Path) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]], list[str]]:
    right: Counter[tuple[str, str]] = Counter()
    asked: Counter[tuple[str, str]] = Counter()
    misses = []
    with (material / "corpus/gold.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["path"].split("/")[0] in FOLDERS]
    for row in rows:
        folder = row["path"].split("/")[0]
        (draft,) = read_articles(material / "corpus" / row["path"], LIMITS)
        for field, is_right in scores(draft, row):
            asked[folder, field] += 1
            right[folder, field] += is_right
            if not is_right:
                misses.append(f"{row['path']}: {field}")
    return right, asked, misses


@pytest.mark.parametrize(("folder", "field"), FLOORS)
def test_score_does_not_fall(scored, folder, field):
    right, asked, misses = scored
    floor, rows = FLOORS[folder, field]
    missed = [miss for miss in misses if miss.startswith(folder) and miss.endswith(field)]
    assert asked[folder, field] == rows
    assert right[folder, field] >= floor, missed


def test_scores_meet_the_bars(scored):
    right, asked, misses = scored

    def share(field: str) -> float:
        keys = [key for key in asked if key[1] == field]
        return sum(right[key] for key in keys) / sum(asked[key] for key in keys)

    assert share("title") >= 0.99, misses
    assert share("date") >= 0.97, misses
    assert share("lang") >= 0.995, misses
    assert share("with_") >= 0.99, misses
    assert share("without") >= 0.99, misses


def test_the_five_seeds(material):
    seeds = {path.name[:3]: path for path in sorted((material / "seeds").iterdir())}
    drafts = {name: read_articles(path, LIMITS)[0] for name, path in seeds.items()}
    assert {name: draft.lang for name, draft in drafts.items()} == {
        "000": "en",
        "001": "zh-Hans",
        "002": "en",
        "003": "en",
        "004": "en",
    }
    assert {name: draft.published.iso for name, draft in drafts.items()} == {
        "000": None,
        "001": "2021-11-22",
        "002": "2023-03-31",
        "003": None,
        "004": "2023-10-24",
    }
    assert {name: draft.source for name, draft in drafts.items()} == {
        "000": None,
        "001": "联合早报",
        "002": None,
        "003": None,
        "004": "New Taipei City Government",
    }
    paragraphs = {name: draft.body.split("\n\n") for name, draft in drafts.items()}
    assert {name: len(parts) for name, parts in paragraphs.items()} == {
        "000": 11,
        "001": 5,
        "002": 6,
        "003": 5,
        "004": 7,
    }
    assert drafts["001"].url == "https://www.zaobao.com/realtime/china/story20211122-1215883"
    assert "—" in drafts["003"].title
    assert "∞" in drafts["002"].body
    for name, parts in paragraphs.items():
        raw = " ".join(seeds[name].read_text("utf-8").replace("</p>", "\n").split())
        assert all(" ".join(part.split()) in raw for part in parts), name
        assert all(part[-1] in '."。”' for part in parts), name
        assert not drafts[name].warnings


def test_every_file_ends_in_drafts_or_a_reason(material):
    files = [path for top in ("corpus", "bad-input") for path in (material / top).rglob("*")]
    files = [path for path in files if path.is_file()]
    assert len(files) > 450
    for path in files:
        # Under the name of every format, whatever the file says it is.
        for name in (path.name, "a.txt", "a.md"):
            start = time.monotonic()
            drafts = _drafts_or_none(path.read_bytes(), path.with_name(name))
            assert all(draft.title and draft.body for draft in drafts), path
            assert not any("\x1b" in draft.title + draft.body for draft in drafts), path
            assert time.monotonic() - start < 10, path


def _drafts_or_none(data: bytes, path: Path) -> list[ArticleDraft]:
    try:
        return parse_articles(data, path, LIMITS)
    except UnreadableError:
        return []
