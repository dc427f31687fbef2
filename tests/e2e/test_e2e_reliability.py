"""The running program on libraries that are shared, killed, taken away or not to be written."""

import json
import os
import shutil
import subprocess

import pytest
from bench.terminal import Terminal, cityreader
from seat import Seat

TEXT = (
    "The harbour towns of Lindmark and Haicheng signed a friendship agreement on Friday. "
    "Mayor Ada Berg received nine guests at the old customs house.\n\n"
    "A forum on clean ports will open in Haicheng next May. Forty towns have promised to come."
)


class PlainSeat(Seat):
    """A seat whose person may not write everywhere, as root may."""

    def open(self, *arguments):
        columns, lines = self._size
        self._screen.reset()
        self._terminal = Terminal(
            [*self.dropped(), *cityreader("--db", str(self.library), "--coder", "Ann", *arguments)],
            columns=columns,
            lines=lines,
            environment=self._environment,
        )

    @staticmethod
    def dropped():
        if os.geteuid() != 0:
            return []
        if shutil.which("setpriv") is None:
            pytest.skip("root may write everywhere, and there is no setpriv here")
        return ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]


def written(folder, count):
    """A folder with so many short files."""
    folder.mkdir()
    for number in range(count):
        name = f"{number:04d}"
        body = TEXT.replace("nine", str(number)).replace("Forty", f"{number} more")
        (folder / f"{name}.md").write_text(f"---\ntitle: Report {name}\n---\n{body}\n")
    return folder


def seated(tmp_path, kind=Seat):
    """A seat at a library with two articles."""
    home = tmp_path / "home"
    home.mkdir()
    seat = kind(home)
    found = seat.command("import", str(written(tmp_path / "first", 2)))
    assert found.returncode == 0, found.stderr
    return seat


def open_report(seat):
    seat.open("read", "1")
    seat.see("sentence 1/4")


def tagged(seat):
    return sorted(mark["tag"] for mark in seat.asked("annotations", "--json") if mark["tag"])


def test_the_program_tags_while_another_one_imports_and_a_third_tags_too(tmp_path):
    seat = seated(tmp_path)
    other = Seat(tmp_path / "other")
    other.library = seat.library
    news = written(tmp_path / "news", 150)
    command = cityreader("--db", str(seat.library), "--coder", "Bob", "import", str(news))
    environment = {**os.environ, "CITYREADER_HOME": str(seat.home)}
    open_report(seat)
    open_report(other)
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as importing:
        seat.press("ta")
        seat.see("Agreement ✓")
        other.press("jtv")
        other.see("Visit ✓")
        seat.press("jjts")
        seat.see("Statement ✓")
        _, told = importing.communicate(timeout=120)
    assert importing.returncode == 0, told
    seat.kill()
    other.kill()
    assert tagged(seat) == ["agreement", "statement", "visit"]
    assert len(seat.asked("list", "--json", "--limit", "999")) == 150


@pytest.mark.parametrize(
    "way",
    [
        "replaced",
        *(pytest.param(way, marks=pytest.mark.long) for way in ("deleted", "overwritten")),
    ],
)
def test_a_library_taken_away_is_told_and_what_was_typed_stays(tmp_path, way):
    """Without ``LibraryFile.in_place`` and ``Writer._recognise`` the note goes into a file that
    nobody can open, or into the older copy, and the program says it is saved."""
    seat = seated(tmp_path)
    older = seat.home / "older.db"
    shutil.copyfile(seat.library, older)
    open_report(seat)
    seat.press("ta")
    seat.see("Agreement ✓")
    if way == "deleted":
        seat.library.unlink()
    elif way == "replaced":
        shutil.copyfile(older, seat.home / "passing.db")
        (seat.home / "passing.db").replace(seat.library)
    else:
        shutil.copyfile(older, seat.library)
    before = seat.library.read_bytes() if seat.library.exists() else None
    seat.press("m")
    seat.see("what to remember")
    seat.press("worth keeping")
    seat.see("worth keeping")
    seat.press("\r")
    seat.see_no("worth keeping")
    # The last word of the sentence: no line break parts it, however long the path is.
    seat.see("changed.")
    seat.press("m")
    seat.see("worth keeping")
    seat.press("\x1b")
    seat.see_no("worth keeping")
    seat.press("q")
    seat.see("Report 0000" if way == "overwritten" else "moved away")
    seat.kill()
    if way != "overwritten":
        (seat.library,) = (seat.home / "data" / "backups").rglob("*.db")
        assert tagged(seat) == ["agreement"]
        seat.library = seat.home / "library.db"
    assert (seat.library.read_bytes() if seat.library.exists() else None) == before


@pytest.mark.parametrize("what", ["file", pytest.param("folder", marks=pytest.mark.long)])
def test_a_library_that_cannot_be_written_is_read_and_what_was_typed_stays(tmp_path, what):
    """Without the look at the rights in ``Database`` the first change fails only at its commit."""
    seat = seated(tmp_path, PlainSeat)
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    seat.library = seat.library.replace(shelf / "library.db")
    (shelf if what == "folder" else seat.library).chmod(0o555)
    before = seat.library.read_bytes()
    try:
        seat.open()
        seat.see("read-only")
        seat.see("Report 0001")
        seat.press("\r")
        seat.see("sentence 1/4")
        seat.press("ta")
        # The sentence behind it breaks wherever the name of the file lets it.
        seat.see("Read-only library")
        seat.press("m")
        seat.see("what to remember")
        seat.press("worth keeping")
        seat.see("worth keeping")
        seat.press("\r")
        seat.see_no("worth keeping")
        seat.see("Read-only library")
        seat.press("m")
        seat.see("worth keeping")
        seat.kill()
        command = cityreader("--db", str(seat.library), "--coder", "Ann")
        told = subprocess.run(
            [*seat.dropped(), *command, "annotate", "1", "--quote", "Lindmark", "--note", "x"],
            env={**os.environ, "CITYREADER_HOME": str(seat.home)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 2
        assert "can be read but not written, so nothing was changed" in told.stderr
        assert len(seat.asked("list", "--json")) == 2
    finally:
        shelf.chmod(0o755)
    assert seat.library.read_bytes() == before
    assert list(shelf.iterdir()) == [seat.library]


@pytest.mark.long
def test_what_an_import_reported_survives_a_kill(tmp_path):
    seat = seated(tmp_path)
    news, report = written(tmp_path / "news", 200), tmp_path / "report.jsonl"
    command = cityreader("--db", str(seat.library), "import", str(news), "--report", str(report))
    environment = {**os.environ, "CITYREADER_HOME": str(seat.home)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) as importing:
        assert importing.stderr is not None
        while not report.exists() or report.stat().st_size < 4000:
            if importing.poll() is not None:
                break
        importing.kill()
    lines = report.read_text().splitlines(keepends=True)
    told = {json.loads(line)["article"] for line in lines if line.endswith("\n")}
    held = {article["uuid"] for article in seat.asked("list", "--json", "--limit", "999")}
    assert told
    assert told <= held
