"""Many events for the tests of the tables, written straight into a library."""

import random

from cityreader.models import DateRange, Event, Participant, Place
from cityreader.store import articles, events
from shelf import ENGLISH, add_article

TYPES = ("forum", "visit", "agreement", "twinning", "statement", "exchange", "gift")
STATUSES = ("happened", "happened", "happened", "planned", "proposed", "cancelled", "denied")
CITIES = ("Lindmark", "Haicheng", "海城", "Brno", "臺中")


def add_crowd(library, number, *, seed=5):
    """One article with so many made-up events; every tenth has no date."""
    dice = random.Random(seed)
    article = add_article(library, "Two harbour towns sign", ENGLISH, published="2025-03-14")
    with library._context.unit("a crowd of events") as unit:
        uuid = articles.get(unit, article).uuid
        for n in range(number):
            year, city = dice.randint(1990, 2025), dice.choice(CITIES)
            day = f"{year}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
            event = Event(
                uuid=f"event-{n:06}",
                type=dice.choice(TYPES),
                status=dice.choice(STATUSES),
                coder_uuid="",
                created_at=unit.now,
                updated_at=unit.now,
                title=f"Event number {n} in {city}" if n % 3 else None,
                date=DateRange(day, day, "day") if n % 10 else DateRange(),
                place=Place(city),
                participants=(Participant(city), Participant("Lindmark")),
                article_uuids=(uuid,),
            )
            key = events.add(unit, event, unit.coder_id)
            start = dice.randint(0, 40)
            mark = unit.insert(
                "annotations",
                {
                    "uuid": f"mark-{n:06}", "article_id": article, "revision": 1,
                    "start": start, "end": start + 12, "exact": ENGLISH[start : start + 12],
                    "prefix": "", "suffix": "", "tag": event.type, "role": "trigger",
                    "coder_id": unit.coder_id, "created_at": unit.now, "updated_at": unit.now,
                },
            )  # fmt: skip
            unit.insert("event_mentions", {"event_id": key, "annotation_id": mark})
    return article
