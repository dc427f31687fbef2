"""Who a coder is: a name to people, a UUID to libraries.

The UUIDs of the names used on this machine lie in ``coders.json`` in the data folder, so that one
person is the same coder in every library.
"""

import contextlib
import json
import os
import secrets
import uuid
from collections.abc import Mapping
from pathlib import Path

from cityreader.models import Coder

_NAMESPACE = uuid.UUID("6f2f5c0e-6a0e-5f0e-9f4e-3f5f0b1a7c11")


def identify_coder(data_folder: Path, name: str) -> Coder:
    """The coder of this name on this machine, with a new UUID at the first use of the name.

    Where the file cannot be kept the UUID is made from the name, so that it stays the same at the
    next start.
    """
    path = data_folder / "coders.json"
    known = _known(path)
    if name not in known:
        with contextlib.suppress(OSError):
            data_folder.mkdir(parents=True, exist_ok=True)
            _write(path, {**known, name: str(uuid.uuid4())}, anew=not known)
        # What another program wrote first counts, for both.
        known = _known(path)
    return Coder(uuid=known.get(name) or str(uuid.uuid5(_NAMESPACE, name)), name=name)


def _write(path: Path, known: Mapping[str, str], *, anew: bool) -> None:
    """Write the file whole; where it is made ``anew``, another program's that came first stays."""
    aside = path.with_name(f"{path.name}.{secrets.token_hex(6)}")
    try:
        with aside.open("w", encoding="utf-8") as file:
            json.dump(dict(known), file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        if anew and not path.exists():
            with contextlib.suppress(FileExistsError):
                os.link(aside, path)
        else:
            aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _known(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(name): str(value) for name, value in found.items()}
