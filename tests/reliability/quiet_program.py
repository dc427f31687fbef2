"""Walks through commands and screens, and tells of whatever would leave the machine.

    python quiet_program.py FOLDER [leaking]

Prints one line for each event of the interpreter that opens, names or sends to another machine, or
starts another program, which could. ``leaking`` only makes a connection, on purpose.
"""

import asyncio
import socket
import sys
import urllib.request
from contextlib import suppress
from pathlib import Path

LEAVING = (
    *("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo"),
    *("socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo", "urllib.Request"),
    *("http.client.connect", "ftplib.connect", "smtplib.connect", "webbrowser.open"),
    *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn"),
)
PAGE = """<html lang="en"><head><title>Towns sign</title>
<link rel="stylesheet" href="http://127.0.0.1:9/a.css"><base href="http://127.0.0.1:9/">
<link rel="alternate" hreflang="zh" href="http://127.0.0.1:9/zh"></head>
<body><h1>Towns sign</h1><img src="http://127.0.0.1:9/a.png"><script src="//127.0.0.1:9/a.js">
</script><iframe src="http://127.0.0.1:9/b"></iframe>
<p>The harbour towns of Lindmark and Haicheng signed a friendship agreement on Friday.</p></body>
"""
FEED = """<?xml version="1.0"?><!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd">
<rss version="2.0"><channel><title>Gazette</title><link>http://127.0.0.1:9/</link><item>
<title>Mayor received guests</title><link>http://127.0.0.1:9/1</link>
<description>Mayor Ada Berg received nine guests at the old customs house. A forum will open in
Haicheng next May.</description></item></channel></rss>
"""
NOTE = """---
title: 两座城市签署协议
url: http://127.0.0.1:9/zh
lang: zh-Hans
---
林德马克与海城两座港口城市周五签署了友好协议。![](http://127.0.0.1:9/c.png)
"""


def heard(event: str, arguments: tuple[object, ...]) -> None:
    """Tell of an event and stop it; the screens talk to themselves by a pair of sockets."""
    foreign = event == "socket.__new__" and arguments[1] != socket.AF_UNIX
    if foreign or event in LEAVING:
        print(f"LEAVING {event} {arguments[1:]}", flush=True)
        raise ConnectionRefusedError(event)


def commands(folder: Path) -> None:
    """Everything that a person does without naming an address."""
    from cityreader.cli import cityreader as program

    inbox = folder / "in"
    inbox.mkdir()
    for name, text in (("a.html", PAGE), ("b.xml", FEED), ("c.md", NOTE)):
        (inbox / name).write_text(text, encoding="utf-8")
    library = str(folder / "a.db")
    export = str(folder / "e.json")
    for line in (
        ["import", str(inbox)],
        ["list"],
        ["search", "harbour"],
        ["show", "1"],
        ["pair", "1", "3"],
        ["align", "1", "3"],
        ["annotate", "1", "--tag", "agreement", "--quote", "signed"],
        ["suggest"],
        ["events"],
        ["glossary", "list", "--proposed"],
        ["codebook", "show"],
        ["methods"],
        ["review"],
        ["export", "-o", export],
        ["export", "-o", str(folder / "e.md")],
        ["export", "-o", str(folder / "e.ics")],
        ["merge", export],
        ["history"],
        ["undo"],
        ["check"],
        ["backup"],
        ["info"],
    ):
        try:
            program(["--db", library, *line])
        except SystemExit as end:
            print(f"DONE {line[0]} {end.code}", flush=True)


async def screens(folder: Path) -> None:
    """The list, an article, and what they open."""
    from cityreader.config import Folders
    from driving import driven

    async with driven(folder / "a.db", Folders.of_user()) as seat:
        await seat.press(
            "?", "escape", "f4", "escape", "f5", "escape", "U", "escape", "R", "escape"
        )
        await seat.press("enter", "j", "n", "G", "g", "t", "escape", "question_mark", "escape")
        print(f"DONE screens {type(seat.screen).__name__}", flush=True)


def main() -> None:
    """Walk."""
    folder = Path(sys.argv[1])
    sys.addaudithook(heard)
    if sys.argv[2:] == ["leaking"]:
        with suppress(OSError):
            urllib.request.urlopen("http://127.0.0.1:9/", timeout=1)
        return
    commands(folder)
    asyncio.run(screens(folder))


if __name__ == "__main__":
    main()
