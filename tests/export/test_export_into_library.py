import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dossiers import GENERATED_AT, GENERATOR, dossiers, small_dossier
from hypothesis import given, settings

from cityreader.config import Config, Folders
from cityreader.export.document import from_document, to_document
from cityreader.library.library import Library
from cityreader.models import Dossier


@contextmanager
def empty_library() -> Iterator[Library]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folders = Folders(folder, folder, folder, folder)
        path = folder / "library.db"
        with Library.open(path, config=Config(coder="Ann"), folders=folders, create=True) as made:
            yield made


def document(dossier: Dossier) -> dict[str, object]:
    return to_document(dossier, generated_at=GENERATED_AT, generator=GENERATOR)


def test_small_export_comes_back_whole() -> None:
    exported = document(small_dossier())
    with empty_library() as library:
        library.transfer.merge(from_document(exported))
        once = document(library.transfer.dossier())
        assert library.transfer.merge(from_document(once)).added == 0
        assert not library.care.check().problems
    with empty_library() as other:
        other.transfer.merge(from_document(once))
        assert document(other.transfer.dossier()) == once
    titles = {record.article.title for record in small_dossier().articles}
    assert {record["title"] for record in once["articles"]} == titles  # type: ignore[index]


@settings(max_examples=25, deadline=None)
@given(dossiers())
def test_any_export_comes_back_whole(dossier: Dossier) -> None:
    exported = document(dossier)
    with empty_library() as library:
        library.transfer.merge(from_document(exported))
        once = document(library.transfer.dossier())
        problems = library.care.check().problems
        assert not problems
    with empty_library() as other:
        other.transfer.merge(from_document(once))
        assert document(other.transfer.dossier()) == once
