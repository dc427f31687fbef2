"""Spreads to test the reader with; own prose."""

from cityreader.models import NO_DATE, Article, Bead, Span, Spread

ENGLISH = (
    "Two mayors met in Taipei on Monday. They signed a memorandum, and they praised it.\n\n"
    "Nobody else came. The visitors left on Tuesday with 3 gifts."
)
CHINESE = "兩位市長週一在台北會面。雙方簽署備忘錄，並給予肯定。\n\n訪客週二帶著三份禮物離開。"


def article(number: int, lang: str, body: str) -> Article:
    return Article(
        id=number,
        uuid=f"00000000-0000-4000-8000-{number:012d}",
        title=f"Article {number}",
        lang=lang,
        source="Desk",
        author=None,
        url=None,
        published=NO_DATE,
        kind="article",
        revision=1,
        text_sha256="0" * 64,
        length=len(body),
        added_at="2026-01-01T00:00:00Z",
    )


def span_of(body: str, words: str) -> Span:
    start = body.index(words)
    return Span(start, start + len(words))


def pair_spread() -> Spread:
    """Four rows: two full ones, a hole on the right, a doubtful one."""

    def bead(left: str, right: str | None, score: float = 0.95) -> Bead:
        other = span_of(CHINESE, right) if right else None
        return Bead(span_of(ENGLISH, left), other, score)

    return Spread(
        left=article(1, "en", ENGLISH),
        right=article(2, "zh-Hant", CHINESE),
        left_body=ENGLISH,
        right_body=CHINESE,
        pair_uuid="p",
        beads=(
            bead("Two mayors met in Taipei on Monday.", "兩位市長週一在台北會面。"),
            bead("They signed a memorandum, and they praised it.", "雙方簽署備忘錄，並給予肯定。"),
            bead("Nobody else came.", None),
            bead("The visitors left on Tuesday with 3 gifts.", "訪客週二帶著三份禮物離開。", 0.4),
        ),
        paragraphs=(1, 1, 2, 2),
    )


def lone_spread() -> Spread:
    """The English article alone, a bead a sentence."""
    beads = pair_spread().beads
    return Spread(
        left=article(1, "en", ENGLISH),
        right=None,
        left_body=ENGLISH,
        right_body="",
        pair_uuid=None,
        beads=tuple(Bead(bead.left, None, 1.0) for bead in beads),
        paragraphs=(1, 1, 2, 2),
    )
