"""Sentence alignment against gold; tests/bilingual/test_bilingual_alignment.py is the twin."""

import ast
from pathlib import Path

import pytest

from cityreader.bilingual.sentence_alignment import align_sentences

Gold = set[tuple[tuple[int, ...], tuple[int, ...]]]


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")


def read_gold(path: Path) -> Gold:
    beads = [line.split(":") for line in lines(path) if ":" in line]
    return {(tuple(ast.literal_eval(zh)), tuple(ast.literal_eval(en))) for zh, en in beads}


def two_sided(beads: Gold) -> Gold:
    return {bead for bead in beads if all(bead)}


@pytest.mark.gold
@pytest.mark.parametrize(("name", "floor"), [("news-clean", 0.98), ("news-hard", 0.93)])
def test_strict_f1_and_certainty(material, name, floor):
    folder = material / "data" / "align" / name
    right = found = recalled = wanted = sure = sure_right = 0
    for path in sorted((folder / "gold").iterdir()):
        gold = read_gold(path)
        beads = align_sentences(lines(folder / "en" / path.name), lines(folder / "zh" / path.name))
        own = {(bead.right, bead.left) for bead in beads}
        right, found = right + len(own & gold), found + len(own)
        # As in the published scorers, only beads with both sides count for recall.
        recalled += len(two_sided(own) & two_sided(gold))
        wanted += len(two_sided(gold))
        certain = [bead for bead in beads if bead.score > 0.97]
        sure += len(certain)
        sure_right += sum((bead.right, bead.left) in gold for bead in certain)
    precision, recall = right / found, recalled / wanted
    assert 2 * precision * recall / (precision + recall) > floor
    assert sure_right / sure > 0.98
