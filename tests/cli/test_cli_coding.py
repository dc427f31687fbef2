import json
from typing import Any

import pytest
from desk import Desk

ANNOTATION = {
    "id", "article_id", "lang", "revision", "start", "end", "exact", "prefix", "suffix", "tag",
    "note", "event_id", "role", "coder", "origin", "status", "created_at", "updated_at",
}  # fmt: skip


def test_annotate_with_an_event_type_makes_an_event(desk: Desk) -> None:
    events = len(desk.asked("events", "--json"))
    mark = desk.asked("annotate", "19", "--quote", "830 of their names", "--tag", "gift", "--json")
    assert set(mark) == ANNOTATION
    assert (mark["tag"], mark["role"], mark["origin"]) == ("gift", "trigger", "manual")
    body = desk.asked("show", "19", "--json")["body"]
    assert body[mark["start"] : mark["end"]] == mark["exact"] == "830 of their names"
    found = desk.asked("events", "--json")
    assert len(found) == events + 1
    event = next(one for one in found if one["id"] == mark["event_id"])
    assert (event["type"], event["annotation_ids"]) == ("gift", [mark["id"]])


def test_counterpart_sentence_joins_the_event(desk: Desk) -> None:
    first = desk.asked(
        "annotate", "1", "--quote", "Sport had its own place", "--tag", "launch", "--json"
    )
    other = desk.asked("annotate", "2", "--quote", "体育交流", "--tag", "launch", "--json")
    assert other["event_id"] == first["event_id"]


def test_same_mark_is_not_made_twice(desk: Desk) -> None:
    arguments = ["annotate", "19", "--quote", "830 of their names", "--tag", "gift", "--json"]
    first = desk.asked(*arguments)
    before = desk.exported()
    assert desk.asked(*arguments) == first
    assert desk.exported() == before


def test_quote_is_cleaned_like_a_body(desk: Desk) -> None:
    mark = desk.asked(
        "annotate", "19", "--quote", "830\u3000of\ttheir\u00a0names", "--note", "x", "--json"
    )
    assert mark["exact"] == "830 of their names"


def test_occurrence_counts_from_1(desk: Desk) -> None:
    places = []
    for number in ("1", "2"):
        mark = desk.asked(
            "annotate", "1", "--quote", "Taipei", "--occurrence", number, "--note", "x", "--json"
        )
        places.append(mark["start"])
    body = desk.asked("show", "1", "--json")["body"]
    first = body.index("Taipei")
    assert places == [first, body.index("Taipei", first + 1)]


def test_topic_makes_no_event(desk: Desk) -> None:
    mark = desk.asked("annotate", "19", "--quote", "tablecloth", "--tag", "peace", "--json")
    assert (mark["tag"], mark["role"], mark["event_id"]) == ("peace", None, None)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--quote", "not there", "--tag", "gift"], "not in the text"),
        (["--quote", "Taipei", "--tag", "nonsense"], "not in the codebook"),
        (["--quote", "Taipei", "--occurrence", "99", "--tag", "gift"], "99"),
        (["--quote", "Taipei", "--occurrence", "0", "--tag", "gift"], "0"),
        (["--quote", "Taipei"], "--tag"),
        (["--quote", " ", "--tag", "gift"], ""),
        (["--tag", "gift"], "--quote"),
        (["--quote", "Taipei", "--note", "\x1b[0m"], ""),
    ],
)
def test_annotate_refusals_write_nothing(desk: Desk, options: list[str], words: str) -> None:
    before = desk.library.read_bytes()
    assert words in desk.refused("annotate", "1", *options)
    assert desk.library.read_bytes() == before


def test_annotations_print_section_seven_objects(desk: Desk) -> None:
    found = desk.asked("annotations", "--json")
    assert found
    assert all(set(one) == ANNOTATION for one in found)
    exported = {one["id"]: one for one in desk.exported()["annotations"]}
    assert {one["id"]: one for one in found} == exported
    lines = desk.lines("annotations")
    assert len(lines) == len(found)
    assert lines[0].split("\t")[0] == "1"


