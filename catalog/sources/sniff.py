"""What a file is, by its content and never by its name: text to read, or a refusal that says what it is."""

import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

from catalog.errors import CatalogError
from catalog.sources.textfile import HEAD, IN_MEMORY, Text

MAX_BYTES = 200 * 1024 * 1024
# What people hand over by mistake, by its first bytes, with the cure.
_SIGNATURES = (
    (b"%PDF", "a PDF; ask for the list as CSV"),
    (b"\x1f\x8b", "a gzip file; unpack it first"),
    (b"SQLite format 3", "a database; export its table as CSV"),
    (b"\x89PNG", "a picture; ask for the list as CSV"),
    (b"\xff\xd8\xff", "a picture; ask for the list as CSV"),
)
_MARKUP = (
    ("xcri", "XML in the XCRI form of British course lists"),
    ("learningopportunit", "XML of the European Learning Model"),
    ("<rss", "a news feed (RSS)"),
    ("<feed", "a news feed (Atom)"),
)
_WORKBOOKS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_PIECE = 1024 * 1024
_ACCENTED = re.compile("[À-ÿ]+")
_OFTEN = frozenset("оаеинтр")
_OFTEN_AT_LEAST = 0.35
"""Of the letters of Russian and Ukrainian text these are about a half; of Greek bytes, under a third."""
_LINE_ENDS = {"\n", "\r", "\t"}


def is_workbook(path: Path) -> bool:
    """Tell whether the file begins as Excel, ODS and other archives do; one that is too large is refused."""
    _refuse_unreadable(path)
    try:
        with path.open("rb") as file:
            return path.is_file() and file.read(4).startswith(_WORKBOOKS)
    except OSError:
        return False  # why it cannot be read is said where its text is


def read_text(path: Path) -> tuple[Text, str | None]:
    """Return the text of the file at `path` and a warning about its encoding, or refuse the file.

    The file is copied before it is looked at: a pipe can be read but once, and a file may still grow.
    """
    with SpooledTemporaryFile(IN_MEMORY) as data:
        _copy(path, data)
        data.seek(0)
        head = data.read(HEAD)
        for signature, what in _SIGNATURES:
            if head.startswith(signature):
                raise CatalogError(f"{path.name} is {what}.")
        text, warning = _decode(data, head, path.name)
    if not any(map(_says_something, text.pieces())):
        raise CatalogError(f"{path.name} is empty; write the catalogue into it first.")
    return text, warning


def _says_something(piece: str) -> bool:
    return bool(piece.strip("\ufeff\0 \t\r\n"))


def is_json(text: str) -> bool:
    """Tell whether `text` begins as JSON does."""
    return text.lstrip()[:1] in {"{", "["}


def refuse_markup(text: str, name: str) -> None:
    """Refuse XML, and say which kind it is where its root tells."""
    start = text.lstrip("\ufeff \t\r\n")[:2000].casefold()
    if not start.startswith("<"):
        return
    kind = next((what for mark, what in _MARKUP if mark in start), "XML")
    raise CatalogError(f"{name} is {kind}, which is not read; export the list as CSV, Excel or JSON.")


def _copy(path: Path, data: IO[bytes]) -> None:
    """Copy the file at `path`, and stop where it is larger than is read."""
    for piece in _pieces(path):
        data.write(piece)
        if data.tell() > MAX_BYTES:
            raise CatalogError(_too_large(path))


def _pieces(path: Path) -> Iterator[bytes]:
    _refuse_unreadable(path)
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
    except (FileNotFoundError, ValueError) as error:
        raise CatalogError(f"There is no file {path}; check its name.") from error
    except OSError as error:
        raise CatalogError(
            f"{path.name} cannot be read ({error.strerror}); check its permissions."
        ) from error


