"""Dates in sentences, against the shared set; the count may only rise."""

import json
from pathlib import Path

import pytest

from cityreader.coding.event_dates import find_dates
from cityreader.models import DateRange

RIGHT = 40
"""Of 40 dates, each alone and in its sentence."""


@pytest.mark.gold
def test_dates_in_both_languages(material: Path) -> None:
    wrong = []
    for line in (material / "data" / "dates.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        allowed = {(case["start"], case["end"]), *map(tuple, case.get("also_ok", []))}
        anchor = DateRange(case["ref"], case["ref"], "day")
        for text in (case["expr"], case["sentence"]):
            found = [(one.date.start, one.date.end) for one in find_dates(text, anchor)]
            if len(found) != 1 or found[0] not in allowed:
                wrong.append((case["id"], text, found))
    assert 40 - len({case for case, _, _ in wrong}) >= RIGHT, wrong
