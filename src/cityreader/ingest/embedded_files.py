"""Pictures and other files that stand in a text as ``data:`` addresses."""

import re

# Such an address ends before what may close it. Base64 may go on over lines: all but the last are
# long, and what closes the address stands behind the last.
_ADDRESS = re.compile(
    r"((?:[(<\"'=]|\]:)[ \t]*)?"
    r"(?<![\w.:/-])data:(?:[A-Za-z]+/[\w.+-]{1,100}|(?=;base64,))(?:;[\w.=+-]{1,100}){0,9},"
    r"[!#-&*-;=?-\[\]-~]*"
    r"(?:\n[ \t]*[\w+/%=-]{60,})*(?:\n[ \t]*[\w+/%=-]{1,200}(?=[ \t]*[)>\"']))?",
    re.ASCII,
)
_NOWHERE = "data:,"


def without_embedded_files(text: str) -> str:
    """Return a text in which no address is itself a file.

    Within the marks of a link or a picture an empty address is left, and nothing where it is bare.
    """
    if "data:" not in text:
        return text
    return _ADDRESS.sub(lambda match: f"{match[1]}{_NOWHERE}" if match[1] else "", text)
