"""The keys in the frames of dialogs."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from rich.cells import cell_len

from cityreader.ui import dialogs, screens
from cityreader.ui.dialogs.dialog import Dialog, DraftingDialog

ROOM = 80 - 7 - 4
"""Cells of the lower edge of a dialog at 80 columns, without its corners and their dashes."""


def classes(of: type[Dialog[object]] = Dialog) -> Iterator[type[Dialog[object]]]:
    for one in of.__subclasses__():
        yield one
        yield from classes(one)


for package in (dialogs, screens):
    for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        importlib.import_module(found.name)


@pytest.mark.parametrize("dialog", sorted(set(classes()), key=str), ids=lambda one: one.__name__)
def test_the_keys_of_every_dialog_fit_eighty_columns(dialog: type[Dialog[object]]) -> None:
    """Taken out once: the glossary ended in ``esc…``."""
    hints = dialog.KEYS
    if issubclass(dialog, DraftingDialog):
        hints = (*DraftingDialog.DRAFT_HINTS.values(), *hints)[1:]
    assert cell_len("  ".join(f"{one.key} {one.word}" for one in hints)) <= ROOM
