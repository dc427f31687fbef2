"""The codebook edited from the screens, in a real terminal and by a real program."""

import shlex
import sys

from seat import Seat

F6 = "\x1b[17~"
EDITOR = """
import sys
from pathlib import Path

path, turns = Path(sys.argv[-1]), Path(__file__).with_suffix(".turns")
text, turn = path.read_text(encoding="utf-8"), len(turns.read_text()) if turns.exists() else 0
turns.write_text("x" * (turn + 1))
print("THE EDITOR HAS THE TERMINAL")
if turn == 0:
    path.write_text(text.replace('key = "v"', 'key = "f"'), encoding="utf-8")
elif turn == 1:
    assert text.count('key = "f"') == 2, "the faulty text comes back to be mended"
    mended = text.replace('key = "f"', 'key = "q"', 1).replace('"1.0.0"', '"1.1"')
    path.write_text(mended.replace('en = "Forum"', 'en = "Congress"'), encoding="utf-8")
else:
    sys.exit(3)
"""


def test_a_fault_comes_back_to_be_mended_and_what_is_sound_is_in_force_at_once(
    tmp_path, monkeypatch
):
    """Taken out once: an editor's error inside ``suspend`` left the screen dark for good."""
    script = tmp_path / "editor.py"
    script.write_text(EDITOR, encoding="utf-8")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{shlex.quote(sys.executable)} {shlex.quote(str(script))}")
    news = "The forum of harbour towns was held on Monday and ended with nine speeches."
    (tmp_path / "news.md").write_text(f"# Forum\n\n{news}\n", encoding="utf-8")
    seat = Seat(tmp_path)
    assert seat.command("import", str(tmp_path / "news.md")).returncode == 0
    before = seat.asked("export")["codebook"]
    seat.open("read", "1")
    seat.see("harbour towns")
    seat.press(F6)
    seat.see("codebook.toml, line 64: tag.key")
    seat.see("already the key of")
    assert seat.asked("export")["codebook"] == before
    seat.press("\r")
    seat.see("1.1 is in force")
    assert b"THE EDITOR HAS THE TERMINAL" in seat.output()
    # The suggestion tells that the reader has the new types.
    seat.see("·q Congress")
    seat.press("t")
    seat.see("a Agreement")
    seat.press("q")
    seat.see("Congress ✓")
    after = seat.asked("export")
    assert after["codebook"]["version"] == "1.1"
    assert after["codebook"]["sha256"] != before["sha256"]
    assert [event["type"] for event in after["events"]] == ["forum"]
    seat.press(F6)
    seat.see("ended with 3")
    # The message stands over the foot of the menu, which would seem to have gone.
    seat.see_no("ended with 3")
    seat.press("t")
    seat.see("a Agreement")
    seat.press("\x1b")
    seat.see_no("a Agreement")
    seat.press("q")
    seat.see("library.db")
    seat.press("q")
    assert seat.wait_for_exit() == 0
