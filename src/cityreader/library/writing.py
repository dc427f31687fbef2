"""Writing the translation of an article row by row, into an article of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cityreader.bilingual.written_text import Rewriting, WrittenRow, rewrite, row_text
from cityreader.errors import NotFoundError, UsageError
from cityreader.library.aligner import Alignments
from cityreader.library.articles import text_hash
from cityreader.library.carrying import carry_written_marks
from cityreader.library.context import Context
from cityreader.library.lookup import article_in, changed_since, no_article
from cityreader.library.other_pairs import foresee_others, realign_others
from cityreader.library.pairs import PairService, alone
from cityreader.library.unwritten import Unwritten
from cityreader.models import NO_DATE, Article, ArticleDraft, Bead, Pair, Span, Spread
from cityreader.models.pair import Side, other_side
from cityreader.store import articles, pairs, readings, summary
from cityreader.store.folding import refold
from cityreader.store.session import Unit, View
from cityreader.text.safety import clean_line

KIND = "user-translation"
"""The kind of an article that was written here; published ones are of kind ``article``."""

WRITER = "written"
"""What made the rows of a translation: nothing aligned them."""


@dataclass(frozen=True, slots=True)
class RowToWrite:
    """A row as a person sees it: the sentence of the source that it translates.

    ``revision`` is that of the source on the screen; ``lang`` the language that is written.
    """

    source_id: int
    revision: int
    span: Span
    lang: str


@dataclass(frozen=True, slots=True)
class Written:
    """The translation that was written into, and whether a row changed."""

    translation_id: int | None
    changed: bool


class WritingService:
    """Writes translations; each row is one step, on the disk when it returns."""

    def __init__(self, context: Context, pairs: PairService) -> None:
        self._context = context
        self._pairs = pairs
        self.unwritten = Unwritten(context.folders.state, context.library_uuid)

    def sheet(self, source_id: int, lang: str | None = None) -> Spread:
        """An article beside the translation of it that is being written, source to the left.

        Where none is yet, the right side is an empty article with id 0, which is not in the
        library. ``lang`` is by default that of the translation there is, else what
        ``language_for`` says. Raises NotFoundError.
        """
        with self._context.view() as view:
            source = _source(view, source_id)
            lang = lang or _started(view, source_id) or self._language_for(view, source)
            known = _translation(view, source_id, lang)
            body = articles.body(view, source_id) or ""
        if known is not None:
            return self._pairs.spread(source_id, known.id)
        return replace(alone(source, body), right=_unwritten(lang))

    def write_row(self, row: RowToWrite, text: str) -> Written:
        """Write the translation of a sentence; an empty text takes it out again.

        The first row makes the translation and the pair. Marks on other rows stay on their words;
        one on the words that changed waits for review. Raises RefusedError where the source
        changed since, NotFoundError where it is gone.
        """
        return self._write(row, {row.span: WrittenRow(row_text(text))})

    def fill(self, source: RowToWrite, texts: Mapping[Span, str]) -> Written:
        """Write what a translation command gave for sentences of the source, in one step.

        The rows are of machine origin until a person changes them; one that has text by now is
        left alone. Raises as ``write_row`` does.
        """
        wanted = {span: WrittenRow(row_text(text), "machine") for span, text in texts.items()}
        kept = {span: row for span, row in wanted.items() if row.text}
        return self._write(source, kept, empty_only=True)

    def entitle(self, translation_id: int, title: str) -> None:
        """Give a translation its title. Raises UsageError for an empty one."""
        line = clean_line(title)
        if not line:
            raise UsageError("Empty title", "An article needs a title.")
        with self._context.unit(f"title “{line}”", article_id=translation_id) as unit:
            article = articles.get(unit, translation_id)
            if article is None or article.kind != KIND:
                raise NotFoundError("No such translation", "There is no translation to name.")
            details = replace(article.details, title=line)
            reasons = {**article.reasons, "title": "by hand"}
            articles.update_details(unit, translation_id, details, reasons)

    def _write(
        self, row: RowToWrite, wanted: Mapping[Span, WrittenRow], *, empty_only: bool = False
    ) -> Written:
        alignments = self._foresee(row, wanted, empty_only=empty_only)
        with self._context.unit("write", article_id=row.source_id) as unit:
            source = _source(unit, row.source_id)
            if source.revision != row.revision:
                raise changed_since(
                    "The text of this article changed since it was opened, so nothing was written.",
                    "Open the article again.",
                )
            desk = _Desk(unit, source, row.lang)
            numbers = desk.numbers(wanted, empty_only=empty_only)
            if not numbers:
                return Written(desk.translation.id if desk.translation else None, False)
            made = desk.rewrite(numbers)
            count = f"row {min(numbers) + 1}" if len(numbers) == 1 else f"{len(numbers)} rows"
            verb = "translate" if made.body else "take back"
            unit.describe(f"{verb} {count}: {source.title}")
            if desk.translation is not None:
                _store(unit, desk, desk.translation, made, alignments)
                key = desk.translation.id
            elif made.body:
                key = _create(unit, source, row.lang, made, self._context.coder.name)
            else:
                return Written(None, False)
            return Written(key if made.body else None, True)

    def _foresee(
        self, row: RowToWrite, wanted: Mapping[Span, WrittenRow], *, empty_only: bool
    ) -> Alignments:
        """Align outside of the transaction what other pairs the translation may be in."""
        with self._context.view() as view:
            translation = _translation(view, row.source_id, row.lang)
            if translation is None or len(pairs.touching(view, translation.id)) < 2:
                return Alignments(self._context.folders)
            desk = _Desk(view, _source(view, row.source_id), row.lang)
            made = desk.rewrite(desk.numbers(wanted, empty_only=empty_only))
        own = desk.pair.uuid if desk.pair else ""
        return foresee_others(self._context, translation.id, own, desk.body, made.body)

    def _language_for(self, view: View, source: Article) -> str:
        """The language to translate into: English of Chinese, and Chinese of anything else, in
        the script the config names or the library has most of."""
        if source.lang.startswith("zh"):
            return "en"
        return self._context.config.translate.language or summary.usual_chinese(view)


class _Desk:
    """The source and what is written of it by now."""

    def __init__(self, view: View, source: Article, lang: str) -> None:
        self.source = source
        self.lang = lang
        self.source_body = articles.body(view, source.id) or ""
        self.translation = _translation(view, source.id, lang)
        self.body = ""
        self.side: Side = "right"
        self.pair: Pair | None = None
        self.rows: tuple[Bead, ...]
        if self.translation is not None:
            self.pair = pairs.between(view, source.id, self.translation.id)
            self.body = articles.body(view, self.translation.id) or ""
        if self.pair is None:
            self.rows = alone(source, self.source_body).beads
        else:
            self.rows = self.pair.beads
            self.side = "right" if self.pair.left_uuid == source.uuid else "left"

    def numbers(
        self, wanted: Mapping[Span, WrittenRow], *, empty_only: bool
    ) -> dict[int, WrittenRow]:
        """Which rows get other text, or lose the mark of a machine. Raises RefusedError where a
        sentence is no row any more."""
        places = {row.on(other_side(self.side)): number for number, row in enumerate(self.rows)}
        found = {}
        for span, text in wanted.items():
            number = places.get(span)
            if number is None:
                raise changed_since(
                    "The rows changed since they were shown, so nothing was written.",
                    "Open the article again.",
                )
            here = self.rows[number]
            old = here.on(self.side)
            before = self.body[old.start : old.end] if old else ""
            if (empty_only and before) or (before == text.text and here.origin == text.origin):
                continue
            found[number] = text
        return found

    def rewrite(self, numbers: Mapping[int, WrittenRow]) -> Rewriting:
        """The text and the rows with these written."""
        return rewrite(self.rows, self.side, self.source_body, self.body, numbers, self.lang)


def _create(unit: Unit, source: Article, lang: str, made: Rewriting, author: str) -> int:
    uuid = unit.identify()
    draft = ArticleDraft(
        title=f"Translation of “{source.title}”",
        body=made.body,
        lang=lang,
        author=author,
        reasons={"title": "from the article it translates", "lang": "by hand", "author": "coder"},
    )
    key = articles.add(unit, draft, text_hash(made.body), uuid=uuid, kind=KIND)
    pairs.add(
        unit,
        source.id,
        key,
        (source.revision, 1),
        made.rows,
        uuid=unit.identify(),
        origin="manual",
        aligner=WRITER,
    )
    readings.mark_opened(unit, source.id)
    readings.mark_opened(unit, key)
    refold(unit, (source.id, key))
    return key


def _store(
    unit: Unit, desk: _Desk, translation: Article, made: Rewriting, alignments: Alignments
) -> None:
    if not made.body:
        # Nothing is left of it: undo brings article, rows and marks back as they were.
        articles.set_deleted(unit, translation.id, True)
        refold(unit, (desk.source.id, translation.id))
        return
    revision = translation.revision
    if made.body != desk.body:
        revision = articles.add_revision(unit, translation.id, made.body, text_hash(made.body))
        carry_written_marks(unit, translation.id, revision, desk.body, made)
        own = desk.pair.uuid if desk.pair else ""
        realign_others(unit, translation.id, own, desk.body, made.body, alignments)
    assert desk.pair is not None
    both = (desk.source.revision, revision)
    revisions = both if desk.side == "right" else (both[1], both[0])
    pairs.realign(unit, desk.pair.uuid, revisions, made.rows, WRITER)


def _source(view: View, article_id: int) -> Article:
    article = article_in(view, article_id)
    if article.deleted:
        raise no_article(article_id)
    return article


def _written_here(view: View, source_id: int) -> Sequence[Article]:
    source = _source(view, source_id)
    linked = pairs.of_article(view, source_id)
    uuids = [pair.other(source.uuid) for pair in linked]
    found = [articles.by_uuid(view, uuid) for uuid in uuids]
    return [article for article in found if article is not None and article.kind == KIND]


def _started(view: View, source_id: int) -> str | None:
    """The language of the translation written last."""
    found = _written_here(view, source_id)
    return found[-1].lang if found else None


def _translation(view: View, source_id: int, lang: str) -> Article | None:
    return next((one for one in _written_here(view, source_id) if one.lang == lang), None)


def _unwritten(lang: str) -> Article:
    return Article(
        id=0,
        uuid="",
        title="",
        lang=lang,
        source=None,
        author=None,
        url=None,
        published=NO_DATE,
        kind=KIND,
        revision=0,
        text_sha256="",
        length=0,
        added_at="",
    )
