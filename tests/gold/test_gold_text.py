"""Languages and sentences of real news; the twins are in tests/text."""

import csv
import re

import pytest

from cityreader.text.language import detect_language
from cityreader.text.safety import clean
from cityreader.text.sentences import sentences

FOLDERS = ("jekyll", "pairs_md", "pairs_news")
MARKUP = re.compile(r"\A---\n.*?\n---\n|<(script|style).*?</\1>|<[^>]*>|https?://\S+", re.S)
ENDED = re.compile("[。！？!?.…][”’」』）)》\"']*$")


@pytest.mark.gold
def test_languages_of_bodies_and_titles(material):
    with (material / "corpus" / "gold.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if row["path"].startswith(FOLDERS) and row["lang"] in ("en", "zh-Hans", "zh-Hant")
        ]
    assert len(rows) > 250
    wrong_bodies = wrong_titles = 0
    for row in rows:
        body = (material / "corpus" / row["path"]).read_text(encoding="utf-8")
        wrong_bodies += detect_language(MARKUP.sub(" ", body)) != row["lang"]
        wrong_titles += bool(row["title"]) and detect_language(row["title"]) != row["lang"]
    assert wrong_bodies == 0
    assert wrong_titles <= 1


@pytest.mark.gold
@pytest.mark.parametrize(("language", "joint"), [("zh", ""), ("en", " ")])
def test_ends_of_sentences_in_news_are_found(material, language, joint):
    found = expected = 0
    for path in sorted((material / "data" / "align" / "news-clean" / language).iterdir()):
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        for first in range(0, len(lines), 5):
            group = lines[first : first + 5]
            ends = {span.end for span in sentences(joint.join(group))}
            position = 0
            for line in group[:-1]:
                position += len(line)
                if ENDED.search(line):
                    expected += 1
                    found += position in ends
                position += len(joint)
    assert expected > 1_500
    assert found / expected >= 0.985


@pytest.mark.gold
def test_legitimate_scripts_pass_without_a_warning(material):
    for name in ("arabic-legit", "zero-width", "emoji-zwj"):
        path = material / "bad-input" / "files" / "unicode" / f"{name}.txt"
        text = path.read_text(encoding="utf-8")
        assert clean(text).text == text.rstrip("\n")
        assert clean(text).removed == ()
