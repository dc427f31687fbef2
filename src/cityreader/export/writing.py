"""The one door to every format."""

from pathlib import Path
from typing import BinaryIO

from cityreader.errors import UsageError
from cityreader.export.contents import summary
from cityreader.export.document import check
from cityreader.export.formats import Format, Stamped
from cityreader.export.references import self_contained
from cityreader.export.target import write_atomically, write_folder_atomically
from cityreader.models import Dossier, ExportSummary


def write_export(
    dossier: Dossier,
    format: Format,
    output: Path | None,
    stream: BinaryIO | None,
    *,
    force: bool,
    with_text: bool,
    generated_at: str,
    generator: str,
) -> ExportSummary:
    """Write ``dossier`` in ``format`` to ``output``, else to ``stream``; returns what it holds.

    ``generated_at`` is ISO 8601 in UTC. With ``force`` an existing file, or an earlier export into
    a folder, is replaced.

    Raises:
        UsageError: there is nowhere to write to, or something is there already.
        CityReaderError: an annotation does not stand on its words, or the disk is full or fails;
            nothing was written.
    """
    stamped = Stamped(self_contained(dossier), generated_at, generator, with_text)
    check(stamped.dossier)
    if format.to_folder is not None:
        into_folder = format.to_folder
        if output is None:
            raise UsageError(
                "The export was not written",
                f"The format {format.name} is a folder of files.",
                "Name the folder with -o.",
            )
        write_folder_atomically(output, lambda folder: into_folder(stamped, folder), force=force)
    elif format.to_file is not None:
        into_file = format.to_file
        if output is not None:
            write_atomically(output, lambda file: into_file(stamped, file), force=force)
        elif stream is not None:
            into_file(stamped, stream)
        else:
            raise UsageError("The export was not written", "There is nowhere to write it to.")
    return summary(stamped, format)
