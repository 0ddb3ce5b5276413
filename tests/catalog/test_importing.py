"""Rows -> programmes: each row is kept, merged or rejected; duplicates, ids and receipts."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.addresses import provider_of, same_address, short_hash
from catalog.errors import CatalogError
from catalog.importing import Imported, read_catalog
from catalog.program import Duration, Price, Receipt


def imported(folder: Path, text: str, name: str = "list.csv") -> Imported:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_catalog([path])


def test_a_row_becomes_a_programme_with_a_receipt_for_each_field(tmp_path: Path) -> None:
    """The receipt names file, row, column and the words, and the day the file speaks of."""
    (program,) = imported(
        tmp_path, "Course Name,Time to complete,as_of\nBaking,Approx. 9 hours to complete,2024-05\n"
    ).programs
    assert program.title == "Baking"
    assert program.duration == Duration(hours_min=9, hours_max=9)
    assert program.receipts["title"] == (Receipt("list.csv", "Baking", 2, "Course Name", "2024-05"),)
    (receipt,) = program.receipts["duration"]
    assert (receipt.words, receipt.row, receipt.column) == (
        "Approx. 9 hours to complete",
        2,
        "Time to complete",
    )


def test_effort_and_length_are_read_together(tmp_path: Path) -> None:
    """Hours a week beside weeks make derived hours, with both cells as receipts."""
    (program,) = imported(
        tmp_path, "title,course_effort,course_length\nA,2–4 hours per week,7 Weeks\n"
    ).programs
    assert program.duration == Duration(14, 28, 7, 7, 2, 4, derived=True)
    assert [receipt.column for receipt in program.receipts["duration"]] == ["course_effort", "course_length"]


def test_free_with_a_paid_certificate_beside_it_is_free_to_learn(tmp_path: Path) -> None:
    """A column of its own for the certificate's price changes what a zero means."""
    (program,) = imported(tmp_path, "title,price,currency,certificate price\nA,free,USD,49\n").programs
    assert program.price.kind == "free_to_learn"
    assert program.price.certificate_amount == 49


def test_the_provider_may_be_told_by_a_known_host(tmp_path: Path) -> None:
    """A file that names no provider still says whose page a known address is; others stay unknown."""
    known, unknown = sorted(
        imported(tmp_path, "title,url\nA,https://www.udemy.com/a/\nB,https://college.example/b\n").programs,
        key=lambda program: program.title,
    )
    assert known.provider == "Udemy"
    assert known.receipts["provider"][0].how == "the host of the address"
    assert unknown.provider is None


@pytest.mark.parametrize(
    "other",
    [
        "https://WWW.Example.org/a/",
        "http://www.example.org/a?utm_source=x&gclid=1",
        "https://www.example.org/a#top",
    ],
)
def test_the_same_address_is_the_same_programme(tmp_path: Path, other: str) -> None:
    """Tracking, a last slash and case do not make another programme; the receipts of both rows stay."""
    found = imported(tmp_path, f"title,url,price\nA,https://www.example.org/a,\n a ,{other},$5\n")
    (program,) = found.programs
    assert program.price.amount == 5
    assert [receipt.row for receipt in program.receipts["title"]] == [2, 3]
    assert found.report.files[0].duplicates == 1


def test_an_address_that_tells_courses_apart_by_a_parameter_is_not_merged(tmp_path: Path) -> None:
    """Only what tracks is dropped from an address."""
    found = imported(tmp_path, "title,url\nA,https://example.org/c?id=1\nA,https://example.org/c?id=2\n")
    assert len(found.programs) == 2


def test_a_list_page_that_many_courses_share_is_not_one_course(tmp_path: Path) -> None:
    """Other titles at one address are other programmes, with ids that do not depend on their order."""
    rows = ["A,https://example.org/courses", "B,https://example.org/courses", "C,https://example.org/courses"]
    one = imported(tmp_path, "title,url\n" + "\n".join(rows) + "\n")
    two = imported(tmp_path, "title,url\n" + "\n".join(reversed(rows)) + "\n")
    assert [p.id for p in one.programs] == [p.id for p in two.programs]
    assert {p.title for p in one.programs} == {"A", "B", "C"}


def test_the_first_stated_value_wins_and_a_contradiction_is_told(tmp_path: Path) -> None:
    """Two rows that cannot both be right leave a warning that names both."""
    (program,) = imported(
        tmp_path, "title,url,duration\nA,https://e.org/a,9 hours\nA,https://e.org/a,12 hours\n"
    ).programs
    assert program.duration.hours_min == 9
    assert program.warnings == (
        'duration: row 3 of list.csv says "12 hours", row 2 of list.csv "9 hours"; the first is kept.',
    )


