"""Marks carried over labelled edits; tests/coding/test_coding_anchors.py is the twin."""

import json

import pytest

from cityreader.coding.anchors import carry_over
from cityreader.models import Span


@pytest.mark.gold
def test_marks_follow_labelled_edits_and_never_silently_go_wrong(material):
    lines = (material / "data" / "reanchor.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    wrong, silent = [], []
    for case in cases:
        span, status = carry_over(
            case["old_text"], case["new_text"], Span(case["start"], case["end"])
        )
        expected = Span(*case["expected"]) if case["expected"] else None
        if span != expected:
            wrong.append(case["id"])
        certain = span is not None and status in ("ok", "moved")
        if certain and (
            span != expected or case["new_text"][span.start : span.end] != case["exact"]
        ):
            silent.append(case["id"])
    assert silent == []
    assert len(wrong) <= 0.05 * len(cases), wrong
