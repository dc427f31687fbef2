"""Work out the numbers by which counterparts are told.

``python scripts/calibrate_counterparts.py`` reads articles with their translations from the folder
that CITYREADER_MATERIAL names. Without options it fits the logistic model of
``cityreader.bilingual.counterparts`` and prints its weights and how it does at the threshold; with
``--meaning`` it prints how much the sentence vectors of ``cityreader.bilingual.meaning`` add to
that; with ``--shares`` it prints the table of common terms, which is kept in
``src/cityreader/bilingual/data/term_shares.tsv``. Only numbers leave the texts.
"""

import csv
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from cityreader.bilingual.counterpart_terms import ChineseTerms, english_terms
from cityreader.bilingual.counterparts import THRESHOLD, Entry, Shelf
from cityreader.bilingual.encoder import neural_encoder
from cityreader.bilingual.fingerprints import fingerprint, side_of
from cityreader.bilingual.meaning import is_unsure, likeness, vectors_of, weighed
from cityreader.ingest.limits import Limits
from cityreader.ingest.reader import read_articles
from cityreader.library.dictionary import dictionary_source
from cityreader.store.dictionary import Dictionary, build

LEAST_SHARE = 4
"""Percent of articles from which a term is in the table."""

PENALTY = 0.5
"""On the squares of the weights, measured in the spreads below, so that few articles do not push
them too far."""

SPREADS = np.array([0.1, 0.1, 0.2, 0.3])
"""Roughly how much cosine, margin, order and gap differ among articles."""


class Told(NamedTuple):
    """An article and the story it tells; translations tell the same."""

    story: str
    lang: str
    title: str
    body: str


def corpus(material: Path) -> Iterator[Told]:
    """News and encyclopaedia articles with translations, and Chinese news without."""
    limits = Limits(max_bytes=50_000_000, seconds=30)
    folder = material / "corpus"
    files = [(path, path.name.split(".en")[0].split(".zh-")[0])
             for path in sorted((folder / "pairs_news").glob("*.txt"))]  # fmt: skip
    with (folder / "pairs_md" / "pairs.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            files += [(folder / row[lang], row["en"]) for lang in ("en", "zh")]
    files += [(path, path.name) for path in sorted((folder / "jekyll").rglob("*.md"))]
    for path, story in files:
        for draft in read_articles(path, limits):
            yield Told(story, draft.lang, draft.title, draft.body)


def news(material: Path, name: str) -> Iterator[Told]:
    """The articles of an alignment set, given as sentences.

    Some English ones stand there twice, with another translation each; they begin alike, and only
    the first counts.
    """
    seen: set[str] = set()
    for path in sorted((material / "data" / "align" / name / "en").iterdir()):
        story = path.read_text(encoding="utf-8")[:25]
        if story in seen:
            continue
        seen.add(story)
        for lang, code in (("en", "en"), ("zh", "zh-Hans")):
            text = path.parents[1].joinpath(lang, path.name).read_text(encoding="utf-8")
            title, _, body = text.strip().partition("\n")
            yield Told(story, code, title, body)


def shares(pools: list[list[Told]], chinese: ChineseTerms) -> None:
    """Print in what percent of the articles of each language a term stands."""
    counts: dict[str, Counter[str]] = {"en": Counter(), "zh": Counter()}
    articles: Counter[str] = Counter()
    for told in (told for pool in pools for told in pool if side_of(told.lang)):
        text, side = f"{told.title}\n{told.body}", side_of(told.lang)
        counts[side].update(set(english_terms(text) if side == "en" else chinese.terms(text)))
        articles[side] += 1
    print("// term, percent of English articles, percent of Chinese articles that hold it")
    for term in sorted(set(counts["en"]) | set(counts["zh"])):
        percents = [round(100 * counts[side][term] / articles[side]) for side in ("en", "zh")]
        if max(percents) >= LEAST_SHARE:
            print(term, *percents, sep="\t")


def fit(pools: list[list[Told]], chinese: ChineseTerms) -> None:
    """Print the weights of the logistic model and what it gets right."""
    rows: list[list[float]] = []
    answers: list[bool] = []
    for pool in pools:
        entries = [
            Entry(key, told.lang, fingerprint(told.title, told.body, told.lang, chinese))
            for key, told in enumerate(pool)
        ]
        for match in Shelf(entries).matches(least=0.0):
            left, right = pool[match.left_id], pool[match.right_id]
            # A library of two articles has no next best: then the margin is all of the cosine.
            for margin in (match.margin, match.cosine):
                rows.append([match.cosine, min(margin, 0.3), match.order, min(match.gap, 2.0)])
                answers.append(left.story == right.story)
    x = np.c_[np.ones(len(rows)), np.array(rows) / SPREADS]
    y = np.array(answers, float)
    ridge = np.array([0, 1, 1, 1, 1]) * PENALTY + 1e-6
    weights = np.zeros(5)
    for _ in range(60):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - y) + ridge * weights
        weights -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge), slope)
    p = 1 / (1 + np.exp(-x @ weights))
    names = ("cosine", "margin", "order", "gap")
    print(f"bias {weights[0]:.1f}", *(
        f"{name} {weight:.1f}" for name, weight in zip(names, weights[1:] / SPREADS, strict=True)
    ))  # fmt: skip
    above = p >= THRESHOLD
    print(f"{len(y)} rows; above {THRESHOLD}: {int(y[above].sum())} right,"
          f" {int((1 - y[above]).sum())} wrong; below: {int(y[~above].sum())} right")  # fmt: skip


