"""Lists of JSON objects in other people's keys, at any depth."""

import datetime as dt
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from catalog.errors import CatalogError
from catalog.importing import read_catalog
from catalog.program import Duration, Price, Program
from catalog.sources.markup import plain_text
from catalog.sources.opening import open_source

Reading = Callable[[object], list[Program]]


def course(title: str, **more: object) -> dict[str, object]:
    return {"titel": title, "dauer": "3 Wochen", **more}


@pytest.mark.parametrize(
    "wrapped",
    [
        [course("A"), course("B")],
        {"count": 2, "items": [course("A"), course("B")]},
        {"_embedded": {"termine": [{"angebot": course("A")}, {"angebot": course("B")}]}, "page": {"size": 2}},
        {"title": "Our list", "language": "de", "courses": [course("A", preis="9 EUR"), course("B")]},
        [{"name": "IT", "kurse": [course("A")]}, {"name": "Law", "kurse": [course("B")]}],
        {"17": course("A"), "18": course("B")},
        {"data": [{"type": "node", "attributes": course("A")}, {"type": "node", "attributes": course("B")}]},
    ],
)
def test_a_list_of_programmes_is_found_at_any_depth(reading: Reading, wrapped: object) -> None:
    programs = reading(wrapped)
    assert [program.title for program in programs] == ["A", "B"]
    assert all(program.duration == Duration(weeks_min=3, weeks_max=3) for program in programs)


def test_nested_keys_are_read_with_the_names_around_them(reading: Reading) -> None:
    record = {
        "titel": "Netze",
        "dauer": {"id": 4, "bezeichnung": "mehr als 1 Monat bis 3 Monate"},
        "bildungsanbieter": {"id": 7, "name": "Haus am See", "adresse": {"land": {"name": "Hessen"}}},
        "bildungsart": {"id": 1, "bezeichnung": "Fortbildung"},
    }
    (program,) = reading([record])
    assert (program.title, program.provider) == ("Netze", "Haus am See")
    assert program.duration == Duration(weeks_min=4.3, weeks_max=13)
    assert program.receipts["duration"][0].column == "dauer.bezeichnung"
    assert program.credential is None


def test_amounts_bring_their_units_along(reading: Reading) -> None:
    record = {
        "name": "A",
        "price": {"amount": 49, "currency": "EUR"},
        "duration": {"min": 4, "max": 6, "unit": "weeks"},
    }
    (program,) = reading([record])
    assert program.price == Price("paid", Decimal(49), currency="EUR", per="total")
    assert program.duration == Duration(weeks_min=4, weeks_max=6)


def test_html_becomes_text_and_addresses_stay_as_they_are(reading: Reading) -> None:
    record = {
        "name": "R&amp;D",
        "description": "<p>Learn &lt;b&gt;SQL&lt;/b&gt;<br/>and R&amp;nbsp;too</p><script>x()</script>",
        "url": "https://example.org/a?b=1&copy=2",
        "price": "5 EUR",
    }
    (program,) = reading([record])
    assert program.title == "R&D"
    assert program.description == "Learn SQL\nand R too"
    assert program.url == "https://example.org/a?b=1&copy=2"


@pytest.mark.parametrize("text", ["x < 5 and y > 3", "a <3 b", "AT&T", "1 &copy 2", "List<String>"])
def test_signs_that_are_no_html_stay(text: str) -> None:
    assert plain_text(text) == text


@pytest.mark.parametrize("text", ["<p>A<br/", "<p>A<![foo", "<p>A</p><!-- cut", "<p>A<script>never closed"])
def test_html_that_is_cut_off_keeps_its_text(text: str) -> None:
    assert plain_text(text).startswith("A")


def test_milliseconds_are_days_and_midnight_in_europe_is_the_next_day(reading: Reading) -> None:
    (program,) = reading([course("A", beginn=1689544800000, ende=1710630000000)])
    assert (program.start, program.end) == (dt.date(2023, 7, 17), dt.date(2024, 3, 17))


@pytest.mark.parametrize(
    "remark", ["Lehrgangsgebühr auf Anfrage", "Zu 100 % förderfähig", "Kosten-Bemerkung"]
)
def test_a_zero_beside_a_remark_is_not_free(reading: Reading, remark: str) -> None:
    (program,) = reading([course("A", kostenWert="0.0", kostenWaehrung="EUR", kostenBemerkung=remark)])
    assert program.price == Price()
    assert any("not taken as free" in warning for warning in program.warnings)


