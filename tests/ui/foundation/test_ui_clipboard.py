import os
import stat

from cityreader.ui import clipboard


def test_no_display_means_no_command(monkeypatch):
    monkeypatch.setattr(clipboard.sys, "platform", "linux")
    assert clipboard.clipboard_command({}) is None


def test_a_command_on_the_path_is_used_and_named(tmp_path, monkeypatch):
    monkeypatch.setattr(clipboard.sys, "platform", "linux")
    command = tmp_path / "wl-copy"
    command.write_text(f"#!/bin/sh\ncat > {tmp_path}/copied\n")
    command.chmod(command.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    for name in ("DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)

    class NoTerminal:
        def copy_to_clipboard(self, text):
            raise AssertionError("the command was there")

    assert clipboard.copy_text(NoTerminal(), "簽署 two") == "wl-copy"
    assert (tmp_path / "copied").read_text(encoding="utf-8") == "簽署 two"


def test_a_failing_command_falls_back_to_the_terminal(tmp_path, monkeypatch):
    monkeypatch.setattr(clipboard.sys, "platform", "linux")
    command = tmp_path / "wl-copy"
    command.write_text("#!/bin/sh\nexit 1\n")
    command.chmod(command.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    seen = []

    class Terminal:
        def copy_to_clipboard(self, text):
            seen.append(text)

    assert "OSC 52" in clipboard.copy_text(Terminal(), "words")
    assert seen == ["words"]
