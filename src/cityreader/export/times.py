"""Times as exchange formats write them."""


def basic_time(iso: str) -> str:
    """A time in UTC of ISO 8601 in its basic form, to the second: ``20251228T093000Z``.

    iCalendar (RFC 5545, 3.3.5) and TMX 1.4b want it so.
    """
    return iso.partition(".")[0].rstrip("Z").replace("-", "").replace(":", "") + "Z"
