"""How Chinese is read: syllables with tone digits shown with tone marks, or in zhuyin."""

import re
import unicodedata
from collections.abc import Callable

# Combining macron, acute, caron and grave; the fifth tone has no mark.
_TONES = ("", "\u0304", "\u0301", "\u030c", "\u0300", "")
_ZHUYIN_TONES = ("", "", "ˊ", "ˇ", "ˋ", "˙")
_SYLLABLE = re.compile("([A-Za-zÜüÊê:]+)([1-5])")
_PART = "(?:[A-Za-zü:]+[1-5]|[A-Za-z·,])"
_BRACKETED = re.compile(rf"\[({_PART}(?: {_PART})*)\]")
_INITIALS = {
    "b": "ㄅ", "p": "ㄆ", "m": "ㄇ", "f": "ㄈ", "d": "ㄉ", "t": "ㄊ", "n": "ㄋ", "l": "ㄌ",
    "g": "ㄍ", "k": "ㄎ", "h": "ㄏ", "j": "ㄐ", "q": "ㄑ", "x": "ㄒ", "zh": "ㄓ", "ch": "ㄔ",
    "sh": "ㄕ", "r": "ㄖ", "z": "ㄗ", "c": "ㄘ", "s": "ㄙ",
}  # fmt: skip
_FINALS = {
    "": "", "a": "ㄚ", "o": "ㄛ", "e": "ㄜ", "ê": "ㄝ", "ai": "ㄞ", "ei": "ㄟ", "ao": "ㄠ",
    "ou": "ㄡ", "an": "ㄢ", "en": "ㄣ", "ang": "ㄤ", "eng": "ㄥ", "er": "ㄦ",
    "i": "ㄧ", "ia": "ㄧㄚ", "io": "ㄧㄛ", "ie": "ㄧㄝ", "iao": "ㄧㄠ", "iu": "ㄧㄡ",
    "ian": "ㄧㄢ", "in": "ㄧㄣ", "iang": "ㄧㄤ", "ing": "ㄧㄥ", "iong": "ㄩㄥ",
    "u": "ㄨ", "ua": "ㄨㄚ", "uo": "ㄨㄛ", "uai": "ㄨㄞ", "ui": "ㄨㄟ", "uan": "ㄨㄢ",
    "un": "ㄨㄣ", "uang": "ㄨㄤ", "ong": "ㄨㄥ",
    "ü": "ㄩ", "üe": "ㄩㄝ", "üan": "ㄩㄢ", "ün": "ㄩㄣ",
}  # fmt: skip
# Syllables that begin with y or w, as the finals they are.
_GLIDES = {
    "yi": "i", "yin": "in", "ying": "ing", "you": "iu", "yu": "ü", "yue": "üe", "yuan": "üan",
    "yun": "ün", "yong": "iong", "wu": "u", "wei": "ui", "wen": "un", "weng": "ong",
}  # fmt: skip
# Interjections and the r that is added to a syllable.
_OTHERS = {"r": "ㄦ", "m": "ㄇ", "n": "ㄋ", "ng": "ㄫ", "hm": "ㄏㄇ", "hng": "ㄏㄫ"}
_BUZZED = frozenset(["zhi", "chi", "shi", "ri", "zi", "ci", "si"])


def tone_marks(pinyin: str) -> str:
    """Return ``bei4 wang4 lu4`` as ``bèi wàng lù``; what is no syllable stays as it is.

    ``u:`` and ``v`` are ``ü``, and an added ``r5`` is joined to the syllable before it.
    """
    return _joined(pinyin, _marked, "r")


def zhuyin(pinyin: str) -> str:
    """Return ``bei4 wang4 lu4`` as ``ㄅㄟˋ ㄨㄤˋ ㄌㄨˋ``; what is no syllable stays as it is."""
    return _joined(pinyin, _in_zhuyin, "ㄦ")


def reading(pinyin: str, style: str) -> str:
    """Return syllables with tone digits in a style: ``pinyin`` with tone marks, or ``zhuyin``."""
    return zhuyin(pinyin) if style == "zhuyin" else tone_marks(pinyin)


def read_out(sense: str, style: str) -> str:
    """Return a sense of the dictionary with the readings in its brackets in a style.

    ``variant of 備|备[bei4]`` becomes ``variant of 備|备[bèi]``.
    """
    return _BRACKETED.sub(lambda match: f"[{reading(match[1], style)}]", sense)


def _joined(pinyin: str, convert: Callable[[re.Match[str]], str], added_r: str) -> str:
    parts: list[str] = []
    for syllable in pinyin.split():
        if syllable == "r5" and parts:
            parts[-1] += added_r
        else:
            parts.append(_SYLLABLE.sub(convert, syllable))
    return " ".join(parts)


def _letters(match: re.Match[str]) -> str:
    return match[1].replace("u:", "ü").replace("U:", "Ü").replace("v", "ü").replace("V", "Ü")


def _marked(match: re.Match[str]) -> str:
    letters, mark = _letters(match), _TONES[int(match[2])]
    at = _marked_vowel(letters.lower())
    if at is None:
        return letters
    return unicodedata.normalize("NFC", letters[: at + 1] + mark + letters[at + 1 :])


def _marked_vowel(letters: str) -> int | None:
    """Where the tone mark goes: on a or e, on the o of ou, else on the last vowel."""
    for vowel in ("a", "e", "ê", "ou"):
        if vowel in letters:
            return letters.index(vowel)
    found = [at for at, letter in enumerate(letters) if letter in "ioüu"]
    if not found and letters in _OTHERS and letters != "r":
        found = [at for at, letter in enumerate(letters) if letter in "mn"]
        return found[0]
    return found[-1] if found else None


def _in_zhuyin(match: re.Match[str]) -> str:
    signs, tone = _signs(_letters(match).lower()), int(match[2])
    if signs is None:
        return match[0]
    if tone == 5:
        return f"˙{signs}"
    return signs + _ZHUYIN_TONES[tone]


def _signs(letters: str) -> str | None:
    """The signs of a syllable without its tone, or None if it is none."""
    if letters in _OTHERS:
        return _OTHERS[letters]
    if letters in _BUZZED:
        return _INITIALS[letters[:-1]]
    if letters[:1] in ("y", "w"):
        final = _GLIDES.get(letters, ("i" if letters[0] == "y" else "u") + letters[1:])
        return _FINALS.get(final)
    size = 2 if letters[:2] in _INITIALS else 1 if letters[:1] in _INITIALS else 0
    initial, final = letters[:size], letters[size:]
    if initial in ("j", "q", "x") and final.startswith("u"):
        final = f"ü{final[1:]}"
    if final not in _FINALS or not final:
        return None
    return _INITIALS.get(initial, "") + _FINALS[final]
