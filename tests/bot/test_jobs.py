"""Which occupations the words of a goal stand for: all that are meant, and none for a skill."""

import datetime as dt

import pytest

from bot.goal.goal import Goal
from bot.goal.reader import read
from bot.jobs import jobs_of, skill_name


def target(words: str, language: str = "en") -> list[str]:
    """The English names of what a target stands for."""
    found = jobs_of(Goal(intent="goal", target=words, language=language)).target
    return [one.name() for one in found]


@pytest.mark.parametrize(
    ("words", "language", "names"),
    [
        ("data analyst", "en", ["data analyst"]),
        ("data analyst with python", "en", ["data analyst"]),
        ("junior data analyst", "en", ["data analyst"]),
        (".NET developer", "en", ["software developer"]),
        ("receptionist in Leeds", "en", ["receptionist"]),
        ("IT support", "en", ["ICT help desk agent"]),
        ("actor", "en", ["actor/actress", "artistic coach"]),
        ("public policy analyst", "en", ["policy officer", "economic adviser"]),
        ("desarrolladora web", "es", ["web developer"]),
        ("júnior de suporte de TI", "pt", ["ICT help desk agent"]),
        ("Einstiegsjob im IT-Support", "de", ["ICT help desk agent"]),
        ("caissière", "fr", ["cashier"]),
        ("hr менеджеркою", "uk", ["human resources officer", "human resources manager"]),
    ],
)
def test_a_role_stands_for_all_that_its_name_means(words: str, language: str, names: list[str]) -> None:
    assert target(words, language) == names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("nurse or midwife", ["nurse responsible for general care", "midwife"]),
        ("graphic designer/illustrator", ["graphic designer", "illustrator"]),
        ("HR manager and recruiter", ["human resources manager", "recruitment consultant"]),
    ],
)
def test_several_roles_side_by_side_are_all_meant(words: str, names: list[str]) -> None:
    assert target(words) == names


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("linux", "en"),
        ("graphic design", "en"),
        ("project management", "en"),
        ("ux design", "en"),
        ("devops", "en"),
        ("codificación médica", "es"),
        ("design gráfico", "pt"),
        ("фотография", "ru"),
        ("ux дизайну", "ru"),
        ("florist", "en"),
    ],
)
def test_a_skill_or_a_role_without_facts_is_no_occupation(words: str, language: str) -> None:
    assert target(words, language) == []


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("marine conservation", "en"),
        ("productive and manage stress", "en"),
        ("factory line supervisor", "en"),
        ("suicide prevention counsellor", "en"),
        ("AWS and pass the solutions architect exam", "en"),
        ("codificação médica ou administração hospitalar", "pt"),
        ("менеджера готельно-ресторанної справи", "uk"),
        ("clerk", "en"),
        ("editor", "en"),
    ],
)
def test_a_word_of_a_phrase_is_not_taken_for_the_job(words: str, language: str) -> None:
    assert target(words, language) == []


def test_the_present_role_is_looked_up_apart() -> None:
    goal = read("I am a barista and want to become a data scientist", dt.date(2026, 11, 25))
    jobs = jobs_of(goal)
    assert [one.name() for one in jobs.target] == ["data scientist"]
    assert [one.name() for one in jobs.current] == ["barista"]


def test_no_words_are_no_job() -> None:
    assert jobs_of(Goal(intent="goal")).target == ()
    assert target("x" * 5000) == [] and target("😀") == []


def test_a_skill_is_called_in_the_language_asked_for_where_it_has_one() -> None:
    skill = jobs_of(Goal(intent="goal", target="cashier")).target[0].skills[0]
    assert skill_name(skill, "en") == skill.name
    assert skill_name(skill, "es") != skill.name
    assert skill_name(skill, "xx") == skill.name