@pytest.mark.parametrize(
    "query",
    ["tag:gift", "-tag:gift", "coder:Ann", "has:note", "lang:zh-Hant tag:forum", "status:planned",
     "date:2020-01-13", "before:1950", "tablecloth", "“friendship city”", "title:coventry",
     "coder:Nobody", "status:ok", "-status:ok", "has:event"],
)  # fmt: skip
def test_annotations_select_records(desk: Desk, query: str) -> None:
    """Every clause is checked against the export, read by hand here."""
    export = desk.exported()
    events = {event["id"]: event for event in export["events"]}
    articles = {article["id"]: article for article in export["articles"]}
    coders = {coder["id"]: coder["name"] for coder in export["coders"]}

    def holds(mark: dict[str, object]) -> bool:
        event = events.get(str(mark["event_id"])) or {}
        date = (event.get("date") or {}).get("start") or ""
        last = (event.get("date") or {}).get("end") or ""
        article = articles[str(mark["article_id"])]
        words = f"{mark['exact']} {mark['note']} {article['title']}".casefold()
        return {
            "tag:gift": mark["tag"] == "gift",
            "-tag:gift": mark["tag"] != "gift",
            "coder:Ann": coders[str(mark["coder"])] == "Ann",
            "has:note": mark["note"] is not None,
            "lang:zh-Hant tag:forum": mark["lang"] == "zh-Hant" and mark["tag"] == "forum",
            "status:planned": event.get("status") == "planned",
            "date:2020-01-13": "" < date <= "2020-01-13" <= last,
            "before:1950": "" < date < "1950",
            "tablecloth": "tablecloth" in words,
            "“friendship city”": "friendship city" in words,
            "title:coventry": "coventry" in str(article["title"]).casefold(),
            "coder:Nobody": False,
            "status:ok": mark["status"] == "ok",
            "-status:ok": mark["status"] != "ok",
            "has:event": mark["event_id"] is not None,
        }[query]

    wanted = {mark["id"] for mark in export["annotations"] if holds(mark)}
    assert {mark["id"] for mark in desk.asked("annotations", *query.split(), "--json")} == wanted
    if query not in ("coder:Ann", "coder:Nobody", "-status:ok"):
        assert wanted


def test_events_print_section_seven_objects(desk: Desk) -> None:
    found = desk.asked("events", "--json")
    assert {one["id"]: one for one in found} == {e["id"]: e for e in desk.exported()["events"]}
    dates = [one["date"]["start"] for one in found]
    assert dates == sorted(dates)
    assert len(desk.lines("events")) == len(found)


@pytest.mark.parametrize(
    "query",
    ["type:gift", "type:gift,rupture", "status:cancelled", "after:2025", "date:2025-12",
     "lang:zh-Hans type:twinning", "Coventry", "布拉格", "-status:happened", "has:note",
     "type:nonsense", "鹿特丹"],
)  # fmt: skip
def test_events_select_records(desk: Desk, query: str) -> None:
    """Every clause is checked against the export, read by hand here."""
    export = desk.exported()
    marks = {mark["id"]: mark for mark in export["annotations"]}
    titles = {article["id"]: article["title"] for article in export["articles"]}

    def holds(event: dict[str, Any]) -> bool:
        start, end = event["date"]["start"] or "", event["date"]["end"] or ""
        mentions = [marks[uuid] for uuid in event["annotation_ids"]]
        names = [titles[uuid] for uuid in event["article_ids"]]
        words = [mark["exact"] for mark in mentions]
        told = [event["title"], event["note"], event["place"], event["participants"]]
        text = json.dumps([names, words, told], ensure_ascii=False)
        in_simplified = any(mark["lang"] == "zh-Hans" for mark in mentions)
        return {
            "type:gift": event["type"] == "gift",
            "type:gift,rupture": event["type"] in ("gift", "rupture"),
            "status:cancelled": event["status"] == "cancelled",
            "after:2025": start > "2025-99",
            "date:2025-12": start <= "2025-12-99" and end >= "2025-12",
            "lang:zh-Hans type:twinning": event["type"] == "twinning" and in_simplified,
            "Coventry": "Coventry" in text,
            "布拉格": "布拉格" in text,
            "-status:happened": event["status"] != "happened",
            "has:note": event["note"] is not None,
            "type:nonsense": False,
            "鹿特丹": False,
        }[query]

    wanted = {event["id"] for event in export["events"] if holds(event)}
    assert {event["id"] for event in desk.asked("events", *query.split(), "--json")} == wanted
    assert wanted or query in ("type:nonsense", "鹿特丹")


def test_events_of_articles_in_the_trash_are_left_out(desk: Desk) -> None:
    before = len(desk.asked("events", "--json"))
    desk.run("delete", "19")
    assert len(desk.asked("events", "--json")) == before - 2
    assert not desk.asked("annotations", "title:coventry", "--json")


def test_no_results_are_an_empty_document(empty_desk: Desk) -> None:
    empty_desk.run("import", empty_desk.write("a.txt", "A headline\n\nNothing happened here.\n"))
    assert empty_desk.asked("events", "--json") == []
    assert empty_desk.asked("annotations", "--json") == []
