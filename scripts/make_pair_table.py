"""Build ``src/cityreader/search/data/word_pairs.txt``: pairs of characters that stand in words.

Reads the words in ``jieba`` (MIT; not a dependency of cityreader, install it to run this) and the
names in the table of cities. Each line is a character and those that follow it inside some word,
all in their folded form:

    北 京投海…

Pairs that stand in few words, and those only seldom used, are left out, but for names.
Run as ``python scripts/make_pair_table.py``.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import jieba

from cityreader.coding.gazetteer import read_cities
from cityreader.text.han import count_han
from cityreader.text.scripts import fold

TABLE = Path(__file__).parents[1] / "src" / "cityreader" / "search" / "data" / "word_pairs.txt"
GAZETTEER = Path(__file__).parents[1] / "src" / "cityreader" / "coding" / "gazetteer.tsv"
OFTEN, OFTEN_PROPER = 20, 2
"""How often the words with a pair are used in what jieba counted, and those that are names."""
PROPER = ("ns", "nt", "nz", "j")
"""What jieba calls names of places, of institutions, other names and short forms of names."""
LONGEST = 5
"""Characters of a word that is read; longer entries are phrases."""


def words() -> Iterator[tuple[str, int, bool]]:
    """Folded words with how often they are used and whether they are names."""
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines():
        word, count, kind = line.split()
        yield fold(word), int(count), kind in PROPER
    for city in read_cities(GAZETTEER.read_text("utf-8")):
        for name in city.chinese_names:
            yield fold(name), OFTEN_PROPER, True


def main() -> None:
    """Write the table."""
    used: Counter[str] = Counter()
    proper: Counter[str] = Counter()
    for word, count, is_proper in words():
        if 2 <= len(word) <= LONGEST and count_han(word) == len(word):
            for first, second in pairwise(word):
                used[first + second] += count
                proper[first + second] += count * is_proper
    following: dict[str, list[str]] = defaultdict(list)
    for pair in sorted(used):
        if max(map(ord, pair)) <= 0xFFFF and (used[pair] >= OFTEN or proper[pair] >= OFTEN_PROPER):
            following[pair[0]].append(pair[1])
    lines = [f"{first} {''.join(others)}\n" for first, others in sorted(following.items())]
    TABLE.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
