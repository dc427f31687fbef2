from cityreader.library.library import Library
from shelf import ENGLISH, span_of


def test_what_a_tag_returns_is_what_is_read_again(paired: Library) -> None:
    """It is not read from the library, since that would make every tag wait."""
    span = span_of(ENGLISH, "signed a friendship agreement")
    tagged = paired.coding.tag(1, span, "agreement", note="at last")
    assert paired.coding.marks([1]) == [tagged.annotation]
    assert tagged.event is not None
    assert paired.events.get(tagged.event.uuid) == tagged.event
