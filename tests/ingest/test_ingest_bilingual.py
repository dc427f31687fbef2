import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from own_files import BODY, CHINESE, ENGLISH, TITLES, parsed

from cityreader.ingest.bilingual_text import split_languages
from cityreader.ingest.extract import Extract

CHINESE_BODY = "\n\n".join(CHINESE)


def in_turn(mark: str = "# ") -> str:
    lines = [f"{mark}{TITLES[0]}", f"{mark}{TITLES[1]}"]
    lines += [text for pair in zip(ENGLISH, CHINESE, strict=True) for text in pair]
    return "\n\n".join(lines)


def table(head: str = "| English | 中文 |\n|---|---|\n") -> str:
    rows = zip([TITLES[0], *ENGLISH], [TITLES[1], *CHINESE], strict=True)
    return head + "".join(f"| {english} | {chinese} |\n" for english, chinese in rows)


def after(own: tuple[str, ...], other: tuple[str, ...]) -> str:
    return "\n".join(own) + "\n\n" + "\n".join(other) + "\n"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (in_turn(), "a.md"),
        (in_turn(""), "a.txt"),
        (table(), "a.md"),
        (after((TITLES[0], *ENGLISH), (TITLES[1], *CHINESE)), "a.txt"),
    ],
    ids=["in turn", "in turn, plain", "table", "one after the other"],
)
def test_a_file_in_two_languages_is_two_articles(text, name):
    english, chinese = parsed(text, name).drafts
    assert (english.title, english.lang, english.body) == (TITLES[0], "en", BODY)
    assert (chinese.title, chinese.lang, chinese.body) == (TITLES[1], "zh-Hans", CHINESE_BODY)
    assert (english.member, english.translation_of) == (0, 1)
    assert (chinese.member, chinese.translation_of) == (1, 0)
    assert chinese.reasons["title"] == "first paragraph in its language"
    assert chinese.reasons["translation_of"].startswith("the file holds it in two languages, ")


def test_chinese_may_come_first():
    text = after((TITLES[1], *CHINESE), (TITLES[0], *ENGLISH))
    chinese, english = parsed(text, "a.txt").drafts
    assert (chinese.title, chinese.lang) == (TITLES[1], "zh-Hans")
    assert (english.title, english.body) == (TITLES[0], BODY)


def test_a_sentence_is_not_taken_off_a_text_as_its_title():
    """With every first paragraph of a title's length taken for one, it was lost to the body."""
    text = (
        "The pier was opened by Consul Berg.\n\n码头由贝格领事揭幕。\n\nBells rang.\n\n钟声响起。\n"
    )
    english, chinese = parsed(f"---\ntitle: Friendship Pier\n---\n\n{text}", "a.md").drafts
    assert english.body == "The pier was opened by Consul Berg.\n\nBells rang."
    assert chinese.body == "码头由贝格领事揭幕。\n\n钟声响起。"


def test_what_the_header_says_holds_for_both():
    header = (
        f"---\ntitle: {TITLES[0]} / {TITLES[1]}\ndate: 2025-03-14\nsource: Daily\nlang: zh\n---\n\n"
    )
    body = "\n\n".join(text for pair in zip(ENGLISH, CHINESE, strict=True) for text in pair)
    english, chinese = parsed(header + body, "a.md").drafts
    assert (english.title, chinese.title) == TITLES
    assert (english.lang, chinese.lang) == ("en", "zh-Hans")
    for draft in (english, chinese):
        assert (draft.published.iso, draft.source) == ("2025-03-14", "Daily")
        assert draft.warnings == ()


def test_a_text_without_a_title_of_its_own_in_the_other_language():
    header = f"---\ntitle: {TITLES[0]}\n---\n\n"
    text = header + "\n\n".join(ENGLISH) + "\n\n" + "\n\n".join(CHINESE)
    english, chinese = parsed(text, "a.md").drafts
    assert (english.title, english.body) == (TITLES[0], BODY)
    assert chinese.body in (CHINESE_BODY, "\n\n".join(CHINESE[1:]))


@pytest.mark.parametrize(
    "paragraphs",
    [
        [*CHINESE, ENGLISH[0]],
        [CHINESE[0], "“Clean ports”", CHINESE[1], "He said: yes.", CHINESE[2]],
        [*ENGLISH, "上海 台北 海城"],
        [*ENGLISH, *ENGLISH, *ENGLISH, CHINESE[0]],
        ["市长 | 李波 | Mayor", "第二 | 表格 | Table", *CHINESE],
        ENGLISH,
        CHINESE,
        [],
    ],
)
def test_an_article_that_quotes_another_language_stays_one(paragraphs):
    extract = Extract(paragraphs=paragraphs)
    assert split_languages(extract) == [extract]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*ENGLISH, *CHINESE, "2025", "—"]), max_size=12))
def test_nothing_is_lost_in_splitting(paragraphs):
    parts = split_languages(Extract(paragraphs=list(paragraphs)))
    kept = [text for part in parts for text in (part.title, *part.paragraphs) if text]
    assert sorted(kept) == sorted(paragraphs)
