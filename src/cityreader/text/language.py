"""The language of a text, by counting its characters and its commonest words."""

import re
from collections import Counter
from functools import cache, lru_cache

from cityreader.text.scripts import read_table

# Enough to judge an article, and a bound on the work for a whole book (code points).
_SAMPLE = 20_000
# One Chinese character says about as much as three Latin letters.
_LETTERS_PER_HAN = 3
# A Japanese sentence is at least a tenth kana; Chinese news only quotes a name in kana.
_KANA_SHARE = 0.1
_QUOTED = re.compile("「[^「」]{0,60}」|『[^『』]{0,60}』|《[^《》]{0,60}》|“[^“”]{0,60}”")

_SCRIPTS = (
    ("han", "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"),
    ("kana", "\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d"),
    (
        "latin",
        "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a",
    ),
    ("ko", "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"),
    ("ru", "\u0400-\u052f"),
    ("ar", "\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f"),
    ("he", "\u05d0-\u05ea"),
    ("el", "\u0370-\u03ff\u1f00-\u1fff"),
    ("th", "\u0e01-\u0e3a\u0e40-\u0e4e"),
    ("hi", "\u0904-\u0939\u0958-\u0961"),
    ("bn", "\u0985-\u09b9"),
    ("ta", "\u0b85-\u0bb9"),
    ("ka", "\u10a0-\u10ff"),
    ("hy", "\u0531-\u0587"),
    ("km", "\u1780-\u17b3"),
    ("lo", "\u0e81-\u0ec4"),
    ("my", "\u1000-\u102a"),
)
_SCRIPT_OF = re.compile("|".join(f"(?P<{name}>[{ranges}])" for name, ranges in _SCRIPTS))

# Words that make up a good part of any text in their language and are rare in the others.
_COMMON_WORDS = {
    "en": "the of and to in is was that for on with at by from has have will said its as are not"
    " no do so he she they you this which were been his their would after when who about new",
    "fr": "le la les des du et est une dans pour que qui sur avec au aux par ses cette sont pas",
    "de": "der die das und ist nicht mit von zu den dem ein eine für auf im des sich auch wird",
    "es": "el los las del y que en un una por con para es se su como más sus entre al",
    "pt": "o os das da dos e em um uma com não que por ao para mais pela entre foi são",
    "it": "il lo gli della di del che è un una per con nel alla dei delle sono si anche",
    "nl": "de het een van en dat op te voor met zijn niet aan door ook naar bij werd wordt",
    "id": "yang dan di dengan untuk dari pada ini itu dalam akan tidak oleh juga ke",
    "vi": "và của là các trong được cho với một những người không này có đã",
    "pl": "w i na z się nie że jest oraz przez po dla od jak miasta",
    "tr": "ve bir bu için ile olarak da de olan daha gibi çok kadar",
    "sv": "och att det som en på är av för med den till inte har om ett",
}
LATIN_LANGUAGES = frozenset(_COMMON_WORDS)
"""The languages in the Latin script that are told apart."""

# One word of another language is a name or a chance; two make it likely.
_DIFFERENT_WORDS = 2
_CAPITALS = "A-Z\u00c0-\u00d6\u00d8-\u00de"
_SMALL = "a-z\u00df-\u00f6\u00f8-\u024f\u1e00-\u1eff"
# Inside of a sentence a capital begins a name.
_BEGINNING = re.compile(rf"(?:\A|[\n.!?:“\"«] ?)[{_CAPITALS}]")
# Parts of addresses and of ``didn't`` are no words.
_LATIN_WORD = re.compile(rf"(?<![\w.@/'’-])[{_SMALL}]+(?![\w@/'’-]|\.\w)")


def detect_language(text: str) -> str:
    """Return the BCP 47 code of the language that most of ``text`` is written in.

    Chinese is ``zh-Hans`` or ``zh-Hant``; languages in the Latin script are told apart by their
    commonest words and are ``en`` when those say nothing; the others go by their script (``ru``
    for any Cyrillic, ``ar`` for any Arabic one). Without a single letter the answer is ``und``.
    """
    sample = text[:_SAMPLE]
    counts = Counter(sample)
    letters: Counter[str] = Counter()
    for character, count in counts.items():
        if script := _script_of(character):
            letters[script] += count
    weights = {script: count / _LETTERS_PER_HAN for script, count in letters.items()}
    weights["han"] = float(letters["han"] + letters["kana"])
    weights.pop("kana", None)
    script = max(weights, key=lambda name: weights[name])
    if not weights[script]:
        return "und"
    if script == "han":
        japanese = letters["kana"] > _KANA_SHARE * weights["han"] and _has_kana_outside(sample)
        return "ja" if japanese else _chinese(counts)
    return _latin(sample) if script == "latin" else script


@lru_cache(maxsize=16_384)
def _script_of(character: str) -> str:
    """Return the name of the script of a letter, nothing for every other character."""
    match = _SCRIPT_OF.match(character)
    return (match.lastgroup or "") if match else ""


def _has_kana_outside(text: str) -> bool:
    """Whether there is kana outside of quotation marks: Chinese titles quote Japanese names."""
    return any(_script_of(character) == "kana" for character in set(_QUOTED.sub("", text)))


def _chinese(counts: Counter[str]) -> str:
    """Tell traditional from simplified Chinese by the characters that only one of them uses."""
    traditional, simplified = _one_script_only()
    balance = sum(map(counts.__getitem__, traditional.intersection(counts)))
    balance -= sum(map(counts.__getitem__, simplified.intersection(counts)))
    if not balance:
        # Corner brackets are the quotation marks of traditional text.
        balance = counts["「"] - counts["“"]
    return "zh-Hant" if balance > 0 else "zh-Hans"


def _latin(text: str) -> str:
    """Tell languages in the Latin script apart by their commonest words; English when in doubt."""
    plain = text.lower() if text.isupper() else _BEGINNING.sub(_lowered, text)
    found = Counter(_LATIN_WORD.findall(plain))
    words = {
        code: [word for word in common.split() if word in found]
        for code, common in _COMMON_WORDS.items()
    }
    scores = {
        code: sum(map(found.__getitem__, held))
        for code, held in words.items()
        if code == "en" or len(held) >= _DIFFERENT_WORDS
    }
    return max(scores, key=lambda code: (scores[code], code == "en"))


def _lowered(match: re.Match[str]) -> str:
    return match[0].lower()


@cache
def _one_script_only() -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters that only traditional, and only simplified, text uses."""
    traditional, simplified = read_table("han_scripts.txt")
    return frozenset(traditional), frozenset(simplified)
