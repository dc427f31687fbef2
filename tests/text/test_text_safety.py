import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_alphabet import hostile, news, quick

from cityreader.text.safety import clean, clean_line, visible

ESCAPES = ("terminal escape sequences",)
CONTROLS = ("control characters",)
BIDI = ("bidirectional overrides",)
FAMILY = "👨\u200d👩\u200d👧\u200d👦"
SCOTLAND = "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"


@pytest.mark.parametrize(
    ("raw", "text", "removed"),
    [
        ("a\r\nb\rc\x85d\x0ce", "a\nb\nc\nd\ne", ()),
        ("\ufeffa\n\n \n\n\nb  \n c\n\n", "a\n\nb\nc", ()),
        ("a\u2029b\u2028c", "a\n\nb\nc", ()),
        ("　　第一段。\n\u3000 第二段", "第一段。\n第二段", ()),
        ("登場　簽三項\t\u00a0備忘錄", "登場 簽三項 備忘錄", ()),
        ("a  b", "a  b", ()),
        ("cafe\u0301", "café", ()),
        ("a\n\u200b \u2060\nb", "a\n\nb", ()),
        ("safe\x1b[2J\x1b[1;1H\x1b[31mred\x1b[0m", "safered", ESCAPES),
        ("news \x1b]52;c;UFdO\x07 end", "news  end", ESCAPES),
        ("see \x1b]8;;https://x.example\x1b\\link\x1b]8;;\x1b\\.", "see link.", ESCAPES),
        ("\x9d0;title\x9chead", "head", ESCAPES),
        ("\x9b31mred \x90payload\x9cx", "red x", ESCAPES),
        ("a\x1bPq#0;2\x1b\\b\x1b_Gx\x1b\\c\x1bXs\x1b\\d\x1b^p\x1b\\e", "abcde", ESCAPES),
        ("\x1b(B\x1b#8\x1b7text\x1bc", "text", ESCAPES),
        ("tail \x1b", "tail", ESCAPES),
        ("tail \x1b[12;", "tail", ESCAPES),
        ("\x1b]0;never closed, so the story stays", "never closed, so the story stays", ESCAPES),
        ("\x1b市长", "市长", ESCAPES),
        ("resigns\x08\x08denies\x00\x7f", "resignsdenies", CONTROLS),
        ("to \u202e000,1\u202c x \u2066y\u2069", "to 000,1 x y", BIDI),
        ("a\U000e0068\U000e0069b", "ab", ("invisible tag characters",)),
        ("a\ud800b", "a\ufffdb", ("broken characters",)),
        ("\x1b[0m\x01\u202e", "", (*ESCAPES, *CONTROLS, *BIDI)),
    ],
)
def test_cleaning_a_body(raw, text, removed):
    cleaned = clean(raw)
    assert (cleaned.text, cleaned.removed) == (text, removed)


@pytest.mark.parametrize(
    "text",
    [
        "وافق مجلس المدينة على الجسر\u200f (2025).",
        "ראש העיר ביקר בטאיפיי\u200e.",
        "می\u200cخواهم क्\u200dष",
        f"{FAMILY} 🏳️\u200d🌈 🇨🇳 👍🏽 {SCOTLAND}",
        "葛\U000e0100城 𠮷野家 𪚥",
        "ci\u200bty coun\u200dcil br\u2060idge\ufeff\u00ad市",
        "[@click=app.quit]Read[/] =SUM(A1) <b>",
    ],
)
def test_legitimate_text_is_left_alone(text):
    assert clean(text) == clean(text).__class__(text, ())
    assert visible(text) == text


def test_a_line_is_one_line_with_single_spaces():
    assert (
        clean_line(" 雙城\n\n論壇\u3000 2025\t\x1b[1mopens\x1b[0m  \u200b ")
        == "雙城 論壇 2025 opens \u200b"
    )
    assert clean_line("\u200b \ufeff") == ""


@given(st.one_of(hostile, news))
@quick
def test_cleaning_twice_changes_nothing_more(raw):
    once = clean(raw)
    assert clean(once.text).text == once.text
    assert clean(once.text).removed == ()
    assert clean_line(clean_line(raw)) == clean_line(raw)


@given(hostile)
@quick
def test_cleaned_text_holds_nothing_active(raw):
    text = clean(raw).text
    assert visible(text) == text
    assert unicodedata.is_normalized("NFC", text)
    assert "\n\n\n" not in text
    assert text == text.strip("\n ")
    assert all(line == line.strip(" \t\u3000") for line in text.split("\n"))
    text.encode("utf-8")


@given(hostile)
@quick
def test_visible_keeps_every_position(raw):
    shown = visible(raw)
    assert len(shown) == len(raw)
    assert visible(shown) == shown
    assert not any(unicodedata.category(c) in ("Cc", "Cs") and c != "\n" for c in shown)
    for before, after in zip(raw, shown, strict=True):
        assert before == after or after == "\ufffd" or "\u2400" <= after <= "\u2421"


def test_stand_ins():
    assert visible("a\x00\x1b\x7f\t\n") == "a␀␛␡␉\n"
    assert visible("\x9b\u202e\u2028\ud800\U000e0041") == "\ufffd" * 5


@pytest.mark.parametrize(
    "raw",
    [
        "\x1b]" * 100_000,
        "\x9d" * 200_000,
        "\x1b[" + "0" * 200_000,
        "\x1b]" + "a" * 200_000,
        (" " * 99 + "x") * 2_000,
        " \xa0" * 100_000,
        "\n " * 100_000,
        "a" + "\u0301\u0316" * 100_000,
        "!" * 200_000,
    ],
    ids=range(9),
)
def test_hostile_length_costs_no_more_than_its_length(raw):
    started = time.process_time()
    clean(raw)
    visible(raw)
    # Quadratic handling of any of these takes minutes.
    assert time.process_time() - started < 2


def test_long_runs_of_marks_are_composed_exactly():
    raw = "e" + "\u0316\u0301" * 50 + "中" + "\u0323\u0344" * 40
    assert clean(raw).text == unicodedata.normalize("NFC", raw)
