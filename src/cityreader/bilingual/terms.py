"""The glossary against a text: where its forms stand, and which entries say the same."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from cityreader.models import GlossaryEntry, Span, TermMatch
from cityreader.text.han import count_han
from cityreader.text.scripts import fold, fold_with_offsets, unfolded

# Forms are kept by their first two characters, so that a place in a text meets few of them.
_STEM = 2


class _Form(NamedTuple):
    folded: str
    lang: str
    entry: GlossaryEntry


class TermMatcher:
    """Finds the forms of a glossary in texts, blind to case, width, diacritics and script."""

    def __init__(self, entries: Iterable[GlossaryEntry]) -> None:
        self._forms: dict[str, list[_Form]] = {}
        self._named: dict[str, list[GlossaryEntry]] = {}
        self.longest = 0
        seen: set[tuple[str, str]] = set()
        for entry in entries:
            for lang, forms in entry.forms.items():
                for form in forms:
                    folded = fold(form).strip()
                    if not folded or (folded, entry.uuid) in seen:
                        continue
                    seen.add((folded, entry.uuid))
                    self.longest = max(self.longest, len(folded))
                    self._forms.setdefault(folded[:_STEM], []).append(_Form(folded, lang, entry))
                    self._named.setdefault(folded, []).append(entry)
        for found in self._forms.values():
            found.sort(key=lambda form: -len(form.folded))

    def __bool__(self) -> bool:
        """Whether there is any form to find."""
        return bool(self._forms)

    def named(self, form: str) -> list[GlossaryEntry]:
        """The entries that have this form, in any language."""
        return self._named.get(fold(form).strip(), [])

    def find(self, text: str) -> list[TermMatch]:
        """The terms in a text, in order: at each place the longest, none over another."""
        found: list[TermMatch] = []
        free = 0
        for match in self._matches(text):
            if match.span.start >= free:
                found.append(match)
                free = match.span.end
        return found

    def covering(self, text: str, offset: int) -> list[TermMatch]:
        """The terms over the code point at ``offset``, longest first."""
        start = max(0, offset - self.longest * 2)
        window = text[start : offset + self.longest * 2 + 1]
        here = offset - start
        found = [
            replace(match, span=Span(match.span.start + start, match.span.end + start))
            for match in self._matches(window, here)
            if match.span.start <= here < match.span.end
        ]
        return sorted(found, key=lambda match: match.span.start - match.span.end)

    def surfaces(self, text: str) -> set[str]:
        """The forms as they are written in a text, those without Chinese characters left out."""
        written = {text[slice(*match.span)] for match in self.find(text)}
        return {word for word in written if count_han(word)}

    def _matches(self, text: str, last: int | None = None) -> Iterator[TermMatch]:
        """Every form at every place up to ``last``, by place and then longest first."""
        if not self._forms:
            return
        folded, offsets = fold_with_offsets(text)
        for at in range(len(folded)):
            if last is not None and (at if offsets is None else offsets[at]) > last:
                return
            stems = (folded[at : at + _STEM], folded[at : at + 1])
            for stem in dict.fromkeys(stems):
                for form in self._forms.get(stem, ()):
                    end = at + len(form.folded)
                    if folded.startswith(form.folded, at) and _stands_alone(folded, at, end):
                        where = unfolded(Span(at, end), offsets)
                        yield TermMatch(where, form.entry, form.lang)


class EntryIndex:
    """Entries by their forms: which of them say the same as another.

    ``zh-Hans`` and ``zh-Hant`` count as one language, and forms are compared as a search does.
    """

    def __init__(self, entries: Iterable[GlossaryEntry]) -> None:
        self.entries: dict[str, GlossaryEntry] = {}
        self._holders: dict[tuple[str, str], set[str]] = {}
        self._places: dict[str, int] = {}
        self._next = itertools.count()
        for entry in entries:
            self.put(entry)

    def put(self, entry: GlossaryEntry) -> None:
        """Add an entry, or change it."""
        self.remove(entry.uuid)
        self.entries[entry.uuid] = entry
        self._places[entry.uuid] = next(self._next)
        for key in _keys(entry.forms):
            self._holders.setdefault(key, set()).add(entry.uuid)

    def remove(self, uuid: str) -> None:
        """Take an entry out, if it is there."""
        entry = self.entries.pop(uuid, None)
        for key in _keys(entry.forms) if entry else ():
            self._holders[key].discard(uuid)

    def sharing(self, forms: Mapping[str, Sequence[str]]) -> list[GlossaryEntry]:
        """The entries with one of these forms in the same language, in the order they came."""
        found = {uuid for key in _keys(forms) for uuid in self._holders.get(key, ())}
        return [self.entries[uuid] for uuid in sorted(found, key=self._places.__getitem__)]

    def has_all(self, forms: Mapping[str, Sequence[str]]) -> bool:
        """Whether one entry has every one of these forms."""
        holders = [self._holders.get(key, set()) for key in _keys(forms)]
        return bool(holders) and bool(set.intersection(*holders))


def merged_forms(
    *several: Mapping[str, Sequence[str]],
) -> dict[str, tuple[str, ...]]:
    """All forms of several entries by language, each once, in the order they came."""
    merged: dict[str, dict[str, None]] = {}
    for forms in several:
        for lang, found in forms.items():
            merged.setdefault(lang, {}).update(dict.fromkeys(found))
    return {lang: tuple(found) for lang, found in sorted(merged.items()) if found}


def _keys(forms: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    for lang, found in forms.items():
        for form in found:
            yield lang.partition("-")[0], fold(form)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no letter or digit of the same word goes on before or behind; Chinese has no words
    of that kind."""
    return not (
        _goes_on(text[start - 1 : start], text[start])
        or _goes_on(text[end - 1], text[end : end + 1])
    )


def _goes_on(left: str, right: str) -> bool:
    joined = left.isalnum() and right.isalnum()
    return joined and not count_han(left) and not count_han(right)
