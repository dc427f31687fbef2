"""Pairs of real articles, out as a memory or a table and in again, lose nothing."""

import csv
from pathlib import Path

import pytest

from cityreader.config import Config
from cityreader.library.library import Library

PAIRS = 2


def contents(library: Library) -> set[tuple[object, ...]]:
    dossier = library.transfer.dossier()
    records = {record.article.uuid: record for record in dossier.articles}
    found = set()
    for pair in dossier.pairs:
        sides = [records[pair.left_uuid], records[pair.right_uuid]]
        texts = [(one.body, one.article.title, one.article.published.iso) for one in sides]
        found.add((*texts, pair.beads))
    return found


@pytest.mark.gold
def test_real_pairs_come_back_as_they_were(material: Path, library: Library, folders, tmp_path):
    corpus = material / "corpus"
    with (corpus / "pairs_md" / "pairs.csv").open(encoding="utf-8") as file:
        chosen = list(csv.DictReader(file))[:PAIRS]
    for names in chosen:
        ids = []
        for lang in ("en", "zh"):
            heard = []
            library.importing.run([corpus / names[lang]], report=heard.append)
            ids.append(library.articles.resolve(heard[0].article_uuid).id)
        library.pairs.link(*ids)
    wanted = contents(library)
    assert len(wanted) == PAIRS
    for name in ("rows.tmx", "rows.tsv"):
        library.transfer.export(tmp_path / name, None)
        path = tmp_path / f"{name}.db"
        with Library.open(path, config=Config(coder="Bo"), folders=folders, create=True) as other:
            other.importing.run([tmp_path / name])
            assert contents(other) == wanted
