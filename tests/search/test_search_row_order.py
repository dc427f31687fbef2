"""In which order rows stand, against sorting them one by one."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.search.row_order import RowOrder

ROWS = st.lists(
    st.tuples(st.integers(20200101, 20200105), st.integers(0, 3)), min_size=1, max_size=40
)


@settings(max_examples=60)
@given(ROWS, st.randoms(use_true_random=False))
def test_best_first_then_newest_then_the_later_id(rows, random):
    ids = list(range(1, len(rows) + 1))
    random.shuffle(ids)
    dates, scores = [date for date, _ in rows], [score for _, score in rows]
    order = RowOrder(np.array(ids, np.int32), np.array(dates, np.int32))
    held = [row for row in range(len(rows)) if scores[row]]
    newest = sorted(held, key=lambda row: (-dates[row], -ids[row]))
    found = np.array(scores, np.uint16)
    assert order.newest(found).tolist() == newest
    assert order.best(found).tolist() == sorted(newest, key=lambda row: -scores[row])


def test_the_highest_score_comes_first_and_one_without_a_score_not_at_all():
    order = RowOrder(np.array([1, 2, 3], np.int32), np.array([0, 0, 0], np.int32))
    scores = np.array([1, np.iinfo(np.uint16).max, 0], np.uint16)
    assert order.best(scores).tolist() == [1, 0]
