"""Figures on the shared catalogues: every row is accounted for; what stays unread is printed."""

import os
from collections import Counter
from pathlib import Path

import msgspec
import pytest

from catalog.importing import read_catalog
from catalog.program import Duration, Price

SHARED = Path(os.environ.get("RUNG_SHARED", Path(__file__).parents[2].parent / "shared"))
RAW = [
    SHARED / "data" / "raw" / name for name in ("online_courses.csv", "edx_courses.csv", "udemy_courses.csv")
]
CORPUS = SHARED / "eval" / "corpus.jsonl"

pytestmark = [
    pytest.mark.measure,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the shared collection is not beside the repository"),
]


def test_every_row_of_the_three_files_is_accounted_for(capsys: pytest.CaptureFixture[str]) -> None:
    """Kept, merged and rejected add up to the rows of the files, and each rejection has its reason."""
    found = read_catalog(RAW)
    reports = [report.as_json() for report in found.report.files]
    unread = Counter(
        {(item["field"], item["text"]): item["count"] for one in reports for item in one["unread"]}
    )
    with capsys.disabled():
        for one in reports:
            print({key: one[key] for key in ("file", "rows", "kept", "duplicates", "rejected", "fields")})
        for (field, text), count in unread.most_common(20):
            print(f"{count:6} {field}: {text[:90]!r}")
    assert [one["rows"] for one in reports] == [8092, 975, 3678]
    assert all(one["rows"] == one["kept"] + one["duplicates"] + one["rejected"] for one in reports)
    assert all(len(one["reasons"]) == one["rejected"] for one in reports)
    assert len(found.programs) == sum(one["kept"] for one in reports)


def test_the_corpus_keeps_its_ids() -> None:
    """5,917 programmes, each under the id it came with."""
    lines = CORPUS.read_text(encoding="utf-8").splitlines()
    assert {program.id for program in read_catalog([CORPUS]).programs} == {
        msgspec.json.decode(line)["id"] for line in lines
    }
    assert len(lines) == 5917


def test_the_files_name_the_same_programmes_as_the_corpus() -> None:
    """A programme of the corpus has the same id when it is read from its own file."""
    ids = {program.id for program in read_catalog(RAW[:2]).programs}
    corpus = {program.id for program in read_catalog([CORPUS]).programs}
    assert len(corpus & ids) / len(corpus) > 0.98


CASES = {
    "01_coursera_2023_extract.csv": 208,
    "02_edx_effort_bom.csv": 92,
    "11_nj_etpl_extract.csv": 250,
    "15_udacity_nanodegrees_utf16.txt": 27,
    "16_corsi_sicurezza_it.csv": 31,
    "17_cursos_tres_plataformas_es.csv": 300,
    "27_skillsfuture_sg.xlsx": 60,
}


@pytest.mark.parametrize(("name", "rows"), CASES.items())
def test_the_tables_of_other_providers_are_read(name: str, rows: int) -> None:
    """Files of other shapes, languages and encodings give the rows that they hold, none rejected."""
    (report,) = read_catalog([SHARED / "data" / "cases" / "raw" / name]).report.files
    assert (report.rows, report.rejected) == (rows, 0)


def test_a_workbook_of_the_cases_meets_its_counts() -> None:
    """Skills and outcomes stand in each row; an entry requirement of a year is no length."""
    programs = read_catalog([SHARED / "data" / "cases" / "raw" / "27_skillsfuture_sg.xlsx"]).programs
    assert len(programs) == 60
    assert all(program.skills and program.outcomes for program in programs)
    assert sum(program.prerequisites is not None for program in programs) == 51
    assert all(program.price == Price() and program.duration == Duration() for program in programs)
