"""`rung catalog`: the forms that others build on, checked against their schema; errors in one sentence."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from catalog.cli import app
from catalog.errors import CatalogError
from catalog.program import Program

LIST = "Title,URL,Duration,Price,Language\nA,https://e.org/a,9 hours,$5,English\nA,https://e.org/a,,,\n,x,soon,,\n"

COUNT = {"type": "integer", "minimum": 0}
SHARE = {"type": "number", "minimum": 0, "maximum": 1}


def closed(properties: dict[str, Any], more: bool = False) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": more,
    }


CHECK = closed(
    {
        "files": {
            "type": "array",
            "items": closed(
                {
                    "file": {"type": "string"},
                    "form": {"enum": ["csv", "jsonl"]},
                    "rows": COUNT,
                    "kept": COUNT,
                    "duplicates": COUNT,
                    "rejected": COUNT,
                    "reasons": {
                        "type": "array",
                        "items": closed(
                            {
                                "row": COUNT,
                                "field": {"type": ["string", "null"]},
                                "reason": {"type": "string"},
                            }
                        ),
                    },
                    "fields": closed(
                        {
                            "price": closed(
                                dict.fromkeys(
                                    ["stated", "free", "free_to_learn", "paid", "subscription", "unknown"],
                                    COUNT,
                                )
                            ),
                            "duration": closed(dict.fromkeys(["stated", "hours", "weeks", "unread"], COUNT)),
                            "level": closed({"stated": COUNT}, more=True),
                            "language": closed({"stated": COUNT}, more=True),
                            "outcomes": closed({"stated": COUNT}, more=True),
                        }
                    ),
                    "unread": {
                        "type": "array",
                        "items": closed(
                            {"field": {"type": "string"}, "text": {"type": "string"}, "count": COUNT}
                        ),
                    },
                    "warnings": {"type": "array", "items": {"type": "string"}},
                    "mapping": {"type": "object", "additionalProperties": {"type": "string"}},
                    "unused": {"type": "array", "items": {"type": "string"}},
                    "shares": closed(
                        dict.fromkeys(["price", "duration", "outcomes_or_skills", "language", "level"], SHARE)
                    ),
                    "merged": {
                        "type": "array",
                        "items": closed(
                            {
                                "row": COUNT,
                                "into": closed({"file": {"type": "string"}, "row": COUNT}),
                                "title": {"type": "string"},
                            }
                        ),
                    },
                    "dates": closed(
                        {"stale": COUNT, "oldest": {"type": ["string", "null"]}, "undated": COUNT}
                    ),
                }
            ),
        }
    }
)


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_check_prints_the_report_of_the_contract(listed: Path) -> None:
    """One JSON value, of the schema, whose counts add up."""
    result = CliRunner().invoke(app, ["check", "--json", str(listed)])
    assert result.exit_code == 0
    report = json.loads(result.stdout)
    jsonschema.validate(report, CHECK)
    (one,) = report["files"]
    assert (one["rows"], one["kept"], one["duplicates"], one["rejected"]) == (3, 1, 1, 1)
    assert one["mapping"] == {
        "Title": "title",
        "URL": "url",
        "Duration": "duration",
        "Price": "price",
        "Language": "language",
    }


def test_check_says_the_same_in_words(listed: Path) -> None:
    """People read counts, reasons and what each column was taken for."""
    result = CliRunner().invoke(app, ["check", "--suggest", str(listed)])
    assert result.exit_code == 0
    assert "list.csv (csv): 3 rows, 1 kept, 1 merged as duplicates, 1 rejected." in " ".join(
        result.stdout.split()
    )
    assert "Row 4 is rejected. It has no title; give it one." in result.stdout
    assert 'Column "Title" is read as title.' in result.stdout


def test_read_prints_programmes_that_can_be_read_again(listed: Path, tmp_path: Path) -> None:
    """Each line has every field of a programme, with receipts; reading it again changes nothing."""
    first = CliRunner().invoke(app, ["read", str(listed)]).stdout
    (line,) = first.splitlines()
    assert list(json.loads(line)) == list(Program.__struct_fields__)
    assert json.loads(line)["receipts"]["price"][0]["words"] == "$5"
    again = tmp_path / "again.jsonl"
    again.write_text(first, encoding="utf-8")
    assert CliRunner().invoke(app, ["read", str(again)]).stdout == first


def test_value_prints_a_reading_a_line_in_order() -> None:
    """A line of another program goes in, the reading of the contract comes out."""
    lines = [
        {
            "kind": "duration",
            "text": "Approx. 9 hours to complete",
            "context": {"column": "Duration"},
            "id": "ignored",
        },
        {"kind": "price", "text": "$49\ud800", "context": {}},
    ]
    result = CliRunner().invoke(app, ["value"], input="".join(json.dumps(line) + "\n" for line in lines))
    assert result.exit_code == 0
    duration, price = map(json.loads, result.stdout.splitlines())
    assert (duration["hours_min"], duration["hours_max"], duration["weeks_min"]) == (9, 9, None)
    assert (price["kind"], price["amount"], price["currency"]) == ("paid", "49", "USD")


@pytest.mark.parametrize(
    "line", ["nonsense", "[1]", '{"kind": "price"}', '{"kind": 1, "text": "x"}', "[" * 9999]
)
def test_value_names_the_line_that_it_cannot_read(line: str) -> None:
    """A bad line stops the command with its number."""
    result = CliRunner().invoke(app, ["value"], input='{"kind": "price", "text": "$1"}\n' + line + "\n")
    assert result.exit_code == 1
    assert isinstance(result.exception, CatalogError)
    assert str(result.exception).startswith("Line 2 is no JSON object")


def test_a_refused_file_is_one_sentence_and_exit_code_1(tmp_path: Path) -> None:
    """The real command prints nothing on stdout and no traceback."""
    (tmp_path / "x.csv").write_bytes(b"\x00\x01\x02" * 99)
    ran = subprocess.run(
        [sys.executable, "-m", "bot.cli", "catalog", "check", "--json", str(tmp_path / "x.csv")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == "x.csv is not text; save the list as CSV in UTF-8.\n"


def test_help_loads_no_reading() -> None:
    """The command's help costs nothing but typer."""
    heavy = "('msgspec', 'rich', 'catalog.')"
    code = f"import sys, catalog.cli; print([name for name in sys.modules if name.startswith({heavy})])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "['catalog.cli']\n"
