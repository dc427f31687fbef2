"""The trained weights, and how they score beads.

Weights were trained by ``scripts/train_alignment.py`` on hand-aligned news and novels. A bead's
score is the weight of its shape plus its features times the weights of its group: one-sided beads,
one to one, one to many, many to one and many to many are groups of their own.
"""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from cityreader.bilingual.features import NAMES, SHAPES, Features
from cityreader.bilingual.lattice import Shape

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Weights = NDArray[np.float32]

WEIGHTS = Path(__file__).with_name("weights.json")
GROUPS = ("english alone", "chinese alone", "one to one", "one to many", "many to one", "many")


def group(shape: Shape) -> int:
    """The number of the group in ``GROUPS`` whose weights a shape uses."""
    a, b = shape
    if a == 0 or b == 0:
        return a
    return 2 + (b > 1) + 2 * (a > 1)


class Model:
    """Weights for one kind of evidence.

    ``shapes`` has one weight for each of ``SHAPES``; ``features`` has shape (groups, FEATURES);
    ``again`` is for Chinese and for English sentences alone behind others alone.
    """

    def __init__(
        self, shapes: "Weights", features: "Weights", again: tuple[float, float] = (0.0, 0.0)
    ) -> None:
        self.shapes = shapes
        self.features = features
        self.again = again

    def scores(self, features: Features) -> dict[Shape, "Weights"]:
        """The score of every bead that fits, for each shape."""
        return {
            shape: np.tensordot(self.features[group(shape)], features.of(*shape), 1)
            + self.shapes[number]
            for number, shape in enumerate(SHAPES)
            if shape[0] <= features.rows and shape[1] <= features.columns
        }


def model_for(*, lexicon: bool, vectors: bool) -> Model:
    """The weights trained with, or without, a dictionary and sentence vectors."""
    return _models()[kind(lexicon=lexicon, vectors=vectors)]


def kind(*, lexicon: bool, vectors: bool) -> str:
    """What a set of weights is called in the file."""
    if vectors:
        return "dictionary and vectors" if lexicon else "vectors"
    return "dictionary" if lexicon else "plain"


def written(models: dict[str, Model]) -> str:
    """The text of a file of weights."""
    document = {
        name: {
            "shapes": {f"{a}-{b}": _short(model.shapes[n]) for n, (a, b) in enumerate(SHAPES)},
            "again": [_short(weight) for weight in model.again],
            "features": {
                title: dict(zip(NAMES, map(_short, model.features[n]), strict=True))
                for n, title in enumerate(GROUPS)
            },
        }
        for name, model in models.items()
    }
    return json.dumps(document, indent=1) + "\n"


def read(path: Path) -> dict[str, Model]:
    """The models of a file of weights."""
    document = json.loads(path.read_text(encoding="utf-8"))
    return {
        name: Model(
            _array([model["shapes"][f"{a}-{b}"] for a, b in SHAPES]),
            _array([[model["features"][title][feature] for feature in NAMES] for title in GROUPS]),
            (model["again"][0], model["again"][1]),
        )
        for name, model in document.items()
    }


@cache
def _models() -> dict[str, Model]:
    return read(WEIGHTS)


def _short(value: float) -> float:
    return round(float(value), 4)


def _array(values: Sequence[object]) -> "Weights":
    return np.array(values, np.float32)
