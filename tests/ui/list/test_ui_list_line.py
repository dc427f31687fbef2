"""Lines, previews and pages without a screen: exact widths, whatever the titles hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from cityreader.models import (
    Article,
    Bead,
    DateRange,
    ImportedFile,
    ImportProgress,
    ImportSummary,
    ListedArticle,
    Span,
    Spread,
)
from cityreader.ui.listing.columns import columns_for
from cityreader.ui.listing.glance import Glance
from cityreader.ui.listing.import_words import (
    FailureGroups,
    end_words,
    header_words,
    progress_lines,
)
from cityreader.ui.listing.line import Look, language_name, paint_line
from cityreader.ui.listing.line_painter import paint_waiting
from cityreader.ui.listing.pages import KEPT, Pages
from cityreader.ui.listing.preview_page import preview_lines
from cityreader.ui.listing.script import AS_PUBLISHED, script_named
from cityreader.ui.theme import DARK, LIGHT

TITLES = st.text(
    alphabet=st.sampled_from("abc 汉字論壇，。“” \x1b[]é\u0301👩🏽\u200d🚀\u202e…|/한글ﾊ"),
    max_size=80,
)


def listed(key=1, title="Title", **fields):
    values = {
        "uuid": f"u{key}", "lang": "en", "source": None, "published": DateRange(), "url": None,
        "state": "new", "flagged": False, "tags": (), "counterparts": (),
        "counterpart_title": None, "counterpart_lang": None, "counterpart_source": None,
        "rows": 0, "paired": 0,
    }  # fmt: skip
    return ListedArticle(id=key, title=title, **{**values, **fields})


@settings(max_examples=80, deadline=None)
@given(TITLES, TITLES, st.integers(1, 220), st.booleans(), st.booleans())
def test_a_line_is_exactly_as_wide_as_its_columns(title, other, width, current, selected):
    article = listed(
        title=title, counterpart_title=other or None, counterpart_lang="zh-Hant", rows=3, paired=2,
        source=other,
    )  # fmt: skip
    columns = columns_for(width)
    strip = paint_line(article, columns, Look(DARK), current=current, selected=selected)
    assert strip.cell_length == width
    assert sum(cell_len(segment.text) for segment in strip) == width
    assert "\x1b" not in strip.text
    for gone in (False, True):
        assert (
            paint_waiting(width, DARK, at=columns.titles_at, current=current, gone=gone).cell_length
            == width
        )


@settings(max_examples=60, deadline=None)
@given(TITLES, st.integers(20, 200), st.data())
def test_what_was_found_is_marked_and_nothing_else(title, width, data):
    start = data.draw(st.integers(0, len(title)))
    end = data.draw(st.integers(start, len(title)))
    spans = [Span(start, end)] if end > start else []
    look = Look(DARK, found=lambda _: spans)
    strip = paint_line(listed(title=title), columns_for(width), look, current=False, selected=False)
    marked = "".join(s.text for s in strip if s.style.bgcolor.name == DARK.found)
    shown = title[start:end].translate({0x1B: 0x241B, 0x202E: 0xFFFD})
    assert shown.startswith(marked)


@settings(max_examples=100, deadline=None)
@given(st.integers(30, 300))
def test_columns_fill_the_width(width):
    columns = columns_for(width)
    behind = [cells for cells in (columns.source, columns.last) if cells]
    assert columns.titles_at + columns.titles + sum(2 + cells for cells in behind) + 1 == width
    assert bool(columns.right) == (width >= 98)


@pytest.mark.parametrize("width", [98, 120, 200])
def test_a_translation_written_here_says_so(width):
    def line(kind):
        article = listed(
            counterpart_title="两座港口城市", counterpart_lang="zh-Hans", counterpart_kind=kind
        )
        strip = paint_line(article, columns_for(width), Look(DARK), current=False, selected=False)
        assert strip.cell_length == width
        return strip.text

    assert "yours 两座港口城市" in line("user-translation")
    assert "yours" not in line("article")


def test_dates_are_shown_at_their_own_precision():
    for day, precision, shown in (
        ("2025-12-28", "day", "2025-12-28 "),
        ("2025-12-01", "month", "2025-12 "),
        ("2025-01-01", "year", "2025 "),
        (None, "none", "— "),
    ):
        article = listed(published=DateRange(day, day, precision))
        strip = paint_line(article, columns_for(100), Look(DARK), current=False, selected=False)
        assert strip.text[5:].startswith(shown)


def test_states_show_without_colour():
    def marks(**fields):
        strip = paint_line(
            listed(**fields), columns_for(80), Look(LIGHT), current=False, selected=False
        )
        return strip.text[:5]

    assert marks() == "  ●  "
    assert marks(state="done") == "  ✓  "
    assert marks(state="opened", flagged=True) == "   ! "
    assert marks(flagged=True) == "  ●! "


def test_languages_have_short_names():
    names = [language_name(tag) for tag in ("en", "zh-Hans", "zh-Hant", "zh", "pt-BR", "")]
    assert names == ["en", "简", "繁", "中", "pt", ""]


def article(title, lang, length=100):
    return Article(
        id=1, uuid="u", title=title, lang=lang, source="S", author=None, url=None,
        published=DateRange("2025-01-02", "2025-01-02", "day"), kind="article", revision=1,
        text_sha256="", length=length, added_at="",
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(TITLES, TITLES, TITLES, st.integers(1, 210), st.integers(0, 30), st.booleans())
def test_a_preview_fills_its_room_exactly(title, left, right, width, height, alone):
    body, other = left or "x", right or "字"
    beads = (
        Bead(Span(0, len(body)), None if alone else Span(0, len(other)), 1.0),
        *(() if alone else (Bead(None, Span(0, len(other)), 0.4),)),
    )
    spread = Spread(
        left=article(title, "en"), right=None if alone else article(right, "zh-Hans"),
        left_body=body, right_body="" if alone else other, pair_uuid=None, beads=beads,
        paragraphs=(1,) * len(beads),
    )  # fmt: skip
    lines = preview_lines(Glance(1, spread, 1, (("Forum", 2),), 1), width, height, Look(DARK))
    assert len(lines) == height
    assert all(line.cell_length == width for line in lines)


def test_a_preview_breaks_chinese_lines_where_chinese_breaks():
    body = "市长表示，双方将继续合作，并将于明年再次会面。" * 8
    spread = Spread(
        left=article("标题", "zh-Hans"), right=None, left_body=body, right_body="",
        pair_uuid=None, beads=(Bead(Span(0, len(body)), None, 1.0),), paragraphs=(1,),
    )  # fmt: skip
    lines = preview_lines(Glance(1, spread, None, (), 0), 31, 16, Look(DARK))
    texts = [line.text.strip() for line in lines[3:] if line.text.strip()]
    assert len(texts) > 5
    assert not any(text[0] in "，。" for text in texts)


def test_pages_remember_what_was_used_last_and_what_is_gone():
    pages = Pages()
    assert pages.missing([1, 2, 3]) == [1, 2, 3]
    assert pages.put([1, 2, 3], [listed(1), listed(2)]) == [1, 2, 3]
    assert pages.is_gone(3)
    assert pages.missing([1, 2, 3]) == []
    assert pages.put([1, 2], [listed(1), listed(2, title="Other")]) == [2]
    pages.put((), [listed(key) for key in range(10, 10 + KEPT - 2)])
    pages.missing([1])
    pages.put([], [listed(5_000), listed(5_001)])
    assert pages.get(1) is not None
    assert pages.get(2) is None
    pages.forget()
    assert pages.missing([1, 3]) == [1, 3]


def test_scripts_convert_chinese_only_and_keep_the_length():
    simplified = script_named("simplified")
    assert simplified.convert("zh-Hant", "論壇") == "论坛"
    assert simplified.convert("en", "論壇") == "論壇"
    assert script_named("traditional").convert("zh-Hans", "论坛") == "論壇"
    assert AS_PUBLISHED.convert("zh-Hant", "論壇") == "論壇"
    assert script_named("nonsense") is AS_PUBLISHED
    assert script_named("hong kong").convert("zh-Hant", "裡") == "裏"
    assert AS_PUBLISHED.next.next.next.next is AS_PUBLISHED


def test_progress_says_how_far_how_fast_and_how_long():
    progress = ImportProgress(500, 2000, "/x/" + "very long name " * 9, 5.0, {"new": 500})
    bar, numbers, current = progress_lines(progress, 2, 40, DARK)
    assert bar.plain.count("━") == 10
    assert bar.cell_length == 40
    assert numbers.plain == "500 of 2,000 files · 100/s · 15 s left · 2 without an article"
    assert current.cell_length == 40
    assert current.plain.startswith("…")


def test_the_header_says_how_far_an_import_is_in_ever_fewer_words():
    early = ImportProgress(2, 433, "/x/a.md", 9.0, {"new": 2})
    assert header_words(early, stopping=False)[0] == "importing 2 of 433 · I to look"
    progress = ImportProgress(3120, 20000, "/x/a.md", 8.0, {"new": 3120})
    words = header_words(progress, stopping=False)
    assert words[0] == "importing 3,120 of 20,000 · 390/s · 43 s left · I to look"
    assert [len(text) for text in words] == sorted((len(text) for text in words), reverse=True)
    assert words[-1] == "importing 3,120 of 20,000"
    assert "counting" in header_words(None, stopping=False)[0]
    assert header_words(progress, stopping=True) == ("stopping the import",)


def test_the_end_of_an_import_is_one_line_and_leads_to_what_failed():
    summary = ImportSummary({"new": 1204, "failed": 3}, 0, 0, "x.db")
    assert end_words(summary) == "Imported: 1,204 new, 3 not readable; I on the list shows which."
    assert end_words(ImportSummary({}, 0, 0, "x.db")) == "Imported: no files were found."
    stopped = ImportSummary({"new": 2}, 0, 0, "x.db", cancelled=True)
    assert end_words(stopped) == "Import stopped: 2 new."


def test_files_that_gave_no_article_stand_under_the_reason(tmp_path):
    groups = FailureGroups(tmp_path)
    groups.take(
        [
            ImportedFile(f"{tmp_path}/a/x.jpg", "skipped", reason="of a kind that is not read"),
            ImportedFile(f"{tmp_path}/b\x1b.md", "failed", reason="it is empty"),
            ImportedFile(f"{tmp_path}/a/y.jpg", "skipped", reason="of a kind that is not read"),
        ]
    )
    assert groups.taken == 3
    assert groups.lines(80) == [
        "it is empty",
        "  b␛.md",
        "2 files: of a kind that is not read",
        "  a/x.jpg",
        "  a/y.jpg",
    ]
    assert [cell_len(line.rstrip()) <= 20 for line in groups.lines(20)[2:4]] == [True, True]


def test_blank_cells_change_no_style():
    """Marks and their blanks, date and blank tags, title, source and language: four styles."""
    columns = columns_for(120)
    article = listed(title="Harbour", source="Post")
    for current in (False, True):
        strip = paint_line(article, columns, Look(DARK), current=current, selected=False)
        assert len(list(strip)) == 4
