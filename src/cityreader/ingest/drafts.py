"""From what a format found to a draft: made safe, and complete."""

from dataclasses import replace

from cityreader.ingest.extract import Extract, too_long
from cityreader.ingest.languages import language_of, normal_tag
from cityreader.ingest.limits import LONGEST_TEXT
from cityreader.ingest.page import without_entities
from cityreader.ingest.problems import EmptyFileError
from cityreader.ingest.translation_links import own_links
from cityreader.ingest.wrapping import cells, ends_sentence
from cityreader.models import NO_DATE, ArticleDraft, DateRange
from cityreader.text.safety import clean, clean_line

# Fields longer than these are cut (code points); real titles measured end at 233.
_LONGEST_TITLE = 400
_LONGEST_FIELD = 300
_LONGEST_URL = 2_000
# The title of an article without one is its first words, about this wide (cells).
_FIRST_WORDS = 80
_GIVEN = "given for this import"


def draft_of(
    extract: Extract,
    *,
    path: str,
    member: int | None = None,
    source: str | None = None,
    lang: str | None = None,
) -> ArticleDraft:
    """Return the draft of an article; ``source`` and ``lang`` are given by a person and win.

    Raises ``EmptyFileError`` for an article without text, ``UnreadableError`` for one longer than
    ``LONGEST_TEXT``.
    """
    reasons = dict(extract.reasons)
    if sum(map(len, extract.paragraphs)) > LONGEST_TEXT:
        raise too_long()
    body = clean("\n\n".join(extract.paragraphs))
    headline = clean(without_entities(extract.title))
    title = _cut(" ".join(headline.text.split()), _LONGEST_TITLE)
    text = body.text
    if not text and title and not reasons["title"].startswith("front matter"):
        # A file of one line is an article of one line.
        text = title
    if not text:
        raise EmptyFileError("it has a title and no text" if title else "it has no text")
    if not title:
        title = first_words(text)
        reasons["title"] = "first words"
    removed = dict.fromkeys((*body.removed, *headline.removed))
    warnings = [*extract.warnings, *(f"neutralised: {phrase}" for phrase in removed)]
    counted, why, warning = language_of(
        f"{title}\n{text}", extract.lang, reasons.pop("lang", "header")
    )
    reasons["lang"] = why
    if source:
        reasons["source"] = _GIVEN
    if lang:
        reasons["lang"] = _GIVEN
    elif warning:
        warnings.append(warning)
    return ArticleDraft(
        title=title,
        body=text,
        lang=(normal_tag(lang) or lang) if lang else counted,
        source=_field(source or extract.source),
        author=_field(extract.author),
        url=_field(extract.url, _LONGEST_URL),
        published=_published(extract.published),
        translated_from=_field(extract.translated_from),
        translation_of=extract.translation_of,
        translation_links=own_links(extract.translation_links, extract.url),
        message_id=_field(extract.message_id),
        rows=extract.rows or (),
        path=path,
        member=member,
        reasons={name: _line(reason) for name, reason in reasons.items()},
        warnings=tuple(dict.fromkeys(map(_line, warnings))),
    )


def first_words(text: str) -> str:
    """Return the first sentence of a text, or as many of its words as a title may have."""
    line = clean_line(text.split("\n", 1)[0][: 4 * _FIRST_WORDS])
    words = ""
    for character in line:
        words += character
        if ends_sentence(words) and cells(words) >= _FIRST_WORDS // 4:
            break
        if cells(words) > _FIRST_WORDS:
            start, _, _ = words.rpartition(" ")
            return (start if cells(start) > _FIRST_WORDS // 2 else words) + "…"
    return words or line


def _published(stated: DateRange | None) -> DateRange:
    if stated is None:
        return NO_DATE
    return replace(stated, text=_cut(clean_line(stated.text or ""), _LONGEST_FIELD) or None)


def _field(text: str, longest: int = _LONGEST_FIELD) -> str | None:
    return _cut(_line(text.strip()), longest) or None if text else None


def _line(text: str) -> str:
    """Clean a line, at no cost where there is nothing to clean."""
    plain = text.isascii() and text.isprintable() and "  " not in text
    return text if plain else clean_line(text)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