def test_that_somebody_may_pay_is_a_fact_of_its_own(reading: Reading) -> None:
    (program,) = reading([course("A", kostenWert=0, foerderung=True)])
    assert (program.funding, program.price) == ("yes", Price())


def test_a_few_zeros_among_many_prices_are_unknown(reading: Reading) -> None:
    records = [course(str(n), price="900" if n else "0", currency="RUB") for n in range(12)]
    zero, *others = reading(records)
    assert (zero.title, zero.price) == ("0", Price())
    assert all(other.price.kind == "paid" for other in others)


def test_a_zero_that_the_row_calls_free_stays_free(reading: Reading) -> None:
    records = [course(str(n), price=900 if n else 0, is_free=not n) for n in range(12)]
    assert reading(records)[0].price == Price("free")


def test_a_length_in_the_prose_that_differs_is_told(reading: Reading) -> None:
    same, other = reading(
        [
            {"title": "A", "duration": "9M", "description": "Online. Длительность обучения: 9 месяцев."},
            {"title": "B", "duration": "9M", "description": "Online. Длительность обучения: 12 месяцев."},
        ]
    )
    assert same.warnings == ()
    assert other.duration == Duration(weeks_min=39, weeks_max=39)
    assert "52 weeks" in other.warnings[0]


def test_names_in_lists_are_read_and_modules_are_no_programmes(reading: Reading) -> None:
    record = {
        "name": "A",
        "price": 10,
        "skills": [{"id": 1, "name": "SQL"}, {"id": 2, "name": "R"}],
        "modules": [{"title": "One", "duration": "1 hour"}, {"title": "Two", "duration": "2 hours"}],
    }
    (program,) = reading([record])
    assert program.skills == ("SQL", "R")
    assert program.duration == Duration()


def test_the_latest_run_is_read_and_other_prices_are_told(reading: Reading) -> None:
    runs = [{"start_date": "2014-01-01", "price": "10"}, {"start_date": "2024-01-01", "price": "20"}]
    (program,) = reading([{"title": "A", "level": "beginner", "courseruns": runs}])
    assert (program.price.amount, program.start) == (Decimal(20), dt.date(2024, 1, 1))
    assert program.receipts["price"][0].column == "courseruns[1].price"
    assert "cost 10, 20" in program.warnings[0]


def test_a_second_price_in_another_currency_is_kept_apart(reading: Reading) -> None:
    record = {
        "CO_Title": "A 5-4-2025",
        "Price": "12500.0",
        "Tuition_Cost(non-USD)": "11500.0",
        "Currency": "CHF",
    }
    (program,) = reading([record])
    assert program.title == "A 5-4-2025"
    assert (program.price.amount, program.price.currency) == (Decimal("12500.0"), "USD")


def test_our_own_form_is_read_as_such_in_a_list_too(reading: Reading) -> None:
    (program,) = reading([{"id": "a1", "title": "A", "duration": {"hours_min": 9}}])
    assert (program.id, program.duration) == ("a1", Duration(hours_min=9))


def test_lines_in_other_keys_are_read_and_a_bad_line_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        json.dumps({"name": "A", "duration_hours": 5}),
        "[1]",
        json.dumps({"name": "B", "duration_hours": 6}),
    ]
    path.write_text("\n".join(lines))
    found = read_catalog([path])
    assert sorted(program.duration.hours_min or 0 for program in found.programs) == [5, 6]
    assert [reason["row"] for reason in found.report.files[0].reasons] == [2]


def test_the_mapping_names_each_path_once(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([course("A"), course("B", angebot={"link": "https://example.org/b"})]))
    source = open_source(path)
    assert source.form == "json"
    assert source.mapping == {"angebot.link": "url", "dauer": "duration", "titel": "title"}


def test_what_pandas_writes_for_an_empty_cell_is_unknown(reading: Reading) -> None:
    (program,) = reading('[{"name": "A", "level": "beginner", "price": NaN}]')
    assert program.price == Price()


def test_a_number_is_no_title(tmp_path: Path) -> None:
    """{"course": 1} counts courses; it names none."""
    path = tmp_path / "counts.json"
    path.write_text('[{"course": 1, "hours": 60, "price": "59.99 USD"}, {"course": 2, "hours": 5}]')
    with pytest.raises(CatalogError, match="title"):
        read_catalog([path])
