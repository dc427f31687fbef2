"""Questions that every tag asks go by the article, however much is coded elsewhere."""

from collections.abc import Callable

import pytest

from cityreader.models import Span
from cityreader.store import annotations, events, pairs
from cityreader.store.database import Database
from cityreader.store.session import View

ANN = "00000000-0000-4000-8000-000000000001"


@pytest.mark.parametrize(
    "ask",
    [
        lambda view: annotations.same(
            view, 1, Span(0, 4), tag="visit", role="trigger", coder_uuid=ANN
        ),
        lambda view: events.mentioned_within(
            view, 1, Span(0, 4), type_code="visit", coder_uuid=ANN
        ),
        lambda view: pairs.rows_at(view, 1, 3),
    ],
)
def test_what_a_tag_asks_goes_by_the_article(
    database: Database, ask: Callable[[View], object]
) -> None:
    """Seen to fail: without the signs before tag and coder in ``annotations.same``, which went
    through all marks of this coder with this tag in the whole library."""
    asked: list[str] = []
    with database.view() as view:
        view.connection.set_trace_callback(asked.append)
        ask(view)
        view.connection.set_trace_callback(None)
        for sql in asked:
            plan = [row["detail"] for row in view.rows(f"EXPLAIN QUERY PLAN {sql}")]
            searched = {line.split(" USING ")[0]: line for line in plan if " USING " in line}
            reached = searched.get("SEARCH n") or searched.get("SEARCH p") or ""
            assert "article_id=?" in reached or "left_id=?" in reached or "right_id=?" in reached
            assert not [line for line in plan if line.startswith("SCAN")], plan
