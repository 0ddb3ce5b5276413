"""Open Badges 2 and 3: criteria and alignments are outcomes; a price or a length is never read."""

from collections.abc import Callable

from catalog.program import Duration, Price, Program

Reading = Callable[[object], list[Program]]


def credential(**achievement: object) -> dict[str, object]:
    subject = {
        "type": ["AchievementSubject"],
        "creditsEarned": 42.0,
        "activityStartDate": "2010-01-01",
        "activityEndDate": "2010-01-02",
        "achievement": {"type": ["Achievement"], "name": "Teamwork", **achievement},
    }
    return {
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Teamwork of Ana",
        "issuer": {"type": ["Profile"], "name": "A club"},
        "credentialSubject": subject,
    }


def test_a_badge_of_version_3_is_its_achievement(reading: Reading) -> None:
    (program,) = reading([credential(criteria={"id": "https://example.org/t", "narrative": "Lead a team."})])
    assert (program.title, program.provider, program.credential) == ("Teamwork", "A club", "badge")
    assert program.outcomes == ("Lead a team.",)
    assert (program.price, program.duration, program.start) == (Price(), Duration(), None)


def test_alignments_are_outcomes_and_a_bare_code_is_described(reading: Reading) -> None:
    alignment = [
        {"targetName": "Solve problems", "targetCode": "p-1"},
        {"targetName": "RST.11", "targetCode": "RST.11", "targetDescription": "Follow a procedure"},
    ]
    (program,) = reading([credential(alignment=alignment)])
    assert program.outcomes == ("Solve problems", "Follow a procedure")


def test_a_degree_is_told_by_its_achievement_type(reading: Reading) -> None:
    (program,) = reading(credential(achievementType="Degree"))
    assert program.credential == "degree"


def test_a_badge_of_version_2_is_read_with_its_page(reading: Reading) -> None:
    badge = {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "BadgeClass",
        "id": "https://example.org/robots.json",
        "name": "Robots",
        "criteria": "https://example.org/robots.html",
        "tags": ["robots"],
        "issuer": "https://example.org/club.json",
    }
    (program,) = reading(badge)
    assert (program.title, program.url, program.skills) == (
        "Robots",
        "https://example.org/robots.html",
        ("robots",),
    )
    assert (program.provider, program.credential) == (None, "badge")


def test_an_assertion_of_version_2_is_its_badge(reading: Reading) -> None:
    (program,) = reading(
        {"type": "Assertion", "recipient": {"identity": "x"}, "badge": {"type": "BadgeClass", "name": "R"}}
    )
    assert program.title == "R"
