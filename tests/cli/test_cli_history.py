from desk import Desk


def test_undo_redo_and_history_across_runs(desk: Desk) -> None:
    before = desk.exported()
    desk.run("annotate", "1", "--quote", "Sport", "--tag", "launch")
    desk.run("delete", "19")
    after = desk.exported()
    assert "Undone: " in desk.run("undo").stderr
    said = desk.run("undo").stderr
    assert "“Sport”" in said
    assert "(article 1)" in said
    # Who has made a record is known from then on; who has opened an article too.
    assert desk.exported()["annotations"] == before["annotations"]
    assert desk.exported()["events"] == before["events"]
    desk.run("redo")
    desk.run("redo")
    assert desk.exported() == after
    lines = desk.lines("history")
    assert [line.split("\t")[2].split(" ")[0] for line in lines[:4]] == ["redo:"] * 2 + [
        "undo:"
    ] * 2
    assert all(line.split("\t")[1].startswith("Ann") for line in lines)
    assert len(desk.lines("history", "--limit", "2")) == 2


def test_undo_takes_back_only_ones_own(desk: Desk) -> None:
    desk.run("annotate", "1", "--quote", "Sport", "--note", "by Ann")
    said = desk.run("--coder", "Bea", "undo").stderr
    assert "Nothing to undo" in said
    assert len(desk.asked("annotations", "coder:Ann", "--json")) == 1


def test_undo_of_what_another_changed_since_is_refused(desk: Desk) -> None:
    path = desk.write("note.txt", "A headline\n\nThe mayor of Lindmark left on Monday.\n")
    desk.run("import", path)
    desk.run("--coder", "Bea", "annotate", "21", "--quote", "Lindmark", "--note", "mine")
    before = desk.exported()
    said = desk.refused("undo", code=1).replace("cityreader: ", "", 1)
    assert "Bea changed" in said
    assert desk.exported() == before


def test_nothing_to_undo_or_redo(desk: Desk) -> None:
    desk.run("undo")  # the samples
    assert "Nothing to undo" in desk.run("undo").stderr
    desk.run("redo")
    assert "Nothing to redo" in desk.run("redo").stderr
