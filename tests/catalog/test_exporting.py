"""What is written out: nothing is lost on the way back, and no spreadsheet or page runs a text."""

import csv
import datetime as dt
import io
import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings

from catalog.errors import CatalogError
from catalog.exporting import FORMS, as_csv, as_jsonl, as_jsonld
from catalog.importing import read_catalog
from catalog.program import Credits, Duration, Price, Program
from tests.catalog.programs import PROGRAM

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1")


def written(path: Path, form: str, *programs: Program) -> Path:
    path.write_bytes("".join(FORMS[form](programs)).encode())
    return path


def again(path: Path, form: str, program: Program) -> Program:
    (found,) = read_catalog([written(path, form, program)]).programs
    return found


def cells(program: Program) -> dict[str, str]:
    (row,) = csv.DictReader(io.StringIO("".join(as_csv([program])), newline=""))
    return row


@settings(max_examples=60, deadline=None)
@given(program=PROGRAM)
def test_a_round_trip_loses_nothing_and_no_cell_is_a_formula(tmp_path_factory: Any, program: Program) -> None:
    """Every field comes back, whatever stands in it; receipts are only added to."""
    assert not [cell for cell in cells(program).values() if cell.startswith(tuple("=+-@\t\r"))]
    found = again(tmp_path_factory.mktemp("x") / "a.csv", "csv", program)
    same = msgspec.structs.replace(found, receipts=program.receipts, text_language=program.text_language)
    assert msgspec.structs.replace(same, source=program.source) == program
    assert found.receipts.items() >= program.receipts.items()


def test_what_was_read_of_a_file_is_equal_in_both_forms(tmp_path: Path) -> None:
    """Programmes with all their receipts and warnings are the same after a table or lines."""
    (tmp_path / "a.csv").write_text(
        "Title,Provider,Length,Price,Skills,What you will learn,As of\n"
        '"=Welding, basics",Centre X,9 hours,$5,"mig; tig","Weld a seam\nRead a drawing",2026-11\n'
        "Baking,Centre X,soon,free,,,2020\n",
        encoding="utf-8",
    )
    programs = read_catalog([tmp_path / "a.csv"]).programs
    for form in ("csv", "jsonl"):
        assert read_catalog([written(tmp_path / f"again.{form}", form, *programs)]).programs == programs


@pytest.mark.parametrize("text", [*FORMULAS, "'=1", "''+1"])
def test_a_formula_gets_an_apostrophe(text: str) -> None:
    """One is added, whatever stands before it, so that one can be taken away."""
    assert cells(Program("a", text))["title"] == f"'{text}"


