"""Rows that came with a file: kept, not aligned again, and never over what a person checked."""

from dataclasses import replace

import pytest

from cityreader.config import Config
from cityreader.library.library import Library
from cityreader.store import pairs
from shelf import CHINESE, ENGLISH, TAIWANESE, add_article


def rows(library: Library, article_id: int = 1):
    spread = library.pairs.spread(article_id)
    return [
        (
            spread.left_body[slice(*bead.left)] if bead.left else "",
            spread.right_body[slice(*bead.right)] if bead.right else "",
            bead.score,
            bead.checked,
        )
        for bead in spread.beads
    ]


def set_beads(library: Library, beads) -> None:
    (pair,) = library.pairs.of_article(1)
    with library._context.unit("correct") as unit:
        pairs.realign(unit, pair.uuid, (pair.left_revision, pair.right_revision), beads)


def import_file(library: Library, path) -> list[str]:
    heard = []
    library.importing.run([path], report=heard.append)
    return [one.outcome for one in heard]


@pytest.fixture
def corrected(paired: Library) -> Library:
    """The pair with its first two rows merged and checked, as no aligner would have it."""
    (pair,) = paired.pairs.of_article(1)
    first, second, *rest = pair.beads
    merged = replace(
        first,
        left=first.left._replace(end=second.left.end),
        right=first.right._replace(end=second.right.end),
        score=0.5,
        checked=True,
    )
    set_beads(paired, [merged, *rest])
    return paired


@pytest.mark.parametrize("name", ["rows.tmx", "rows.tsv"])
def test_export_and_import_give_the_same_pair(corrected, tmp_path, folders, name):
    path = tmp_path / name
    corrected.transfer.export(path, None)
    config = Config(coder="Bo")
    with Library.open(tmp_path / "new.db", config=config, folders=folders, create=True) as other:
        assert import_file(other, path) == ["new", "new"]
        assert rows(other) == rows(corrected)
        here, there = (one.pairs.spread(1) for one in (corrected, other))
        assert (here.left_body, here.right_body) == (there.left_body, there.right_body)
        assert [here.left.title, here.right.title] == [there.left.title, there.right.title]
        assert here.left.published.iso == there.left.published.iso
        other.history.undo()
        assert other.pairs.of_article(1) == []


def test_rows_of_the_same_library_come_back_where_nothing_was_checked(corrected, tmp_path):
    path = tmp_path / "rows.tmx"
    corrected.transfer.export(path, None)
    wanted = rows(corrected)
    (pair,) = corrected.pairs.of_article(1)
    set_beads(corrected, [replace(bead, checked=False, score=0.1) for bead in pair.beads])
    assert import_file(corrected, path) == ["duplicate", "duplicate"]
    assert rows(corrected) == wanted


def test_a_row_checked_here_wins(paired, tmp_path):
    path = tmp_path / "rows.tmx"
    paired.transfer.export(path, None)
    (pair,) = paired.pairs.of_article(1)
    first, second, *rest = pair.beads
    merged = replace(
        first,
        left=first.left._replace(end=second.left.end),
        right=first.right._replace(end=second.right.end),
        checked=True,
    )
    set_beads(paired, [merged, *rest])
    wanted = rows(paired)
    import_file(paired, path)
    assert rows(paired) == wanted


def test_checked_rows_that_agree_stay_checked(paired, tmp_path):
    path = tmp_path / "rows.tmx"
    paired.transfer.export(path, None)
    (pair,) = paired.pairs.of_article(1)
    set_beads(paired, [replace(bead, checked=True) for bead in pair.beads])
    import_file(paired, path)
    assert all(checked for *_, checked in rows(paired))


