"""What comes out of a programme, in words: what it proves, what it counts for, and what became of others."""

import re
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from bot.lines.outcome import credential_sentence, outcome_facts, outcome_line
from catalog.program import GENERAL_TERMS, Credits, Figure, Price, Program, Receipt
from tests.catalog.programs import PROGRAM

PAID = Price(kind="paid", amount=Decimal(99), currency="USD", per="total")


def facts(**fields: object) -> str:
    """The facts of a programme with these fields, a line each."""
    return "\n".join(outcome_facts(Program(id="a", title="b", **fields)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("proof", "said"),
    [
        ("attendance", "It proves that you attended."),
        ("completion", "It proves that you finished it."),
        ("assessed", "It proves that you passed an assessment."),
        ("supervised_exam", "It proves that you passed a supervised exam."),
        ("licence", "It is a licence, as the source says."),
    ],
)
def test_what_it_proves_is_said_as_stated(proof: str, said: str) -> None:
    text = facts(proof=proof, price=PAID)
    assert said in text and "Ask what you get" not in text


@pytest.mark.parametrize("kind", ["paid", "subscription", "free_to_learn"])
def test_who_pays_for_an_unstated_proof_is_told_to_ask(kind: str) -> None:
    text = facts(price=Price(kind=kind))  # type: ignore[arg-type]
    assert "What it proves is not stated. Ask what you get before you pay." in text


@pytest.mark.parametrize("kind", ["free", "unknown"])
def test_nobody_is_told_to_ask_before_paying_where_no_price_is_known(kind: str) -> None:
    assert "before you pay" not in facts(price=Price(kind=kind))  # type: ignore[arg-type]


def test_a_proof_of_the_providers_general_terms_is_said_to_be_general() -> None:
    receipt = Receipt(source="terms.csv", words="completion", how=f"{GENERAL_TERMS}: see the sheet")
    text = facts(proof="completion", receipts={"proof": (receipt,)})
    assert "the provider's general terms, not this course's own" in text


def test_an_assessment_is_stated_or_said_not_to_be() -> None:
    assert "Assessment: a practical task." in facts(assessment="a practical task.")
    assert "No assessment is stated." in facts(proof="attendance")
    assert "No assessment is stated." not in facts(proof="supervised_exam")


def test_what_a_credential_counts_for() -> None:
    text = facts(
        credits=Credits(Decimal("2.5"), "ECTS"),
        counts_towards="MicroMasters in Statistics",
        valid_years=5.0,
        awarding_body="City & Guilds",
    )
    assert text.splitlines()[2:] == [
        "Awarded by: City & Guilds.",
        "Credits: 2.5 ECTS.",
        "Counts towards, as the source says: MicroMasters in Statistics.",
        "Valid for 5 years.",
    ]
    assert "Valid" not in facts(valid_years=0.0)
    assert "Valid for 1 year." in facts(valid_years=1.0)
    assert "Credits: 36. Of which kind is not stated." in facts(credits=Credits(Decimal("36.0")))


def test_shares_of_former_learners_name_their_horizon_people_and_year() -> None:
    text = facts(
        completion=Figure(Decimal("0.88"), sample=1, year=2024),
        employment=Figure(Decimal("0.71"), horizon="6 months"),
    )
    assert "Former learners who finished: 88%. 1 person was counted. Year: 2024." in text
    assert "Former learners in work: 71%. Measured after: 6 months." in text
    assert "Of how many people and when is not stated." in text
    assert text.endswith("These are former learners, as the source reports: not a promise.")


@pytest.mark.parametrize(
    ("per", "said"),
    [
        ("hour", "8,324 US dollars an hour."),
        ("week", "8,324 US dollars a week."),
        ("month", "8,324 US dollars a month."),
        ("quarter", "8,324 US dollars a quarter, that is in three months."),
        ("year", "8,324 US dollars a year."),
        (None, "8,324 US dollars; for how long is not stated."),
    ],
)
def test_a_wage_keeps_its_own_period(per: str | None, said: str) -> None:
    text = facts(wages=Figure(Decimal(8324), "USD", per, sample=40))  # type: ignore[arg-type]
    assert f"Former learners earned {said} 40 people were counted. The year is not stated." in text
    assert "33,296" not in text  # four quarters of it
    assert "not a promise" in text


def test_a_year_without_people_says_so() -> None:
    assert "Year: 2023. Of how many people is not stated." in facts(
        wages=Figure(Decimal(1), "EUR", year=2023)
    )


def test_a_figure_of_nobody_found_is_0_and_no_figure_is_nothing() -> None:
    assert "Former learners in work: 0%." in facts(employment=Figure(Decimal(0)))
    assert "learners" not in facts()


@pytest.mark.parametrize(
    ("credential", "said"),
    [("badge", "You get a digital badge."), ("course", "Whether you get a certificate is not stated.")],
)
def test_a_credential_is_named_as_far_as_it_is_stated(credential: str, said: str) -> None:
    assert credential_sentence(Program(id="a", title="b", credential=credential)) == said  # type: ignore[arg-type]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(PROGRAM)
def test_no_wage_is_a_courses_effect_and_no_figure_is_hidden(program: Program) -> None:
    """Whatever the texts: no claim that a course raises a wage, no 0 for what is not stated."""
    said = "\n".join([outcome_line(program), *outcome_facts(program)])
    assert not re.search(r"cours\w* (adds|added|raises|brings|pays)|you will earn|earn more after", said)
    assert ("Former learners earned" in said) == (program.wages is not None)
    assert ("Former learners in work" in said) == (program.employment is not None)


@pytest.mark.parametrize("credential", [None, "certificate"])
def test_a_certificate_that_costs_extra_is_bought_and_not_got(credential: str | None) -> None:
    """Seen to fail: "The certificate costs 39 US dollars." stood above "You get a certificate."."""
    price = Price(kind="free_to_learn", certificate_amount=Decimal(39), currency="USD")
    program = Program(id="a", title="b", credential=credential, price=price)  # type: ignore[arg-type]
    assert credential_sentence(program) == "You can buy a certificate."
