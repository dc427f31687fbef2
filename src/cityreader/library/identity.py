"""Who a coder is: a name to people, a UUID to libraries.

The UUID of each name used on this machine lies in the folder ``coders`` of the data folder, so that
one person is the same coder in every library.
"""

import json
import os
import secrets
import uuid
from pathlib import Path

from cityreader.library.kept_files import kept_fields
from cityreader.models import Coder

_NAMESPACE = uuid.UUID("6f2f5c0e-6a0e-5f0e-9f4e-3f5f0b1a7c11")


def identify_coder(data_folder: Path, name: str) -> Coder:
    """The coder of this name on this machine, with a new UUID at the first use of the name.

    Where nothing can be kept the UUID is made from the name, so that it stays the same at the next
    start.
    """
    by_name = str(uuid.uuid5(_NAMESPACE, name))
    path = data_folder / "coders" / f"{by_name}.json"
    known = _known(path)
    if known is None:
        try:
            _keep(path, Coder(uuid=str(uuid.uuid4()), name=name))
        except OSError:
            return Coder(uuid=by_name, name=name)
        # Another program may have been first, and then its UUID counts for both.
        known = _known(path)
    return Coder(uuid=known or by_name, name=name)


def _known(path: Path) -> str | None:
    try:
        return str(uuid.UUID(kept_fields(path)["uuid"]))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _keep(path: Path, coder: Coder) -> None:
    """Write the file whole, and never over one that is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{secrets.token_hex(6)}")
    try:
        with aside.open("w", encoding="utf-8") as file:
            json.dump({"name": coder.name, "uuid": coder.uuid}, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        if not path.exists():
            _link(aside, path)
    finally:
        aside.unlink(missing_ok=True)


def _link(aside: Path, path: Path) -> None:
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    except OSError:
        # A file system without hard links (FAT, some network shares).
        aside.replace(path)
