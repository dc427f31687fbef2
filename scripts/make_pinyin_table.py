"""Build ``src/cityreader/search/data/pinyin.txt``: the readings of Chinese characters.

Reads the readings in the package ``pypinyin`` and the word frequencies in ``jieba`` (both MIT; not
dependencies of cityreader, install them to run this). Each line is a set of readings without tones,
the most usual first, a tab, and the characters read so, in their folded form:

    zhong chong	重

Readings of a character that hardly occur in words are left out, and so are characters too rare to
stand in a title. Run as ``python scripts/make_pinyin_table.py``.
"""

import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import jieba
from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict

from cityreader.text.scripts import fold

TABLE = Path(__file__).parents[1] / "src" / "cityreader" / "search" / "data" / "pinyin.txt"
RARE_SHARE = 0.02
"""A further reading is kept when this share of the words with the character reads it so."""
FEW_WORDS = 30
"""Of a character in fewer words than this every reading with a word is kept, and every one at all
if it is rare: place names use rare ones."""
RARE = 1_000
"""How often a rare character stands in what jieba counted; of others old readings are noise."""
MOST_READINGS = 3
"""Readings kept of a character."""
# What names of cities and people need and the word list hardly knows, as in 单县, 六安, 乐亭, 铅山,
# 洪洞, 宕昌, 会稽, 龟兹, 栃木, 穆棱, 召陵, 区, 盖 and 谌.
BY_HAND = {
    "厦": ["xia", "sha"], "重": ["zhong", "chong"], "行": ["xing", "hang"],
    "单": ["dan", "shan", "chan"], "六": ["liu", "lu"], "乐": ["le", "yue", "lao"],
    "铅": ["qian", "yan"], "洞": ["dong", "tong"], "宕": ["dang", "tan"], "会": ["hui", "kuai"],
    "龟": ["gui", "qiu"], "栃": ["li"], "区": ["qu", "ou"], "盖": ["gai", "ge"],
    "谌": ["chen", "shen"], "棱": ["leng", "ling"], "召": ["zhao", "shao"],
}  # fmt: skip


def without_tone(reading: str) -> str:
    """``lǜ`` as ``lv``, ``běi`` as ``bei``."""
    parts = unicodedata.normalize("NFD", reading)
    letters = parts.replace("u\u0308", "v").replace("e\u0302", "e")
    return "".join(letter for letter in letters if "a" <= letter <= "z")


def character_counts() -> Counter[str]:
    """How often each character, folded, stands in the words of jieba."""
    counts: Counter[str] = Counter()
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines():
        word, count, *_ = line.split()
        for character in fold(word):
            counts[character] += int(count)
    return counts


def attested_readings() -> dict[str, Counter[str]]:
    """In how many words each folded character is read in which way."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for word, readings in phrases_dict.items():
        for character, reading in zip(word, readings, strict=False):
            found[fold(character)][without_tone(reading[0])] += 1
    return found


def table() -> dict[str, list[str]]:
    """The readings of each folded character, the most usual first."""
    counts, attested = character_counts(), attested_readings()
    found: dict[str, list[str]] = defaultdict(list)
    # A folded character stands for its class; its own readings come before its variants'.
    for code, readings in sorted(
        pinyin_dict.items(), key=lambda item: fold(chr(item[0])) != chr(item[0])
    ):
        character = chr(code)
        folded = fold(character)
        if len(folded) != 1 or ord(folded) > 0xFFFF or counts[folded] == 0:
            continue
        known = found[folded]
        known += [
            plain
            for plain in dict.fromkeys(map(without_tone, readings.split(",")))
            if any(vowel in plain for vowel in "aeiouv") and plain not in known
        ]
    for character, readings in list(found.items()):
        if not readings:
            del found[character]  # Sighs and hums, written without a vowel.
            continue
        uses = attested[character]
        total = sum(uses.values())
        kept = [
            reading
            for place, reading in enumerate(readings)
            if place == 0
            or uses[reading] >= max(2, RARE_SHARE * total)
            or (total < FEW_WORDS and (uses[reading] or counts[character] < RARE))
        ]
        found[character] = sorted(kept, key=lambda reading: -uses[reading])[:MOST_READINGS]
    return found | BY_HAND


def main() -> None:
    """Write the table."""
    by_readings: dict[str, list[str]] = defaultdict(list)
    for character, readings in table().items():
        by_readings[" ".join(readings)].append(character)
    lines = [
        f"{readings}\t{''.join(sorted(characters))}\n"
        for readings, characters in sorted(by_readings.items())
    ]
    TABLE.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
