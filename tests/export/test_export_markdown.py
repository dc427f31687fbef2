import io
from dataclasses import replace

import pytest
from awkward import awkward, empty, hostile
from dossiers import GENERATED_AT, GENERATOR
from hypothesis import example, given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from cityreader.export.formats import Stamped
from cityreader.export.markdown import escaped, write
from cityreader.models import DateRange, Dossier


def exported(dossier: Dossier, with_text: bool = True) -> str:
    stream = io.BytesIO()
    write(Stamped(dossier, GENERATED_AT, GENERATOR, with_text), stream)
    return stream.getvalue().decode()


def tokens(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(text)


def shown(token: Token) -> str:
    """What a reader sees of one block."""
    return "".join(
        "\n" if part.type == "softbreak" else part.content for part in token.children or ()
    )


def blocks(text: str) -> list[str]:
    return [shown(token) for token in tokens(text) if token.type == "inline"]


def test_the_report_tells_events_in_order_of_time(dossier):
    later, undated = dossier.events
    earlier = replace(undated, date=DateRange("2024-01-01", "2024-12-31", "year"), title="Before")
    report = exported(replace(dossier, events=(undated, later, earlier)))
    heads = [line for line in report.split("\n") if line.startswith("#")]
    assert heads == [
        "# harbours",
        "## 2024",
        "### 2024 · Before",
        "## 2025",
        "### 2025-12-28 · Two memoranda",
        "## Without a date",
        "### Forum",
        "## Topics and notes",
        "## Sources",
        "## Coders",
    ]


def test_quotes_stand_in_both_languages_with_source_and_coder(dossier):
    found = blocks(exported(dossier))
    place = found.index("Both sides signed two memoranda.")
    assert found[place + 1] == "双方签署两份备忘录。"
    assert found[place + 2] == "Agreement trigger “signed two memoranda”: two lines"
    assert found[place + 3] == "— @Harbour cities, City Desk, 2025-12, en;\nWei 伟"
    assert "Place: Port Azure, FR" in found
    assert "Participants: Lin (林, mayor, Port Azure, host); Port Azure" in found
    assert "Numbers: 2 agreements; about 1500.5 visitors" in found
    assert "[@Harbour cities](<https://example.org/a?b=1&c=2>)" in exported(dossier)


def test_marks_in_one_sentence_share_its_quote(dossier):
    trigger = dossier.annotations[0]
    words = "two memoranda"
    start = trigger.start + trigger.exact.index(words)
    second = replace(
        trigger,
        uuid=dossier.annotations[2].uuid,
        start=start,
        exact=words,
        tag=None,
        note=None,
        role="date",
    )
    event = replace(dossier.events[0], annotation_uuids=(trigger.uuid, second.uuid))
    report = exported(replace(dossier, annotations=(trigger, second), events=(event,)))
    assert report.count("> Both sides signed two memoranda.\n") == 1
    assert "“signed two memoranda”: two lines; date “two memoranda”" in report


def test_without_text_only_the_marked_words_are_quoted(dossier):
    found = blocks(exported(dossier, with_text=False))
    assert "signed two memoranda" in found
    assert not any("Both sides" in block or "双方" in block for block in found)


def test_a_mark_whose_words_are_gone_says_so(dossier):
    """Fails without the words: it read like a quote of the text that is there now."""
    lost = replace(dossier.annotations[0], status="orphan")
    found = blocks(exported(replace(dossier, annotations=(lost, *dossier.annotations[1:]))))
    told = "Agreement trigger “signed two memoranda” (no longer in the text): two lines"
    assert found[found.index(told) - 1] == "signed two memoranda"
    assert sum("no longer in the text" in block for block in found) == 1


def test_an_empty_library_is_a_short_report():
    found = blocks(exported(empty()))
    assert found[0] == "harbours"
    assert found[1].startswith("0 articles, 0 events, 0 marks.")
    assert len(found) == 3


@pytest.mark.parametrize("before", ["", "> ", "- ", "### ", "> — "])
@settings(max_examples=40, deadline=None)
@given(text=awkward)
@example(text="1) x")
@example(text="#")
@example(text="a ##")
@example(text="\\")
@example(text="&lt;")
def test_escaped_text_reads_as_itself_anywhere(before, text):
    wanted = " ".join(
        "".join(c if c >= " " and not "\x7f" <= c <= "\x9f" else " " for c in text).split()
    )
    found = [token for token in tokens(before + escaped(text)) if token.type == "inline"]
    read = "".join(shown(token) for token in found).removeprefix("— ").removeprefix("—")
    assert read == wanted
    kinds = {part.type for token in found for part in token.children or ()}
    assert kinds <= {"text", "text_special"}


@settings(max_examples=30, deadline=None)
@given(awkward)
def test_no_text_changes_the_build_of_the_report(text):
    kinds = {token.type.removesuffix("_open") for token in tokens(exported(hostile(text)))}
    within = {
        part.type for token in tokens(exported(hostile(text))) for part in token.children or ()
    }
    allowed = {"heading", "paragraph", "blockquote", "bullet_list", "list_item", "inline"}
    assert {kind for kind in kinds if not kind.endswith("_close")} <= allowed
    assert within <= {"text", "softbreak", "link_open", "link_close"}
