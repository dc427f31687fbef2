"""A small bilingual dossier, and a Hypothesis strategy that makes any."""

import hashlib
import uuid
from dataclasses import replace

from hypothesis import strategies as st

from cityreader.models import (
    Annotation,
    Article,
    ArticleRecord,
    Bead,
    Codebook,
    Coder,
    Count,
    DateRange,
    Dossier,
    Event,
    GlossaryEntry,
    History,
    Lineage,
    Pair,
    Participant,
    Place,
    Reading,
    Span,
    Tag,
    Version,
)
from cityreader.text.graphemes import snap
from cityreader.text.safety import clean, clean_line

AT = "2026-01-05T08:30:00.250Z"
GENERATED_AT = "2026-02-01T00:00:00Z"
GENERATOR = "cityreader 0.1.0"

ENGLISH = (
    "=Harbour cities meet again 🎉. Mayor Lin opened the forum on Sunday.\n\n"
    "Both sides signed two memoranda. They will talk about water next year."
)
CHINESE = "港口城市再次相聚🎉。林市长周日为论坛揭幕。\n\n𠮷田先生到场。双方签署两份备忘录。"


def identifier(number: int) -> str:
    return str(uuid.UUID(int=number, version=4))


def article(number: int, title: str, lang: str, body: str | None, **more: object) -> Article:
    stored = Article(
        id=number,
        uuid=identifier(number),
        title=title,
        lang=lang,
        source=None,
        author=None,
        url=None,
        published=DateRange(),
        kind="article",
        revision=1,
        text_sha256=hashlib.sha256((body or "").encode()).hexdigest(),
        length=len(body or ""),
        added_at=GENERATED_AT,
    )
    return replace(stored, **more)


def mark(number: int, record: ArticleRecord, words: str, **more: object) -> Annotation:
    body = record.body or ""
    start = body.index(words)
    end = start + len(words)
    made = Annotation(
        uuid=identifier(number),
        article_uuid=record.article.uuid,
        lang=record.article.lang,
        revision=record.article.revision,
        start=start,
        end=end,
        exact=words,
        prefix=body[max(0, start - 32) : start],
        suffix=body[end : end + 32],
        tag=None,
        note=None,
        event_uuid=None,
        role=None,
        coder_uuid=identifier(900),
        origin="manual",
        status="ok",
        created_at=AT,
        updated_at=AT,
    )
    return replace(made, **more)


def part(body: str, first: str, last: str) -> Span:
    """From the words ``first`` to the end of the words ``last``."""
    return Span(body.index(first), body.index(last) + len(last))


def small_dossier() -> Dossier:
    """Two articles of one pair and one alone, three marks, two events, nearly all null once."""
    coder = Coder(identifier(900), "Wei 伟")
    english = ArticleRecord(
        article(
            1,
            "@Harbour cities",
            "en",
            ENGLISH,
            source="City Desk",
            author="A. Writer",
            url="https://example.org/a?b=1&c=2",
            published=DateRange("2025-12-01", "2025-12-31", "month", "December 2025", "dateline"),
            tags=("youth",),
        ),
        ENGLISH,
        (Reading(identifier(1), coder.uuid, "done", True, AT),),
        topics=(("youth", coder.uuid),),
        aliases=(identifier(80),),
        message_id="post 4711",
    )
    chinese = ArticleRecord(article(2, "港口城市", "zh-Hans", CHINESE), CHINESE)
    alone = ArticleRecord(article(3, "Empty", "de", "", kind="user-translation"), "")
    trigger = mark(
        10,
        english,
        "signed two memoranda",
        tag="agreement",
        event_uuid=identifier(50),
        role="trigger",
        note="two\nlines",
    )
    echo = mark(
        11,
        chinese,
        "𠮷田先生到场",
        event_uuid=identifier(50),
        role="actor",
        status="moved",
    )
    note = mark(12, english, "=Harbour", note="-1+2")
    agreement = Event(
        uuid=identifier(50),
        type="agreement",
        status="happened",
        coder_uuid=coder.uuid,
        created_at=AT,
        updated_at=AT,
        title="Two memoranda",
        date=DateRange("2025-12-28", "2025-12-28", "day", "Sunday", "dateline"),
        place=Place("Port Azure", "FR", -12.5, 7.25, "city", "at the port", identifier(70)),
        participants=(
            Participant(
                "Lin",
                "Lin",
                "林",
                "person",
                "host",
                "both",
                "mayor",
                "Port Azure",
                identifier(70),
                (echo.uuid,),
            ),
            Participant("Port Azure"),
        ),
        counts=(Count("agreements", 2), Count("visitors", 1500.5, "about")),
        themes=("water", "youth"),
        series_id="harbour-forum",
        series_edition="5",
        part_of=identifier(51),
        mode="remote",
        certainty=1,
        aggregate=True,
        note="+ see also",
        article_uuids=(identifier(1), identifier(2)),
        annotation_uuids=(trigger.uuid, echo.uuid),
    )
    forum = Event(
        uuid=identifier(51),
        type="forum",
        status="planned",
        coder_uuid=coder.uuid,
        created_at=AT,
        updated_at=AT,
    )
    rows = (
        Bead(part(ENGLISH, "=Harbour", "🎉."), part(CHINESE, "港", "🎉。"), 0.9, True),
        Bead(part(ENGLISH, "Mayor", "Sunday."), part(CHINESE, "林", "揭幕。"), 0.5),
        Bead(None, part(CHINESE, "𠮷", "到场。"), 1.0),
        Bead(part(ENGLISH, "Both", "memoranda."), part(CHINESE, "双方", "备忘录。"), 0.25),
        Bead(part(ENGLISH, "They", "year."), None, 0.0),
    )
    return Dossier(
        project="harbours",
        codebook=Codebook(
            id="small",
            version="1.2",
            sha256="ab" * 32,
            tags=(
                Tag("forum", "event", {"en": "Forum", "zh-Hans": "论坛"}, "f", "#0072b2"),
                Tag(
                    "agreement", "event", {"en": "Agreement"}, "a", definition="Signed.", yes=("x",)
                ),
                Tag("youth", "topic", {}, parent="people", retired=True, no=("y",)),
            ),
            roles=("host",),
            themes=("water", "youth"),
            rules={"event": "One type, one date."},
        ),
        coders=(coder, Coder(identifier(901), "Second")),
        articles=(english, chinese, alone),
        pairs=(Pair(identifier(30), identifier(1), identifier(2), "auto", "linked", 1, 1, rows),),
        annotations=(trigger, echo, note),
        events=(agreement, forum),
        glossary=(
            GlossaryEntry(identifier(70), "city", {"en": ("Port Azure",), "zh-Hans": ("蓝港",)}),
        ),
        history=History(
            (
                Lineage(f"mark:{note.uuid}", (identifier(90),)),
                Lineage(f"trash:{identifier(4)}", (identifier(91),), True, (identifier(13),)),
            ),
            (Version(f"mark:{note.uuid}", (identifier(92),), None),),
        ),
    )