def meaning(pools: list[list[Told]], chinese: ChineseTerms) -> None:
    """Print how the model does by words alone, and with vectors where they leave doubt.

    Of whole translations, of their first third beside the whole, and of their first lines alone.
    """
    encoder = neural_encoder()
    if encoder is None:
        sys.exit("the extra neural is not installed")
    for name, part in (("whole", _whole), ("thirds", _third), ("briefs", _brief)):
        counts: Counter[str] = Counter()
        loss = [0.0, 0.0]
        for pool in pools:
            told = [part(one) for one in pool]
            prints = [fingerprint(one.title, one.body, one.lang, chinese) for one in told]
            shelf = Shelf(Entry(key, one.lang, prints[key]) for key, one in enumerate(told))
            for match in shelf.matches(least=0.0):
                left, right = told[match.left_id], told[match.right_id]
                alike = likeness(vectors_of(left.body, encoder), vectors_of(right.body, encoder))
                both = (match, weighed(match, alike) if is_unsure(match) else match)
                is_right = left.story == right.story
                counts["right" if is_right else "wrong"] += 1
                for number, one in enumerate(both):
                    way = ("words", "vectors")[number]
                    offered = one.kind == "counterpart"
                    counts[f"{way} {'right' if is_right else 'wrong'}"] += offered
                    sure = one.probability if is_right else 1 - one.probability
                    loss[number] -= np.log(max(sure, 1e-6))
        total = counts["right"] + counts["wrong"]
        print(f"{name}: {counts['right']} pairs of one story, {counts['wrong']} others")
        for number, way in enumerate(("words", "vectors")):
            print(f"  {way}: offered {counts[f'{way} right']}, wrongly {counts[f'{way} wrong']};"
                  f" log loss {loss[number] / total:.4f}")  # fmt: skip


def _whole(told: Told) -> Told:
    return told


def _third(told: Told) -> Told:
    return told if told.lang == "en" else told._replace(body=told.body[: len(told.body) // 3])


def _brief(told: Told) -> Told:
    return told._replace(body="\n".join(list(filter(None, told.body.split("\n")))[:3]))


def main() -> None:
    """Read, then print what was asked for."""
    material, source = Path(os.environ["CITYREADER_MATERIAL"]), dictionary_source()
    if source is None:
        sys.exit("the dictionary is not installed")
    with tempfile.TemporaryDirectory() as folder:
        build(source, Path(folder) / "dictionary.db")
        with Dictionary(Path(folder) / "dictionary.db") as dictionary:
            chinese = ChineseTerms(dictionary)
            pools = [list(corpus(material)), list(news(material, "news-clean"))]
            if "--shares" in sys.argv:
                shares(pools, chinese)
            elif "--meaning" in sys.argv:
                meaning([*pools, list(news(material, "news-hard"))], chinese)
            else:
                fit([*pools, list(news(material, "news-hard"))], chinese)


if __name__ == "__main__":
    main()
