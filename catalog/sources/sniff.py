"""What a file is, by its content and never by its name: text to read, or a refusal that says what it is."""

import json
from pathlib import Path

from catalog.errors import CatalogError

MAX_BYTES = 200 * 1024 * 1024
# What people hand over by mistake, by its first bytes, with the cure.
_SIGNATURES = (
    (b"PK\x03\x04", "an Excel or ZIP file; save the sheet as CSV"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file; save the sheet as CSV"),
    (b"%PDF", "a PDF; ask for the list as CSV"),
    (b"\x1f\x8b", "a gzip file; unpack it first"),
    (b"SQLite format 3", "a database; export its table as CSV"),
    (b"\x89PNG", "a picture; ask for the list as CSV"),
    (b"\xff\xd8\xff", "a picture; ask for the list as CSV"),
)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LINE_ENDS = {"\n", "\r", "\t"}


def read_text(path: Path) -> tuple[str, str | None]:
    """Return the text of the file at `path` and a warning about its encoding, or refuse the file."""
    data = _read_bytes(path)
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise CatalogError(f"{path.name} is {what}.")
    text, warning = _decode(data, path.name)
    if not text.strip("\ufeff\0 \t\r\n"):
        raise CatalogError(f"{path.name} is empty; write the catalogue into it first.")
    return text, warning


def is_json(text: str) -> bool:
    """Tell whether `text` begins as JSON does."""
    return text.lstrip()[:1] in {"{", "["}


def refuse_foreign(text: str, name: str) -> None:
    """Refuse markup, and JSON that is not one object a line."""
    start = text.lstrip()[:500].casefold()
    if start.startswith("<"):
        what = "a web page" if "<html" in start or "<!doctype html" in start else "XML"
        raise CatalogError(f"{name} is {what}, not a catalogue; save the list as CSV or JSON lines.")
    if is_json(text):
        _refuse_whole_json(text, name)


def _refuse_whole_json(text: str, name: str) -> None:
    first = text.lstrip().split("\n", 1)[0]
    if _parses(first) is dict:
        return
    whole = _parses(text)
    if whole is None and first.lstrip().startswith("{") and "\n" not in text.strip():
        raise CatalogError(f"{name} is half-written JSON; write it out whole again.")
    if whole is None:
        raise CatalogError(f"{name} is broken or half-written JSON; write one whole JSON object a line.")
    raise CatalogError(f"{name} is one JSON value; write one JSON object a line instead.")


def _parses(text: str) -> type | None:
    try:
        return type(json.loads(text))
    except (ValueError, RecursionError):
        return None


def _read_bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise CatalogError(f"{path.name or path} is a folder; name the files in it.")
        if path.stat().st_size > MAX_BYTES:
            raise CatalogError(f"{path.name} is larger than 200 MB; split it into smaller files.")
        return path.read_bytes()
    except (FileNotFoundError, ValueError) as error:
        raise CatalogError(f"There is no file {path}; check its name.") from error
    except OSError as error:
        raise CatalogError(
            f"{path.name} cannot be read ({error.strerror}); check its permissions."
        ) from error


def _decode(data: bytes, name: str) -> tuple[str, str | None]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data.decode(encoding, errors="replace"), name, 0.2), None
    wide = _wide_encoding(data[:4000])
    if wide:
        return _checked(data.decode(wide, errors="replace"), name, 0.2), None
    try:
        return _checked(data.decode("utf-8"), name, 0.2), None
    except UnicodeDecodeError:
        return _decode_broken(data, name)


def _decode_broken(data: bytes, name: str) -> tuple[str, str]:
    """Decode what is not UTF-8: a few bad bytes among good UTF-8 are replaced, else it is cp1252."""
    patched = data.decode("utf-8", errors="replace")
    bad = patched.count("\ufffd")
    good = sum(1 for character in patched if character > "\x7f") - bad
    if good > bad:
        return _checked(patched, name, 0.02), f"{bad} characters could not be read as UTF-8."
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise CatalogError(f"{name} is not text; save the list as CSV in UTF-8.") from error
    return _checked(text, name, 0.02), "The file is not UTF-8; it was read as Windows Western European."


def _wide_encoding(head: bytes) -> str | None:
    """Return the UTF-16 of a file without a mark: Latin text has a NUL in every other byte there."""
    half = len(head) // 2
    if half < 2:
        return None
    if head[1::2].count(0) > 0.7 * half:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > 0.7 * half else None


def _checked(text: str, name: str, most: float) -> str:
    """Refuse text that is mostly control characters: it is some binary form."""
    head = text[:20_000]
    controls = sum(1 for character in head if character < " " and character not in _LINE_ENDS)
    if controls > 1 and controls > most * len(head):
        raise CatalogError(f"{name} is not text; save the list as CSV in UTF-8.")
    return text
