"""English words reduced to stems, so that a text and a dictionary meet."""

import re
from functools import lru_cache

WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")

# Words that are in most sentences, and those of dictionaries about their own definitions.
_EMPTY_WORDS = """
    a an the of to in on at for by with from as and or but not no nor so if then than that this
    these those it its is are was were be been being am do does did done have has had having he she
    they we you i me him her them us my your his their our who whom whose which what when where why
    how there here all any both each few more most other some such only own same too very can will
    just should would could may might must shall into out up down over under again further once
    about above below between through during before after off s t re ve ll d m also etc esp sth sb
    one's one oneself someone something lit fig variant old see used abbr cl surname classifier make
    get put give take
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
_ENDINGS = (
    ("ization", "iz"), ("isation", "iz"), ("ational", "ate"), ("ations", "at"), ("ation", "at"),
    ("ments", "ment"), ("nesses", ""), ("ness", ""), ("ingly", ""), ("edly", ""), ("ies", "y"),
    ("ied", "y"), ("ing", ""), ("ally", "al"), ("ers", "er"), ("ed", ""), ("es", ""), ("ly", ""),
    ("s", ""), ("e", ""),
)  # fmt: skip
_LONGEST_STEM = 7


def stems(text: str) -> list[str]:
    """The stems of the words that say something, in order, each once."""
    found = dict.fromkeys(map(_stem, WORD.findall(text)))
    found.pop("", None)
    return list(found)


@lru_cache(100_000)
def _stem(word: str) -> str:
    """The stem of one word, empty for a word that says nothing."""
    word = word.lower()
    if len(word) < 2 or word in _EMPTY:
        return ""
    word = word.removesuffix("'s").removesuffix("’s")
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending) + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sle":
        word = word[:-1]
    if len(word) > 4:
        word = word.removesuffix("e")
    return word[:_LONGEST_STEM]
