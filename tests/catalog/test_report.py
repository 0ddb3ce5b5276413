"""What the report says of a catalogue: shares, what was merged into what, what is unread, how old it is."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from catalog.cli import app
from catalog.importing import read_catalog

TODAY = dt.date(2026, 11, 25)


def reported(folder: Path, *files: str, today: dt.date = TODAY) -> list[dict[str, Any]]:
    paths = []
    for number, text in enumerate(files, start=1):
        paths.append(folder / f"{number}.csv")
        paths[-1].write_text(text, encoding="utf-8")
    return [one.as_json(today) for one in read_catalog(paths).report.files]


def printed(folder: Path, *files: str) -> str:
    reported(folder, *files)
    names = [str(folder / f"{number}.csv") for number in range(1, len(files) + 1)]
    result = CliRunner().invoke(app, ["check", *names], env={"NO_COLOR": "1", "COLUMNS": "120"})
    assert result.exit_code == 0
    return result.stdout


FOUR = (
    "title,price,duration,skills,language,level\n"
    "A,$5,9 hours,mig,English,beginner\nB,free,soon,,,\nC,,4 weeks,,English,\nD,on request,,,,\n"
)


def test_shares_are_of_what_is_known_of_the_programmes(tmp_path: Path) -> None:
    """A text that was not understood is stated and still not known."""
    (one,) = reported(tmp_path, FOUR)
    assert one["shares"] == {
        "price": 0.5,
        "duration": 0.5,
        "outcomes_or_skills": 0.25,
        "language": 0.5,
        "level": 0.25,
    }


def test_a_share_counts_a_programme_once_with_all_that_its_rows_state(tmp_path: Path) -> None:
    """A row that was merged adds its facts to the first, not a row to the count."""
    first, second = reported(tmp_path, "title,price\nA,\n", "title,price\nA,$5\n")
    assert (first["shares"]["price"], second["shares"]["price"]) == (1, 0)


def test_each_merged_row_names_the_row_that_it_went_into(tmp_path: Path) -> None:
    """In the same file or another one."""
    first, second = reported(tmp_path, "title\nA\nB\nA\n", "title\nB\n")
    assert first["merged"] == [{"row": 4, "into": {"file": "1.csv", "row": 2}, "title": "A"}]
    assert second["merged"] == [{"row": 2, "into": {"file": "1.csv", "row": 3}, "title": "B"}]


@pytest.mark.parametrize(
    ("as_of", "stale"), [("2025-11-24", 1), ("2025-11-25", 0), ("2025-11", 1), ("2026", 0), ("2025", 1)]
)
def test_facts_are_stale_after_a_year(tmp_path: Path, as_of: str, stale: int) -> None:
    """A month or a year counts from its first day, as on the cards."""
    (one,) = reported(tmp_path, f"title,as of\nA,{as_of}\nB,\n")
    assert one["dates"] == {"stale": stale, "oldest": as_of if stale else None, "undated": 1}


def test_the_report_is_read_without_knowing_json(tmp_path: Path) -> None:
    """Shares as per cent, then each thing to look at in a sentence."""
    text = printed(tmp_path, FOUR + "A,,,,English,\n", "title,as of\nB,2020\nE,2020-05\n")
    for line in (
        "1.csv (csv): 5 rows, 4 kept, 1 merged as duplicates, 0 rejected.",
        'Row 6 is merged into row 2: "A".',
        'Row 2 is merged into row 3 of 1.csv: "B".',
        "Not understood, duration, once: soon",
        "Older than a year: 1 programme, from 2020-05 on. Ask the provider for a newer list.",
        "No date: 3 programmes without a word on when the facts were true.",
    ):
        assert line in text
    assert "know their outcomes or skills │ 25.0% │" in " ".join(text.split())


def test_twenty_of_a_kind_are_shown_the_most_frequent_first(tmp_path: Path) -> None:
    """The rest is counted."""
    rows = "".join(f"T{n},soon {'abcdefghijklmnopqrstuvwxyz'[n % 25]}\n" for n in range(30))
    lines = printed(tmp_path, f"title,duration\n{rows}").splitlines()
    shown = [line for line in lines if line.startswith("Not understood")]
    assert len(shown) == 20
    assert [", 2 times: " in line for line in shown] == [True] * 5 + [False] * 15
    assert "And 5 more texts that were not understood; --json lists them all." in lines


def test_columns_that_nothing_was_read_from_are_named(tmp_path: Path) -> None:
    """A price in a column of an unknown name is not lost silently."""
    assert "Not read: the columns Room, EUR/head." in printed(tmp_path, "title,Room,EUR/head\nA,4,5\n")
    assert reported(tmp_path, "title,Room\nA,4\n")[0]["unused"] == ["Room"]


def test_a_provider_sheet_is_named_as_one(tmp_path: Path) -> None:
    """It has no rows of programmes to count."""
    text = printed(
        tmp_path, "title,provider\nA,Centre X\n", "provider,plan price,per\nCentre X,9 EUR,month\n"
    )
    assert "2.csv is a provider sheet: it fills what the other files leave out." in text
    assert "give the price of 1 programmes." in text
