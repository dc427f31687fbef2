import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.ingest.encoding import decode
from cityreader.ingest.problems import UnreadableError

HANS = (
    "两座城市的市长昨天在码头签署了合作协议，并宣布明年互派学生。记者在现场看到，许多市民前来祝贺。"
)
HANT = (
    "兩座城市的市長昨天在碼頭簽署了合作協議，並宣布明年互派學生。記者在現場看到，許多市民前來祝賀。"
)
WESTERN = "Le maire de Besançon a été reçu à l’hôtel de ville : « très réussi » – merci."
KOREAN = "두 도시의 시장은 어제 협정을 체결하고 내년부터 학생들을 서로 보내기로 했다고 밝혔다."
JAPANESE = "両市の市長は昨日、協定に署名し、来年から学生を互いに派遣することを発表しました。"
RUSSIAN = "Мэры двух городов вчера подписали соглашение и объявили об обмене студентами."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (HANS, "utf-8"),
        (HANS, "utf-8-sig"),
        (HANS, "gb18030"),
        (HANS, "gbk"),
        (HANS, "utf-16"),
        (HANS, "utf-16-le"),
        (HANS, "utf-16-be"),
        (HANS, "utf-32"),
        (HANT, "big5"),
        (HANT, "cp950"),
        (HANT, "gb18030"),
        (HANT + "喺度食飯", "big5hkscs"),
        (HANT, "utf-16-be"),
        (WESTERN, "cp1252"),
        (WESTERN, "utf-8"),
        ("The mayors met on Monday.\nThey signed.", "utf-16-le"),
        ("The mayors met on Monday.\nThey signed.", "utf-16-be"),
        ("The mayors met on Monday.\nThey signed.", "ascii"),
    ],
)
def test_right_characters(text, encoding):
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.warnings == ()


@pytest.mark.parametrize("text", ["市长会谈", "友城论坛今天开幕", "港口數據合作備忘錄"])
def test_short_headlines(text):
    codec = "big5" if "數" in text else "gb18030"
    assert decode(text.encode(codec)).text == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (KOREAN, "euc-kr"),
        (JAPANESE, "euc-jp"),
        (JAPANESE, "shift-jis"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
    ],
)
def test_unknown_encodings_are_refused_and_not_garbled(text, encoding):
    with pytest.raises(UnreadableError):
        decode(text.encode(encoding))


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"%PDF-1.7\n...", "a PDF file"),
        (b"PK\x03\x04rest", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\x1f\x8b\x08\x00", "a gzip archive"),
    ],
)
def test_known_binaries_are_named(data, named):
    with pytest.raises(UnreadableError, match=named):
        decode(data)


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x00\x01\x02" * 500, b"\xc5" * 4096])
def test_binary_is_refused(data):
    with pytest.raises(UnreadableError):
        decode(data)


def test_utf8_cut_in_a_character_is_read_with_a_warning():
    decoded = decode(HANS.encode()[:-2])
    assert decoded.text == HANS[:-1] + "\ufffd"
    assert len(decoded.warnings) == 1


def test_a_few_zeros_in_a_text_do_not_make_it_binary():
    assert decode(b"The mayors\0 met on Monday and signed.\n" * 3).text.count("\0") == 3


def test_text_encoded_twice_is_read_once():
    decoded = decode(HANS.encode().decode("latin-1").encode())
    assert decoded.text == HANS
    assert decoded.warnings


def test_every_line_end_becomes_a_line_feed():
    assert decode("a\r\nb\rc\x0cd\u2028e\u2029f\n".encode()).text == "a\nb\nc\nd\ne\n\nf\n"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_a_refusal(data):
    with contextlib.suppress(UnreadableError):
        assert "\r" not in decode(data).text


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=60))
def test_utf8_comes_back_as_it_went(text):
    decoded = decode(text.encode())
    if not decoded.warnings and text[:1] != "\ufeff":
        assert decoded.text == text
