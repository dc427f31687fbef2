"""Libraries of any size to measure on; the text is made up and carries no meaning."""

import random
import sqlite3
from pathlib import Path

from cityreader.config import Config, Folders
from cityreader.library.articles import text_hash
from cityreader.library.library import Library
from cityreader.models import ArticleDraft, Bead, DateRange, Span
from cityreader.store import articles, pairs
from cityreader.store.folding import refold

_ENGLISH_TEXT = (
    "mayor city forum visit council harbour port bridge school museum delegation "
    "agreement signed welcomed praised opened the of and in with for on from about "
    "between partners youth "
)
_ENGLISH = _ENGLISH_TEXT.split()
_CHINESE = "市長城市論壇訪問港口學校博物館代表團協議簽署歡迎開幕交流青年合作經貿文化論述兩岸友好"


def folders(home: Path) -> Folders:
    """Folders under one place, so that a bench leaves nothing elsewhere."""
    return Folders(home / "config", home / "data", home / "state", home / "cache")


def open_library(path: Path, home: Path) -> Library:
    """Open a library for a bench, made if missing."""
    return Library.open(path, config=Config(coder="bench"), folders=folders(home), create=True)


def made_up_text(dice: random.Random, sentences: int, *, english: bool) -> str:
    """Sentences without meaning, of the lengths of news."""
    if not english:
        return "".join(
            "".join(dice.choice(_CHINESE) for _ in range(dice.randint(24, 60))) + "。"
            for _ in range(sentences)
        )
    return " ".join(
        " ".join(dice.choice(_ENGLISH) for _ in range(dice.randint(12, 28))).capitalize() + "."
        for _ in range(sentences)
    )


def add_pair(library: Library, rows: int, *, seed: int = 7) -> int:
    """Store a pair of articles with so many aligned rows; returns the id of the English one."""
    dice = random.Random(seed)
    left, right = [], []
    for _ in range(rows):
        left.append(made_up_text(dice, 1, english=True))
        right.append(made_up_text(dice, 1, english=False))
    left_body, right_body = _in_paragraphs(left), _in_paragraphs(right)
    beads = [
        Bead(Span(*a), Span(*b), 0.95)
        for a, b in zip(_spans(left_body, left), _spans(right_body, right), strict=True)
    ]
    with library._context.unit("bench") as unit:
        ids = []
        for title, body, lang in (
            (f"Rows {rows}", left_body, "en"),
            (f"列 {rows}", right_body, "zh-Hant"),
        ):
            draft = ArticleDraft(
                title=title,
                body=body,
                lang=lang,
                source="Bench",
                published=DateRange("2025-01-01", "2025-01-01", "day"),
            )
            ids.append(
                articles.add(unit, draft, text_hash(body), uuid=unit.identify(), kind="article")
            )
        pairs.add(unit, ids[0], ids[1], (1, 1), beads, uuid=unit.identify(), origin="manual")
        refold(unit, ids)
    return ids[0]


def add_articles(path: Path, count: int, *, seed: int = 11) -> None:
    """Fill a library with short articles by plain SQL, a million in a minute."""
    dice = random.Random(seed)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA journal_mode = OFF")
    first = connection.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM articles").fetchone()[0]
    titles = [
        " ".join(dice.choice(_ENGLISH) for _ in range(dice.randint(5, 11))).capitalize()
        if dice.random() < 0.5
        else "".join(dice.choice(_CHINESE) for _ in range(dice.randint(8, 20)))
        for _ in range(2000)
    ]
    body = "A short text for a bench."
    digest = text_hash(body)
    with connection:
        connection.executemany(
            "INSERT INTO articles (id, uuid, title, title_fold, lang, source, published_start,"
            " published_end, published_precision, revision, text_sha256, length, added_at,"
            " updated_at) VALUES (?, ?, ?, ?, ?, 'Bench', ?, ?, 'day', 1, ?, ?, ?, ?)",
            (
                (
                    key,
                    f"{key:08x}-0000-4000-8000-{key:012x}",
                    title := f"{dice.choice(titles)} {key}",
                    title.lower(),
                    "en" if title[0].isascii() else "zh-Hant",
                    day := f"20{key % 25:02d}-{key % 12 + 1:02d}-{key % 28 + 1:02d}",
                    day,
                    digest,
                    len(body),
                    "2025-01-01T00:00:00Z",
                    "2025-01-01T00:00:00Z",
                )
                for key in range(first, first + count)
            ),
        )
        connection.execute(
            "INSERT INTO bodies (article_id, revision, body, text_sha256, created_at)"
            " SELECT id, 1, ?, ?, added_at FROM articles WHERE id >= ?",
            (body, digest, first),
        )
    connection.close()


def _in_paragraphs(sentences: list[str], each: int = 4) -> str:
    groups = [sentences[start : start + each] for start in range(0, len(sentences), each)]
    return "\n\n".join("\n".join(group) for group in groups)


def _spans(body: str, sentences: list[str]) -> list[tuple[int, int]]:
    spans, position = [], 0
    for sentence in sentences:
        start = body.index(sentence, position)
        position = start + len(sentence)
        spans.append((start, position))
    return spans
