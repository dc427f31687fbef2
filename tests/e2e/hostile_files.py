"""A folder of articles that try to act on the terminal, on the screen or on the files around them.

Every payload carries ``PWN``; the prose around them is plain.
"""

import base64
import json
import os
import zipfile
from pathlib import Path

SEQUENCES = {
    "clipboard": "\x1b]52;c;UFdOCg==\x07",
    "clipboard, 8 bit": "\x9d52;c;UFdOCg==\x9c",
    "title": "\x1b]0;PWN title\x07",
    "title, open": "\x1b]2;PWN title",
    "link": "\x1b]8;;https://evil.example/PWN\x1b\\harmless\x1b]8;;\x1b\\",
    "palette": "\x1b]4;1;rgb:PWN\x1b\\",
    "notification": "\x1b]777;notify;PWN;PWN\x07",
    "file transfer": "\x1b]1337;File=name=UFdO:UFdO\x07",
    "device string": "\x1bPPWN$q q\x1b\\",
    "picture": "\x1b_GPWN,a=T;UFdO\x1b\\",
    "private message": "\x1b^PWN\x1b\\",
    "string": "\x1bXPWN\x1b\\",
    "clear": "\x1b[2J\x1b[7777;1HPWN",
    "clear, 8 bit": "\x9b2J\x9bHPWN",
    "leave the screen": "\x1b[?1049l\x1b[?7777lPWN",
    "mouse": "\x1b[?1003h\x1b[?7777hPWN",
    "answer back": "\x1b[6n\x1b[c\x1b[0x\x1b[21tPWN",
    "status string": "\x1bP$qmPWN\x1b\\",
    "end of paste": "\x1b[200~PWN\x1b[201~",
    "reset": "\x1bcPWN",
    "line drawing": "\x1b(0\x0ePWN",
    "overprinting": "safe\b\b\b\bPWN\rPWN\x7f",
    "bell and nul": "\x07\x00\x05PWN",
    "direction": "\u202ePWN\u2066PWN\u2069\u061c",
    "tags": "PWN\U000e0050\U000e0057\U000e004e",
    "line separators": "PWN\u2028PWN\u2029PWN\x85PWN",
    "markup click": "[@click=app.quit]PWN[/]",
    "markup link": "[link=https://evil.example/PWN]PWN[/link]",
    "markup broken": "[/] [/red] [bold PWN [[ ]",
    "markup style": "[blink on red]PWN[/blink on red] [on $error]PWN",
    "emoji code": ":smile: :PWN:",
    "formula": '=HYPERLINK("https://evil.example/PWN")',
}
"""Payloads by what they try; sequences of kinds that the program uses too bear the number 7777."""

HARMLESS_TO_TERMINALS = (
    "markup click", "markup link", "markup broken", "markup style", "emoji code", "formula",
)  # fmt: skip
"""Payloads that mean nothing to a terminal itself."""

_PROSE = (
    "The council of Riverton met guests on Monday and signed a letter with the port of Oldhaven."
)


def write_hostile_files(folder: Path) -> int:
    """Fill a folder; returns how many articles can come of it."""
    folder.mkdir()
    count = 0
    for number, (kind, payload) in enumerate(SEQUENCES.items()):
        body = f"{_PROSE} {payload} {_PROSE}\n\n{payload}\n\n{_PROSE}"
        (folder / f"plain {number:02}.txt").write_text(
            f"Riverton {kind} {payload}\n\n{body}\n", encoding="utf-8"
        )
        # JSON strings are YAML strings, so the escapes reach the parser in disguise.
        names = ("title", "source", "author", "url", "tags")
        header = "\n".join(f"{name}: {json.dumps(f'{kind} {payload}')}" for name in names)
        (folder / f"header {number:02}.md").write_text(
            f"---\n{header}\ndate: 2024-03-05\n---\n{number} {_PROSE}\n", encoding="utf-8"
        )
        count += 2
    records = [
        {"title": f"record {kind} {payload}", "body": f"{kind} {_PROSE} {payload}", "url": payload}
        for kind, payload in SEQUENCES.items()
    ]
    (folder / "records.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    _page(folder)
    _mail(folder)
    _packed(folder)
    _named(folder)
    return count + len(records) + 4


def _page(folder: Path) -> None:
    entities = "".join(f"&#{ord(character)};" for character in SEQUENCES["clipboard"] + "\x1b[2J")
    (folder / "page.html").write_text(
        f"<html><head><title>Page PWN {entities}</title></head><body><article>"
        f"<h1>Page PWN {entities}</h1><p>{_PROSE} {entities}</p><p>{_PROSE}</p></article></body>",
        encoding="utf-8",
    )


def _mail(folder: Path) -> None:
    subject = base64.b64encode(f"Mail PWN {SEQUENCES['title']}".encode()).decode()
    (folder / "letter.eml").write_text(
        f"From: =?utf-8?b?{subject}?= <a@example.org>\nSubject: =?utf-8?b?{subject}?=\n"
        f"Date: Tue, 05 Mar 2024 10:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n"
        f"{_PROSE} PWN {SEQUENCES['clear']}\n",
        encoding="utf-8",
    )


def _packed(folder: Path) -> None:
    with zipfile.ZipFile(folder / "packed.zip", "w") as archive:
        archive.writestr("../../PWN climbed.txt", f"Climbed\n\n{_PROSE}")
        archive.writestr("name \x1b]0;PWN\x07.txt", f"Packed article\n\n7 {_PROSE}")


def _named(folder: Path) -> None:
    """Files whose names are hostile, readable and not."""
    (folder / "[red]x [@click=app.quit]PWN.txt").write_text(f"Named in markup\n\n8 {_PROSE}")
    if os.name == "posix":
        names = {
            b"\x1b]0;PWN\x07\x1b[2J name.txt": f"Named in escapes\n\n9 {_PROSE}",
            b"\x1b[2JPWN empty.txt": "",
            b"\xff\xfe PWN empty.txt": "",
        }
        for name, text in names.items():
            (folder / os.fsdecode(name)).write_text(text)