# Letters, wide letters, the astral plane, emoji of several code points, marks, formula signs.
_PIECES = (
    "a",
    "Z",
    "é",
    "e\u0301",
    "港",
    "灣",
    "𠮷",
    "🎉",
    "👨‍👩‍👧",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
)
_SIGNS = (" ", ".", "。", "=", "-", '"', "\\", "\u200b", "\n", "\n\n")
texts = st.lists(st.sampled_from(_PIECES + _SIGNS), max_size=20).map(
    lambda p: clean("".join(p)).text
)
lines = texts.map(clean_line)
uuids = st.uuids(version=4).map(str)
moments = st.datetimes().map(lambda at: f"{at.isoformat(timespec='milliseconds')}Z")
days = st.dates().map(str)
codes = ("forum", "visit", "合作")


def maybe(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | strategy


@st.composite
def dates(draw: st.DrawFn) -> DateRange:
    ends = sorted(draw(st.lists(days, max_size=2)))
    precision = draw(st.sampled_from(("day", "month", "quarter", "year", "interval", "none")))
    text, basis = draw(maybe(lines)), draw(maybe(lines))
    return DateRange(ends[0] if ends else None, ends[-1] if ends else None, precision, text, basis)


@st.composite
def spans(draw: st.DrawFn, body: str) -> Span:
    start = draw(st.integers(0, len(body) - 1))
    return snap(body, Span(start, draw(st.integers(start + 1, len(body)))))


@st.composite
def annotations(
    draw: st.DrawFn, record: ArticleRecord, events: list[str], coders: list[str]
) -> Annotation:
    """A mark on the current body, or an orphan of an earlier one."""
    article = record.article
    earlier = article.revision > 1 and draw(st.booleans())
    body = "an earlier body, not carried" if earlier else record.body or ""
    start, end = draw(spans(body))
    return Annotation(
        uuid=draw(uuids),
        article_uuid=article.uuid,
        lang=article.lang,
        revision=article.revision - earlier,
        start=start,
        end=end,
        exact=body[start:end],
        prefix=body[max(0, start - 32) : start],
        suffix=body[end : end + 32],
        tag=draw(maybe(st.sampled_from(codes))),
        note=draw(maybe(texts)),
        event_uuid=draw(maybe(st.sampled_from(events))) if events else None,
        role=draw(maybe(st.sampled_from(("trigger", "actor", "recipient", "place", "date")))),
        coder_uuid=draw(st.sampled_from(coders)),
        origin=draw(st.sampled_from(("manual", "suggestion", "import", "rule"))),
        status="orphan" if earlier else draw(st.sampled_from(("ok", "moved", "review"))),
        created_at=draw(moments),
        updated_at=draw(moments),
    )


places = st.builds(
    Place,
    maybe(lines),
    maybe(lines),
    maybe(st.floats(-90, 90)),
    maybe(st.floats(-180, 180)),
    maybe(lines),
    maybe(lines),
    maybe(uuids),
)
participants = st.builds(
    Participant,
    lines,
    maybe(lines),
    maybe(lines),
    st.sampled_from(("city", "government", "person", "organisation", "other")),
    maybe(lines),
    maybe(st.sampled_from(("actor", "recipient", "both"))),
    maybe(lines),
    maybe(lines),
    maybe(uuids),
    st.lists(uuids, max_size=1).map(tuple),
)
counts = st.builds(Count, lines, st.floats(-1e6, 1e6), maybe(lines))
forms = st.dictionaries(st.sampled_from(("en", "zh-Hans", "zh-Hant")), st.lists(lines).map(tuple))


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """Any dossier of up to three articles; all that an export leaves out has its constant."""
    identities = draw(st.lists(uuids, min_size=9, max_size=9, unique=True))
    coders = identities[:2]
    records = []
    for number, identity in enumerate(identities[2 : 2 + draw(st.integers(0, 3))], 1):
        body = draw(texts)
        stored = article(
            number,
            draw(lines),
            draw(st.sampled_from(("en", "zh-Hans", "zh-Hant", "de"))),
            body,
            uuid=identity,
            source=draw(maybe(lines)),
            url=draw(maybe(lines)),
            published=draw(dates()),
            revision=draw(st.integers(1, 2)),
            tags=tuple(draw(st.lists(st.sampled_from(codes), unique=True, max_size=2))),
        )
        reading = Reading(
            identity,
            coders[0],
            draw(st.sampled_from(("new", "opened", "done"))),
            draw(st.booleans()),
            draw(moments),
        )
        records.append(ArticleRecord(stored, body, (reading,) if draw(st.booleans()) else ()))
    events = identities[5 : 5 + draw(st.integers(0, 2))]
    written = [record for record in records if record.body]
    marks: list[Annotation] = []
    for record in written:
        made = annotations(record, events, coders)
        marks += draw(st.lists(made, max_size=2, unique_by=lambda found: found.uuid))
    pairs = []
    if len(written) >= 2:
        left, right = written[:2]
        rows = [
            Bead(
                draw(spans(left.body or "")),
                draw(maybe(spans(right.body or ""))),
                draw(st.floats(0, 1)),
                draw(st.booleans()),
            )
            for _ in range(draw(st.integers(0, 2)))
        ]
        pairs.append(
            Pair(
                identities[7],
                left.article.uuid,
                right.article.uuid,
                draw(st.sampled_from(("manual", "import", "auto", "sample"))),
                draw(st.sampled_from(("linked", "proposed", "dismissed"))),
                left.article.revision,
                right.article.revision,
                tuple(rows),
            )
        )
    happened = [
        Event(
            uuid=identity,
            type=draw(st.sampled_from(codes[:2])),
            status=draw(st.sampled_from(("happened", "planned", "proposed", "denied"))),
            coder_uuid=draw(st.sampled_from(coders)),
            created_at=draw(moments),
            updated_at=draw(moments),
            title=draw(maybe(lines)),
            date=draw(dates()),
            place=draw(places),
            participants=tuple(draw(st.lists(participants, max_size=1))),
            counts=tuple(draw(st.lists(counts, max_size=1))),
            themes=tuple(draw(st.lists(lines, max_size=1))),
            series_id=draw(maybe(lines)),
            part_of=draw(maybe(uuids)),
            certainty=draw(maybe(st.integers(1, 3))),
            historical=draw(st.booleans()),
            note=draw(maybe(texts)),
            annotation_uuids=tuple(found.uuid for found in marks if found.event_uuid == identity),
            article_uuids=tuple(
                dict.fromkeys(found.article_uuid for found in marks if found.event_uuid == identity)
            ),
        )
        for identity in events
    ]
    return Dossier(
        project=draw(lines),
        codebook=Codebook(
            draw(lines),
            draw(lines),
            hashlib.sha256(b"").hexdigest(),
            (
                Tag("forum", "event", {"en": draw(lines)}, "f", definition=draw(texts)),
                Tag("visit", "event", {"zh-Hant": draw(lines)}, "v", parent="forum"),
                Tag("合作", "topic", {}, "f", retired=draw(st.booleans())),
            ),
        ),
        coders=(Coder(coders[0], draw(lines)), Coder(coders[1], draw(lines))),
        articles=tuple(records),
        pairs=tuple(pairs),
        annotations=tuple(marks),
        events=tuple(happened),
        glossary=(GlossaryEntry(identities[8], draw(lines), draw(forms), draw(maybe(texts))),),
    )
