"""Participants by their names in the glossary."""

from collections.abc import Iterable
from dataclasses import replace

from cityreader.bilingual.terms import TermMatcher
from cityreader.models import GlossaryEntry, Participant


def named_by_glossary(
    participants: Iterable[Participant], entries: Iterable[GlossaryEntry]
) -> tuple[Participant, ...]:
    """The participants, those that one entry alone names linked to it.

    A link made before stays, and names that are there are never changed: the entry's first form is
    taken only for a language in which the participant has no name.
    """
    matcher = TermMatcher(entries)
    return tuple(_named(participant, matcher) for participant in participants)


def _named(participant: Participant, matcher: TermMatcher) -> Participant:
    if participant.glossary_uuid is not None:
        return participant
    names = (participant.name, participant.name_en, participant.name_zh)
    found = {entry.uuid: entry for name in names if name for entry in matcher.named(name)}
    if len(found) != 1:
        return participant
    (entry,) = found.values()
    return replace(
        participant,
        glossary_uuid=entry.uuid,
        name_en=participant.name_en or entry.form("en"),
        name_zh=participant.name_zh or entry.form("zh-Hant") or entry.form("zh-Hans"),
    )
