"""``agreement`` and ``methods`` as they are typed."""

from desk import Desk

from cityreader.config import Config, Folders
from cityreader.library.library import Library


def code(desk: Desk, folders: Folders, name: str, tags: dict[str, str]) -> None:
    """Mark words of article 2 as this person, and the article as done."""
    with Library.open(desk.library, config=Config(coder=name), folders=folders) as library:
        for quote, tag in tags.items():
            library.coding.annotate(4, quote, code=tag)
        library.readings.set_state([4], "done")


def first_words(desk: Desk) -> list[str]:
    body = desk.asked("show", "4", "--json")["body"]
    return [line for line in body.split("\n") if line]


def test_without_double_coding_there_is_nothing_to_compare(desk: Desk) -> None:
    ran = desk.run("agreement")
    assert ran.stdout == ""
    assert "nothing to compare" in ran.stderr
    assert desk.asked("agreement", "--json") == {"coders": [], "pairs": [], "overall": None}


def test_the_figures_are_printed_and_given_as_json(desk: Desk, folders: Folders) -> None:
    words = first_words(desk)
    code(desk, folders, "Bo", {words[0]: "agreement", words[1]: "visit"})
    code(desk, folders, "Cai", {words[0]: "agreement", words[1]: "forum"})
    told = desk.asked("agreement", "--json")
    assert sorted(coder["name"] for coder in told["coders"]) == ["Bo", "Cai"]
    assert len(told["pairs"]) == 1
    found = told["overall"]
    assert found == told["pairs"][0]
    assert (found["articles"], found["events"], found["matched"]) == (1, 4, 4)
    assert found["mention"]["alpha"] == 1
    # The types are a a and v f: 1 - 3 * 2 / (16 - 6).
    assert found["type"] == {"alpha": 0.4, "agreed": 0.5, "units": 2, "why": None}
    assert found["status"]["alpha"] is None
    assert found["status"]["why"].startswith("no variation")
    assert found["spans"]["exact"] == {"f1": 1.0, "matched": 2, "spans": 4, "why": None}
    lines = desk.lines("agreement")
    assert "Bo and Cai\ttype\t0.400\talpha, 50% the same, 2 matched events" in lines
    assert "Bo and Cai\twords, equal\t1.000\tF1, 4 of 4 spans" in lines


def test_methods_is_one_paragraph(desk: Desk) -> None:
    (line,) = desk.lines("methods")
    assert line.startswith("The library holds ")
    assert "One coder, Samples desk, recorded" in line


def test_neither_changes_the_library(desk: Desk) -> None:
    before = desk.library.read_bytes()
    desk.run("agreement", "--json")
    desk.run("methods")
    assert desk.library.read_bytes() == before
