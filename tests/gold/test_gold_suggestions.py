"""Suggestions, against labelled sentences of the corpus; the figures may only rise.

The labels name each sentence by the hash of its text, which stays where it is.
"""

import hashlib
import json
import re
from collections import defaultdict
from pathlib import Path

import pytest

from cityreader.coding.suggestions import suggest
from cityreader.coding.suggestions_lexicon import shipped_lexicon
from cityreader.text.sentences import sentences

LABELS = Path(__file__).with_name("suggestion_labels.jsonl")
SENTENCE_PRECISION, TYPE_F1 = 0.965, 0.89
"""Of all sets together; F1 is micro: of all types of all sentences."""


def plain(text: str) -> str:
    """The words of a page or post, as they were split when they were labelled."""
    text = re.sub(r"(?s)\A---.*?\n---\n", "", text)
    text = re.sub(r"(?s)<(script|style).*?</\1>", "", text)
    text = re.sub(r"(?i)</(p|div|li|h\d)>|<br[^>]*>", "\n\n", text)
    return re.sub(r"<[^>]*>", "", text)


@pytest.mark.gold
def test_suggestions_against_labelled_sentences(material: Path) -> None:
    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    wanted: dict[str, dict[str, set[str]]] = defaultdict(dict)
    for label in labels:
        wanted[label["file"]][label["sha256"]] = set(label["types"])
    lexicon = shipped_lexicon()
    right = extra = missed = real = false = met = 0
    for name, by_hash in wanted.items():
        text = plain((material / "corpus" / name).read_text(encoding="utf-8", errors="replace"))
        proposed: dict[int, set[str]] = defaultdict(set)
        for one in suggest(text, sentences(text), lexicon):
            proposed[one.sentence.start].add(one.type)
        for span in sentences(text):
            gold = by_hash.pop(hashlib.sha256(text[slice(*span)].encode()).hexdigest()[:16], None)
            if gold is None:
                continue
            met += 1
            found = proposed[span.start]
            right, extra, missed = (
                right + len(found & gold),
                extra + len(found - gold),
                missed + len(gold - found),
            )
            real, false = real + bool(found and gold), false + bool(found and not gold)
    assert met == len(labels)
    print(f"{met} sentences, {real} rightly, {false} wrongly; {right} types, {extra}, {missed}")
    assert real / (real + false) >= SENTENCE_PRECISION
    assert 2 * right / (2 * right + extra + missed) >= TYPE_F1
