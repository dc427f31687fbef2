"""Which version of a record is in force when two libraries meet.

A version follows another if it came through all the steps of the other and more. What no version
follows are the heads: one of them is the record, several are a conflict. Nothing here depends on
which library is asked first, or how often, so every order of merges comes to the same.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

Content = Mapping[str, object]
"""A record as the export has it."""

Key = Callable[[Content], object]

Equal = Literal["keep both", "take later"]
"""What to make of two versions of the same steps that differ: somebody changed one in another
program, or neither was ever changed here. ``take later`` settles it without a question."""


@dataclass(frozen=True, slots=True)
class Head:
    """A version; ``content`` is None where the record was removed.

    ``place`` tells the version in force here, the one in force there, and those that wait.
    """

    steps: frozenset[str]
    content: Content | None
    place: Literal["here", "there", "waiting"]


@dataclass(frozen=True, slots=True)
class Settled:
    """The version in force, and the others that wait for a decision."""

    shown: Head
    waiting: tuple[Head, ...] = ()

    def keeping(self, alive: Head) -> "Settled":
        """The same with a removal held back, which becomes a version that waits."""
        return Settled(alive, (*self.waiting, self.shown))


def settle(
    found: Iterable[Head], key: Key, *, equal: Equal, ask: bool = True, rough: Key | None = None
) -> Settled | None:
    """The heads among some versions of one record, or None where there are none.

    ``key`` is what of a content counts, and ``rough`` what of it counts between two that came
    through the same steps; with ``ask`` False one of several heads is taken without a question.
    """
    heads = _of_different_steps(found, rough or key, equal)
    heads = [
        one
        for one in heads
        if not any(one.steps < other.steps for other in heads)
        and not (one.content is None and _alive_beside(one, heads))
    ]
    heads = _of_different_content(heads, key)
    if not heads:
        return None
    heads.sort(key=rank, reverse=True)
    if not ask:
        every = frozenset().union(*(one.steps for one in heads))
        return Settled(replace(heads[0], steps=every))
    return Settled(heads[0], tuple(heads[1:]))


def rank(head: Head) -> tuple[bool, int, str, str]:
    """The order in which heads are taken: what is there before what was removed, the later first.

    Where nothing tells which is later the contents decide, so that all libraries agree.
    """
    content = head.content
    if content is None:
        return False, 0, "", ""
    revision = content.get("revision_of_text", 0)
    later = str(content.get("updated_at", content.get("version", "")))
    # What stands beside a text that waits is no part of it.
    text = content.get("body") or json.dumps(content, ensure_ascii=False, sort_keys=True)
    return True, revision if isinstance(revision, int) else 0, later, str(text)


def _alive_beside(one: Head, heads: Iterable[Head]) -> bool:
    return any(other.steps == one.steps and other.content is not None for other in heads)


def _of_different_steps(found: Iterable[Head], key: Key, equal: Equal) -> list[Head]:
    """One head for each set of steps; several only where their contents differ and are to stay."""
    by_steps: dict[frozenset[str], list[Head]] = {}
    order = {"here": 0, "there": 1, "waiting": 2}
    for one in sorted(found, key=lambda head: order[head.place]):
        same = by_steps.setdefault(one.steps, [])
        known = next((n for n, other in enumerate(same) if _same(one, other, key)), None)
        if known is None:
            same.append(one)
        elif rank(one) > rank(same[known]):
            same[known] = one
    heads: list[Head] = []
    for same in by_steps.values():
        alive = [one for one in same if one.content is not None] or same
        times = {_time(one) for one in alive}
        if equal == "take later" or len(times) > 1:
            heads.append(max(alive, key=rank))
        else:
            heads += alive
    return heads


def _of_different_content(heads: list[Head], key: Key) -> list[Head]:
    """One head for each content, the later one, with the steps of all that have it."""
    joined: list[Head] = []
    for one in sorted(heads, key=lambda head: (head.place != "here", head.place != "there")):
        for number, other in enumerate(joined):
            if _same(one, other, key):
                later = max(other, one, key=rank)
                joined[number] = replace(later, steps=other.steps | one.steps)
                break
        else:
            joined.append(one)
    return joined


def _same(one: Head, other: Head, key: Key) -> bool:
    if one.content is None or other.content is None:
        return one.content is other.content
    return key(one.content) == key(other.content)


def _time(head: Head) -> object:
    return head.content.get("updated_at") if head.content else None
