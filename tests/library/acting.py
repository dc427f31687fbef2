"""What a person can do to a small library, by number, and what it then holds."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from cityreader.config import Config, Folders
from cityreader.errors import NotFoundError, UsageError
from cityreader.library.library import Library
from cityreader.models import ArticleDetails, DateRange, Participant, Span
from cityreader.store import consistency
from cityreader.store.session import View
from shelf import CHINESE, ENGLISH, TAIWANESE, add_article, span_of

ARTICLES = (1, 2, 3)
WORDS = {
    1: ("signed a friendship agreement", "Mayor Ada Berg", "A forum on clean ports", "Forty towns"),
    2: ("签署了友好协议", "市长艾达·贝格", "清洁港口论坛", "四十座城市"),
    3: ("簽署了友好協議", "市長艾達·貝格", "清潔港口論壇", "四十座城市"),
}
BODIES = {1: ENGLISH, 2: CHINESE, 3: TAIWANESE}
CODES = ("agreement", "forum")
TOPICS = ("economy", "culture")

SOFT = ("articles", "pairs", "annotations", "events", "glossary")
HARD = ("beads", "readings", "article_tags", "event_mentions", "participants", "tags")


def person(path: Path, folder: Path, name: str) -> Library:
    """A library opened by one person, with a home of its own in ``folder``."""
    folders = Folders(*(folder / part for part in ("config", "data", "state", "cache")))
    return Library.open(path, config=Config(coder=name), folders=folders, create=True)


@cache
def _template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="cityreader-test-"))
    with person(folder / "library.db", folder, "Librarian") as library:
        add_article(library, "Two harbour towns sign", ENGLISH, "en", published="2025-03-14")
        add_article(library, "两座港口城市签约", CHINESE, "zh-Hans")
        add_article(library, "兩座港口城市簽約", TAIWANESE, "zh-Hant")
        library.pairs.link(1, 2)
    return folder / "library.db"


def small_library(folder: Path) -> Path:
    """A library of three articles, of which 1 and 2 are a pair, made by the librarian."""
    return Path(shutil.copy(_template(), folder / "library.db"))


def dump(library: Library) -> dict[str, list[dict[str, Any]]]:
    """Everything in force: what is removed is left out, and so is the history."""
    with library._context.view() as view:
        found = {
            table: view.rows(f"SELECT * FROM {table} WHERE deleted_at IS NULL ORDER BY id")
            for table in SOFT
        }
        found |= {table: view.rows(f"SELECT * FROM {table} ORDER BY id") for table in HARD}
        # A tag that was put in and taken back may stay, retired, where a removed mark names it.
        found["tags"] = [row for row in found["tags"] if not row["retired"]]
        found["settings"] = view.rows("SELECT * FROM settings ORDER BY id")
        found["texts"] = view.rows(
            "SELECT a.id, b.body FROM articles a JOIN bodies b"
            " ON b.article_id = a.id AND b.revision = a.revision ORDER BY a.id"
        )
    return found


def contradictions(library: Library) -> list[object]:
    """What cannot be true at once; nothing, if all is well."""
    with library._context.view() as view:
        articles = view.column("SELECT id FROM articles")
        events = view.column("SELECT id FROM events")
        found: list[object] = [
            *consistency.broken(view, articles=articles, events=events, loosened=events),
            *_misfolded(view),
        ]
    return found + list(library.care.check().problems)


def _misfolded(view: View) -> list[object]:
    """Articles whose line is not led by the English or oldest of all that pairs join them with."""
    rows = {
        row["id"]: row for row in view.rows("SELECT id, lang, lead_id, deleted_at FROM articles")
    }
    joined = {key: {key} for key in rows}
    for row in view.rows("SELECT left_id, right_id FROM pairs WHERE deleted_at IS NULL"):
        sides = (row["left_id"], row["right_id"])
        if any(rows[side]["deleted_at"] for side in sides):
            continue
        group = joined[sides[0]] | joined[sides[1]]
        joined |= dict.fromkeys(group, group)
    wrong: list[object] = []
    for key, group in joined.items():
        lead = min(group, key=lambda k: (rows[k]["lang"] != "en", k))
        if (rows[key]["lead_id"] or key) != lead:
            wrong.append(("line", key, rows[key]["lead_id"], lead))
    return wrong


def _span(library: Library, article: int, choice: int) -> Span | None:
    body = library.articles.body(article)
    words = WORDS[article][choice % len(WORDS[article])]
    return span_of(body, words) if words in body else None


def _tag(library: Library, article: int, choice: int) -> None:
    if span := _span(library, article, choice):
        library.coding.tag(article, span, CODES[choice // 4 % 2], anew=choice % 3 == 0)


def _mention(library: Library, article: int, choice: int) -> None:
    events = library.records.events("")
    if events and (span := _span(library, article, choice)):
        library.coding.mention(article, span, events[choice % len(events)].uuid)


def _role(library: Library, article: int, choice: int) -> None:
    events = library.records.events("")
    if events and (span := _span(library, article, choice)):
        library.roles.assign(article, span, "actor", events[choice % len(events)].uuid)


def _note(library: Library, article: int, choice: int) -> None:
    if span := _span(library, article, choice):
        library.coding.note(article, span, f"note {choice % 2}")


def _renote(library: Library, article: int, choice: int) -> None:
    if marks := library.coding.marks([article]):
        library.coding.set_note(marks[choice % len(marks)].uuid, f"note {choice % 3}")


def _remove(library: Library, article: int, choice: int) -> None:
    if marks := library.coding.marks([article]):
        library.coding.remove(marks[choice % len(marks)].uuid)


def _topics(library: Library, article: int, choice: int) -> None:
    added, removed = TOPICS[choice % 2], TOPICS[choice // 2 % 2]
    library.coding.change_topics([article, 1], [added], [removed] if removed != added else [])


def _state(library: Library, article: int, choice: int) -> None:
    if choice % 2:
        library.readings.set_flag([article], bool(choice & 2))
    else:
        library.readings.set_state([article, 1], ("new", "opened", "done")[choice // 2 % 3])


def _link(library: Library, article: int, choice: int) -> None:
    other = ARTICLES[choice % 3]
    if choice // 3 % 2:
        library.pairs.link(article, other)
    else:
        library.pairs.unlink(article, other)


def _trash(library: Library, article: int, choice: int) -> None:
    if choice % 2:
        library.articles.delete([article] if choice & 2 else [1, article])
    else:
        library.articles.restore([article])


def _edit(library: Library, article: int, choice: int) -> None:
    body = BODIES[article]
    bodies = (
        body,
        body.replace("\n\n", "\n\nNeu. "),
        body[len(body) // 2 :],
        body.replace(WORDS[article][0], "……"),
    )
    library.articles.edit_body(article, bodies[choice % 4])


def _details(library: Library, article: int, choice: int) -> None:
    library.articles.edit_details(
        article,
        ArticleDetails(
            title=f"Title {choice % 2}",
            source=None,
            author=None,
            url=None,
            lang=("en", "zh-Hans")[choice // 2 % 2],
            published=DateRange(),
        ),
    )


def _event(library: Library, article: int, choice: int) -> None:
    events = library.records.events("")
    if not events:
        return
    event = events[choice % len(events)]
    if choice % 7 == 0:
        library.events.remove(event.uuid)
        return
    people = (Participant("Ada Berg", kind="person"), Participant("Haicheng", kind="city"))
    library.events.save(
        replace(
            event,
            type=CODES[choice % 2],
            status=("planned", "happened")[choice // 2 % 2],
            participants=people[: choice % 3],
        )
    )


def _term(library: Library, article: int, choice: int) -> None:
    library.glossary.add({"en": [f"term {choice}"], "zh-Hans": ["词"]})


def _codebook(library: Library, article: int, choice: int) -> None:
    text = library.coding.codebook().text
    version = f'version = "1.0.{choice % 2}"'
    lines = [version if line.startswith("version = ") else line for line in text.splitlines()]
    library.coding.load_codebook("\n".join(lines), "codebook.toml")


def _confirm(library: Library, article: int, choice: int) -> None:
    if doubtful := [one for one in library.coding.doubtful() if one.now is not None]:
        library.coding.confirm(doubtful[choice % len(doubtful)].mark.uuid)


ACTIONS: tuple[Callable[[Library, int, int], None], ...] = (
    _tag,
    _tag,
    _mention,
    _role,
    _note,
    _renote,
    _remove,
    _topics,
    _state,
    _link,
    _trash,
    _edit,
    _details,
    _event,
    _term,
    _codebook,
    _confirm,
)


def act(library: Library, action: int, article: int, choice: int) -> None:
    """Do something; what cannot be done is refused and leaves everything as it was."""
    before = dump(library)
    try:
        ACTIONS[action % len(ACTIONS)](library, article, choice)
    except (NotFoundError, UsageError):
        assert dump(library) == before
