"""Archives of articles: ZIP, and gzip of one file."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from cityreader.ingest.extract import Extract, Format, Material
from cityreader.ingest.files import printable
from cityreader.ingest.problems import EmptyFileError, UnreadableError

if TYPE_CHECKING:
    from cityreader.ingest.archive import Archive

FormatOf = Callable[[str], Format | None]
# An archive in an archive in an archive is as deep as people go.
_DEEPEST = 3


def formats(format_of: FormatOf) -> tuple[Format, ...]:
    """Return the formats of archives; ``format_of`` tells how a file in one is read by its name."""
    return (
        Format("ZIP archive", frozenset({".zip"}), lambda file: _read_zip(file, format_of)),
        Format("gzip", frozenset({".gz"}), lambda file: _read_gzip(file, format_of)),
    )


def _read_zip(material: Material, format_of: FormatOf) -> list[Extract]:
    """Return the articles of every file in an archive; those that give none are refused by name."""
    from cityreader.ingest.archive import Archive

    archive = Archive(material)
    found: list[Extract] = []
    for name in archive.members():
        if any(part.startswith((".", "__MACOSX")) for part in _parts(name)):
            continue
        if material.leave_rest(f"«{printable(name)}»"):
            break
        try:
            found += _member(name, archive, material, format_of)
        except RecursionError:
            material.refuse(f"!{name}", "it is nested too deeply")
        except EmptyFileError:
            continue
        except UnreadableError as error:
            material.refuse(f"!{name}", error.reason)
    return found


def _member(
    name: str, archive: "Archive", material: Material, format_of: FormatOf
) -> list[Extract]:
    from cityreader.ingest.archive import climbs

    if climbs(name):
        raise UnreadableError("its name leads out of the archive")
    kind = format_of(PurePosixPath(name).name)
    if kind is None:
        raise UnreadableError("files of this kind are not imported")
    return _inside(name, archive.read(name), kind, material)


def _inside(name: str, data: bytes, kind: Format, material: Material) -> list[Extract]:
    """Return the articles of one file in an archive, each with the name of its file."""
    inner = replace(_opened(name, data, material), refusals=[])
    extracts = kind.read(inner)
    for extract in extracts:
        extract.inner = f"{name}!{extract.inner}" if extract.inner else name
    for part in inner.refusals:
        joined = part.where if part.where.startswith("!") else ""
        reason = part.reason if joined else f"{part.where}: {part.reason}"
        material.refuse(f"!{name}{joined}", reason, is_left=part.is_left)
    return extracts


def _read_gzip(material: Material, format_of: FormatOf) -> list[Extract]:
    """Return the articles of the one file in a gzip file, whose name is that before ``.gz``."""
    from cityreader.ingest.archive import unpacked

    name = PurePosixPath(material.name.rpartition("!")[2]).name[: -len(".gz")]
    kind = format_of(name)
    if kind is None:
        raise UnreadableError(f"the file in it, {printable(name)}, is of a kind that is not read")
    return kind.read(_opened(name, unpacked(material), material))


def _opened(name: str, data: bytes, material: Material) -> Material:
    """One file of an archive as material; raises where it is empty or too deep in archives."""
    if material.name.count("!") >= _DEEPEST:
        raise UnreadableError("archives are nested too deeply in it")
    if not data:
        raise EmptyFileError("it is empty")
    return replace(material, name=f"{material.name}!{name}", data=data)


def _parts(name: str) -> list[str]:
    # Dots alone climb and are refused by name, not passed over as hidden.
    return [part for part in name.replace("\\", "/").split("/") if part.strip(".")]
