"""Files made to harm are refused in one sentence, within 300 MB; files changed at random never crash."""

import json
import os
import random
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from catalog.errors import CatalogError
from catalog.importing import Imported, read_catalog
from tests.catalog.sources.books import Rows, write_ods, write_xls, write_xlsx

MEGABYTE = 1 << 20
TABLE = (
    'title,url,description,price\n"Café, A",https://e.org/a,"Two\nlines",€5\nB,https://e.org/b,"x ""y""",$6\n'
)
ROWS: Rows = [["title", "description", "price"], ["A", "Words", 5], ["B", "Café", "€6"]]
SHARED = Path(os.environ.get("RUNG_SHARED", Path(__file__).parents[2].parent / "shared"))

# Reads a file with no more memory than its own and 300 MB; a refusal is printed.
BOUNDED = """
import resource, sys
from pathlib import Path
from catalog.errors import CatalogError
from catalog.importing import read_catalog
from catalog.sources import spreadsheet
pages = int(Path("/proc/self/statm").read_text().split()[0])
most = pages * resource.getpagesize() + 300 * 1024 * 1024
resource.setrlimit(resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))
try:
    print(len(read_catalog([Path(sys.argv[1])]).programs), "programmes")
except CatalogError as refusal:
    print(refusal)
"""
linux = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is bounded by the kernel")


