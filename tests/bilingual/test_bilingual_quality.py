"""The rows of our own sample articles; the twin of the gold tests of alignment."""

from importlib.resources import files

import pytest

from cityreader.bilingual.encoder import is_available, neural_encoder
from cityreader.bilingual.sentence_alignment import align_sentences
from cityreader.config import Folders
from cityreader.library.dictionary import dictionary_source
from cityreader.store.dictionary import Dictionary, build
from cityreader.text.sentences import paragraphs, sentences

ARTICLES = files("cityreader.samples") / "articles"


@pytest.fixture(scope="module")
def dictionary(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dictionary")
    source = dictionary_source(Folders.of_user({"CITYREADER_HOME": str(folder)}))
    assert source is not None
    build(source, folder / "dictionary.db")
    with Dictionary(folder / "dictionary.db") as opened:
        yield opened


def body(name: str) -> str:
    return (ARTICLES / name).read_text(encoding="utf-8").split("---\n", 2)[2].strip()


def numbered(text: str) -> list[tuple[str, int]]:
    """The sentences of a text, each with the number of its paragraph."""
    return [
        (text[slice(*span)], number)
        for number, paragraph in enumerate(paragraphs(text))
        for span in sentences(text)
        if paragraph.contains(span)
    ]


def shares(**means) -> tuple[float, float]:
    """Of the rows of all samples with as many paragraphs on both sides, found without knowing
    them: the share that has both sides in one paragraph, and of those with p above .97 the share
    that is in one."""
    right, sure, sure_right, every = 0, 0, 0, 0
    names = sorted(entry.name for entry in ARTICLES.iterdir())
    for name in names:
        stem, language, _ = name.rsplit(".", 2)
        english = body(f"{stem}.en.md") if f"{stem}.en.md" in names else ""
        chinese = body(name)
        if language == "en" or len(paragraphs(english)) != len(paragraphs(chinese)):
            continue
        left, right_side = numbered(english), numbered(chinese)
        for bead in align_sentences(
            [text for text, _ in left], [text for text, _ in right_side], **means
        ):
            here = {left[n][1] for n in bead.left} | {right_side[n][1] for n in bead.right}
            every, right = every + 1, right + (len(here) == 1 and all(bead[:2]))
            if bead.score > 0.97:
                sure, sure_right = sure + 1, sure_right + (len(here) == 1)
    assert every > 130
    return right / every, sure_right / sure


def test_rows_of_the_samples_keep_to_their_paragraphs_by_the_dictionary(dictionary):
    kept, sure_kept = shares(lexicon=dictionary)
    assert kept > 0.97
    assert sure_kept == 1.0


@pytest.mark.skipif(not is_available(), reason="the extra neural is not installed")
def test_rows_of_the_samples_keep_to_their_paragraphs_by_vectors(dictionary):
    kept, sure_kept = shares(lexicon=dictionary, encoder=neural_encoder())
    assert kept > 0.97
    assert sure_kept == 1.0


def test_rows_of_the_samples_keep_to_their_paragraphs_by_numbers_and_lengths():
    kept, sure_kept = shares()
    assert kept > 0.95
    assert sure_kept > 0.98
