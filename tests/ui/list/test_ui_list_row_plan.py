"""Where the things of a list stand, and back."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.text.snippets import Snippet
from cityreader.ui.listing.row_plan import EvenRows
from cityreader.ui.listing.text_hits import RowsWithTexts, TextHits

even = st.builds(EvenRows, st.integers(0, 50), st.integers(1, 3))
with_texts = st.builds(
    lambda titles, texts: RowsWithTexts(
        titles + texts, TextHits(titles, {n: Snippet("text", ()) for n in range(texts)}, "below")
    ),
    st.integers(0, 20),
    st.integers(1, 20),
)


@settings(max_examples=50)
@given(st.one_of(even, with_texts))
def test_every_row_belongs_to_the_thing_that_stands_there(plan):
    """Fails when a thing or the rule between them takes one row more, or less, than it says."""
    taken = [
        (row, position)
        for position in range(plan.count)
        for row in range(plan.first(position), plan.last(position) + 1)
    ]
    assert [plan.at(row) for row, _ in taken] == [position for _, position in taken]
    free = set(range(plan.rows)) - {row for row, _ in taken}
    assert all(plan.at(row) is None for row in free)
    assert len(taken) + len(free) == plan.rows
    assert min((plan.last(n) - plan.first(n) + 1 for n in range(plan.count)), default=1) >= (
        plan.least if plan.count else 1
    )
    assert (plan.at(plan.rows) or 0) >= plan.count


def test_articles_found_by_their_text_stand_in_two_rows_each_below_a_rule():
    hits = TextHits(2, {7: Snippet("one", ()), 9: Snippet("two", ())}, "in the text")
    plan = RowsWithTexts(4, hits)
    assert [plan.at(row) for row in range(plan.rows)] == [0, 1, None, 2, 2, 3, 3]
