"""Open edX course-discovery: seats decide the price, the run that can be taken decides the rest."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from catalog.program import Duration, Price, Program

Reading = Callable[[object], list[Program]]


def seat(kind: str, price: str) -> dict[str, object]:
    return {"type": kind, "price": price, "currency": "USD", "sku": "X"}


AUDIT, VERIFIED = seat("audit", "0.00"), seat("verified", "150.00")

LEARN = Price("free_to_learn", currency="USD", certificate_amount=Decimal("150.00"))


def run(*seats: object, **more: object) -> dict[str, object]:
    return {"key": "course-v1:OrgX+A+1", "title": "A", "seats": list(seats), **more}


def course(*runs: object, **more: object) -> dict[str, object]:
    return {"key": "OrgX+A", "title": "A", "course_runs": list(runs), **more}


def test_a_record_without_seats_has_no_price(reading: Reading) -> None:
    (program,) = reading('{"title":"Rotational Dynamics","seats":[]}')
    assert program.price == Price()


@pytest.mark.parametrize(
    ("seats", "price"),
    [
        ([AUDIT, VERIFIED], LEARN),
        ([seat("honor", "0"), VERIFIED], LEARN),
        ([VERIFIED], Price("paid", Decimal("150.00"), currency="USD", per="total")),
        ([seat("professional", "900")], Price("paid", Decimal(900), currency="USD", per="total")),
        ([AUDIT], Price("free")),
        ([seat("masters", "0.00")], Price()),
        ([{"type": "verified", "price": None}], Price()),
        ([], Price()),
    ],
)  # fmt: skip
def test_seats_decide_the_price(reading: Reading, seats: list[object], price: Price) -> None:
    (program,) = reading({"results": [course(run(*seats))]})
    assert program.price == price


def test_each_seat_has_its_receipt(reading: Reading) -> None:
    (program,) = reading({"results": [course(run(AUDIT, VERIFIED))]})
    assert [(receipt.column, receipt.words) for receipt in program.receipts["price"]] == [
        ("course_runs[0].seats[verified].price", "150.00"),
        ("course_runs[0].seats[audit].price", "0.00"),
    ]


def test_effort_and_weeks_are_multiplied_and_swapped_ends_put_right(reading: Reading) -> None:
    (program,) = reading([course(run(weeks_to_complete=13, min_effort=15, max_effort=10))])
    assert program.duration == Duration(130, 195, 13, 13, 10, 15, derived=True)
    assert program.warnings == ("duration: min_effort 15 is above max_effort 10: they were swapped.",)


def test_the_open_run_is_read_not_the_first(reading: Reading) -> None:
    old = run(seat("verified", "50"), start="2014-01-01", status="unpublished", availability="Archived")
    new = run(seat("verified", "139"), start="2024-02-28", status="published", availability="Current")
    later = run(seat("verified", "500"), start="2025-02-28", status="unpublished", availability="Archived")
    (program,) = reading([course(old, new, later)])
    assert (program.price.amount, str(program.start)) == (Decimal(139), "2024-02-28")


def test_a_course_whose_runs_are_over_is_closed(reading: Reading) -> None:
    (program,) = reading([course(run(AUDIT, availability="Archived", status="unpublished"))])
    assert program.status == "closed"


def test_the_texts_of_course_and_run_are_read(reading: Reading) -> None:
    details = {"content_language": "en-us", "pacing_type": "self_paced", "level_type": "Intermediate"}
    record = course(
        run(AUDIT, VERIFIED, **details), outcome="<p>Do a thing</p>", marketing_url="http://localhost/a"
    )
    (program,) = reading({"courses": {"results": [record]}})
    assert (program.language, program.pace, program.level) == (("en-US",), "self-paced", "intermediate")
    assert (program.institution, program.outcomes) == ("OrgX", ("Do a thing",))
    assert (program.url, program.credential) == (None, "certificate")


def program_record(**more: object) -> dict[str, object]:
    courses = [course(run(AUDIT, seat("verified", "189.00"), weeks_to_complete=weeks)) for weeks in (5, 7)]
    return {"title": "P", "type": "XSeries", "courses": courses, **more}


def test_a_program_costs_the_certificates_of_its_courses(reading: Reading) -> None:
    (program,) = reading({"programs": [program_record()]})
    assert program.price == Price("free_to_learn", currency="USD", certificate_amount=Decimal("378.00"))
    assert program.receipts["price"][0].how == "189.00 + 189.00: the 2 courses added up"
    assert program.duration == Duration(weeks_min=12, weeks_max=12)
    assert program.credential == "other"


def test_a_program_with_a_course_of_unknown_price_has_none(reading: Reading) -> None:
    record = program_record()
    record["courses"] = [course(run(AUDIT, VERIFIED)), course(run())]
    (program,) = reading([record])
    assert program.price == Price()


def test_a_subscription_counts_only_where_it_is_offered(reading: Reading) -> None:
    plans = {"subscription_prices": [{"price": "79.00", "currency": "USD"}]}
    offered, not_offered = reading(
        [
            program_record(subscription_eligible=True, **plans),
            program_record(title="Q", subscription_eligible=False, **plans),
        ]
    )
    assert offered.price == Price("subscription", Decimal("79.00"), currency="USD", per="month")
    assert not_offered.price.kind == "free_to_learn"


@pytest.mark.parametrize(("kind", "credential"), [("MicroMasters", "micromasters"), ("XSeries", "other")])
def test_a_program_is_called_what_it_is(reading: Reading, kind: str, credential: str) -> None:
    (program,) = reading([program_record(type=kind, status="retired")])
    assert (program.credential, program.status) == (credential, "closed")
