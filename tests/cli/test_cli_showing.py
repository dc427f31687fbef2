import json
import os

import pytest
from desk import Desk
from terminal_run import printed_in_terminal


def test_show_prints_facts_and_body(desk: Desk) -> None:
    lines = desk.lines("show", "1")
    assert lines[0] == "Title: Shanghai and Taipei sign two accords at their annual forum"
    assert "Language: en" in lines
    assert "Date: 2025-12-29" in lines
    body = desk.asked("show", "1", "--json")["body"]
    assert "\n".join(lines).endswith(body)


def test_show_json_has_the_article_with_its_body(desk: Desk) -> None:
    article = desk.asked("show", "1", "--json")
    assert article["id"] == 1
    assert article["published"] == "2025-12-29"
    assert article["published_range"]["precision"] == "day"
    assert article["body"].startswith("Shanghai and Taipei held their yearly city forum")
    assert article["length"] == len(article["body"])
    assert "pairs" not in article
    listed = next(one for one in desk.asked("list", "--json") if one["id"] == 1)
    assert {name: article[name] for name in listed if name != "score"} == {
        name: value for name, value in listed.items() if name != "score"
    }


def test_show_pair_json_has_the_rows(desk: Desk) -> None:
    article = desk.asked("show", "1", "--pair", "--json")
    assert [pair["counterpart"] for pair in article["pairs"]] == [2, 3]
    beads = article["pairs"][0]["beads"]
    start, end = beads[0]["left"]
    assert article["body"][start:end].startswith("Shanghai and Taipei held")
    other = desk.asked("show", "2", "--json")["body"]
    start, end = beads[0]["right"]
    assert other[start:end].startswith("2025上海台北城市论坛")


def test_article_by_uuid_prefix(desk: Desk) -> None:
    uuid = desk.asked("show", "3", "--json")["uuid"]
    assert desk.asked("show", uuid[:8].upper(), "--json")["id"] == 3
    assert desk.asked("show", uuid, "--json")["id"] == 3


@pytest.mark.parametrize("name", ["999", "0", "abc", "zzzzzz", "9" * 30, "", "1 or 1", "%"])
def test_unknown_article_exits_2(desk: Desk, name: str) -> None:
    assert "no article" in desk.refused("show", name)


def test_plain_pair_has_one_labelled_line_a_side(desk: Desk) -> None:
    lines = desk.lines("show", "1", "--pair", "--plain")
    rows = lines[lines.index("") + 1 :]
    assert rows[0].startswith("Counterpart: 2 zh-Hans ")
    assert rows[1].startswith("1 en: Shanghai and Taipei held")
    assert rows[2].startswith("1 zh-Hans: 2025上海台北城市论坛")
    second = next(line for line in rows if line.startswith("Counterpart: 3 zh-Hant "))
    assert rows[rows.index(second) + 2].startswith("1 zh-Hant: ")


def test_plain_pair_names_its_holes(desk: Desk) -> None:
    everything = [
        line
        for number in ("1", "4", "7", "9", "11", "13", "15", "17")
        for line in desk.lines("show", number, "--pair", "--plain")
    ]
    assert any(line.endswith(": (nothing)") for line in everything)


def test_pair_seen_from_the_right_side(desk: Desk) -> None:
    lines = desk.lines("show", "2", "--pair")
    assert any(line.startswith("Counterpart: 1 en Shanghai and Taipei sign") for line in lines)


def test_show_pair_without_a_counterpart(desk: Desk) -> None:
    result = desk.run("show", "19", "--pair")
    assert "no counterpart" in result.stderr
    assert "Coventry" in result.stdout
    assert json.loads(desk.run("show", "19", "--pair", "--json").stdout)["pairs"] == []


def test_plain_and_json_exclude_each_other(desk: Desk) -> None:
    desk.refused("show", "1", "--plain", "--json")


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
def test_pair_in_a_wide_terminal_stands_side_by_side(desk: Desk) -> None:
    text = printed_in_terminal(desk.library, "show", "1", "--pair", columns=120)
    assert any("yearly city forum" in line and "城市论坛" in line for line in text.splitlines())
    narrow = printed_in_terminal(desk.library, "show", "1", "--pair", columns=60)
    assert not any("city forum" in line and "城市论坛" in line for line in narrow.splitlines())


def framed(number: int, source: str = "Harbour Post") -> str:
    """An article with a line that its source prints in all of them."""
    words = " ".join(f"word{number * 50 + place}" for place in range(40))
    front = f"---\ntitle: Report {number}\nsource: {source}\n---\n"
    return f"{front}\nRead the Harbour Post every week\n\n{words}.\n"


def test_show_counts_repeated_lines_and_the_same_story(empty_desk: Desk) -> None:
    for number in range(4):
        empty_desk.write(f"in/{number}.md", framed(number))
    empty_desk.run("import", str(empty_desk.folder / "in"))
    again = framed(0, "Quay Times") + "\n" + " ".join(f"new{n}" for n in range(8)) + "\n"
    told = empty_desk.run("import", empty_desk.write("again.md", again)).stderr
    assert "same story as another: 1 (list them: " in told
    assert " list is:same-story)" in told
    (first,) = [a["id"] for a in empty_desk.asked("list", "title:0", "source:post", "--json")]
    lines = empty_desk.lines("show", str(first))
    assert "Repeated: 1 line as in other articles, folded in the reader" in lines
    assert f"Same story: 1 other (cityreader list story:{first})" in lines
    assert "Read the Harbour Post every week" in lines
    assert len(empty_desk.asked("list", f"story:{first}", "--json")) == 2
    assert len(empty_desk.asked("list", "is:same-story", "--json")) == 2
