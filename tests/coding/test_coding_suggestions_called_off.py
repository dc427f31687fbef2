"""What a cancellation calls off: events are not held, ties are broken."""

import pytest

from cityreader.coding.suggestions import suggest
from cityreader.coding.suggestions_called_off import calls_off_event
from cityreader.coding.suggestions_lexicon import shipped_lexicon
from cityreader.models import Span
from cityreader.text.scripts import fold
from cityreader.text.sentences import sentences


@pytest.mark.parametrize(
    ("line", "event"),
    [
        ("The mayor [cancelled] a visit to its sister city Lindmark.", True),
        ("This year's sister city visit to Lindmark was [cancelled].", True),
        ("In May the sister city visit was [cancelled].", True),
        ("After a visit the sister city tie was [suspended].", False),
        ("The council [cancelled] the sister city agreement after a visit.", False),
        ("Lindmark [suspended] its ties with Haicheng.", False),
        ("The council [cancelled] it.", None),
        ("The mayor [cancelled] the visit in protest.", None),
        ("市长[取消]访问里昂友城。", True),
        ("市长[取消]对友城的访问。", True),
        ("友城论坛被[取消]。", True),
        ("市政府[取消]了友城荣誉市民授予仪式。", True),
        ("两市[取消]友城40周年庆祝活动。", True),
        ("海城[取消]友城关系后举行论坛。", False),
        ("市议会[取消]了与海城的友城关系。", False),
        ("两市[中断]往来。", False),
        ("海城为报复[取消]访问。", None),
    ],
)
def test_the_noun_that_is_governed_decides(line: str, event: bool | None) -> None:
    before, _, rest = fold(line).partition("[")
    cue, _, behind = rest.partition("]")
    span = Span(len(before), len(before) + len(cue))
    assert calls_off_event(before + cue + behind, span) is event


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("This year's sister city visit to Lyon was cancelled.", [("visit", "cancelled")]),
        ("The mayor cancelled a visit to Lyon.", [("visit", "cancelled")]),
        ("市长取消访问里昂友城。", [("visit", "cancelled")]),
        ("The sister city pact was signed last year, but this year's visit was cancelled.", None),
        ("Lyon suspended its sister city tie and cancelled a visit.", [("rupture", "happened")]),
        ("市政府取消姐妹城市协议并取消访问。", [("rupture", "happened")]),
        ("市政府取消了友城荣誉市民授予仪式。", [("honour", "cancelled")]),
        ("因疫情中断，今年友城交流营仍未举行。", None),
        ("The council's trip to its sister city was called off.", [("visit", "cancelled")]),
        ("代表团取消赴海城行程。", [("visit", "cancelled")]),
        ("市长拒绝会见海城代表团。", [("rupture", "happened")]),
        ("双方不断交流互访，友城关系日益密切。", [("exchange", "happened")]),
    ],
)
def test_a_visit_called_off_breaks_no_tie(text: str, found: list[tuple[str, str]] | None) -> None:
    """Without a look at the noun, a rupture that happened was suggested for the first four."""
    proposals = suggest(text, sentences(text), shipped_lexicon())
    if found is None:
        assert "rupture" not in {one.type for one in proposals}
    else:
        assert [(one.type, one.status) for one in proposals] == found
