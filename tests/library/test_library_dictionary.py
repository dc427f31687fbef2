import threading

import pytest

from cityreader.config import Folders
from cityreader.library.dictionary import (
    dictionary_path,
    dictionary_source,
    discard,
    open_dictionary,
    open_if_made,
)
from dictionary_source import write_source
from shelf import add_article

OWN = "cedict_1_0_ts_utf-8_mdbg.txt.gz"


@pytest.fixture
def source(folders):
    # The tests of pairs find a dictionary; here is to be none.
    discard(folders)
    return write_source(folders.data / OWN)


def test_the_dictionary_is_made_once_and_then_opened(folders, source):
    assert dictionary_source(folders) == source
    assert open_if_made(folders) is None
    with open_dictionary(folders) as dictionary:
        assert dictionary.translations(["市长"]) == {"市长": ("mayor",)}
    made = dictionary_path(folders).stat().st_mtime_ns
    with open_dictionary(folders):
        assert dictionary_path(folders).stat().st_mtime_ns == made


def test_another_edition_or_damage_has_it_made_anew(folders, source):
    open_dictionary(folders).close()
    write_source(source, "港口 港口 [gang3 kou3] /harbour/\n")
    assert open_if_made(folders) is None
    with open_dictionary(folders) as dictionary:
        assert dictionary.known(["港口", "市長"]) == {"港口"}
    dictionary_path(folders).write_bytes(b"scribble")
    with open_dictionary(folders) as dictionary:
        assert dictionary.known(["港口"]) == {"港口"}


def test_a_cancelled_build_leaves_nothing(folders, source):
    assert open_dictionary(folders, lambda: True) is None
    assert [path.name for path in folders.data.iterdir()] == [OWN]


def test_lookups_say_when_the_dictionary_is_not_made(library, folders, source):
    library.glossary.add({"en": ["mayor"], "zh-Hant": ["市長"]}, kind="office")
    said = library.dictionary.lookup("台北市長", 3)
    assert said.dictionary == "unmade"
    assert [(gloss.word, gloss.senses, gloss.source) for gloss in said.glosses] == [
        ("市長", ("mayor",), "glossary")
    ]
    assert library.dictionary.info() is None
    assert library.dictionary.prepare()
    said = library.dictionary.lookup("台北市長", 2)
    assert said.dictionary == "ready"
    assert [(gloss.word, gloss.other, gloss.pinyin, gloss.source) for gloss in said.glosses] == [
        ("市長", "", "", "glossary"),
        ("台北市", "臺北市", "Tai2 bei3 shi4", "CC-CEDICT"),
        ("市長", "市长", "shi4 zhang3", "CC-CEDICT"),
    ]
    assert library.dictionary.info().entries == 16


def test_english_words_are_explained_by_the_glossary_alone(library, source):
    library.glossary.add({"en": ["Ada Berg"], "zh-Hans": ["艾达"], "zh-Hant": ["艾達"]})
    said = library.dictionary.lookup("Mayor Ada Berg spoke", 8)
    assert [(gloss.word, gloss.senses) for gloss in said.glosses] == [
        ("Ada Berg", ("艾达", "艾達"))
    ]
    assert said.dictionary == "ready"
    assert library.dictionary.lookup("spoke", 99).glosses == ()
    assert library.dictionary.lookup("", 0).glosses == ()


def test_a_dictionary_that_breaks_is_made_again(library, folders, source):
    library.dictionary.prepare()
    path = dictionary_path(folders)
    data = path.read_bytes()
    library.dictionary.lookup("城市", 0)
    library.dictionary._dictionary.close()
    library.dictionary._dictionary = None
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    assert library.dictionary.lookup("城市", 0).dictionary == "unmade"
    assert library.dictionary.prepare()
    assert library.dictionary.lookup("城市", 0).glosses[0].senses == ("city", "town")


def test_words_of_a_text_are_those_of_glossary_and_dictionary(library, source):
    library.dictionary.prepare()
    library.glossary.add({"zh-Hans": ["林德马克"]})
    assert library.dictionary.words("林德馬克與臺北市長。ab城市") == {
        "林德馬克", "臺北", "臺北市", "市長", "城市"
    }  # fmt: skip


def test_several_lookups_at_once(library, source):
    library.dictionary.prepare()
    wrong: list[object] = []

    def look() -> None:
        for _ in range(20):
            said = library.dictionary.lookup("龔正在臺北市", 4)
            if said.glosses[0].word != "臺北市":
                wrong.append(said)

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_english_words_have_their_chinese_in_the_rows(library, source):
    library.dictionary.prepare()
    for number in range(4):
        english = f"The mayor of town {number} spoke.\n\nA forum in the city closed."
        chinese = f"{number}号城的市长讲话。\n\n城市里的论坛闭幕。"
        left = add_article(library, f"Mayor {number}", english, "en")
        right = add_article(library, f"市长{number}", chinese, "zh-Hans")
        library.pairs.link(left, right)
    found = {
        one.word: (one.rows, one.here) for one in library.equivalents.candidates("mayor", "市长")
    }
    assert found["市长"] == (4, True)
    assert "城市" not in found
    assert library.equivalents.candidates("nobody") == []
    assert library.equivalents.candidates("the") == []


def test_a_guess_is_what_dictionary_or_rows_say_in_the_row_and_else_none(library, source):
    """The dictionary is made for it; without that, the first guess had only the rows."""
    assert library.equivalents.in_row("forum", "论坛12月28日在台北举行") == "论坛"
    assert library.equivalents.in_row("Taipei", "论坛12月28日在台北举行") == "台北"
    assert library.equivalents.in_row("harbour", "论坛12月28日在台北举行") == ""
    assert library.equivalents.in_row("备忘录", "Two Memorandums were signed.") == "Memorandums"
    assert library.equivalents.in_row("城市", "") == ""


def test_without_a_dictionary_nothing_is_guessed_from_one_row(library, folders, monkeypatch):
    discard(folders)
    monkeypatch.setattr("cityreader.library.dictionary.dictionary_source", lambda _: None)
    assert library.equivalents.in_row("forum", "论坛在台北举行") == ""
    assert library.equivalents.in_row("论坛", "A forum in Taipei") == ""


def test_the_installed_source_is_found(tmp_path):
    folders = Folders(tmp_path, tmp_path, tmp_path, tmp_path)
    found = dictionary_source(folders)
    assert found is not None
    assert found.name == OWN
