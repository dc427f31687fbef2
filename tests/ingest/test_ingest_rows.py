"""Files of ready-made rows: translation memories and tables with a column a language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from own_files import CHINESE, ENGLISH, feed, gzipped, parsed, zipped

from cityreader.ingest.limits import Limits
from cityreader.ingest.problems import EmptyFileError, UnreadableError
from cityreader.ingest.reader import suffix_of
from cityreader.models import ArticleDraft, Span

HEADER = (
    '<header creationtool="other" creationtoolversion="1" segtype="sentence" o-tmf="x"'
    ' adminlang="en" srclang="en" datatype="plaintext"/>'
)
ROWS = list(zip(ENGLISH, CHINESE, strict=True))


def memory(*units: str, head: str = "", header: str = HEADER) -> str:
    return (
        f'<?xml version="1.0"?>{head}<tmx version="1.4">{header}<body>{"".join(units)}</body></tmx>'
    )


def unit(*sides: tuple[str, str], props: str = "") -> str:
    variants = (f'<tuv xml:lang="{lang}"><seg>{words}</seg></tuv>' for lang, words in sides)
    return f"<tu>{props}{''.join(variants)}</tu>"


def own(*props: tuple[str, str]) -> str:
    return "".join(f'<prop type="{name}">{value}</prop>' for name, value in props)


def rows_of(draft: ArticleDraft, other: ArticleDraft) -> list[tuple[str, str]]:
    """The rows of a draft as words: its own, and those of the other."""

    def words(body: str, span: Span | None) -> str:
        return "" if span is None else body[span.start : span.end]

    return [(words(draft.body, row.left), words(other.body, row.right)) for row in draft.rows]


PLAIN = memory(*(unit(("en-GB", left), ("zh-CN", right)) for left, right in ROWS))


def test_a_memory_becomes_two_articles_with_its_rows():
    english, chinese = parsed(PLAIN, "a.tmx").drafts
    assert (english.lang, chinese.lang) == ("en", "zh-Hans")
    assert english.body == "\n\n".join(ENGLISH)
    assert (english.translation_of, chinese.translation_of) == (None, 0)
    assert rows_of(chinese, english) == [(right, left) for left, right in ROWS]
    assert {row.score for row in chinese.rows} == {1.0}
    assert not any(row.checked for row in chinese.rows)


@pytest.mark.parametrize("name", ["a.tmx", "a.tmx.gz", "a.zip"])
def test_sides_in_two_languages_stay_whole_in_an_archive_too(name):
    """Split by language again in the archive, the memory became three articles there."""
    units = (unit(("en", f"{left} | {right}"), ("zh", right)) for left, right in ROWS)
    plain = memory(*units).replace("<seg>", f"{own(('x-joint', 'line'))}<seg>")
    data = {"a.tmx": plain, "a.tmx.gz": gzipped(plain), "a.zip": zipped({"a.tmx": plain})}[name]
    english, _ = parsed(data, name).drafts
    assert english.body == "\n".join(f"{left} | {right}" for left, right in ROWS)


def test_rows_are_kept_however_odd_they_are():
    units = (unit(("en", "One. Two."), ("zh", "一。")), unit(("zh", "二。")), unit(("en", "Three")))
    english, chinese = parsed(memory(*units), "a.tmx").drafts
    assert rows_of(chinese, english) == [("一。", "One. Two."), ("二。", ""), ("", "Three")]


def test_documents_in_one_memory_stay_apart():
    units = [
        unit(("en", f"Text {n}"), ("zh", f"文本{n}号在此"), props=own(("x-document", f"{n}.docx")))
        for n in (1, 2, 1)
    ]
    drafts = parsed(memory(*units), "a.tmx").drafts
    assert [draft.body for draft in drafts] == [
        "Text 1\n\nText 1", "文本1号在此\n\n文本1号在此", "Text 2", "文本2号在此",
    ]  # fmt: skip
    assert [draft.translation_of for draft in drafts] == [None, 0, None, 2]


def test_three_languages_are_two_pairs():
    rows = unit(("en", "The harbour"), ("zh-Hans", "海港与城市"), ("zh-TW", "海港與城市灣"))
    english, simplified, traditional = parsed(memory(rows), "a.tmx").drafts
    assert (simplified.translation_of, traditional.translation_of) == (0, 0)
    assert rows_of(traditional, english) == [("海港與城市灣", "The harbour")]


def test_codes_of_the_translators_tool_are_no_words():
    seg = 'The <bpt i="1">&lt;b&gt;</bpt>old<ept i="1">&lt;/b&gt;</ept> <hi>port</hi>\n  town'
    english, _ = parsed(memory(unit(("en", seg), ("zh", "老海港城市"))), "a.tmx").drafts
    assert english.body == "The old port town"


def test_the_encodings_of_other_tools_are_read():
    text = PLAIN.replace('version="1.0"?', 'version="1.0" encoding="UTF-16"?', 1)
    assert len(parsed(text.encode("utf-16"), "a.tmx").drafts) == 2
    assert len(parsed(gzipped(PLAIN), "a.tmx.gz").drafts) == 2


def test_a_memory_in_a_pipe_is_known_by_its_beginning():
    assert suffix_of(PLAIN.encode()) == ".tmx"
    assert suffix_of(feed("One")) == ".xml"


BOMB = '<!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
OUTSIDE = '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
WIDE = "<!DOCTYPE tmx SYSTEM 'http://example.invalid/tmx14.dtd'>"


@pytest.mark.parametrize("head", [BOMB, OUTSIDE, OUTSIDE.replace("ENTITY a", "ENTITY % a")])
def test_entities_are_refused(head):
    with pytest.raises(UnreadableError, match="entities"):
        parsed(memory(unit(("en", "&b;")), head=head), "a.tmx")


def test_the_document_type_is_named_and_never_loaded():
    assert (
        len(parsed(memory(unit(("en", "Hi there"), ("zh", "你们好")), head=WIDE), "a.tmx").drafts)
        == 2
    )
    with pytest.raises(UnreadableError, match="damaged"):
        parsed(memory(unit(("en", "&nbsp;")), head=WIDE), "a.tmx")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (memory(), "no row with text"),
        (memory(unit(("en", " "), ("zh", ""))), "no row with text"),
        ("<rss><channel/></rss>", "another kind"),
        (memory(unit(("en", "a")))[:-9], "damaged"),
        ("no xml at all", "damaged"),
    ],
)
def test_what_is_no_memory_is_refused(text, reason):
    with pytest.raises(UnreadableError, match=reason):
        parsed(text, "a.tmx")


def test_deep_and_endless_memories_end():
    deep = "<hi>" * 50_000 + "</hi>" * 50_000
    with pytest.raises(UnreadableError):
        parsed(memory(unit(("en", deep))), "a.tmx")
    with pytest.raises(UnreadableError, match="longer than"):
        parsed(memory(*[unit(("en", "a"))] * 20_000), "a.tmx", Limits(seconds=0.001))


def test_odd_scores_are_certain():
    for written in ("nan", "7", "-1", "x", "1e999"):
        text = memory(unit(("en", "Harbour"), ("zh", "海港城市"), props=own(("x-score", written))))
        assert parsed(text, "a.tmx").drafts[1].rows[0].score == 1.0


PIECES = ("a", " ", "港", "\n", "\n\n", "\u0301", "\u200d", "🎉", "🇨", "\u202e", "\u1100", "\u1161")
JOINTS = ("none", "space", "line", "paragraph", "3 spaces", "9 rows", "")


@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from(PIECES), max_size=4), st.sampled_from(JOINTS)),
        max_size=5,
    )
)
def test_any_rows_lie_whole_in_their_text(segments):
    units = [
        "<tu>"
        + "".join(
            f'<tuv xml:lang="{lang}">{own(("x-joint", joint))}<seg>{"".join(words)}</seg></tuv>'
            for lang in ("en", "zh")
        )
        + "</tu>"
        for words, joint in segments
    ]
    try:
        drafts = parsed(memory(*units), "a.tmx").drafts
    except EmptyFileError:
        return
    for draft in drafts[1:]:
        ends = 0
        for row in draft.rows:
            assert row.left is not None
            assert ends <= row.left.start < row.left.end <= len(draft.body)
            assert draft.body[ends : row.left.start].strip() == ""
            ends = row.left.end
        assert ends == len(draft.body)


def lines(*rows: tuple[str, ...]) -> str:
    return "".join("\t".join(row) + "\n" for row in rows)


@pytest.mark.parametrize("header", [(), (("English", "中文"),), (("en", "zh-CN"),)])
@pytest.mark.parametrize("name", ["a.tsv", "a.csv"])
def test_a_table_of_two_languages_is_a_pair_row_by_row(header, name):
    english, chinese = parsed(lines(*header, *ROWS), name).drafts
    assert rows_of(chinese, english) == [(right, left) for left, right in ROWS]


def test_other_columns_do_not_matter():
    rows = [(str(n), right, "note", left) for n, (left, right) in enumerate(ROWS)]
    chinese, english = parsed(lines(("no", "zh", "remark", "en"), *rows), "a.tsv").drafts
    assert rows_of(english, chinese) == ROWS


def test_tables_of_articles_stay_tables_of_articles():
    table = lines(("title", "text", "lang"), ("One", ENGLISH[0], "en"), ("二", CHINESE[0], "zh"))
    assert [draft.rows for draft in parsed(table, "a.tsv").drafts] == [(), ()]
    with pytest.raises(UnreadableError, match="no column that is a text"):
        parsed(lines(("a", "b"), ("1", "2")), "a.tsv")
    with pytest.raises(UnreadableError, match="no column that is a text"):
        parsed(lines(*((one, one) for one in CHINESE)), "a.tsv")


def test_names_of_files_are_no_rows():
    paths = [(f"news/en/{n}-port.md", f"news/zh-Hant/{n}-港口.md") for n in range(9)]
    for header in (("en", "zh"), ("en", "zh", "en_blocks"), ("english file", "chinese file")):
        with pytest.raises(UnreadableError, match="no column that is a text"):
            parsed(lines(header, *paths), "a.csv")
    with pytest.raises(UnreadableError, match="no column that is a text"):
        parsed(lines(*paths), "a.tsv")
