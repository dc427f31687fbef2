"""Who met whom: the network that the participants of a dossier's events make.

Running totals, events that did not happen and parts of an event that counts already join nobody,
nor do the versions of several coders for which the consensus has one.
An event joins each actor with each recipient. Where the sides are not told, its hosts are
joined with the others: five guests of one city are no five friends of each other. Where no host is
told either, everybody is joined with everybody.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, product

from cityreader.export.agreed import superseded
from cityreader.models import Dossier, Event, Participant

HOST = "host"
"""The role of the codebook that makes a participant the middle of an event."""

Ends = tuple[str, str]


@dataclass(slots=True)
class Node:
    """A participant; ``events`` counts the events of the network it takes part in."""

    key: str
    participant: Participant
    events: int = 0


@dataclass(slots=True)
class Tie:
    """What joins two participants: their events of one type, in the order of the dossier."""

    ends: Ends
    type: str
    events: list[Event] = field(default_factory=list)


@dataclass(slots=True)
class Network:
    """Nodes by key and ties by ends and type, and how many events of each kind are not in it."""

    nodes: dict[str, Node] = field(default_factory=dict)
    ties: dict[tuple[Ends, str], Tie] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)


def network(dossier: Dossier) -> Network:
    """Join the participants of all events that count; nodes and ties in the order they are met."""
    made = Network()
    replaced = superseded(dossier)
    counting = {event.uuid for event in dossier.events if _excluded(event, replaced) is None}
    for event in dossier.events:
        reason = _excluded(event, replaced)
        if reason is None and event.part_of in counting and event.part_of != event.uuid:
            reason = "part of another"
        people = {_key(one): one for one in event.participants}
        if reason is None and len(people) < 2:
            reason = "with fewer than two participants"
        if reason is not None:
            made.left_out[reason] += 1
            continue
        for key, participant in people.items():
            made.nodes.setdefault(key, Node(key, participant)).events += 1
        for ends in _pairs(event.participants):
            made.ties.setdefault((ends, event.type), Tie(ends, event.type)).events.append(event)
    return made


def _excluded(event: Event, replaced: frozenset[str]) -> str | None:
    if event.uuid in replaced:
        return "that the consensus stands for"
    if event.status != "happened":
        return "that did not happen"
    if event.aggregate:
        return "of running totals"
    return None


def _key(somebody: Participant) -> str:
    """By the glossary where it is known there, else by kind and name."""
    if somebody.glossary_uuid is not None:
        return somebody.glossary_uuid
    return f"{somebody.kind}:{(somebody.name_en or somebody.name).casefold()}"


def _pairs(participants: Iterable[Participant]) -> Iterator[Ends]:
    """Each two participants that an event joins, once, in the order of their keys."""
    everybody = list(participants)
    actors = [_key(one) for one in everybody if one.side in ("actor", "both")]
    recipients = [_key(one) for one in everybody if one.side in ("recipient", "both")]
    hosts = [_key(one) for one in everybody if one.role == HOST]
    keys = [_key(one) for one in everybody]
    if actors and recipients:
        joined: Iterable[Ends] = product(actors, recipients)
    elif hosts:
        joined = product(hosts, keys)
    else:
        joined = combinations(keys, 2)
    yield from dict.fromkeys((min(ends), max(ends)) for ends in joined if ends[0] != ends[1])
