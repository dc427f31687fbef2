"""What an import that stores nothing has come across so far."""

from collections import Counter

from cityreader.models import ArticleDraft
from cityreader.store.likeness import COMMON, COMPARED, KEYS, MEETING_KEYS, SAME_STORY
from cityreader.text.scripts import fold
from cityreader.text.sketch import Sketch, pack, similarity, unpack


class Rehearsal:
    """Compares the articles of one run with each other, as the library does with stored ones."""

    def __init__(self) -> None:
        self._contents: set[str] = set()
        self._seen: list[tuple[str, bytes]] = []
        self._by_key: dict[int, list[int]] = {}

    def repeats(self, draft: ArticleDraft, digest: str) -> bool:
        """Whether this text came under this title before; from now on it did."""
        content = f"{digest} {fold(draft.title)}"
        known = content in self._contents
        self._contents.add(content)
        return known

    def nearest(self, values: Sketch) -> tuple[str, float] | None:
        """The name of the article most like this sketch and how like it is, from the same story."""
        keys = values[:KEYS]
        met = Counter(number for key in keys for number in self._by_key.get(key, ())[:COMMON])
        least = min(MEETING_KEYS, len(keys))
        found = [
            (self._seen[number][0], similarity(values, unpack(self._seen[number][1])))
            for number, count in met.most_common(COMPARED)
            if count >= least
        ]
        best = max(found, key=lambda one: one[1], default=None)
        return best if best is not None and best[1] >= SAME_STORY else None

    def add(self, name: str, values: Sketch) -> None:
        """Remember a new article by the name it is shown under."""
        for key in values[:KEYS]:
            self._by_key.setdefault(key, []).append(len(self._seen))
        self._seen.append((name, pack(values)))
