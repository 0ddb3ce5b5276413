"""schema.org courses in JSON-LD: in files, and in the scripts of web pages."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from catalog.errors import CatalogError
from catalog.importing import read_catalog
from catalog.program import Duration, Price, Program

Reading = Callable[[object], list[Program]]


def course(**more: object) -> dict[str, object]:
    return {"@context": "https://schema.org", "@type": "Course", "name": "A", **more}


def page(*blocks: str) -> str:
    scripts = "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    return f"<!DOCTYPE html><html><head>{scripts}</head><body><h1>A</h1></body></html>"


def offer(**more: object) -> dict[str, object]:
    return {"@type": "Offer", "priceCurrency": "USD", **more}


@pytest.mark.parametrize(
    "wrapped",
    [
        course(),
        [course()],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "name": "P"}, course()]},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "position": 1, "item": course()}]},
        {"@type": "WebPage", "name": "P", "mainEntity": course()},
        {"@context": {"schema": "http://schema.org/"}, "@type": "schema:Course", "schema:name": "A"},
        {"@type": ["Course", "Product"], "name": "A"},
        {"@type": "http://schema.org/EducationalOccupationalProgram", "name": "A"},
        {"@type": "CourseInstance", "name": "A"},
    ],
)
def test_a_course_is_found_wherever_it_stands(reading: Reading, wrapped: object) -> None:
    (program,) = reading(wrapped)
    assert program.title == "A"


def test_a_course_without_offers_and_workload_states_no_price_and_no_length(reading: Reading) -> None:
    (program,) = reading('{"@type":"Course","name":"A","provider":{"name":"B"}}')
    assert (program.title, program.provider) == ("A", "B")
    assert (program.price, program.duration) == (Price(), Duration())


@pytest.mark.parametrize("kind", ["WebSite", "BreadcrumbList", "Organization", "Product", "FAQPage"])
def test_what_is_no_course_is_none(reading: Reading, kind: str) -> None:
    with pytest.raises(CatalogError, match="without a list of programmes"):
        reading({"@context": "https://schema.org", "@type": kind, "name": "X", "url": "https://example.org"})


def paid(amount: str, currency: str | None = "USD") -> Price:
    return Price("paid", Decimal(amount), currency=currency, per="total")


def month(amount: str) -> Price:
    return Price("subscription", Decimal(amount), currency="USD", per="month")


def learn(fee: str | None = None) -> Price:
    amount = Decimal(fee) if fee else None
    return Price("free_to_learn", currency="USD" if fee else None, certificate_amount=amount)


MONTHLY = {"referenceQuantity": {"@type": "QuantitativeValue", "value": 1, "unitCode": "MON"}}
PER_MONTH = {"@type": "UnitPriceSpecification", "price": 39, "priceCurrency": "USD", "billingDuration": "P1M"}


@pytest.mark.parametrize(
    ("stated", "price"),
    [
        ({"offers": offer(price="59.99"), "isAccessibleForFree": False}, paid("59.99")),
        ({"offers": [offer(price=1299)]}, paid("1299")),
        ({"offers": {"@type": "Offer", "price": "49"}}, paid("49", None)),
        ({"offers": offer(price=0)}, Price("free")),
        ({"offers": offer(category="Free")}, Price("free")),
        ({"isAccessibleForFree": True}, Price("free")),
        ({"isAccessibleForFree": "https://schema.org/True"}, Price("free")),
        ({"isAccessibleForFree": False}, Price("paid")),
        ({"isAccessibleForFree": False, "offers": offer(price=0)}, Price()),
        ({"offers": offer(price=0, category="Paid")}, Price()),
        ({"offers": offer(category="Partially Free")}, learn()),
        ({"offers": offer(category="Partially Free", price=49)}, learn("49")),
        ({"offers": [offer(name="Audit", price=0), offer(name="Certificate", price=99)]}, learn("99")),
        ({"offers": offer(category="Subscription")}, Price("subscription")),
        ({"offers": offer(category="Subscription", price=0)}, Price("subscription")),
        ({"offers": offer(priceSpecification=PER_MONTH)}, month("39")),
        ({"offers": offer(price=39, priceSpecification=MONTHLY)}, month("39")),
        ({"offers": {"@type": "AggregateOffer", "lowPrice": 10, "highPrice": 30, "priceCurrency": "USD"}},
         Price("paid", Decimal(10), Decimal(30), "USD", "total")),
        ({"offers": offer()}, Price()),
        ({"offers": []}, Price()),
        ({"hasCourseInstance": [{"@type": "CourseInstance", "offers": offer(price=20)}]}, paid("20")),
    ],
)  # fmt: skip
def test_offers_say_what_is_paid(reading: Reading, stated: dict[str, object], price: Price) -> None:
    (program,) = reading(course(**stated))
    assert program.price == price


def test_what_is_paid_beside_a_free_course_is_told_as_an_assumption(reading: Reading) -> None:
    (program,) = reading(course(isAccessibleForFree=True, offers=offer(price=84)))
    assert program.price == learn("84")
    assert "taken as its certificate" in program.warnings[0]
    assert {receipt.column for receipt in program.receipts["price"]} == {
        "offers.price",
        "isAccessibleForFree",
    }


def test_offers_in_other_currencies_are_kept_apart(reading: Reading) -> None:
    (program,) = reading(
        course(offers=[offer(price=10), {"@type": "Offer", "price": 9, "priceCurrency": "EUR"}])
    )
    assert program.price == paid("10")
    assert "9 EUR" in program.warnings[0]


def instance(**more: object) -> dict[str, object]:
    return {"hasCourseInstance": [{"@type": "CourseInstance", **more}]}


def schedule(**more: object) -> dict[str, object]:
    return instance(courseSchedule={"@type": "Schedule", **more})


@pytest.mark.parametrize(
    ("stated", "duration"),
    [
        ({"timeRequired": "PT60H", **instance(courseWorkload="PT60H")}, Duration(60, 60)),
        (instance(courseWorkload="PT22H"), Duration(22, 22)),
        ({"timeRequired": "P6W"}, Duration(weeks_min=6, weeks_max=6)),
        ({"timeToComplete": "P1Y"}, Duration(weeks_min=52, weeks_max=52)),
        (schedule(duration="PT3H", repeatFrequency="Weekly", repeatCount=4),
         Duration(12, 12, 4, 4, 3, 3, derived=True)),
        (schedule(duration="PT1H", repeatFrequency="Daily", repeatCount=14),
         Duration(14, 14, 2, 2, derived=True)),
        (schedule(repeatFrequency="Weekly", repeatCount=4), Duration(weeks_min=4, weeks_max=4)),
        (instance(startDate="2026-01-01", endDate="2026-03-01"), Duration()),
    ],
)  # fmt: skip
def test_lengths_are_read_where_they_are_stated(
    reading: Reading, stated: dict[str, object], duration: Duration
) -> None:
    (program,) = reading(course(**stated))
    assert program.duration == duration


def test_the_other_properties_are_read(reading: Reading) -> None:
    (program,) = reading(
        course(
            url="https://example.org/a",
            description="<p>About <b>it</b></p>",
            teaches=["Join tables", {"@type": "DefinedTerm", "name": "Tune queries"}],
            educationalLevel="Beginner to Advanced",
            inLanguage={"@type": "Language", "name": "Spanish"},
            coursePrerequisites=[{"@type": "Course", "name": "Basics"}, "A laptop"],
            educationalCredentialAwarded={
                "@type": "EducationalOccupationalCredential",
                "name": "Certificate of Completion",
                "credentialCategory": "Certificate",
            },
            **instance(
                courseMode=["Online", "self-paced"], startDate="2026-01-01", location={"name": "Bonn"}
            ),
        )
    )
    assert (program.url, program.description) == ("https://example.org/a", "About it")
    assert program.outcomes == ("Join tables", "Tune queries")
    assert (program.level, program.language, program.credential) == ("any", ("es",), "certificate")
    assert (program.prerequisites, program.pace, program.place) == ("Basics, A laptop", "self-paced", "Bonn")


def test_references_are_followed_within_the_file(reading: Reading) -> None:
    graph = [
        course(provider={"@id": "#b"}, hasCourseInstance={"@id": "#run"}),
        {"@type": "Organization", "@id": "#b", "name": "B"},
        {"@type": "CourseInstance", "@id": "#run", "name": "A in May", "courseWorkload": "PT5H"},
    ]
    (program,) = reading({"@graph": graph})
    assert (program.title, program.provider, program.duration) == ("A", "B", Duration(5, 5))


def test_values_with_a_language_are_read_in_one(reading: Reading) -> None:
    names = [{"@language": "en", "@value": "English name"}]
    (program,) = reading(course(name=names, description={"@value": "Text", "@language": "en"}))
    assert (program.title, program.description) == ("English name", "Text")


# --- web pages ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "block",
    [
        '{"@type":"Course","name":"A"};',
        '//<![CDATA[\n{"@type":"Course","name":"A"}\n//]]>',
        '<!-- {"@type":"Course","name":"A"} -->',
        '{"@type":"Course","name":"A",}',
        '{"@type":"Course","name":"A","description":"two\nlines"}',
        '\ufeff {"@type":"Course","name":"A"} \n',
    ],
)
def test_a_block_that_is_nearly_right_is_read(reading: Reading, block: str) -> None:
    (program,) = reading(page(block))
    assert program.title == "A"


def test_a_bare_script_with_a_semicolon_is_read(reading: Reading) -> None:
    (program,) = reading('<script type="application/ld+json">{"@type":"Course","name":"A"};</script>')
    assert program.title == "A"


def test_a_broken_block_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page('{"@type":"Course","na', json.dumps(course()), '{"@type":"WebSite","name":"S"}'))
    found = read_catalog([path])
    assert [program.title for program in found.programs] == ["A"]
    assert found.report.files[0].warnings == [
        "1 of the 3 JSON-LD blocks of the page are broken and were left out."
    ]


def test_a_page_without_courses_is_refused(reading: Reading) -> None:
    with pytest.raises(CatalogError, match="web page that describes no course"):
        reading(page('{"@type":"WebSite","name":"S"}'))
