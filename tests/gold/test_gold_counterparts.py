"""Counterparts found in the shared corpus; tests/library/test_library_counterparts.py is the twin.

``pairs_news`` and ``pairs_md`` hold articles with their translations, ``jekyll`` Chinese news about
some of the same matters without any.
"""

import csv
from pathlib import Path

import pytest

from cityreader.bilingual.counterpart_terms import ChineseTerms
from cityreader.bilingual.counterparts import Entry, Shelf
from cityreader.bilingual.encoder import is_available, neural_encoder
from cityreader.bilingual.fingerprints import fingerprint
from cityreader.bilingual.meaning import is_unsure, likeness, vectors_of, weighed
from cityreader.ingest.limits import Limits
from cityreader.ingest.reader import read_articles
from cityreader.library.dictionary import dictionary_source
from cityreader.store.dictionary import Dictionary, build


def stories(corpus: Path) -> list[tuple[Path, str]]:
    """The files, each with the name of what it tells."""
    found = [(path, path.name.split(".en")[0].split(".zh-")[0])
             for path in sorted((corpus / "pairs_news").glob("*.txt"))]  # fmt: skip
    with (corpus / "pairs_md" / "pairs.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            found += [(corpus / row[lang], row["en"]) for lang in ("en", "zh")]
    found += [(path, path.name) for path in sorted((corpus / "jekyll").rglob("*.md"))]
    return found


def by_meaning(matches, drafts):
    """The matches, those that words leave open weighed by what the articles say."""
    encoder = neural_encoder()
    vectors = {}
    for match in filter(is_unsure, matches):
        for key in (match.left_id, match.right_id):
            if key not in vectors:
                vectors[key] = vectors_of(drafts[key][1].body, encoder)
    made = [
        weighed(one, likeness(vectors[one.left_id], vectors[one.right_id]))
        if is_unsure(one)
        else one
        for one in matches
    ]
    return sorted(made, key=lambda one: -one.probability)


@pytest.mark.gold
@pytest.mark.parametrize("neural", [False, True])
def test_every_translation_is_found_and_nothing_else_is_offered(material, tmp_path, neural):
    if neural and not is_available():
        pytest.skip("the extra neural is not installed")
    source = dictionary_source()
    assert source is not None
    assert build(source, tmp_path / "dictionary.db")
    limits = Limits(max_bytes=50_000_000, seconds=30)
    drafts = [
        (story, draft)
        for path, story in stories(material / "corpus")
        for draft in read_articles(path, limits)
    ]
    with Dictionary(tmp_path / "dictionary.db") as dictionary:
        chinese = ChineseTerms(dictionary)
        shelf = Shelf(
            Entry(key, one.lang, fingerprint(one.title, one.body, one.lang, chinese))
            for key, (_, one) in enumerate(drafts)
        )
    matches = shelf.matches(least=0.0)
    if neural:
        matches = by_meaning(matches, drafts)
    best = {}
    for match in matches:
        best.setdefault((match.right_id, "en"), match.left_id)
        best.setdefault((match.left_id, drafts[match.right_id][1].lang), match.right_id)
    told = {(story, draft.lang): key for key, (story, draft) in enumerate(drafts)}
    right = asked = 0
    for (story, lang), key in told.items():
        for other in ("en", "zh-Hans", "zh-Hant"):
            if (lang == "en") != (other == "en") and (story, other) in told:
                asked += 1
                right += best.get((key, other)) == told[story, other]
    offered = [match for match in matches if match.kind == "counterpart"]
    wrong = [match for match in offered if drafts[match.left_id][0] != drafts[match.right_id][0]]
    assert asked == 148
    assert right / asked >= 0.99
    assert wrong == []
    assert len(offered) / (asked / 2) >= 0.97
