"""What a data folder holds: the names in it, the links to the generations, each one's manifest and hashes.

DATA/
  current -> gen-3    the served generation; readers follow this link once
  gen-2/              the one before, kept for the way back
  gen-3/              manifest.json, catalog.db, texts.json, report.json, one .faiss file per encoder and leg
  undone -> gen-3     only after a rollback: the generation that was rolled back from
  held -> gen-4       only while one waits: built and verified, but not served until it is released
  encoders/           the encoders' files, named with their hashes in the manifests
"""

import datetime as dt
import hashlib
import shlex
from pathlib import Path
from urllib.parse import quote

import msgspec

from catalog.errors import GenerationError
from catalog.program import Value
from index.encoder import EncoderCard

CURRENT = "current"
UNDONE = "undone"
HELD = "held"
ENCODERS = "encoders"
MANIFEST = "manifest.json"
CATALOG = "catalog.db"
TEXTS = "texts.json"
REPORT = "report.json"
"""What became of the rows that it was made of, in few words; a generation of before has none."""
LEGS = ("passage", "title")
FORM = 2
"""The form of a generation's folder; a reader refuses any other."""


class Counts(Value, frozen=True):
    """What became of the rows, and of the vectors of the programmes that were kept."""

    read: int
    kept: int
    rejected: int
    duplicates: int
    embedded: int
    reused: int


class Manifest(Value, frozen=True):
    """What a generation consists of, and what it was made with."""

    form: int
    generation: int
    previous: int | None
    """The generation that was served when this one was built; the way back."""
    rows: int
    template: int
    faiss: str
    encoders: tuple[EncoderCard, ...]
    files: dict[str, str]
    """The sha256 of every other file of the folder, by name."""
    built_at: dt.datetime
    sources: tuple[str, ...]
    """The names of the files that were read."""
    inputs: str
    """A hash of all that the catalogue was made of (`index.intake`)."""
    sample: bool
    """Whether one of them is the shipped sample."""
    counts: Counts
    seal: str = ""
    """The sha256 of this very manifest with an empty seal: a flipped prompt is seen too."""

    def sealed(self) -> "Manifest":
        """Return this manifest with its seal."""
        bare = msgspec.structs.replace(self, seal="")
        return msgspec.structs.replace(bare, seal=hashlib.sha256(msgspec.json.encode(bare)).hexdigest())

    def written(self) -> bytes:
        """Return the one way in which this manifest is written."""
        return msgspec.json.format(msgspec.json.encode(self))


def folder_of(data: Path, number: int) -> Path:
    """Return the folder of a generation."""
    return data / f"gen-{number}"


def number_of(folder: Path) -> int:
    """Return the number in the name of a generation's folder."""
    return int(folder.name.removeprefix("gen-"))


def generation_numbers(data: Path) -> list[int]:
    """Return the numbers of all generation folders, whole or not."""
    return [number_of(path) for path in data.glob("gen-*") if path.name[4:].isdecimal()]


def linked_number(link: Path) -> int | None:
    """Return the number of the generation that `link` points to, or None."""
    try:
        return number_of(link.readlink())
    except (OSError, ValueError):
        return None


def current_number(data: Path) -> int:
    """Return the number of the served generation."""
    number = linked_number(data / CURRENT)
    if number is None:
        raise GenerationError(f"There is no catalogue yet in {data}. {cure(data)}")
    return number


def previous_number(data: Path, number: int) -> int | None:
    """Return the generation that a rollback from `number` leads to, or None.

    After a rollback it is the one that was undone. Which one that is stands in the manifests and
    in one link, so that a swap of `current` changes both at once.
    """
    undone = linked_number(data / UNDONE)
    if undone is not None and _built_after(data, undone) == number:
        return undone
    try:
        previous = read_manifest(data, number).previous
    except GenerationError:
        served = set(generation_numbers(data)) - {linked_number(data / HELD)}
        previous = max((one for one in served if one < number), default=None)
    return previous if previous in generation_numbers(data) else None


def held_number(data: Path) -> int | None:
    """Return the generation that waits to follow the served one, or None.

    What was made to follow another one (a rollback, or a death after a swap, may leave its link) is
    not held: it could not be released.
    """
    number = linked_number(data / HELD)
    if number not in generation_numbers(data) or number is None:
        return None
    current = linked_number(data / CURRENT)
    return number if number != current and _built_after(data, number) == current else None


def _built_after(data: Path, number: int) -> int | None:
    try:
        return read_manifest(data, number).previous
    except GenerationError:
        return None


def vectors_file(encoder: str, leg: str) -> str:
    """Return the name of the file that holds one encoder's vectors of one leg."""
    return f"{quote(encoder, safe='')}.{leg}.faiss"


def read_manifest(data: Path, number: int) -> Manifest:
    """Read and check the manifest of a generation."""
    path = folder_of(data, number) / MANIFEST
    try:
        content = path.read_bytes()
        manifest = msgspec.json.decode(content, type=Manifest)
    except OSError as error:
        raise GenerationError(f"{path} cannot be read ({error.strerror}). {cure(data)}") from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise GenerationError(f"{path} is no manifest of this program. {cure(data)}") from None
    if manifest.form != FORM or manifest.generation != number:
        raise GenerationError(f"{path} belongs to another program version or folder. {cure(data)}")
    if manifest.sealed().written() != content:
        raise GenerationError(f"{path} is damaged. {cure(data)}")
    return manifest


def check_files(data: Path, manifest: Manifest, *only: str) -> None:
    """Compare the hash of every file of a generation, or `only` of these, before anything is read from it."""
    for name, sha256 in manifest.files.items():
        if only and name not in only:
            continue
        path = folder_of(data, manifest.generation) / name
        try:
            found = hash_of(path)
        except OSError as error:
            raise GenerationError(f"{path} cannot be read ({error.strerror}). {cure(data)}") from None
        if found != sha256:
            raise GenerationError(f"{path} is damaged: its hash is not the manifest's. {cure(data)}")


def hash_of(path: Path) -> str:
    """Return the sha256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def cure(data: Path) -> str:
    """Return the command that makes a new generation in `data`."""
    return f"Run: rung index build FILE... --data {shlex.quote(str(data))}"
