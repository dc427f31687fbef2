"""Files of many articles, and files that hold a pair, in the library."""

import io
import json

from cityreader.models import ImportedFile
from shelf import CHINESE, ENGLISH

TITLES = ("Two harbour towns sign", "两座港口城市签约")
BOTH = f"{TITLES[0]}\n\n{ENGLISH}\n\n{TITLES[1]}\n\n{CHINESE}\n"


def run(library, path, **options) -> list[ImportedFile]:
    heard: list[ImportedFile] = []
    library.importing.run([path] if path else [], report=heard.append, **options)
    return heard


def lines(*records: dict[str, str]) -> str:
    return "".join(f"{json.dumps(record)}\n" for record in records)


def test_a_file_in_two_languages_becomes_a_pair(library, tmp_path):
    path = tmp_path / "both.txt"
    path.write_text(BOTH, "utf-8")
    assert [(one.outcome, one.lang) for one in run(library, path)] == [
        ("new", "en"),
        ("new", "zh-Hans"),
    ]
    (pair,) = library.pairs.of_article(1)
    assert pair.origin == "import"
    spread = library.pairs.spread(2)
    assert (spread.left.title, spread.right.title) == TITLES
    assert sum(bead.left is not None and bead.right is not None for bead in spread.beads) >= 3
    assert [one.outcome for one in run(library, path)] == ["unchanged", "unchanged"]


def test_one_undo_takes_the_pair_back(library, tmp_path):
    path = tmp_path / "both.txt"
    path.write_text(BOTH, "utf-8")
    run(library, path)
    library.history.undo()
    assert library.pairs.of_article(1) == []


def test_a_pair_taken_apart_stays_apart(library, tmp_path):
    path = tmp_path / "both.txt"
    path.write_text(BOTH, "utf-8")
    run(library, path)
    library.pairs.unlink(1, 2)
    path.write_text(BOTH.replace("next May", "this May"), "utf-8")
    assert [one.outcome for one in run(library, path)] == ["updated", "unchanged"]
    assert library.pairs.of_article(1) == []


def test_a_record_put_in_front_moves_no_article_onto_another(library, tmp_path):
    path = tmp_path / "news.jsonl"
    first = {
        "title": "First",
        "text": "The towns of Lindmark and Haicheng signed a pact on Friday.",
    }
    second = {"title": "Second", "text": "Forty towns have promised to come to the forum in May."}
    third = {"title": "Third", "text": "The mayor of Haicheng received nine guests at the port."}
    path.write_text(lines(first, second), "utf-8")
    run(library, path)
    path.write_text(lines(third, first, second), "utf-8")
    heard = run(library, path)
    assert [(one.title, one.outcome) for one in heard] == [
        ("Third", "new"),
        ("First", "unchanged"),
        ("Second", "unchanged"),
    ]


def test_bad_records_are_failures_of_their_own(library, tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text('{"title": "A", "text": "The towns signed."}\n{bad\n', "utf-8")
    failed, stored = run(library, path)
    assert (failed.outcome, failed.path) == ("failed", str(path))
    assert failed.reason.startswith("line 2: it is not JSON")
    assert (stored.outcome, stored.title) == ("new", "A")


def test_what_comes_through_a_pipe(library):
    data = b'{"title": "A", "text": "The towns signed."}\n{"title": "B", "text": "They met."}\n'
    heard = run(library, None, piped=io.BytesIO(data))
    assert [(one.path, one.outcome, one.title) for one in heard] == [
        ("standard input", "new", "A"),
        ("standard input", "new", "B"),
    ]
    again = run(library, None, piped=io.BytesIO(data))
    assert [one.outcome for one in again] == ["unchanged", "unchanged"]
    (other,) = run(library, None, piped=io.BytesIO(b"C\n\nThe mayor stayed at home.\n"))
    assert (other.outcome, other.title) == ("new", "C")


def test_nothing_through_a_pipe(library):
    (heard,) = run(library, None, piped=io.BytesIO(b""))
    assert (heard.outcome, heard.reason) == ("skipped", "it is empty")
