"""Translation memory: rows whose source is like a sentence to translate."""

from dataclasses import dataclass

from cityreader.models.article import Article


@dataclass(frozen=True, slots=True)
class MemoryMatch:
    """A row of the library that may help: its two texts, each on one line, and where it stands.

    ``score`` is how like the sentence its ``source`` is, from 0 to 100 (100: the same but for case,
    width and Chinese script). ``article`` holds the ``target``. ``checked`` says whether a person
    called the row right or wrote it.
    """

    score: float
    source: str
    target: str
    article: Article
    checked: bool
