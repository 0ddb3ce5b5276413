"""The smallest workbooks that spreadsheet programs could have written, made by hand."""

import datetime as dt
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

Rows = Sequence[Sequence[object]]
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DATE_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="46"/>'
    "</cellXfs></styleSheet>"
)
_HIDDEN = ' state="hidden"'
_DAY_ZERO = dt.datetime(1899, 12, 30)  # noqa: DTZ001


def write_xlsx(
    path: Path,
    sheets: Mapping[str, Rows],
    *,
    merged: Sequence[str] = (),
    hidden: Sequence[str] = (),
    doctype: str = "",
    instead: Mapping[str, str] | None = None,
) -> Path:
    """Write sheets of texts, numbers, truth values, dates and spans; `merged` are ranges of every sheet.

    `instead` are whole parts of the archive that replace these or stand beside them.
    """
    places = range(1, len(sheets) + 1)
    links = (
        "".join(
            f'<Relationship Id="r{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in places
        )
        + f'<Relationship Id="s" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    )
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="r{n}"{_HIDDEN if name in hidden else ""}/>'
        for n, name in zip(places, sheets, strict=True)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="w" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}'
        "</Relationships>",
        "xl/styles.xml": _DATE_STYLES,
    }
    ranges = "".join(f'<mergeCell ref="{area}"/>' for area in merged)
    for n, rows in zip(places, sheets.values(), strict=True):
        body = "".join(_xlsx_row(number, row) for number, row in enumerate(rows, start=1))
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            f'{doctype}<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData>'
            + (f"<mergeCells>{ranges}</mergeCells>" if ranges else "")
            + "</worksheet>"
        )
    return _write(path, parts | dict(instead or {}))


def _xlsx_row(number: int, row: Sequence[object]) -> str:
    cells = (_xlsx_cell(f"{chr(65 + place)}{number}", value) for place, value in enumerate(row))
    return f'<row r="{number}">{"".join(cells)}</row>'


def _xlsx_cell(place: str, value: object) -> str:
    match value:
        case None | "":
            return ""
        case bool():
            return f'<c r="{place}" t="b"><v>{value:d}</v></c>'
        case int() | float():
            return f'<c r="{place}"><v>{value!r}</v></c>'
        case dt.datetime():
            return f'<c r="{place}" s="1"><v>{(value - _DAY_ZERO) / dt.timedelta(days=1)}</v></c>'
        case dt.timedelta():
            return f'<c r="{place}" s="2"><v>{value / dt.timedelta(days=1)}</v></c>'
    text = str(value) if str(value).startswith("&") else escape(str(value))  # an entity stays one
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def write_ods(path: Path, sheets: Mapping[str, Rows], *, doctype: str = "") -> Path:
    """Write sheets of texts and numbers."""
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>{''.join(map(_ods_row, rows))}</table:table>"
        for name, rows in sheets.items()
    )
    space = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = "".join(f' xmlns:{name}="{space}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f"{doctype}<office:document-content{spaces}><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0"/>'
    return _write(path, {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def _ods_row(row: Sequence[object]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"


def _ods_cell(value: object) -> str:
    if value in (None, ""):
        return "<table:table-cell/>"
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    text = str(value) if str(value).startswith("&") else escape(str(value))
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def _write(path: Path, parts: Mapping[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def write_xls(path: Path, rows: Rows) -> Path:
    """Write one sheet as Excel 97 did: records of the BIFF8 form in one stream of a compound file."""
    begin = struct.pack("<HHIHH", 0x0809, 8, 0x00050600, 0, 0)
    end = struct.pack("<HH", 0x0A, 0)
    sheet = begin[:6] + b"\x10\0" + begin[8:] + b"".join(_biff(rows)) + end
    head = len(begin) + 4 + 8 + 1 + len(end)
    bound = struct.pack("<HHIBBBB", 0x85, 9, head, 0, 0, 1, 0) + b"S"
    stream = begin + bound + end + sheet
    stream += b"\0" * (max(4096, -(-len(stream) // 512) * 512) - len(stream))
    count = len(stream) // 512
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    fat = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += b"\0" * 10 + struct.pack("<9I", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    header += struct.pack("<108I", *[0xFFFFFFFF] * 108)
    root, book = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0), _entry("Workbook", 2, 0xFFFFFFFF, 2, len(stream))
    path.write_bytes(header + fat + (root + book).ljust(512, b"\0") + stream)
    return path


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    none = 0xFFFFFFFF
    packed = struct.pack("<HBBIII", len(encoded), kind, 1, none, none, child)
    return encoded.ljust(64, b"\0") + packed + b"\0" * 36 + struct.pack("<IQ", start, size)


def _biff(rows: Rows) -> list[bytes]:
    records = []
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            if isinstance(value, int | float):
                records.append(struct.pack("<HHHHHd", 0x0203, 14, number, place, 0, value))
            elif value:
                text = str(value).encode("utf-16-le")
                size = len(text) // 2
                records.append(
                    struct.pack("<HHHHHHB", 0x0204, 9 + len(text), number, place, 0, size, 1) + text
                )
    return records
