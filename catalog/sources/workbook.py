"""A program of its own that prints the sheets of a workbook, a JSON value a line; it alone meets the library.

It runs apart from whoever asks because a workbook of a few kilobytes can claim any amount of memory: two
cells at the far corners of a sheet are enough, and where memory is refused the library ends its process.
It imports nothing of ours, so that it starts in a moment. `python workbook.py FILE MEGABYTES`.
"""

import datetime as dt
import json
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

MAX_BYTES = 200 * 1024 * 1024
MAX_RATIO = 100
JUDGED_FROM = 1_000_000
"""A ratio is judged from this size on: small sheets of equal rows shrink to almost nothing."""
MAX_ENTRIES = 5_000
MAX_SECONDS = 120
DAMAGED = "a damaged Excel or ODS file; save it again, or save the sheet as CSV"
PROTECTED = "protected by a password; save it without one"
# What else is made of a ZIP archive, by an entry that only it has.
_ARCHIVES = {
    "word/document.xml": "a Word document; ask for the list as a spreadsheet or CSV",
    "ppt/presentation.xml": "a presentation; ask for the list as a spreadsheet or CSV",
    "META-INF/MANIFEST.MF": "a Java archive, not a catalogue; name a file of courses",
}


class RefusedError(Exception):
    """The file is not read; the message says what it is and the cure."""


def main(path: Path, megabytes: int) -> None:
    """Print the form, then each sheet and its rows; a refusal is a last line of its own."""
    _limit(megabytes)
    try:
        _print({"form": _form(path)})
        for value in _sheets(path):
            _print(value)
        _print({"end": True})
    except RefusedError as refusal:
        _print({"refused": str(refusal)})


def _print(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False))


def _limit(megabytes: int) -> None:
    """Bound the memory above what the program takes by itself, and the time."""
    try:
        import resource

        own = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except (ImportError, OSError):
        return  # no such limits on this system: the sizes below still hold
    most = own + megabytes * 1024 * 1024
    for what, limit in (
        (resource.RLIMIT_AS, most),
        (resource.RLIMIT_CPU, MAX_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        wanted = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(what, (wanted, hard))


# --- what the file is -------------------------------------------------------------------------------------


def _form(path: Path) -> str:
    with path.open("rb") as file:
        if not file.read(4).startswith(b"PK"):
            return "xls"
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise RefusedError(DAMAGED) from error
    _refuse_bomb(entries, path.stat().st_size)
    return _form_of({entry.filename for entry in entries})


def _refuse_bomb(entries: list[zipfile.ZipInfo], size: int) -> None:
    if len(entries) > MAX_ENTRIES:
        raise RefusedError(f"an archive of {len(entries)} files, not a workbook; save the sheet as CSV")
    whole = sum(entry.file_size for entry in entries)
    if whole > MAX_BYTES:
        raise RefusedError("larger than 200 MB when unpacked; split it into smaller files")
    pairs = [(whole, size), *((entry.file_size, entry.compress_size) for entry in entries)]
    if any(full > JUDGED_FROM and full > MAX_RATIO * packed for full, packed in pairs):
        raise RefusedError("packed more than 100 to 1, as no workbook is; save the sheet as CSV")


def _form_of(names: set[str]) -> str:
    if any(name.startswith("xl/") for name in names):
        return "xlsb" if "xl/workbook.bin" in names else "xlsx"
    what = next((what for name, what in _ARCHIVES.items() if name in names), None)
    if what is None and "content.xml" in names:
        return "ods"
    raise RefusedError(what or "a ZIP archive; unpack it first")


# --- its sheets -------------------------------------------------------------------------------------------


def _sheets(path: Path) -> Iterator[object]:
    import python_calamine as calamine

    try:
        book = calamine.load_workbook(str(path))
        for place, about in enumerate(book.sheets_metadata):
            if about.typ == calamine.SheetTypeEnum.WorkSheet:
                visible = about.visible == calamine.SheetVisibleEnum.Visible
                yield from _sheet(book.get_sheet_by_index(place), visible)
    except calamine.PasswordError as error:
        raise RefusedError(PROTECTED) from error
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise RefusedError(DAMAGED) from error


def _sheet(sheet: Any, visible: bool) -> Iterator[object]:
    _, left = sheet.start or (0, 0)
    merged = [
        [first_row, last_row, column - left]
        for (first_row, column), (last_row, _) in sheet.merged_cell_ranges or ()
        if first_row < last_row and column >= left
    ]
    yield {"sheet": sheet.name, "visible": visible, "merged": merged}
    yield from map(_texts, sheet.iter_rows())


def _texts(row: Iterable[object]) -> list[str]:
    texts = [shown(value) for value in row]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def shown(value: object) -> str:
    """Return a value as the sheet shows it: 45, not 45.0; formats of currency and percent are not known."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, dt.time):
        return value.isoformat("seconds" if value.second else "minutes")
    return _clock(value) if isinstance(value, dt.timedelta) else str(value)


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.15g}"  # as many digits as a sheet keeps


def _clock(value: dt.timedelta) -> str:
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if seconds else f"{hours}:{minutes:02}"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    main(Path(sys.argv[1]), int(sys.argv[2]))
