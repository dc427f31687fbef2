"""The ``doccano`` format: JSONL for a sequence labelling project of doccano.

One article a line: ``text``, ``label`` with ``[start, end, label]`` in code points, and further
members that doccano keeps as metadata. In doccano the project should count a grapheme as one
character; otherwise it counts in UTF-16, and marks after an emoji or a rare character shift.
"""

from collections import defaultdict
from typing import BinaryIO

from cityreader.errors import UsageError
from cityreader.export.agreed import superseded
from cityreader.export.formats import Contents, Format, Stamped
from cityreader.export.json_document import encoded
from cityreader.export.mentions import Mentions, stands
from cityreader.models import Article
from cityreader.text.phrases import counted

Label = tuple[int, int, str]


def write(stamped: Stamped, stream: BinaryIO) -> None:
    """Write every article that has a text; the label of a mark is its tag, else its role.

    Marks of several coders that say the same are one label; where the consensus has a version, only
    that one is written.

    Raises:
        UsageError: the texts are to be left out.
    """
    if not stamped.with_text:
        raise UsageError(
            "The export was not written",
            "The format doccano holds the texts of articles and nothing without them.",
            "Leave --no-text out, or name another format.",
        )
    labels = _labels(stamped)
    for record in stamped.dossier.articles:
        if record.body:
            made = {"text": record.body, "label": sorted(labels[record.article.uuid])}
            stream.write(encoded(made | _metadata(record.article)) + b"\n")


def contents(stamped: Stamped) -> Contents:
    """The articles with a text, and the marks that have a label and a place in it."""
    mentions = Mentions(stamped.dossier)
    bare = lost = settled = 0
    replaced = superseded(stamped.dossier)
    for mark in stamped.dossier.annotations:
        if mark.uuid in replaced:
            settled += 1
        elif not stands(mark, mentions.records.get(mark.article_uuid)):
            lost += 1
        elif (mark.tag or mark.role) is None:
            bare += 1
    parts = []
    if bare:
        parts.append(f"{counted(bare, 'mark')} without tag and role")
    if lost:
        parts.append(f"{counted(lost, 'mark')} of earlier texts")
    if settled:
        parts.append(f"{counted(settled, 'mark')} that the consensus stands for")
    empty = sum(not record.body for record in stamped.dossier.articles)
    reasons = {"mark": ", ".join(parts), "article": f"{counted(empty, 'article')} without a text"}
    held = {
        "article": len(stamped.dossier.articles) - empty,
        "mark": len(stamped.dossier.annotations) - bare - lost - settled,
    }
    return Contents(held, reasons)


def _labels(stamped: Stamped) -> dict[str, set[Label]]:
    mentions = Mentions(stamped.dossier)
    replaced = superseded(stamped.dossier)
    found: dict[str, set[Label]] = defaultdict(set)
    for mark in stamped.dossier.annotations:
        label = None if mark.uuid in replaced else mark.tag or mark.role
        if label is not None and stands(mark, mentions.records.get(mark.article_uuid)):
            found[mark.article_uuid].add((mark.start, mark.end, label))
    return found


def _metadata(article: Article) -> dict[str, str]:
    return {
        "article_id": article.uuid,
        "title": article.title,
        "lang": article.lang,
        "source": article.source or "",
        "published": article.published.iso or "",
        "url": article.url or "",
    }


FORMAT = Format(
    name="doccano",
    description="articles with labelled spans, for a sequence labelling project of doccano",
    to_file=write,
    contents=contents,
)
