"""What was typed into dialogs and not saved, in a small file beside the library."""

from cityreader.library.unsaved import MOST, Unsaved


def test_a_draft_is_there_for_the_next_program_and_for_its_library_alone(tmp_path):
    Unsaved(tmp_path, "one")["note:m1"] = {"text": "半句 \ud83d"}
    assert dict(Unsaved(tmp_path, "one")) == {"note:m1": {"text": "半句 \ud83d"}}
    assert dict(Unsaved(tmp_path, "two")) == {}


def test_a_draft_that_is_dropped_is_gone(tmp_path):
    unsaved = Unsaved(tmp_path, "one")
    unsaved["a"], unsaved["b"] = "first", "second"
    assert unsaved.pop("a") == "first"
    assert unsaved.pop("a", None) is None
    assert (list(Unsaved(tmp_path, "one")), len(unsaved)) == (["b"], 1)


def test_another_program_keeps_its_drafts(tmp_path):
    """Taken out once: what was read at the start was written back over them."""
    here, there = Unsaved(tmp_path, "one"), Unsaved(tmp_path, "one")
    here["a"] = "first"
    there["b"] = "second"
    here["c"] = "third"
    assert set(here) == {"a", "b", "c"}


def test_the_oldest_drafts_go_first(tmp_path):
    unsaved = Unsaved(tmp_path, "one")
    for number in range(MOST + 2):
        unsaved[str(number)] = "typed"
    assert next(iter(unsaved)) == "2"
    assert len(unsaved) == MOST


def test_a_file_that_is_none_of_ours_holds_no_draft(tmp_path):
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "one.json").write_text("[1, 2")
    assert dict(Unsaved(tmp_path, "one")) == {}
