"""Figures on the shared nested files: counts, and what must and must not be read of them."""

import os
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from catalog.draft import Draft
from catalog.errors import CatalogError
from catalog.fields import read_row
from catalog.importing import read_catalog
from catalog.program import Duration, Price
from catalog.sources.opening import open_source

SHARED = Path(os.environ.get("RUNG_SHARED", Path(__file__).parents[3].parent / "shared"))
RAW = SHARED / "data" / "cases" / "raw"

pytestmark = [
    pytest.mark.measure,
    pytest.mark.skipif(not RAW.is_dir(), reason="the shared collection is not beside the repository"),
]


def drafts(name: str) -> list[Draft]:
    source = open_source(RAW / name)
    return [read_row(row, source.name) for row in source.rows]


def duration(draft: Draft) -> Duration:
    found = draft.values.get("duration", Duration())
    assert isinstance(found, Duration)
    return found


def price(draft: Draft) -> Price:
    found = draft.values.get("price", Price())
    assert isinstance(found, Price)
    return found


FILES = {
    "05_mit_sloan_runs.json": ("json", 137),
    "06_openedx_discovery_answer.json": ("openedx", 5),
    "07_kursnet_termine_de.json": ("json", 20),
    "08_geekbrains_ru.json": ("json", 69),
    "09_formations_internes_fr.json": ("json", 10),
    "13_ctdl_eldt.json": ("ctdl", 1),
    "14_course_page_jsonld.html": ("jsonld", 1),
    "26_open_badges.json": ("badges", 4),
}


@pytest.mark.parametrize("name", FILES)
def test_every_record_is_a_row_and_none_is_free(name: str) -> None:
    (report,) = read_catalog([RAW / name]).report.files
    assert (report.form, report.rows, report.rejected) == (*FILES[name], 0)
    assert report.counts["price", "free"] == 0


def test_runs_multiply_days_and_weeks_by_their_pace() -> None:
    found = drafts("05_mit_sloan_runs.json")
    by_words = {tuple(r.words for r in d.receipts.get("duration", ())): duration(d) for d in found}
    known = [duration(draft) for draft in found if "duration" in draft.stated]
    assert len(known) == 134
    assert sum(one.derived for one in known) >= 57 + 65
    assert [one for words, one in by_words.items() if "30 Days" in words] == [Duration(6, 6)] * 2
    assert by_words["8 hours/day", "2 days"] == Duration(16, 16, 0.3, 0.3, derived=True)
    assert by_words["6-8 hours/week", "6 weeks"] == Duration(36, 48, 6, 6, 6, 8, derived=True)
    assert all(one.hours_min != 3 for one in known)
    assert [price(draft).kind for draft in found] == ["paid"] * 137
    assert [price(d).amount for d in found if price(d).currency == "USD"] == [Decimal("12500.0")]
    assert len({draft.code for draft in found}) >= 92
    assert sum("start" not in draft.values for draft in found) == 4


def test_open_edx_is_free_to_learn_and_silent_seats_are_unknown() -> None:
    edge, quantum, circuits, accounting, water = drafts("06_openedx_discovery_answer.json")
    assert duration(edge) == Duration(130, 195, 13, 13, 10, 15, derived=True)
    assert price(edge) == Price("free_to_learn", currency="USD", certificate_amount=Decimal("150.00"))
    assert (edge.values["level"], edge.values["language"]) == ("intermediate", ("en-US",))
    assert price(quantum) == Price()
    assert (duration(quantum).hours_per_week_min, duration(quantum).hours_per_week_max) == (5, 7)
    assert any("swapped" in warning for warning in quantum.warnings)
    assert price(circuits).certificate_amount == Decimal("567.00")
    assert price(water).certificate_amount == Decimal("139.00")
    assert accounting.values["credential"] == "micromasters"


def test_classes_of_length_are_spans_and_doubtful_prices_unknown() -> None:
    found = drafts("07_kursnet_termine_de.json")
    words = Counter(draft.receipts["duration"][0].words for draft in found)
    assert words == {
        "mehr als 1 Monat bis 3 Monate": 6,
        "mehr als 6 Monate bis 1 Jahr": 5,
        "mehr als 3 Monate bis 6 Monate": 5,
        "mehr als 1 Woche bis 1 Monat": 2,
        "mehr als 3 Tage bis 1 Woche": 1,
        "bis 3 Tage": 1,
    }
    assert all(duration(draft).weeks_max and duration(draft).hours_max is None for draft in found)
    assert [price(draft) for draft in found] == [Price()] * 20
    assert all("funding" in draft.values for draft in found)
    assert sum("not taken as free" in warning for draft in found for warning in draft.warnings) == 4


def test_months_are_read_and_prose_that_differs_is_told() -> None:
    found = drafts("08_geekbrains_ru.json")
    kinds = Counter(price(draft).kind for draft in found)
    differs = [d for d in found if any(w.startswith("duration: another text") for w in d.warnings)]
    assert all(duration(draft).weeks_min == duration(draft).weeks_max for draft in found)
    assert kinds == {"paid": 63, "unknown": 6}
    # 24 that say so plainly, and one that writes "from" twice.
    assert len(differs) == 25
    assert {price(draft).currency for draft in found} == {"RUB", None}
    assert not any("start" in draft.values or "end" in draft.values for draft in found)
    assert not any("&" in draft.values["description"] for draft in found)


def test_hours_in_brackets_and_prices_before_tax() -> None:
    found = drafts("09_formations_internes_fr.json")
    assert sum(duration(draft).hours_min or 0 for draft in found) == 481
    assert sum(price(draft).amount or 0 for draft in found) == Decimal(18360)
    assert Counter(price(draft).kind for draft in found) == {"paid": 9, "unknown": 1}
    assert all("before tax" in str(d.receipts["price"][0].how) for d in found if "price" in d.receipts)


def test_the_aggregate_cost_is_the_price() -> None:
    (found,) = drafts("13_ctdl_eldt.json")
    assert price(found) == Price("paid", Decimal("4409.0"), currency="USD", per="total")
    assert "Tuition 3600.0" in str(found.receipts["price"][0].how)
    assert duration(found) == Duration(weeks_min=10, weeks_max=10)
    assert not any("Engineer" in str(value) for value in found.values.values())


def test_the_page_holds_one_course() -> None:
    (found,) = drafts("14_course_page_jsonld.html")
    assert duration(found) == Duration(60, 60)
    assert price(found) == Price("paid", Decimal("59.99"), currency="USD", per="total")
    assert (found.values["level"], found.values["language"]) == ("any", ("en",))
    assert found.values["credential"] == "certificate"


def test_badges_have_neither_price_nor_length() -> None:
    found = drafts("26_open_badges.json")
    assert Counter(draft.values["credential"] for draft in found) == {"badge": 3, "degree": 1}
    assert not any({"price", "duration", "start"} & set(draft.values) for draft in found)
    assert all(draft.values["outcomes"] for draft in found)


def test_xcri_is_refused_for_what_it_is() -> None:
    with pytest.raises(CatalogError, match="XCRI"):
        open_source(RAW / "10_xcri_cap_college.xml")
