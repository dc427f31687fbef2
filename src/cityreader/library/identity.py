"""Who a coder is: a name to people, a UUID to libraries.

The UUIDs of the names used on this machine lie in ``coders.json`` in the data folder, so that one
person is the same coder in every library.
"""

import json
import os
import uuid
from pathlib import Path

from cityreader.models import Coder

_NAMESPACE = uuid.UUID("6f2f5c0e-6a0e-5f0e-9f4e-3f5f0b1a7c11")


def identify_coder(data_folder: Path, name: str) -> Coder:
    """The coder of this name on this machine, with a new UUID at the first use of the name.

    Where the data folder cannot be written the UUID is made from the name, so that it stays the
    same at the next start.
    """
    path = data_folder / "coders.json"
    known = _known(path)
    if name in known:
        return Coder(uuid=known[name], name=name)
    fresh = str(uuid.uuid4())
    try:
        data_folder.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f"coders.json.{os.getpid()}")
        aside.write_text(
            json.dumps({**known, name: fresh}, ensure_ascii=False, indent=1), encoding="utf-8"
        )
        aside.replace(path)
    except OSError:
        return Coder(uuid=str(uuid.uuid5(_NAMESPACE, name)), name=name)
    return Coder(uuid=fresh, name=name)


def _known(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(name): str(value) for name, value in found.items()}