def bounded(path: Path) -> str:
    """Return what reading `path` said, in a process that must not take more than 300 MB of its own."""
    ran = subprocess.run(
        [sys.executable, "-c", BOUNDED, str(path)], capture_output=True, text=True, check=False, timeout=120
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert ran.stderr == ""
    assert ran.stdout.startswith(path.name) or ran.stdout.endswith("programmes\n")
    return ran.stdout


def sparse(path: Path, head: bytes) -> Path:
    """Write a file of 1 GB that takes no room on the disk."""
    with path.open("wb") as file:
        file.write(head)
        file.truncate(1 << 30)
    return path


def bomb(path: Path, book: Callable[[Path], Path], part: str, size: int) -> Path:
    """Add one part of `size` bytes that packs to almost nothing."""
    with (
        zipfile.ZipFile(book(path), "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(part, "w") as file,
    ):
        for _ in range(size // MEGABYTE):
            file.write(b" " * MEGABYTE)
    return path


def xlsx(path: Path) -> Path:
    return write_xlsx(path, {"S": ROWS})


def ods(path: Path) -> Path:
    return write_ods(path, {"S": ROWS})


# --- too large --------------------------------------------------------------------------------------------


@linux
@pytest.mark.parametrize("head", [b"title,price\nA,5\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{", b"<html>"])
def test_a_file_of_a_gigabyte_is_refused_within_the_memory(tmp_path: Path, head: bytes) -> None:
    assert "larger than 200 MB" in bounded(sparse(tmp_path / "huge.csv", head))


@linux
def test_a_file_whose_size_is_not_told_is_read_no_further_than_the_limit(tmp_path: Path) -> None:
    """A pipe or a device has no size; the limit is met while reading."""
    (tmp_path / "endless.csv").symlink_to("/dev/zero")
    assert "larger than 200 MB" in bounded(tmp_path / "endless.csv")


@linux
@pytest.mark.parametrize(("book", "part"), [(xlsx, "xl/media/x.xml"), (ods, "Pictures/x.xml")])
def test_a_zip_bomb_is_refused_before_it_is_unpacked(
    tmp_path: Path, book: Callable[[Path], Path], part: str
) -> None:
    """By what it unpacks to, and below that by its ratio."""
    assert "larger than 200 MB when unpacked" in bounded(
        bomb(tmp_path / "a.xlsx", book, part, 201 * MEGABYTE)
    )
    assert "packed more than 100 to 1" in bounded(bomb(tmp_path / "b.xlsx", book, part, 20 * MEGABYTE))


@linux
def test_a_zip_bomb_that_lies_about_its_size_is_refused_within_the_memory(tmp_path: Path) -> None:
    """It says 100 bytes, and 400 MB would come out."""
    size = 400 * MEGABYTE
    path = bomb(tmp_path / "lying.xlsx", xlsx, "xl/sharedStrings.xml", size)
    path.write_bytes(path.read_bytes().replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little")))
    assert "damaged" in bounded(path)


@linux
def test_two_cells_at_the_far_corners_of_a_sheet_do_not_end_the_process(tmp_path: Path) -> None:
    """17 thousand million cells lie between them, in a file of a kilobyte."""
    cell = '<c r="{0}" t="inlineStr"><is><t>title</t></is></c>'
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f'<row r="1">{cell.format("A1")}</row><row r="1048576">{cell.format("XFD1048576")}</row>'
        "</sheetData></worksheet>"
    )
    path = write_xlsx(tmp_path / "far.xlsx", {"S": ROWS}, instead={"xl/worksheets/sheet1.xml": sheet})
    assert "needs more than 300 MB of memory" in bounded(path)


def test_an_archive_of_many_files_is_no_workbook(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "list.xlsx")
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(5_001):
            archive.writestr(f"xl/{number}", b"")
    with pytest.raises(CatalogError, match=r"an archive of 50\d\d files, not a workbook"):
        read_catalog([path])


def test_more_than_two_million_rows_are_refused_before_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("title\n" + "a\n" * 2_000_001)
    start = time.process_time()
    with pytest.raises(CatalogError, match="more than 2 million rows"):
        read_catalog([path])
    assert time.process_time() - start < 10


# --- too deep, too long -----------------------------------------------------------------------------------

DOCTYPE = (
    '<!DOCTYPE w [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY x SYSTEM "{secret}">]>'
)


@pytest.mark.parametrize("entity", ["&c;", "&x;"])
@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_no_entity_of_a_document_type_is_expanded_or_fetched(tmp_path: Path, form: str, entity: str) -> None:
    """Neither a billion laughs nor what stands in another file comes out of a workbook."""
    secret = tmp_path / "secret"
    secret.write_text("hunter2", encoding="utf-8")
    doctype = DOCTYPE.format(secret=secret.as_uri())
    rows: Rows = [["title", "description"], ["A", entity]]
    path = tmp_path / f"list.{form}"
    if form == "xlsx":
        write_xlsx(path, {"S": rows}, doctype=doctype)
    else:
        write_ods(path, {"S": rows}, doctype=doctype)
    try:
        said = str(read_catalog([path]).programs)
    except CatalogError as refusal:
        said = str(refusal)
    assert "lol" not in said
    assert "hunter2" not in said


@linux
def test_tags_without_end_inside_each_other_harm_nothing(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "deep.xlsx", {"S": ROWS}, instead={"xl/worksheets/sheet1.xml": "<a>" * 300_000}
    )
    assert "deep.xlsx" in bounded(path)


@pytest.mark.parametrize("text", ["word you will learn, 5 hours. ", "9", "€ 1,"])
def test_a_field_of_200_kB_is_read_in_moments(tmp_path: Path, text: str) -> None:
    """In every column that is read as prose."""
    names = ["title", "description", "duration", "price", "level", "language", "skills", "outcomes"]
    path = tmp_path / "long.csv"
    cell = text * (200_000 // len(text))
    cells = ["A", *(f'"{cell}"' for _ in names[1:])]
    path.write_text(f"{','.join(names)}\n{','.join(cells)}\n", encoding="utf-8")
    start = time.process_time()
    assert len(read_catalog([path]).programs) == 1
    assert time.process_time() - start < 10


def test_quotes_that_are_never_closed_cost_no_second_reading_of_the_file(tmp_path: Path) -> None:
    """Every line opens a quote that the whole rest of the file does not close."""
    path = tmp_path / "quotes.csv"
    path.write_text("title,price\n" + '"a""b,5\n' * 100_000)
    start = time.process_time()
    with pytest.raises(CatalogError, match="quotes are not closed"):
        read_catalog([path])
    assert time.process_time() - start < 30


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a":' * 100_000, '{"title": "A", "skills": ' + "[" * 100_000]
)
def test_deep_json_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "deep.json"
    path.write_text(text)
    with pytest.raises(CatalogError):
        read_catalog([path])


# --- changed at random ------------------------------------------------------------------------------------


def mutations(data: bytes, number: int, seed: int) -> Iterator[bytes]:
    """Yield `number` changed copies: bytes flipped, cut, doubled, moved, re-encoded."""
    chance = random.Random(seed)
    for _ in range(number):
        changed = bytearray(data)
        for _ in range(chance.choice([1, 1, 3, 20])):
            one, two = sorted(chance.randrange(len(changed) + 1) for _ in "ab")
            two = min(two, one + chance.choice([1, 40, len(changed)]))
            match chance.randrange(6):
                case 0 if changed:
                    changed[one % len(changed)] ^= 1 << chance.randrange(8)
                case 1:
                    del changed[one:two]
                case 2:
                    changed[one:one] = changed[one:two][:5000]
                case 3:
                    changed[one:two] = chance.randbytes(min(two - one, 30))
                case 4:
                    changed = bytearray(_re_encoded(bytes(changed), chance))
                case _:
                    changed[one:one] = chance.choice(
                        [b'"', b"\0", b"\r", b"\n", b";", b"\xff\xfe", b"&a;", b"<"]
                    )
        yield bytes(changed)


def _re_encoded(data: bytes, chance: random.Random) -> bytes:
    source, target = (chance.choice(["utf-8", "cp1252", "utf-16", "latin-1", "utf-8-sig"]) for _ in "ab")
    return data.decode(source, errors="replace").encode(target, errors="replace")


def survives(path: Path, data: bytes) -> None:
    """Read `data`; a refusal is one sentence, and nothing else is raised."""
    path.write_bytes(data)
    try:
        found = read_catalog([path])
    except CatalogError as refusal:
        sentence = str(refusal)
    else:
        sentence = "."
        check_counts(found)
    assert "\n" not in sentence
    assert sentence.endswith(".")


def check_counts(found: Imported) -> None:
    """Every row is accounted for, and the report can be printed."""
    (report,) = found.report.files
    assert report.rows == report.kept + report.duplicates + report.rejected
    json.dumps(report.as_json())


def originals(folder: Path) -> dict[str, bytes]:
    return {
        "csv": TABLE.encode(),
        "utf16": TABLE.encode("utf-16"),
        "xlsx": xlsx(folder / "a").read_bytes(),
        "ods": ods(folder / "a").read_bytes(),
        "xls": write_xls(folder / "a", ROWS).read_bytes(),
    }


@pytest.mark.parametrize(
    ("form", "number"), [("csv", 60), ("utf16", 40), ("xlsx", 20), ("ods", 15), ("xls", 15)]
)
def test_a_changed_file_is_read_or_refused(tmp_path: Path, form: str, number: int) -> None:
    for changed in mutations(originals(tmp_path)[form], number, seed=16):
        survives(tmp_path / "list.csv", changed)


@pytest.mark.measure
@pytest.mark.soak
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared collection is not beside the repository")
def test_2000_changes_of_real_files_are_read_or_refused(tmp_path: Path) -> None:
    files = sorted(
        path for path in (SHARED / "data" / "cases" / "raw").iterdir() if path.name != "expected.json"
    )
    each = -(-2000 // len(files))
    for path in files:
        for changed in mutations(path.read_bytes(), each, seed=2000):
            survives(tmp_path / path.name, changed)