@pytest.mark.parametrize("text", ["'tis", "a=b", "don't", "1-2"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    """An apostrophe that hides no formula is somebody's own."""
    assert cells(Program("a", text))["title"] == text


def test_every_cell_is_quoted() -> None:
    """A program that splits at another mark finds no formula behind it."""
    line = list(as_csv([Program("a", "a;=1\t=2")]))[1]
    assert '"a;=1\t=2"' in line
    assert line.startswith('"a",')


def test_a_table_is_for_people_to_read() -> None:
    """Lists stand one item a line, whole numbers without a point, and nothing where nothing is stated."""
    row = cells(
        Program(
            "a",
            "Welding",
            skills=("mig", "tig"),
            duration=Duration(hours_min=8, hours_max=16.5),
            price=Price("free_to_learn", currency="EUR", certificate_amount=Decimal("45.00")),
            start=dt.date(2027, 1, 9),
        )
    )
    stated = {name: cell for name, cell in row.items() if cell}
    assert stated == {
        "id": "a",
        "title": "Welding",
        "skills": "mig\ntig",
        "duration.hours_min": "8",
        "duration.hours_max": "16.5",
        "price.kind": "free_to_learn",
        "price.currency": "EUR",
        "price.certificate_amount": "45.00",
        "start": "2027-01-09",
    }


def test_an_edited_table_is_read_as_it_now_stands(tmp_path: Path) -> None:
    """Columns may go and come, a number may change; a figure that is none is said to be unread."""
    (tmp_path / "a.csv").write_text(
        "id;title;price.kind;price.amount;duration.hours_min;my notes\n"
        "a;Welding;paid;60;ten;x\nb;Baking;paid;5;8;\n",
        encoding="utf-8",
    )
    imported = read_catalog([tmp_path / "a.csv"])
    welding, baking = imported.programs
    assert (welding.price.amount, welding.duration) == (Decimal(60), Duration())
    assert (baking.duration.hours_min, baking.receipts["duration"][0].words) == (8, "hours_min 8")
    report = imported.report.files[0].as_json()
    assert [(one["field"], one["text"]) for one in report["unread"]] == [("duration", "hours_min ten")]
    assert report["mapping"]["price.amount"] == "price"


# --- schema.org -------------------------------------------------------------------------------------------


def course(program: Program) -> dict[str, Any]:
    page = json.loads("".join(as_jsonld([program])))
    assert page["@context"] == "https://schema.org"
    (found,) = page["@graph"]
    return dict(found)


def test_a_course_has_the_properties_of_schema_org() -> None:
    """Each fact stands where schema.org has a word for it."""
    found = course(
        Program(
            "a",
            "Welding",
            provider="Centre X",
            url="https://example.org/a",
            credential="professional_certificate",
            outcomes=("Weld a seam",),
            skills=("mig",),
            credits=Credits(Decimal(5), "ECTS"),
            duration=Duration(24, 24, 8, 8, 3, 3),
            price=Price("paid", Decimal("50"), None, "EUR", "total"),
            level="beginner",
            language=("en",),
            pace="scheduled",
            start=dt.date(2027, 1, 9),
            status="full",
        )
    )
    assert found == {
        "@type": "Course",
        "identifier": "a",
        "name": "Welding",
        "url": "https://example.org/a",
        "provider": {"@type": "Organization", "name": "Centre X"},
        "inLanguage": ["en"],
        "educationalLevel": "Beginner",
        "teaches": ["Weld a seam"],
        "keywords": ["mig"],
        "educationalCredentialAwarded": {
            "@type": "EducationalOccupationalCredential",
            "credentialCategory": "Professional certificate",
        },
        "numberOfCredits": {"@type": "StructuredValue", "value": "5", "name": "ECTS"},
        "timeRequired": "PT24H",
        "isAccessibleForFree": False,
        "offers": [
            {
                "@type": "Offer",
                "category": "Paid",
                "price": "50",
                "priceCurrency": "EUR",
                "availability": "https://schema.org/SoldOut",
            }
        ],
        "hasCourseInstance": {
            "@type": "CourseInstance",
            "courseMode": ["scheduled"],
            "startDate": "2027-01-09",
            "courseWorkload": "24 hours, 8 weeks, 3 hours per week",
            "courseSchedule": {
                "@type": "Schedule",
                "repeatFrequency": "Weekly",
                "repeatCount": 8,
                "duration": "PT3H",
            },
        },
    }


def test_what_is_not_stated_is_left_out_of_a_course() -> None:
    """No price is no offer, and no length no time."""
    assert course(Program("a", "Welding")) == {"@type": "Course", "identifier": "a", "name": "Welding"}


PRICES = [
    Price("free"),
    Price("free_to_learn"),
    Price("free_to_learn", currency="USD", certificate_amount=Decimal("49")),
    Price("paid"),
    Price("paid", Decimal("12.50"), None, "EUR", "total"),
    Price("paid", Decimal("10"), Decimal("20"), "EUR", "total"),
    Price("subscription", Decimal("39"), None, "USD", "month"),
    Price("subscription", Decimal("399"), None, "USD", "year"),
    Price("subscription"),
    Price(),
]


@pytest.mark.parametrize("price", PRICES, ids=lambda price: f"{price.kind} {price.amount} {price.per}")
def test_a_price_comes_back_from_a_page(tmp_path: Path, price: Price) -> None:
    """Our own reading of JSON-LD takes each kind of price for what it was."""
    assert again(tmp_path / "a.json", "jsonld", Program("a", "Welding", price=price)).price == price


DURATIONS = [
    Duration(9, 9),
    Duration(1.5, 1.5),
    Duration(8, 16),
    Duration(None, 20),
    Duration(weeks_min=4, weeks_max=6),
    Duration(weeks_min=4, weeks_max=4),
    Duration(hours_per_week_min=2, hours_per_week_max=3),
    Duration(24, 24, 8, 8, 3, 3),
    Duration(),
]


@pytest.mark.parametrize("duration", DURATIONS, ids=str)
def test_a_length_comes_back_from_a_page(tmp_path: Path, duration: Duration) -> None:
    """Hours, weeks and weekly effort keep apart on the way through ISO 8601 and prose."""
    found = again(tmp_path / "a.json", "jsonld", Program("a", "Welding", duration=duration)).duration
    assert msgspec.structs.replace(found, derived=False) == duration


def test_hours_that_nobody_stated_are_left_to_be_derived_again(tmp_path: Path) -> None:
    """A page says the weeks and the effort; their product is not a length that the provider states."""
    planned = Duration(24, 24, 8, 8, 3, 3, derived=True)
    program = Program("a", "Welding", duration=planned)
    assert "timeRequired" not in course(program)
    assert again(tmp_path / "a.json", "jsonld", program).duration == planned


def test_a_page_cannot_be_broken_by_a_title() -> None:
    """The data may stand in a script element as it is."""
    assert "</script" not in "".join(as_jsonld([Program("a", "</script><b>")]))
    assert course(Program("a", "</script><b>"))["name"] == "</script><b>"


# --- the shared files -------------------------------------------------------------------------------------

SHARED = Path(os.environ.get("RUNG_SHARED", Path(__file__).parents[2].parent / "shared")) / "data"
FILES = [SHARED / "raw" / "edx_courses.csv", *sorted((SHARED / "cases" / "raw").glob("[01][0-9]_*"))]


@pytest.mark.measure
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared collection is not beside the repository")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_shared_file_comes_back_whole(tmp_path: Path, path: Path) -> None:
    """A table and lines of every file that is a catalogue read as the very same programmes."""
    try:
        programs = read_catalog([path]).programs
    except CatalogError as refusal:
        pytest.skip(str(refusal))
    for form in ("csv", "jsonl"):
        assert read_catalog([written(tmp_path / f"a.{form}", form, *programs)]).programs == programs


# --- the command ------------------------------------------------------------------------------------------


def test_the_command_writes_what_is_served(tmp_path: Path) -> None:
    """The served catalogue and the file that it was built from are written out the same, in every form."""
    source = written(tmp_path / "a.jsonl", "jsonl", Program("a", "=Wélding"), Program("b", "Baking"))
    programs = read_catalog([source]).programs
    rung(tmp_path, "index", "build", str(source))
    for form, write in FORMS.items():
        assert rung(tmp_path, "catalog", "export", "--form", form) == "".join(write(programs)).encode()
    assert (
        rung(tmp_path, "catalog", "export", "--form", "jsonl", str(source))
        == "".join(as_jsonl(programs)).encode()
    )


def test_the_command_says_where_nothing_is_served(tmp_path: Path) -> None:
    """One sentence, exit code 1, nothing on standard output."""
    command = [sys.executable, "-m", "bot.cli", "catalog", "export", "--form", "csv", "--data", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("There is no catalogue yet")


def rung(folder: Path, *arguments: str) -> bytes:
    environment = os.environ | {"RUNG_MODELS": "hashed-words", "RUNG_DATA": str(folder / "data")}
    command = [sys.executable, "-m", "bot.cli", *arguments]
    return subprocess.run(command, capture_output=True, check=True, env=environment).stdout


def test_lines_keep_receipts_and_warnings() -> None:
    """A line is the whole programme."""
    program = Program("a", "Welding", warnings=("price: doubtful",))
    assert msgspec.json.decode("".join(as_jsonl([program])), type=Program) == program
