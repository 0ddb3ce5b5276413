"""The European Learning Model: what is offered, what it awards, and micro-credentials once issued."""

from collections.abc import Callable
from decimal import Decimal

from catalog.program import Credits, Duration, Price, Program

Reading = Callable[[object], list[Program]]
_AUTHORITY = "http://publications.europa.eu/resource/authority"

SPECIFICATION = {
    "id": "urn:spec:1",
    "type": "LearningAchievementSpecification",
    "title": {"en": ["Soil mapping"], "de": ["Bodenkarten"]},
    "volumeOfLearning": "PT75H",
    "language": [{"id": f"{_AUTHORITY}/language/ENG", "type": "Concept"}],
    "eqfLevel": {"id": "http://data.europa.eu/snb/eqf/6", "type": "Concept"},
    "creditPoint": [{"point": "3", "framework": {"type": "Concept", "prefLabel": {"en": ["ECTS"]}}}],
    "learningOutcome": [
        {
            "type": "LearningOutcome",
            "title": {"en": ["Draw a soil map"]},
            "relatedESCOSkill": [{"type": "Concept", "prefLabel": {"en": ["survey land"]}}],
        }
    ],
}


def opportunity(**more: object) -> dict[str, object]:
    return {
        "id": "urn:opp:1",
        "type": "LearningOpportunity",
        "title": {"en": "Soil mapping, spring"},
        "duration": "P6W",
        "providedBy": {"type": "Organisation", "legalName": {"en": "Institute of Soils"}},
        "homepage": [{"type": "WebResource", "contentURL": "https://example.org/soil"}],
        "learningAchievementSpecification": {"id": "urn:spec:1"},
        **more,
    }


def test_an_opportunity_is_read_with_what_it_awards(reading: Reading) -> None:
    (program,) = reading({"@graph": [opportunity(), SPECIFICATION]})
    assert (program.title, program.provider) == ("Soil mapping, spring", "Institute of Soils")
    assert program.duration == Duration(75, 75, 6, 6)
    assert (program.outcomes, program.skills) == (("Draw a soil map",), ("survey land",))
    assert (program.credits, program.language) == (Credits(Decimal(3), "ECTS"), ("en",))
    assert (program.level_framework, program.level) == ("EQF 6", "unknown")
    assert program.url == "https://example.org/soil"


def test_a_price_has_its_currency_and_nothing_stated_is_nothing(reading: Reading) -> None:
    amount = {"type": "Amount", "value": 490, "unit": {"id": f"{_AUTHORITY}/currency/EUR"}}
    stated, silent = reading([opportunity(priceDetail=[{"amount": amount}]), opportunity(title={"en": "B"})])
    assert stated.price == Price("paid", Decimal(490), currency="EUR", per="total")
    assert silent.price == Price()


def test_an_issued_micro_credential_tells_what_it_awards_and_nobody_who_holds_it(reading: Reading) -> None:
    claim = {
        "type": "LearningAchievement",
        "title": {"en": "Soil mapping"},
        "awardedBy": {"awardingBody": {"legalName": {"en": "Institute of Soils"}}},
        "specifiedBy": SPECIFICATION,
    }
    subject = {"type": "Person", "fullName": {"en": "Ana Ito"}, "hasClaim": claim}
    (program,) = reading(
        {"type": ["VerifiableCredential", "EuropeanDigitalCredential"], "credentialSubject": subject}
    )
    assert (program.title, program.awarding_body) == ("Soil mapping", "Institute of Soils")
    assert program.duration == Duration(75, 75)
    assert "Ana" not in repr(program)
