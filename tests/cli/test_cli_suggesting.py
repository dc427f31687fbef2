from desk import Desk


def test_suggest_prints_the_fixed_fields_and_writes_nothing(desk: Desk) -> None:
    before = desk.library.read_bytes()
    found = desk.asked("suggest", "--json")
    assert desk.library.read_bytes() == before
    assert {tuple(one) for one in found} == {
        ("article_id", "start", "end", "exact", "type", "status", "date", "score", "trigger")
    }
    one = found[0]
    body = desk.asked("show", str(one["article_id"]), "--json")["body"]
    assert body[one["start"] : one["end"]] == one["exact"]
    assert set(one["date"]) == {"start", "end", "precision", "text", "basis"}


def test_suggest_takes_articles(desk: Desk) -> None:
    found = desk.asked("suggest", "1", "2", "--json")
    assert {one["article_id"] for one in found} <= {1, 2}
    assert found


def test_a_missing_article_is_wrong_usage(desk: Desk) -> None:
    assert "no article" in desk.refused("suggest", "999")
