import threading
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.models import DictionaryInfo
from cityreader.store.dictionary import LONGEST, Dictionary, DictionaryError, build, made_from
from cityreader.text.scripts import read_table
from dictionary_source import write_source


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dictionary")
    source = write_source(folder / "words.txt.gz")
    assert build(source, folder / "made" / "dictionary.db")
    assert [path.name for path in (folder / "made").iterdir()] == ["dictionary.db"]
    return folder / "made" / "dictionary.db"


@pytest.fixture
def dictionary(file: Path):
    with Dictionary(file) as opened:
        yield opened


def test_translations_of_many_words_at_once(dictionary):
    asked = ["备忘录", "城市", "外星人", *(f"不{number}" for number in range(2500))]
    assert dictionary.translations(asked) == {
        "备忘录": ("memorandum", "written note of what was agreed"),
        "城市": ("city", "town"),
    }
    assert dictionary.translations([]) == {}


@pytest.mark.parametrize("word", ["臺北市", "台北市", "备忘録"])
def test_words_are_found_in_every_script_and_variant(dictionary, word):
    assert list(dictionary.translations([word])) == [word]


def test_a_word_finds_its_own_spelling_before_others(dictionary):
    assert dictionary.translations(["後", "后", "备"]) == {
        "後": ("back", "after"),
        "后": ("empress", "back", "after"),
        "备": ("to have ready", "variant of 備|备[bei4]"),
    }
    senses = [entry.senses[0] for entry in dictionary.entries(["正"])["正"]]
    assert senses == ["straight", "surname Zheng"]


def test_every_word_over_a_character_comes_longest_first(dictionary):
    text = "在臺北市長室，龔正在"
    words = [text[slice(*span)] for span, _ in dictionary.covering(text, 3)]
    assert words == ["臺北市", "市長"]
    words = [(text[slice(*span)], e.pinyin) for span, e in dictionary.covering(text, 8)]
    assert words == [("正在", "zheng4 zai4"), ("正", "zheng4"), ("正", "Zheng4")]
    assert dictionary.covering(text, 6) == []
    assert dictionary.covering("a city", 3) == []


def test_known_words(dictionary):
    assert dictionary.known(["市长", "市長", "市", "x" * 40]) == {"市长", "市長"}


def test_the_makers_are_named(dictionary, file):
    assert dictionary.info() == DictionaryInfo(
        "CC-CEDICT", "2026-01-02T03:04:05Z", "https://example.org/licence", 16
    )
    assert dictionary.made_from == made_from(file.parent.parent / "words.txt.gz")


@given(
    st.text(alphabet="臺台北市長龔正在a，", min_size=1, max_size=14),
    st.integers(0, 13),
)
@settings(max_examples=40, deadline=None)
def test_whatever_covers_a_character_stands_there(file, text, offset):
    offset %= len(text)
    with Dictionary(file) as dictionary:
        found = dictionary.covering(text, offset)
        lengths = [span.end - span.start for span, _ in found]
        assert lengths == sorted(lengths, reverse=True)
        assert all(span.start <= offset < span.end <= len(text) for span, _ in found)
        assert {text[slice(*span)] for span, _ in found} <= dictionary.known(
            {text[a:b] for a in range(len(text)) for b in range(a + 1, len(text) + 1)}
        )
    assert max(lengths, default=0) <= LONGEST


def test_a_damaged_file_is_refused(file, tmp_path):
    data = file.read_bytes()
    for name, content in {
        "cut": data[: len(data) // 2],
        "empty": b"",
        "foreign": b"SQLite format 3\x00" + bytes(4080),
    }.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(DictionaryError):
            Dictionary(tmp_path / name)
    with pytest.raises(DictionaryError):
        Dictionary(tmp_path / "missing")
    scrambled = tmp_path / "scrambled"
    scrambled.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    with pytest.raises(DictionaryError), Dictionary(scrambled) as dictionary:
        dictionary.covering("城市", 0)


def test_a_build_that_fails_or_is_stopped_leaves_nothing(file, tmp_path):
    broken = tmp_path / "broken.gz"
    broken.write_bytes((file.parent.parent / "words.txt.gz").read_bytes()[:80])
    with pytest.raises(DictionaryError):
        build(broken, tmp_path / "made" / "dictionary.db")
    with pytest.raises(DictionaryError):
        build(write_source(tmp_path / "none.gz", ""), tmp_path / "made" / "dictionary.db")
    source = write_source(tmp_path / "words.gz")
    assert not build(source, tmp_path / "made" / "dictionary.db", lambda: True)
    assert list((tmp_path / "made").iterdir()) == []


def test_several_builders_and_readers_at_once(tmp_path):
    source = write_source(tmp_path / "words.gz")
    target = tmp_path / "dictionary.db"
    build(source, target)
    failures: list[Exception] = []

    def work() -> None:
        try:
            for _ in range(5):
                build(source, target)
                with Dictionary(target) as dictionary:
                    assert dictionary.covering("城市", 1)
        except Exception as error:  # a failure in a thread would otherwise go unseen
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert [path.name for path in tmp_path.glob("dictionary*")] == ["dictionary.db"]


def test_the_version_goes_up_when_folding_changes():
    """Words are kept folded: raise VERSION when this changes, so that files are made again."""
    table = "\n".join(read_table("han_classes.txt")).encode()
    assert zlib.crc32(table) == 606407466
