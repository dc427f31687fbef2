import io
import json
from dataclasses import replace

import pytest
from awkward import awkward, empty, hostile
from dossiers import ENGLISH, GENERATED_AT, GENERATOR, identifier
from hypothesis import given, settings

from cityreader.errors import UsageError
from cityreader.export.doccano import contents, write
from cityreader.export.formats import Stamped
from cityreader.models import Dossier


def stamped(dossier: Dossier, with_text: bool = True) -> Stamped:
    return Stamped(dossier, GENERATED_AT, GENERATOR, with_text)


def exported(dossier: Dossier) -> list[dict]:
    """The lines, checked by the rules of doccano's importer."""
    stream = io.BytesIO()
    write(stamped(dossier), stream)
    assert not stream.getvalue() or stream.getvalue().endswith(b"\n")
    found = [json.loads(line) for line in stream.getvalue().split(b"\n")[:-1]]
    for line in found:
        assert isinstance(line["text"], str)
        assert line["text"]
        for start, end, label in line["label"]:
            assert 0 <= start < end <= len(line["text"])
            assert isinstance(label, str)
            assert label
        metadata = {name for name in line if name not in ("text", "label")}
        assert metadata.isdisjoint({"filename", "upload_name", "uuid", "line_num"})
        assert all(isinstance(line[name], str) for name in metadata)
        assert set(line) == set(found[0])
    return found


def test_articles_carry_labelled_spans(dossier):
    english, chinese = exported(dossier)
    assert english["text"] == ENGLISH
    ((start, end, label),) = english["label"]
    assert (ENGLISH[start:end], label) == ("signed two memoranda", "agreement")
    ((start, end, label),) = chinese["label"]
    assert (chinese["text"][start:end], label) == ("𠮷田先生到场", "actor")
    assert english["published"] == "2025-12"
    assert chinese["url"] == ""


def test_two_coders_who_agree_are_one_label(dossier):
    first = dossier.annotations[0]
    second = replace(first, uuid=identifier(99), coder_uuid=identifier(901))
    english, _ = exported(replace(dossier, annotations=(first, second)))
    assert len(english["label"]) == 1


def test_what_has_no_label_is_counted(dossier):
    assert contents(stamped(dossier)).reasons["mark"] == "1 mark without tag and role"
    lost = replace(dossier.annotations[0], status="orphan")
    marks = (lost, *dossier.annotations[1:])
    found = contents(stamped(replace(dossier, annotations=marks)))
    assert found.reasons["mark"] == "1 mark without tag and role, 1 mark of earlier texts"
    assert found.held == {"article": 2, "mark": len(marks) - 2}
    english, _ = exported(replace(dossier, annotations=marks))
    assert english["label"] == []


def test_without_texts_there_is_nothing_to_write(dossier):
    with pytest.raises(UsageError, match="doccano"):
        write(stamped(dossier, with_text=False), io.BytesIO())


def test_an_empty_library_is_an_empty_file():
    assert exported(empty()) == []


@settings(max_examples=30, deadline=None)
@given(awkward)
def test_no_text_breaks_it(text):
    english, _ = exported(hostile(text))
    assert english["text"] == f"Before it. {text or 'x'} After it."
    assert english["title"] == text
