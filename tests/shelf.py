"""Articles for tests: own prose, and the short way to put it into a library."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from cityreader.config import Folders
from cityreader.library.articles import text_hash
from cityreader.library.dictionary import dictionary_path, open_dictionary
from cityreader.library.library import Library
from cityreader.models import Article, ArticleDraft, DateRange, Span
from cityreader.store import articles

ENGLISH = (
    "The harbour towns of Lindmark and Haicheng signed a friendship agreement on Friday. "
    "Mayor Ada Berg received nine guests at the old customs house.\n\n"
    "A forum on clean ports will open in Haicheng next May. "
    "Forty towns have promised to come."
)
CHINESE = (
    "林德马克与海城两座港口城市周五签署了友好协议。"
    "市长艾达·贝格在老海关大楼接待了九位客人。\n\n"
    "清洁港口论坛将于明年五月在海城开幕。"
    "四十座城市已答应出席。"
)
TAIWANESE = (
    "林德馬克與海城兩座港口城市週五簽署了友好協議。"
    "市長艾達·貝格在老海關大樓接待了九位客人。\n\n"
    "清潔港口論壇將於明年五月在海城開幕。"
    "四十座城市已答應出席。"
)


def furnish(home: Path) -> None:
    """Put the dictionary into the folders of ``CITYREADER_HOME``; made once a machine, not a test.

    Pairs are aligned with it, and without it there each test that pairs would make one.
    """
    kept = Path(tempfile.gettempdir()) / f"cityreader-tests-{os.getuid()}"
    opened = open_dictionary(Folders.of_user({"CITYREADER_HOME": str(kept)}))
    if opened is None:
        return
    target = dictionary_path(Folders.of_user({"CITYREADER_HOME": str(home)}))
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        target.hardlink_to(opened.path)
    except OSError:
        shutil.copyfile(opened.path, target)
    opened.close()


def add_article(
    library: Library, title: str, body: str = ENGLISH, lang: str = "en", **fields: Any
) -> int:
    """Store an article in a step of its own; returns its id. ``published`` may be an ISO day."""
    published = fields.pop("published", None)
    if isinstance(published, str):
        published = DateRange(published, published, "day")
    if published is not None:
        fields["published"] = published
    draft = ArticleDraft(title=title, body=body, lang=lang, **fields)
    with library._context.unit(f"import {title}") as unit:
        return articles.add(unit, draft, text_hash(body), uuid=unit.identify(), kind="article")


def in_trash(library: Library) -> list[Article]:
    """What lies in the trash."""
    return library.search.articles(library.search.article_listing("is:deleted").ids)


def span_of(body: str, words: str) -> Span:
    """The span of the first place where ``body`` holds ``words``."""
    start = body.index(words)
    return Span(start, start + len(words))
