"""What feeds and books call their articles, made into names that hold everywhere."""

import re
from collections import Counter
from collections.abc import Sequence

from cityreader.ingest.extract import Extract
from cityreader.ingest.web_addresses import site_of, web_address
from cityreader.text.addresses import canonical

ENTRY = "feed:"
"""How the name of a feed's entry begins, which stays when its title and text change."""

# ``urn:uuid:…``, ``tag:host,2024:…`` and UUIDs are made so that no two feeds share them.
_GLOBAL = re.compile(
    r"urn:[a-z0-9][a-z0-9-]{1,31}:\S+|tag:[^\s,]+,\d{4}\S*"
    r"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    re.IGNORECASE,
)


def entry_id(written: str, home: str) -> str:
    """Return the name of an entry that its feed calls ``written``, nothing where that is no name.

    ``home`` is the address of the feed's site: a number or a word means something only there.
    """
    name = " ".join(written.split())
    if not name:
        return ""
    if _GLOBAL.fullmatch(name):
        return f"{ENTRY}{name}"
    if address := web_address(name):
        # The address of a whole site names no entry of it.
        page = canonical(address)
        return f"{ENTRY}{page}" if page.count("/") > 2 or "?" in page else ""
    site = site_of(home)
    return f"{ENTRY}{site} {name}" if site else ""


def drop_repeated(extracts: Sequence[Extract]) -> None:
    """Take the name off entries of one feed that share it: it names none of them."""
    counts = Counter(extract.message_id for extract in extracts)
    for extract in extracts:
        if counts[extract.message_id] > 1:
            extract.message_id = ""
