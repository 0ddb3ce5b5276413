"""What a file is, by its content and never by its name: text to read, or a refusal that says what it is."""

from pathlib import Path

from catalog.errors import CatalogError

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
_HEAD = 20_000
_LINE_ENDS = {"\n", "\r", "\t"}


def is_workbook(path: Path) -> bool:
    """Tell whether the file begins as Excel, ODS and other archives do; one that is too large is refused."""
    _refuse_unreadable(path)
    try:
        with path.open("rb") as file:
            return path.is_file() and file.read(4).startswith(_WORKBOOKS)
    except OSError:
        return False  # why it cannot be read is said where its text is


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


def refuse_markup(text: str, name: str) -> None:
    """Refuse XML, and say which kind it is where its root tells."""
    start = text.lstrip("\ufeff \t\r\n")[:2000].casefold()
    if not start.startswith("<"):
        return
    kind = next((what for mark, what in _MARKUP if mark in start), "XML")
    raise CatalogError(f"{name} is {kind}, which is not read; export the list as CSV, Excel or JSON.")


def _read_bytes(path: Path) -> bytes:
    _refuse_unreadable(path)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)  # a pipe has no size, and a file may still grow
    except (FileNotFoundError, ValueError) as error:
        raise CatalogError(f"There is no file {path}; check its name.") from error
    except OSError as error:
        raise CatalogError(
            f"{path.name} cannot be read ({error.strerror}); check its permissions."
        ) from error
    if len(data) > MAX_BYTES:
        raise CatalogError(_too_large(path))
    return data


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


def _decode(data: bytes, name: str) -> tuple[str, str | None]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data.decode(encoding, errors="replace"), name, 0.2), None
    wide = _wide_encoding(data[:4000])
    if not wide:
        _checked(data[:_HEAD].decode("latin-1"), name, 0.2)  # before all of a large file becomes text
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
    head = text[:_HEAD]
    controls = sum(1 for character in head if character < " " and character not in _LINE_ENDS)
    if controls > 1 and controls > most * len(head):
        raise CatalogError(f"{name} is not text; save the list as CSV in UTF-8.")
    return text
