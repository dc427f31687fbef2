"""Names found in texts, brought together into proposals for the glossary."""

from collections import Counter
from collections.abc import Iterable

from cityreader.bilingual.inline_names import NamePair
from cityreader.bilingual.terms import EntryIndex
from cityreader.models import GlossaryEntry, GlossaryProposal
from cityreader.text.language import detect_language
from cityreader.text.scripts import fold

_AROUND = 24
"""Code points of an example on each side of the names."""


def gathered(
    found: Iterable[tuple[int, str, NamePair]], known: Iterable[GlossaryEntry]
) -> list[GlossaryProposal]:
    """Proposals from pairs, each with the article id and the body it was found in.

    Pairs that an entry of ``known`` has are left out. What stands in most articles comes first.
    """
    index = EntryIndex(known)
    together: dict[tuple[str, str], list[tuple[int, str, NamePair]]] = {}
    for key, body, pair in found:
        forms = _forms(pair)
        if not index.has_all(forms):
            together.setdefault((fold(pair.english), fold(pair.chinese)), []).append(
                (key, body, pair)
            )
    proposals = [_proposal(several) for several in together.values()]
    return sorted(proposals, key=lambda proposal: -len(proposal.articles))


def _proposal(several: list[tuple[int, str, NamePair]]) -> GlossaryProposal:
    forms: dict[str, Counter[str]] = {}
    for _, _, pair in several:
        for lang, names in _forms(pair).items():
            forms.setdefault(lang, Counter()).update(names)
    _, body, pair = several[0]
    spans = (pair.english_span, pair.chinese_span)
    start = max(0, min(span.start for span in spans) - _AROUND)
    example = body[start : max(span.end for span in spans) + _AROUND]
    return GlossaryProposal(
        kind="person" if pair.person else "term",
        forms={
            lang: tuple(name for name, _ in found.most_common()) for lang, found in forms.items()
        },
        articles=tuple(dict.fromkeys(key for key, _, _ in several)),
        example=" ".join(example.split()),
    )


def _forms(pair: NamePair) -> dict[str, tuple[str, ...]]:
    """The forms of a pair; a name written the same in both scripts counts as traditional."""
    lang = detect_language(pair.chinese)
    return {
        "en": (pair.english,),
        lang if lang in ("zh-Hans", "zh-Hant") else "zh-Hant": (pair.chinese,),
    }