def test_a_changed_memory_brings_its_rows(library, tmp_path):
    path = tmp_path / "a.tmx"
    units = [
        "<tu><tuv xml:lang='en'><seg>{}</seg></tuv><tuv xml:lang='zh'><seg>{}</seg></tuv></tu>"
    ]
    text = (
        "<tmx version='1.4'><header srclang='en'/><body>"
        + units[0].format("The harbour towns meet.", "港口城市相聚在海边。")
        + "{more}</body></tmx>"
    )
    path.write_text(text.format(more=""), "utf-8")
    import_file(library, path)
    assert [row[:2] for row in rows(library)] == [
        ("The harbour towns meet.", "港口城市相聚在海边。")
    ]
    more = units[0].format("They sign. They eat.", "他们签字，他们吃饭。")
    path.write_text(text.format(more=more), "utf-8")
    assert import_file(library, path) == ["updated", "updated"]
    assert [row[:2] for row in rows(library)][1] == ("They sign. They eat.", "他们签字，他们吃饭。")


@pytest.mark.parametrize("name", ["rows.tmx", "rows.tsv"])
def test_an_export_of_pairs_brings_the_counterparts(paired, tmp_path, name):
    everything, selected, none = (tmp_path / f"{part}-{name}" for part in ("all", "en", "none"))
    paired.transfer.export(everything, None)
    written = paired.transfer.export(selected, None, query="lang:en")
    assert written.held.endswith("1 pair, 2 articles")
    paired.transfer.export(none, None, query="lang:de")

    def rows_in(path):
        return [line for line in path.read_text("utf-8").splitlines() if "Ada Berg" in line]

    assert rows_in(selected) == rows_in(everything) != []
    assert rows_in(none) == []
    alone = paired.transfer.export(tmp_path / "a.json", None, query="lang:en")
    assert alone.held == "1 article"


def test_left_stays_left_whatever_the_languages(library, folders, tmp_path):
    add_article(library, "两座港口城市签约", CHINESE, "zh-Hans")
    add_article(library, "兩座港口城市簽約", TAIWANESE, "zh-Hant")
    library.pairs.link(1, 2)
    path = tmp_path / "rows.tmx"
    library.transfer.export(path, None)
    config = Config(coder="Bo")
    with Library.open(tmp_path / "new.db", config=config, folders=folders, create=True) as other:
        import_file(other, path)
        assert rows(other) == rows(library)
        spread = other.pairs.spread(2)
        assert (spread.left.lang, spread.right.lang) == ("zh-Hans", "zh-Hant")


@pytest.mark.parametrize("name", ["rows.tmx", "rows.tsv"])
def test_three_articles_that_are_all_pairs_come_back_as_three_pairs(
    paired, folders, tmp_path, name
):
    """The third pair is of articles that the file has brought by then."""
    add_article(paired, "兩座港口城市簽約", TAIWANESE, "zh-Hant")
    paired.pairs.link(1, 3)
    paired.pairs.link(2, 3)
    path = tmp_path / name
    paired.transfer.export(path, None)
    there = tmp_path / "there.db"
    with Library.open(there, config=Config(coder="Bo"), folders=folders, create=True) as other:
        import_file(other, path)
        assert [len(other.pairs.of_article(key)) for key in (1, 2, 3)] == [2, 2, 2]


def test_a_memory_links_articles_that_are_here_but_not_what_was_taken_apart(paired, tmp_path):
    """Without the look at pairs of the past, each import would undo what a person undid."""
    path = tmp_path / "rows.tmx"
    paired.transfer.export(path, None)
    paired.pairs.unlink(1, 2)
    import_file(paired, path)
    assert paired.pairs.of_article(1) == []


def test_a_memory_pairs_two_articles_that_were_never_paired(paired, folders, tmp_path):
    path = tmp_path / "rows.tmx"
    paired.transfer.export(path, None)
    there = tmp_path / "there.db"
    with Library.open(there, config=Config(coder="Bo"), folders=folders, create=True) as other:
        add_article(other, "Two harbour towns sign", ENGLISH, "en", published="2025-03-14")
        add_article(other, "两座港口城市签约", CHINESE, "zh-Hans", published="2025-03-15")
        import_file(other, path)
        assert sum(len(other.pairs.of_article(one)) for one in (1, 2)) == 2
