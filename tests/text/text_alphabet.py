"""Strategies for texts that look like the news and for texts that were made to hurt."""

from hypothesis import settings
from hypothesis import strategies as st

quick = settings(max_examples=60, deadline=None)

LATIN = [*list("aB z.,;:!?'\"()[]-–—…%$/&’“”0129"), "U.S.", "Mr. ", "é", "ø", "\u0301"]
CHINESE = list("市長长臺台里裏，。！？；：、「」『』《》（）“”…—·一0 ")
ODD = [
    "\u200b",
    "\u200d",
    "\ufe0f",
    "\ufeff",
    "👍🏽",
    "👨‍👩‍👧",
    "🇨🇳",
    "🇫",
    "क्षि",
    "한",
    "\u1100",
    "م",
    "\u0600",
]
HOSTILE = [
    *"\x00\x07\x08\x09\x0b\x0c\x0d\x1b\x7f\x80\x85\x9b\x9c\x9d\xa0\xad",
    *"\u061c\u200e\u2028\u2029\u202e\u2066\u3000\ud800\udfff\U0001f3f4\U000e0067\U000e007f",
    "\x1b[31m",
    "\x1b]0;t\x07",
    "\x1b]8;;u\x1b\\",
    "\x1bPq",
]

news = st.lists(st.sampled_from([*LATIN, *CHINESE, "\n", "\n\n"]), max_size=60).map("".join)
odd = st.lists(st.sampled_from([*LATIN, *CHINESE, *ODD, "\n"]), max_size=40).map("".join)
hostile = st.lists(
    st.sampled_from([*HOSTILE, *ODD, *"aé中\u0301\u0316 \n[]\\;0m"]), max_size=40
).map("".join)


def cells(text: str) -> int:
    """Measure like a terminal, well enough for a test: wide for Chinese and emoji."""
    if len(text) > 1 and ("\u200d" in text or "🇦" <= text[0] <= "🇿"):
        return 2
    return sum(
        0
        if c in "\u0301\u200b\u200d\ufe0f\ufeff"
        else 2
        if c >= "\u1100" and c not in "“”’…—–‐"
        else 1
        for c in text
    )
