"""A folder whose files were edited is imported again: no mark is lost, none is silently wrong."""

import random
from pathlib import Path

import pytest

from cityreader.library.library import Library
from cityreader.models import Annotation, Span
from cityreader.text.sentences import sentences

TOWNS = ("Lindmark", "Haicheng", "Osterholm", "Brackwater", "Quistby", "Marsk", "Ulm", "Riga")
DEEDS = ("signed a letter of intent", "opened a rescue school", "sent nine nurses", "lent a ferry",
         "planted forty trees", "bought a fire engine", "closed the old pier")  # fmt: skip
FILES = 12


def first_text(number: int) -> list[str]:
    """Sentences that differ from each other, each with the number it had in the first text."""
    return [
        f"{TOWNS[(number + n) % len(TOWNS)]} {DEEDS[(number * 3 + n) % len(DEEDS)]} on day {n + 1}."
        for n in range(10)
    ]


class Folder:
    """Files that are edited sentence by sentence, so that what became of each is known."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.texts = {number: first_text(number) for number in range(FILES)}
        self.random = random.Random(7)

    def write(self) -> None:
        for number, text in self.texts.items():
            head = f"---\ntitle: Number {number}\nurl: https://example.org/{number}\n---\n\n"
            body = "\n\n".join(" ".join(text[n : n + 3]) for n in range(0, len(text), 3))
            (self.folder / f"{number}.md").write_text(f"{head}{body}\n", encoding="utf-8")

    def edit(self) -> None:
        """Cut, put in, move, correct and swap sentences, some in each file."""
        for text in self.texts.values():
            for _ in range(self.random.randrange(4)):
                place = self.random.randrange(len(text) - 1)
                match self.random.choice(["cut", "put in", "move", "correct", "swap"]):
                    case "cut":
                        del text[place]
                    case "put in":
                        text.insert(place, f"Rain fell on {self.random.choice(TOWNS)}.")
                    case "move":
                        text.append(text.pop(place))
                    case "correct":
                        text[place] = text[place].replace(" on day", " again on day")
                    case _:
                        text[place : place + 2] = text[place : place + 2][::-1]


def marks(library: Library, ids: list[int]) -> dict[str, Annotation]:
    return {mark.uuid: mark for mark in library.coding.marks(ids)}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    (tmp_path / "news").mkdir()
    made = Folder(tmp_path / "news")
    made.write()
    return made


def test_marks_after_a_folder_was_edited_and_imported_again(
    library: Library, folder: Folder
) -> None:
    """With every span left at its offsets the database refuses the first that holds other words."""
    library.importing.run([folder.folder])
    ids = list(range(1, FILES + 1))
    first: dict[str, tuple[int, str]] = {}
    for article_id in ids:
        body = library.articles.body(article_id) or ""
        for span in sentences(body):
            words = body[slice(*span)]
            deed = Span(span.start + words.index(" ") + 1, span.start + words.index(" on day"))
            for marked in (span, deed):
                first[library.coding.note(article_id, marked, "seen").uuid] = article_id, words
    states = [marks(library, ids)]
    for _ in range(2):
        folder.edit()
        folder.write()
        library.importing.run([folder.folder])
        states.append(marks(library, ids))
        check(library, states[0], states[-1], first)
    assert {mark.status for mark in states[-1].values()} == {"ok", "moved", "review", "orphan"}
    assert sum(mark.status in ("ok", "moved") for mark in states[-1].values()) > len(first) / 2
    for state in (states[1], states[0]):
        library.history.undo()
        assert marks(library, ids) == state
    for state in (states[1], states[2]):
        library.history.redo()
        assert marks(library, ids) == state
    assert library.care.check().problems == ()


def check(
    library: Library,
    made: dict[str, Annotation],
    now: dict[str, Annotation],
    first: dict[str, tuple[int, str]],
) -> None:
    """Every mark is there; what is certain stands on its words in the sentence it was made in."""
    assert now.keys() == made.keys()
    for uuid, mark in now.items():
        article_id, sentence = first[uuid]
        body = library.articles.body(article_id) or ""
        if mark.status != "orphan":
            assert body[mark.start : mark.end] == mark.exact
        if mark.status in ("ok", "moved"):
            assert mark.exact == made[uuid].exact
            around = next(span for span in sentences(body) if span.start <= mark.start < span.end)
            assert body[slice(*around)].startswith(sentence.partition(" on day")[0])