def _refuse_unreadable(path: Path) -> None:
    """Refuse what need not be opened to know."""
    try:
        if path.is_dir():
            raise CatalogError(f"{path.name or path} is a folder; name the files in it.")
        if path.stat().st_size > MAX_BYTES:
            raise CatalogError(_too_large(path))
    except (OSError, ValueError):
        return  # why it cannot be read is said where it is read


def _too_large(path: Path) -> str:
    return f"{path.name} is larger than 200 MB; split it into smaller files."


def _decode(data: IO[bytes], head: bytes, name: str) -> tuple[Text, str | None]:
    marked = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)
    encoding = marked or _wide_encoding(head[:4000])
    if encoding:
        return _checked(_decoded(data, encoding, "replace"), name, 0.2), None
    _refuse_binary(head.decode("latin-1"), name, 0.2)  # before all of a large file becomes text
    try:
        return _checked(_decoded(data, "utf-8", "strict"), name, 0.2), None
    except UnicodeDecodeError:
        return _decode_broken(data, name)


def _decoded(data: IO[bytes], encoding: str, errors: str) -> Text:
    """Return the text of all bytes, decoded piece by piece."""
    decoder, text = getincrementaldecoder(encoding)(errors), Text()
    data.seek(0)
    while piece := data.read(_PIECE):
        text.write(decoder.decode(piece))
    text.write(decoder.decode(b"", final=True))
    return text


def _decode_broken(data: IO[bytes], name: str) -> tuple[Text, str]:
    """Decode what is not UTF-8: a few bad bytes among good UTF-8 are replaced, else it is cp1252."""
    patched, bad, good = _decoded(data, "utf-8", "replace"), 0, 0
    for piece in patched.pieces():
        marks = piece.count("\ufffd")
        bad += marks
        good += sum(1 for character in piece if character > "\x7f") - marks
    if good > bad:
        return _checked(patched, name, 0.02), f"{bad} characters could not be read as UTF-8."
    try:
        text = _decoded(data, "cp1252", "strict")
    except UnicodeDecodeError as error:
        raise CatalogError(f"{name} is not text; save the list as CSV in UTF-8.") from error
    if not _is_other_script(text):
        return _checked(text, name, 0.02), "The file is not UTF-8; it was read as Windows Western European."
    text = _decoded(data, "cp1251", "replace")
    if not _is_cyrillic(text):
        raise CatalogError(f"{name} is in an encoding that nothing tells; save the list as CSV in UTF-8.")
    return _checked(text, name, 0.02), "The file is not UTF-8; it was read as Windows Cyrillic."


def _is_other_script(text: Text) -> bool:
    """Whether most accented letters stand three in a row, as in no word of a Latin script."""
    letters = in_a_row = 0
    for piece in text.pieces():
        runs = [len(run) for run in _ACCENTED.findall(piece)]
        letters += sum(runs)
        in_a_row += sum(run for run in runs if run > 2)
    return in_a_row > letters / 2


def _is_cyrillic(text: Text) -> bool:
    """Whether the letters are as frequent as in the languages of this script, and not another's bytes."""
    letters = [letter for piece in text.pieces() for letter in piece.casefold() if "а" <= letter <= "ё"]
    return sum(letter in _OFTEN for letter in letters) > _OFTEN_AT_LEAST * len(letters)


def _wide_encoding(head: bytes) -> str | None:
    """Return the UTF-16 of a file without a mark: Latin text has a NUL in every other byte there."""
    half = len(head) // 2
    if half < 2:
        return None
    if head[1::2].count(0) > 0.7 * half:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > 0.7 * half else None


def _checked(text: Text, name: str, most: float) -> Text:
    _refuse_binary(text.head, name, most)
    return text


def _refuse_binary(head: str, name: str, most: float) -> None:
    """Refuse text that is mostly control characters: it is some binary form."""
    controls = sum(1 for character in head if character < " " and character not in _LINE_ENDS)
    if controls > 1 and controls > most * len(head):
        raise CatalogError(f"{name} is not text; save the list as CSV in UTF-8.")
