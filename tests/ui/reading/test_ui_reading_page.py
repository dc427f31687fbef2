from spreads import CHINESE, ENGLISH, lone_spread, pair_spread, span_of

from cityreader.ui.reading.page import Page


def test_side_by_side_every_bead_is_a_block_with_one_unit():
    page = Page(pair_spread())
    assert [block.units for block in page.blocks] == [range(n, n + 1) for n in range(4)]
    assert [block.sign for block in page.blocks] == ["", "", "—", "?"]
    assert page.units[2].on("right") is None


def test_alone_a_block_is_a_paragraph_and_its_sentences_are_units():
    page = Page(lone_spread())
    assert [block.units for block in page.blocks] == [range(2), range(2, 4)]
    assert page.blocks[1].left == span_of(
        ENGLISH, "Nobody else came. The visitors left on Tuesday with 3 gifts."
    )
    assert page.article_id("right") == 1


def test_unit_at_finds_the_row_of_every_code_point_on_both_sides():
    page = Page(pair_spread())
    for number, unit in enumerate(page.units):
        for side in ("left", "right"):
            span = unit.on(side)
            for offset in range(*span) if span else ():
                assert page.unit_at(side, offset) == number


def test_words_run_on_from_row_to_row_and_over_holes():
    page = Page(pair_spread())
    body = page.body("right")
    after = [body[a:b] for a, b in page.words_after("right", 1, CHINESE.index("肯"))]
    assert after[:3] == ["肯", "定", "訪"]
    before = [ENGLISH[a:b] for a, b in page.words_before("left", 1, ENGLISH.index("signed"))]
    assert before[:3] == ["They", "Monday", "on"]


def test_labels_stand_over_both_of_two_words_that_cross():
    page = Page(pair_spread())
    body = page.body("right")
    start = body.index("簽署備")
    page.learn(frozenset({"簽署", "署備忘錄"}))
    unit = page.unit_at("right", start)

    def shown(words):
        return [body[slice(*word)] for word in words if start <= word.start < start + 2]

    assert shown(page.words(unit, "right")) == ["簽署"]
    assert shown(page.pickable_words(unit, "right")) == ["簽", "署"]


def test_the_paragraph_of_a_row_spans_its_rows():
    page = Page(pair_spread())
    assert page.paragraph_span(0, "left") == span_of(ENGLISH, ENGLISH.split("\n\n")[0])
    assert page.paragraph_span(2, "right") == span_of(CHINESE, CHINESE.split("\n\n")[1])


def test_the_side_of_an_article():
    page = Page(pair_spread())
    assert page.side_of(page.spread.left.uuid) == "left"
    assert page.side_of(page.spread.right.uuid) == "right"
    assert page.side_of("someone else") is None
