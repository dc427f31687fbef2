"""The small dossier with one awkward text in every place that holds free text."""

from dataclasses import replace

from dossiers import identifier, mark, small_dossier
from hypothesis import strategies as st

from cityreader.models import ArticleRecord, Dossier, Participant, Place

AWKWARD = (
    "",
    " ",
    "\n",
    "]]>&amp;<![CDATA[<b>&#0;",
    '"\\n\\"}]}',
    "\r\nEND:VEVENT\r\nBEGIN:VALARM\\;,:",
    "a\x00b\x0bc\x0cd\x1be\x85f\u2028g\u2029h\ufffe\uffff",
    "# *x* _y_ [l](javascript:alert(1)) ![i](u) `c` ~~s~~ <script>&copy;&#35;|a|b|$z$ ##",
    "1. one\n2) two\n- three\n+ four\n===\n---\n***\n> q\n    code\n```\nfence",
    "=1+1\t@x\t-2",
    "https://example.org/a_(b)?c=1&copy;=2&d=%zz#\u706f\u5854 <x>",
    "\u6e2f" * 90 + "\U00020bb7\U0001f389\U0001f468\u200d\U0001f469\u200d\U0001f467" * 20,
    "\u202etxet\u202c\u200f\u200b\ufeff",
    "e\u0301\u0301\u0301",
    "x" * 5000,
)

awkward = st.sampled_from(AWKWARD) | st.text(st.characters(codec="utf-8"), max_size=40)


def hostile(text: str) -> Dossier:
    """Three articles, a pair, marks and events, all of them saying ``text``."""
    calm = small_dossier()
    first, *others = calm.articles
    body = f"Before it. {text or 'x'} After it."
    stored = replace(
        first.article, title=text, source=text, author=text, url=text, length=len(body)
    )
    record = ArticleRecord(stored, body, first.readings)
    words = text or "x"
    marks = (
        mark(
            10,
            record,
            words,
            tag="agreement",
            event_uuid=identifier(50),
            role="trigger",
            note=text,
        ),
        calm.annotations[1],
        mark(12, record, words, note=text),
    )
    agreement, forum = calm.events
    guests = (Participant(text, text, text), Participant("guest", of=text, office=text))
    agreement = replace(
        agreement,
        title=text,
        note=text,
        place=Place(text, text, 1.5, -2.5, text, text),
        participants=(*agreement.participants, *guests),
        themes=(text,),
        series_id=text,
        aggregate=False,
        part_of=None,
    )
    tag = replace(calm.codebook.tags[1], labels={"en": text})
    return replace(
        calm,
        project=text,
        codebook=replace(calm.codebook, id=text, tags=(calm.codebook.tags[0], tag)),
        coders=tuple(replace(coder, name=text) for coder in calm.coders),
        articles=(record, *others),
        pairs=(),
        annotations=marks,
        events=(agreement, replace(forum, title=text)),
    )


def empty() -> Dossier:
    """A library that holds nothing."""
    return replace(
        small_dossier(), coders=(), articles=(), pairs=(), annotations=(), events=(), glossary=()
    )
