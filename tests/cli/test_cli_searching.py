import re
import shlex
from pathlib import Path

import pytest
from desk import Desk

ARTICLE_KEYS = {
    "id", "uuid", "title", "lang", "source", "published", "url", "tags", "counterparts", "score",
    "snippet", "snippet_hits",
}  # fmt: skip
ROW_KEYS = {
    "id", "uuid", "title", "lang", "source", "published", "pair", "row", "start", "end", "before",
    "words", "after", "other", "other_span", "counterpart", "counterpart_uuid",
    "counterpart_title", "counterpart_lang", "score", "checked",
}  # fmt: skip


def test_search_finds_articles_by_their_text(desk: Desk) -> None:
    found = desk.asked("search", "memorandums", "--json")
    assert found
    assert all(set(one) == ARTICLE_KEYS for one in found)
    for one in found:
        shown = [one["snippet"][start:end].lower() for start, end in one["snippet_hits"]]
        assert set(shown) == {"memorandums"}
    scores = [one["score"] for one in found]
    assert scores == sorted(scores, reverse=True)
    lines = desk.lines("search", "memorandums")
    assert [int(line.split("\t")[0]) for line in lines] == [one["id"] for one in found]


def test_search_is_blind_to_the_script(desk: Desk) -> None:
    simplified = desk.asked("search", "论坛", "上海", "--json")
    traditional = desk.asked("search", "論壇", "上海", "--json")
    assert [one["id"] for one in simplified] == [one["id"] for one in traditional]
    assert {one["lang"] for one in simplified} == {"zh-Hans", "zh-Hant"}


def test_search_takes_fields_and_a_limit(desk: Desk) -> None:
    assert {one["lang"] for one in desk.asked("search", "forum", "lang:en", "--json")} == {"en"}
    assert len(desk.asked("search", "forum", "--json", "--limit", "1")) == 1
    assert len(desk.lines("search", "forum", "--limit", "1")) == 1
    assert desk.asked("search", "zyzzyva", "--json") == []
    assert desk.lines("search", "zyzzyva") == []


def test_search_pairs_gives_rows_with_their_other_side(desk: Desk) -> None:
    rows = desk.asked("search", "memorandums", "of", "understanding", "--pairs", "--json")
    assert rows
    assert all(set(row) == ROW_KEYS for row in rows)
    for row in rows:
        shown = desk.asked("show", str(row["id"]), "--pair", "--json")
        assert shown["body"][row["start"] : row["end"]] == row["words"]
        (pair,) = [one for one in shown["pairs"] if one["counterpart"] == row["counterpart"]]
        bead = pair["beads"][row["row"] - 1]
        side = "left" if pair["left"] == row["id"] else "right"
        other = "right" if side == "left" else "left"
        assert bead[side][0] <= row["start"] < bead[side][1]
        assert bead[other] == row["other_span"]
    line = desk.lines("search", "--pairs", "memorandums of understanding", "--limit", "1")[0]
    assert re.fullmatch(r"\d+:\d+", line.split("\t")[0])
    assert line.split("\t")[4] == "memorandums of understanding"


def test_search_refuses_what_it_cannot_look_for(desk: Desk) -> None:
    assert "colour" in desk.refused("search", "colour:red", "forum")
    assert "words" in desk.refused("search", "lang:zh", "--pairs")
    assert "QUERY" in desk.refused("search")


@pytest.mark.parametrize(
    "verb", ["list", "search", "search --pairs", "annotations", "events", "export -o out.json"]
)
@pytest.mark.parametrize(
    ("value", "noun"),
    [("tag:no", "tag"), ("type:no", "event type"), ("lang:no", "language"), ("coder:no", "coder")],
)
def test_every_query_says_what_the_library_does_not_know(
    desk: Desk, verb: str, value: str, noun: str
) -> None:
    """Taken out once: of all verbs only ``list`` said so, the others found nothing."""
    command = [*verb.split(), value, "forum"]
    told = desk.run(*command).stderr.splitlines()[0]
    assert told.startswith(f"“no” is no {noun} of this library; known are ")


def test_pairs_travel_as_a_memory_and_as_a_table(desk: Desk) -> None:
    for name in ("rows.tmx", "rows.tsv"):
        path = desk.folder / name
        desk.run("export", "-o", str(path))
        other = str(desk.folder / f"{name}.db")
        desk.run("--db", other, "import", str(path), db=False)
        again = desk.folder / f"again-{name}"
        desk.run("--db", other, "export", "-o", str(again), db=False)
        old, new = path.read_text("utf-8"), again.read_text("utf-8")
        keep = r"<seg>.*?</seg>" if name.endswith("x") else r"(?m)^[^\t]*\t[^\t]*"
        assert sorted(re.findall(keep, old, re.S)) == sorted(re.findall(keep, new, re.S))
    assert "--no-text" in desk.refused("export", "-f", "tmx", "--no-text")


def test_the_searches_the_guide_shows_find_rows_in_the_samples(desk: Desk) -> None:
    """Taken out once: the first of them found none."""
    guide = (Path(__file__).parents[2] / "docs" / "pairs.md").read_text(encoding="utf-8")
    searches = re.findall(r"^cityreader (search --pairs .*)$", guide, re.MULTILINE)
    assert len(searches) > 2
    for search in searches:
        assert desk.run(*shlex.split(search)).stdout not in ("", "[]\n"), search
