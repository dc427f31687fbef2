from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.library.clutter import clutter_spans, line_key
from cityreader.library.library import Library
from cityreader.models import Span

HEAD = "Harbour Gazette, issue {number}"
TAIL = "订阅本报，每周 {number} 期"


def story(number: int, *, source: str = "Harbour Gazette") -> str:
    """A file of a source that prints the same first and last line in every article."""
    words = " ".join(chr(97 + (number * 7 + place) % 26) * 5 for place in range(20))
    middle = f"Report {number}: the council spoke about {words}.\n\nThen {words[::-1]} too."
    front = f"---\ntitle: Report {number}\nsource: {source}\n---\n"
    edges = HEAD.format(number=number), TAIL.format(number=number)
    return f"{front}\n{edges[0]}\n\n{middle}\n\n{edges[1]}\n"


def fill(library: Library, folder: Path, texts: list[str]) -> None:
    for number, text in enumerate(texts):
        (folder / f"story-{number}.md").write_text(text, encoding="utf-8")
    library.importing.run([folder])


def clutter_of(library: Library, article_id: int) -> list[str]:
    body = library.articles.body(article_id)
    return [body[span.start : span.end] for span in library.articles.clutter(article_id)]


def test_lines_a_source_repeats_are_learned_and_kept(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    fill(library, folder, [story(number) for number in range(6)])
    for article_id in range(1, 7):
        number = library.articles.get(article_id).title.split()[-1]
        edges = [HEAD.format(number=number), TAIL.format(number=number)]
        assert clutter_of(library, article_id) == edges
        assert f"Report {number}: the council" in library.articles.body(article_id)


def test_two_articles_are_too_few_and_sources_learn_apart(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    fill(library, folder, [story(1), story(2), story(3, source="Quay Times")])
    assert [clutter_of(library, article_id) for article_id in (1, 2, 3)] == [[], [], []]


def test_copies_of_one_story_are_no_clutter(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    same = story(1)
    fill(library, folder, [same.replace("title: Report 1", f"title: Copy {n}") for n in range(6)])
    assert clutter_of(library, 1) == []


def test_learning_is_no_step_of_its_own(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    fill(library, folder, [story(number) for number in range(6)])
    assert [step.summary for step in library.history.steps()] == ["import 6 files"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["", "one 1", "two", "三", "* * *", "the end"]), max_size=8))
def test_spans_are_whole_lines_and_never_all_of_them(lines: list[str]) -> None:
    body = "\n".join(lines)
    keys = {key for line in ("one 7", "THE END", "三") if (key := line_key(line)) is not None}
    spans = clutter_spans(body, keys)
    found = [body[span.start : span.end] for span in spans]
    said = [line for line in lines if line_key(line) is not None]
    wanted = [line for line in said if line in ("one 1", "the end", "三")]
    assert found == (wanted if len(wanted) < len(said) else [])
    assert spans == sorted(spans, key=lambda span: span.start)
    assert all(isinstance(span, Span) for span in spans)
