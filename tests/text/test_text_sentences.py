import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_alphabet import hostile, news, odd, quick

from cityreader.text.sentences import paragraphs, sentences

CASES = Path(__file__).parent / "cases"


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def right_cases(language: str, joint: str) -> list[str]:
    lines = (CASES / f"split_{language}.txt").read_text(encoding="utf-8").splitlines()
    cases = [line.split("|") for line in lines if line]
    return [joint.join(parts) for parts in cases if split(joint.join(parts)) == parts]


def test_hand_made_chinese_cases():
    # 34 of 38. The others are a list run together, a caption's credit, a question that is the
    # subject of its sentence, and a quotation inside a quotation.
    assert len(right_cases("zh", "")) >= 34


def test_hand_made_english_cases():
    # 37 of 40. The others are two quotations of two sentences each, which are split here, and an
    # acronym before "The".
    assert len(right_cases("en", " ")) >= 37


@pytest.mark.parametrize(
    "parts",
    [
        ["市長致詞。", "The mayor spoke.", "雙方簽約。"],
        ["He met Gov. Lin and Dr. Wu on Jan. 5.", "They agreed."],
        ["“欢迎你们！”市长对代表团说。", "掌声响起。"],
        ["“欢迎你们。”市长说，“明年再见。”", "随后离开。"],
        ["他问：“去不去？”", "没有人回答。"],
        ["《展望。2030》發表（詳見附件。第二頁）後，各界討論。", "下週再議。"],
        ['"Why now?" Mayor Lin asked.', '"Why not?"'],
        ["Prices fell to 3.5 percent (from 4.1).", "Analysts cheered."],
        ["（本刊记者 王芳）", "论坛今日开幕。"],
        ["(新华社记者王芳电)论坛今日开幕。"],
        ["He was ill.", "Taipei sent another envoy."],
        ["Wait...", "But why?"],
        ["He waited... and left."],
        ["P. Diddy came to St. Paul, Minn. and sang."],
        ["The plan . . . was dropped."],
        ["《你好，世界！》展览开幕。", "免费入场。"],
        ["The town of Marsk, pop. 11,000, has a tie with Ulm.", "It is small."],
        ["Guests: 1. Ulm 2. Riga 3. Oslo."],
        ["Results: 1. The fund opens.", "2. The school starts."],
        ["They agreed on Article 1.", "Berg signed Article 2.", "Lin left."],
    ],
)
def test_one_line(parts):
    wide = ("。", "！", "？", "”", "）")
    text = parts[0]
    for before, part in itertools.pairwise(parts):
        text += part if before.endswith(wide) else f" {part}"
    assert split(text) == parts


def test_an_acronym_may_end_a_compound():
    text = "She runs the Harbour-U.S. Multi-City Office. It opened in May."
    assert [text[a:b] for a, b in sentences(text)] == [
        "She runs the Harbour-U.S. Multi-City Office.",
        "It opened in May.",
    ]


def test_a_newline_ends_a_sentence_and_not_a_paragraph():
    text = "Taipei\nA forum\n\nopens.  \n\n\n  今日開幕"
    assert split(text) == ["Taipei", "A forum", "opens.", "今日開幕"]
    assert [text[a:b] for a, b in paragraphs(text)] == ["Taipei\nA forum", "opens.", "今日開幕"]


def test_a_bracket_left_open_does_not_swallow_the_rest():
    assert len(split("他說（這是第一句。這是第二句。" + "第三句也很長。" * 20)) == 22


def test_no_text_has_no_sentences():
    assert sentences("") == sentences(" \n ") == paragraphs("\n\n") == []


@given(st.one_of(news, odd, hostile))
@quick
def test_spans_are_in_order_trimmed_and_complete(text):
    for spans in (sentences(text), paragraphs(text)):
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
        pieces = [text[start:end] for start, end in spans]
        assert all(piece and piece == piece.strip() for piece in pieces)
        assert "".join("".join(pieces).split()) == "".join(text.split())


@given(news)
@quick
def test_sentences_lie_within_paragraphs(text):
    blocks = paragraphs(text)
    assert all(any(block.contains(sentence) for block in blocks) for sentence in sentences(text))


def test_a_quotation_opens_right_behind_a_mark_of_latin_width():
    assert split("有人要去吗?“我去。”") == ["有人要去吗?", "“我去。”"]
