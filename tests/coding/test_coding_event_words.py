import pytest

from cityreader.coding.event_words import Words


@pytest.mark.parametrize(
    ("entries", "text", "found"),
    [
        (["*quay", "pier"], "at the pier beside steinquay", ["pier", "steinquay"]),
        (["*码头"], "在，三号码头", ["三号码头"]),
        (["c++ club", "-17 quay", "^ ]"], "the c++ club", ["c++ club"]),
        (
            ["harbour master*", "harbour"],
            "harbour-masters of a harbour",
            ["harbour-masters", "harbour"],
        ),
        (["签署*备忘录", "签"], "签署两份备忘录后再签", ["签署两份备忘录", "签"]),
        (["pier"], "spier piers", []),
        ([], "pier", []),
    ],
)
def test_words_stand_whole_and_the_longest_wins(
    entries: list[str], text: str, found: list[str]
) -> None:
    spans = [span for span, _ in Words.of(entries).find(text)]
    assert [text[span.start : span.end] for span in spans] == found
