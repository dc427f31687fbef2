"""A translation typed in a real terminal: it survives the end of the program, and undo."""

from seat import Seat

SOURCE = """---
title: Harbour towns talk about ferries
date: 2026-01-05
source: Harbour Post
---
The harbour towns signed a ferry agreement. Mayor Ada Berg received nine guests.

A forum on clean ports will open next May. Forty towns have promised to come.
"""
ROWS = ["港口城市签署了渡轮协议。", "市长接待了九位客人。", "清洁港口论坛明年五月开幕。"]


def test_rows_typed_survive_kill_9_and_are_taken_back_one_by_one(tmp_path):
    seat = Seat(tmp_path)
    (tmp_path / "ferries.md").write_text(SOURCE, encoding="utf-8")
    found = seat.command("import", str(tmp_path / "ferries.md"))
    assert found.returncode == 0, found.stderr
    seat.open("read", "1")
    seat.see("Harbour Post")
    seat.see("the library tells this")
    seat.press("\t")
    seat.see("WRITE")
    for number, row in enumerate(ROWS, 1):
        seat.press(f"{row}\r")
        seat.see(f"{number} of 4 paired")
    seat.press("四十座")
    seat.see("四十座")
    seat.kill()

    [article] = [one for one in seat.asked("export")["articles"] if one["kind"] != "article"]
    assert (article["kind"], article["lang"]) == ("user-translation", "zh-Hans")
    assert article["body"] == f"{ROWS[0]}{ROWS[1]}\n\n{ROWS[2]}"

    seat.open("read", "1")
    seat.see("3 of 4 paired")
    seat.see(ROWS[2])
    seat.press("u")
    seat.see("u again")
    seat.press("u")
    seat.see("2 of 4 paired")
    seat.see_no(ROWS[2])
    seat.press("q")
    seat.see("Harbour")
    seat.press("q")
    assert seat.wait_for_exit() == 0
