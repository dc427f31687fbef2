from cityreader.models import Span
from cityreader.models.span import merged


def test_spans_that_overlap_or_touch_become_one():
    spans = [Span(0, 5), Span(1, 3), Span(5, 6), Span(7, 8)]
    assert merged(spans) == [Span(0, 6), Span(7, 8)]
    assert merged([]) == []
