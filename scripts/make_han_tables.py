"""Build the tables of Chinese characters in ``src/cityreader/text/data``.

Reads the dictionaries inside the installed ``opencc`` package (Apache-2.0) with the dumping program
that ships next to them, so nothing is downloaded. Writes

- ``han_classes.txt``: one class of interchangeable characters a line, its simplified form first
  (traditional, simplified, Taiwan, Hong Kong and Japanese forms: 台臺檯颱), for
  ``text/scripts.py``;
- ``han_scripts.txt``: the characters only traditional text uses on the first line, those only
  simplified text uses on the second, for ``text/language.py``.

Run as ``python scripts/make_han_tables.py``; ``--check`` compares instead of writing.
"""

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).parents[1] / "src" / "cityreader" / "text" / "data"
TO_SIMPLIFIED = "TSCharacters"
TO_TRADITIONAL = "STCharacters"
VARIANTS = ("TWVariants", "HKVariants")
JAPANESE = "JPShinjitaiCharacters"
# Japanese forms that are other words in Chinese (沪 is Shanghai, not 濾).
NOT_JAPANESE = "予欠弁沪糸缶芸"
# Everyday variants that the dictionaries do not pair.
MORE_VARIANTS = (
    "姐姊",
    "你妳",
    "他祂",
    "只祗",
    "邻隣",
    "历厯",
    "克尅",
    "青靑",
    "阔濶",
    "并倂",
    "联聨",
)

Dictionary = dict[str, list[str]]


def read_dictionary(name: str, folder: Path) -> Dictionary:
    """Return one OpenCC dictionary: each single character with the characters it may become."""
    import opencc

    package = Path(opencc.__file__).parent / "clib"
    source = package / "share" / "opencc" / f"{name}.ocd2"
    target = folder / f"{name}.txt"
    dump = [package / "bin" / "opencc_dict", "-i", source, "-f", "ocd2", "-o", target, "-t", "text"]
    subprocess.run([str(part) for part in dump], check=True, capture_output=True)
    dictionary = {}
    for line in target.read_text(encoding="utf-8").splitlines():
        key, _, values = line.partition("\t")
        if len(key) == 1:
            dictionary[key] = [value for value in values.split() if len(value) == 1]
    return dictionary


def classes(dictionaries: list[Dictionary]) -> Iterator[list[str]]:
    """Yield the connected groups of characters, in code point order of their lowest member."""
    neighbours: dict[str, set[str]] = {}
    for dictionary in dictionaries:
        for key, values in dictionary.items():
            for value in values:
                neighbours.setdefault(key, set()).add(value)
                neighbours.setdefault(value, set()).add(key)
    seen: set[str] = set()
    for character in sorted(neighbours):
        group = {character} - seen
        waiting = list(group)
        while waiting:
            fresh = neighbours[waiting.pop()] - group
            group |= fresh
            waiting += fresh
        seen |= group
        if len(group) > 1:
            yield sorted(group)


def simplified_first(group: list[str], to_simplified: Dictionary) -> str:
    """Return the class with its most usual simplified form first, as one string."""
    votes = Counter(to_simplified.get(member, [member])[0] for member in group)
    first = min(votes, key=lambda form: (-votes[form], form))
    return first + "".join(member for member in group if member != first)


def one_script_only(dictionary: Dictionary, other: Dictionary) -> str:
    """Return the keys that the conversion always changes and that the other script never uses."""
    used_by_other = set(other) | {value for values in dictionary.values() for value in values}
    return "".join(sorted(key for key in dictionary if key not in used_by_other))


def build() -> dict[str, str]:
    """Return the text of each table by file name."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        to_simplified = read_dictionary(TO_SIMPLIFIED, folder)
        to_traditional = read_dictionary(TO_TRADITIONAL, folder)
        variants = [read_dictionary(each, folder) for each in VARIANTS]
        japanese = read_dictionary(JAPANESE, folder)
    # Only the first form: the further ones are other words (連 for 聯).
    japanese = {form: old[:1] for form, old in japanese.items() if form not in NOT_JAPANESE}
    more = {pair[0]: [pair[1]] for pair in MORE_VARIANTS}
    groups = classes([to_simplified, to_traditional, *variants, japanese, more])
    folded = [simplified_first(group, to_simplified) for group in groups]
    traditional = one_script_only(to_simplified, to_traditional)
    simplified = one_script_only(to_traditional, to_simplified)
    return {
        "han_classes.txt": "\n".join(folded) + "\n",
        "han_scripts.txt": f"{traditional}\n{simplified}\n",
    }


def main() -> int:
    """Write the tables, or with ``--check`` say whether the ones in the repository are current."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    check = parser.parse_args().check
    status = 0
    for name, text in build().items():
        path = DATA / name
        if not check:
            path.write_text(text, encoding="utf-8")
            print(f"{path.name}: {len(text.splitlines())} lines, {len(text.encode())} bytes")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            print(f"{path.name} differs from the installed opencc")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
