"""CTDL records: language maps, cost profiles of which one is the total, duration profiles."""

from collections.abc import Callable
from decimal import Decimal

from catalog.program import Duration, Price, Program

Reading = Callable[[object], list[Program]]


def profile(**more: object) -> dict[str, object]:
    record = {
        "@type": "ceterms:LearningOpportunityProfile",
        "ceterms:name": {"es": "Soldar", "en": "Welding"},
    }
    return record | {f"ceterms:{key}": value for key, value in more.items()}


def cost(name: str, price: float, kind: str) -> dict[str, object]:
    return {
        "@type": "ceterms:CostProfile",
        "ceterms:name": {"en": name},
        "ceterms:price": price,
        "ceterms:currency": "USD",
        "ceterms:directCostType": {"ceterms:targetNode": f"costType:{kind}"},
    }


TUITION, FEES = cost("Tuition", 300.0, "Tuition"), cost("Fees", 50.0, "MixedFees")
TOTAL = cost("All", 350.0, "AggregateCost")


def test_the_aggregate_is_the_price_wherever_it_stands(reading: Reading) -> None:
    (program,) = reading([profile(estimatedCost=[TUITION, TOTAL, FEES])])
    assert program.price == Price("paid", Decimal("350.0"), currency="USD", per="total")
    assert program.receipts["price"][0].column == "estimatedCost[1].price"
    assert program.receipts["price"][0].how == "the total, of which: Tuition 300.0, Fees 50.0"
    assert program.warnings == ()


def test_parts_that_do_not_add_up_to_the_total_are_told(reading: Reading) -> None:
    (program,) = reading([profile(estimatedCost=[TOTAL, TUITION])])
    assert program.price.amount == Decimal("350.0")
    assert "add up to 300.0" in program.warnings[0]


def test_without_a_total_it_is_tuition_and_at_most_all_parts(reading: Reading) -> None:
    (program,) = reading([profile(estimatedCost=[FEES, TUITION])])
    assert (program.price.amount, program.price.amount_max) == (Decimal("300.0"), Decimal("350.0"))


def test_lengths_are_spans_and_hours_stay_unknown(reading: Reading) -> None:
    exact, between = reading(
        [
            profile(estimatedDuration=[{"ceterms:exactDuration": "P10W"}]),
            profile(
                ctid="ce-2",
                estimatedDuration=[{"ceterms:minimumDuration": "P4W", "ceterms:maximumDuration": "P6W"}],
            ),
        ]
    )
    assert exact.duration == Duration(weeks_min=10, weeks_max=10)
    assert between.duration == Duration(weeks_min=4, weeks_max=6)


def test_occupations_promise_nothing_and_one_language_is_read(reading: Reading) -> None:
    (program,) = reading([profile(occupationType=[{"ceterms:targetNodeName": {"en": "Engineers"}}])])
    assert (program.title, program.outcomes, program.skills) == ("Welding", (), ())


def test_the_owner_is_looked_up_in_the_graph(reading: Reading) -> None:
    owner = {
        "@id": "https://example.org/o",
        "@type": "ceterms:CredentialOrganization",
        "ceterms:name": {"en": "O"},
    }
    (program,) = reading({"@graph": [profile(ownedBy=["https://example.org/o"]), owner]})
    assert program.provider == "O"


def test_a_credential_is_known_by_its_type_and_one_that_ceased_is_closed(reading: Reading) -> None:
    state = {"ceterms:targetNodeName": {"en": "Ceased"}}
    record = profile(lifeCycleStatusType=state) | {"@type": "ceterms:Certificate"}
    (program,) = reading([record])
    assert (program.credential, program.status) == ("certificate", "closed")