def test_an_id_taken_by_another_title_is_rejected_and_names_the_other_row(tmp_path: Path) -> None:
    """The same id and title is one programme; the same id for another title is a mistake to mend."""
    found = imported(
        tmp_path,
        '{"id": "x", "title": "A"}\n{"id": "x", "title": "a"}\n'
        '{"id": "x", "title": "B"}\n{"id": "y", "title": "B"}\n',
        "list.jsonl",
    )
    report = found.report.files[0]
    assert [(p.id, p.title) for p in found.programs] == [("x", "A"), ("y", "B")]
    assert (report.kept, report.duplicates, report.rejected) == (2, 1, 1)
    assert report.reasons[0] == {
        "row": 3,
        "field": "id",
        "reason": 'The id "x" is already that of "A" in row 1 of list.jsonl; give one of them another id.',
    }


def test_one_title_of_two_providers_or_two_codes_is_two_programmes(tmp_path: Path) -> None:
    """Without an address, provider, title and the source's own code tell programmes apart."""
    found = imported(tmp_path, "title,provider,code\nA,P,K1\nA,Q,K1\nA,P,K2\nA,P,K1\n")
    assert len(found.programs) == 3


def test_ids_do_not_change_from_run_to_run() -> None:
    """An id is the hash of the address, so that feedback and vectors find their programme again."""
    address = same_address("https://www.coursera.org/learn/x?specialization=y")
    assert short_hash(address) == short_hash("https://www.coursera.org/learn/x")
    assert provider_of("https://coursera.org/learn/x") == "Coursera"


def test_files_are_counted_apart_and_merged_together(tmp_path: Path) -> None:
    """The same programme in two files is kept for the first and a duplicate of the second."""
    one, two = tmp_path / "one.csv", tmp_path / "two.jsonl"
    one.write_text("title,url\nA,https://e.org/a\n,https://e.org/b\n")
    two.write_text('{"title": "A", "url": "https://e.org/a/", "level": "beginner"}\n')
    found = read_catalog([one, two])
    first, second = (report.as_json() for report in found.report.files)
    assert (first["rows"], first["kept"], first["rejected"]) == (2, 1, 1)
    assert first["reasons"] == [{"row": 3, "field": "title", "reason": "It has no title; give it one."}]
    assert (second["kept"], second["duplicates"]) == (0, 1)
    assert found.programs[0].level == "beginner"
    assert found.programs[0].receipts["level"][0].source == "two.jsonl"


def test_nothing_to_keep_is_refused_with_the_reason(tmp_path: Path) -> None:
    """Files without one usable row are no catalogue."""
    with pytest.raises(
        CatalogError, match=r"Nothing can be kept of list.csv: It has no title; give it one\."
    ):
        imported(tmp_path, "title,price\n,5\n")
    with pytest.raises(CatalogError, match="name at least one"):
        read_catalog([])


def test_unread_texts_are_counted(tmp_path: Path) -> None:
    """What a reading could not use is listed with its count, the most frequent first."""
    found = imported(tmp_path, "title,duration\nA,soon\nB,soon\nC,later\nD,2 hours\n")
    report = found.report.files[0].as_json()
    assert report["fields"]["duration"] == {"stated": 4, "hours": 1, "weeks": 0, "unread": 3}
    assert report["unread"][0] == {"field": "duration", "text": "soon", "count": 2}


def test_a_bare_zero_beside_nothing_else_is_read_by_the_price_reading(tmp_path: Path) -> None:
    """The flag column is read together with the price."""
    found = imported(tmp_path, "title,is_paid,price\nA,True,20\nB,False,0\n")
    kinds = {program.title: program.price.kind for program in found.programs}
    assert kinds == {"A": "paid", "B": "free"}
    assert found.programs[0].price != Price()


WORD = st.sampled_from(["", "A", "B", "a", "???", "\u200b", "C,D", 'E"', "\0", "n/a", "x" * 600])
URL = st.sampled_from(
    ["", "https://e.org/a", "https://e.org/a/", "https://e.org/b", "nowhere", "HTTP://E.ORG/a?utm_x=1"]
)
ROW = st.lists(st.one_of(WORD, URL, st.text(max_size=8)), min_size=1, max_size=5)


@settings(max_examples=100, deadline=None)
@given(rows=st.lists(st.one_of(st.tuples(WORD, URL, WORD).map(list), ROW), min_size=1, max_size=12))
def test_every_row_is_kept_merged_or_rejected(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    """Whatever the rows hold, the counts add up, rejections have reasons, ids are unique and sorted."""
    path = tmp_path_factory.mktemp("rows") / "list.csv"
    with path.open("w", newline="", encoding="utf-8", errors="surrogatepass") as file:
        csv.writer(file).writerows(
            [["title", "url", "duration"], ["sure", "https://e.org/sure", "1 h"], *rows]
        )
    found = read_catalog([path])
    (report,) = found.report.files
    assert report.rows == report.kept + report.duplicates + report.rejected
    assert report.kept == len(found.programs)
    assert report.rejected == len(report.reasons)
    assert all(reason["reason"] for reason in report.reasons)
    ids = [program.id for program in found.programs]
    assert ids == sorted(set(ids))
