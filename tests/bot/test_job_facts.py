"""What the jobs of a goal pay and ask for: sure figures alone, every job named, a reason where none is."""

from dataclasses import replace

import pytest

from bot.goal.goal import Goal
from bot.job_facts import caution_lines, entry_lines, skill_count, wage_lines
from bot.jobs import Jobs, jobs_of
from catalog.terms import Occupation

NOT_AN_EFFECT = "This is what the job pays, not what a course adds."


def occupations(role: str) -> tuple[Occupation, ...]:
    return jobs_of(Goal(intent="goal", target=role)).target


def wages(role: str, current: str = "") -> str:
    return "\n".join(wage_lines(Jobs(occupations(role), occupations(current))))


def test_a_wage_names_the_job_the_us_group_the_source_and_what_it_is_not() -> None:
    assert wages("data scientist").splitlines() == [
        (
            "Data scientist: half earn less than 120,230 US dollars a year, half more."
            " One in ten earns less than 67,240 US dollars. One in ten earns more than 199,130 US dollars."
            " US name of the group: “Data Scientists”."
        ),
        NOT_AN_EFFECT,
        "Source: US Bureau of Labor Statistics, OEWS, 2025.",
        "The wages are of the United States; where you live they may differ.",
    ]


def test_several_jobs_show_the_range_over_them_and_each_by_name() -> None:
    text = wages("HR manager or recruiter")
    assert text.startswith(
        "Middle wages of the jobs with figures: 75,940 to 149,280 US dollars a year."
        " From the lowest tenth to the highest tenth: 47,180 to 267,810 US dollars."
    )
    assert "Human resources manager: half earn" in text and "Recruitment consultant: half earn" in text


def test_the_present_job_stands_beside_and_nothing_is_subtracted() -> None:
    text = wages("data scientist", "barista")
    assert "What your present or past job pays:\nBarista: half earn less than 31,200 US dollars" in text
    assert "89,030" not in text  # the difference
    assert text.count(NOT_AN_EFFECT) == 1


def test_who_stays_in_the_same_job_sees_it_once() -> None:
    assert wages("data scientist", "data scientist") == wages("data scientist")


@pytest.mark.parametrize(
    ("role", "reason"),
    [
        ("data analyst", "Data analyst: I show no wage. It is not sure which US job it is."),
        ("data engineer", "Data engineer: I show no wage. No list links it to a US job."),
        ("tour guide", "Tourist guide: I show no wage. The US figures have none for it."),
    ],
)
def test_without_a_sure_link_the_reason_stands_and_no_figure(role: str, reason: str) -> None:
    assert wages(role) == reason


def test_figures_that_are_missing_are_said_to_be() -> None:
    (one,) = occupations("data scientist")
    assert one.wage
    bare = replace(one, wage=replace(one.wage, median=None, p10=None, p90=None))
    assert "Data scientist: the yearly wage is not published." in wage_lines(Jobs((bare,)))
    half = replace(one, wage=replace(one.wage, median=None, p90=None))
    assert wage_lines(Jobs((half,)))[0].startswith(
        "Data scientist: the middle wage is not published. One in ten earns less than 67,240 US dollars. US"
    )


def test_more_jobs_than_fit_are_named() -> None:
    jobs = occupations("nurse or midwife") + occupations("HR manager or recruiter") + occupations("cashier")
    assert "Also possible: cashier." in wage_lines(Jobs(jobs))


def test_no_job_pays_nothing() -> None:
    assert wage_lines(Jobs()) == [] and entry_lines(()) == []


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("data scientist", ["Skill level 4: usually a first degree or higher."]),
        ("bookkeeper", ["Skill level 3: usually 1 to 3 years of study after secondary school."]),
        ("waiter", ["Skill level 2: usually secondary school, sometimes with training in the trade."]),
        ("cleaner", ["Skill level 1: usually primary or basic school, sometimes a short training."]),
        (
            "HR manager",
            [
                "It differs from post to post in this group of jobs.",
                "Skill level 3: usually 1 to 3 years of study after secondary school.",
                "Skill level 4: usually a first degree or higher.",
            ],
        ),
    ],
)
def test_the_usual_entry_level_is_said_with_its_source(role: str, said: list[str]) -> None:
    source = "Source: ILO, ISCO-08, 2012. Experience can sometimes stand in for study."
    assert entry_lines(occupations(role)) == [*said, source]


def test_jobs_of_different_levels_are_told_apart() -> None:
    lines = entry_lines(occupations("data scientist or data analyst or waiter"))
    assert lines[0] == "Jobs: data scientist and data analyst."
    assert "Jobs: waiter/waitress." in lines


def test_nothing_is_claimed_about_a_licence() -> None:
    assert caution_lines()[0] == "I do not know whether this job needs a licence."
    assert "A course is not a job offer." in caution_lines()[-1]


def test_the_essential_skills_are_counted() -> None:
    (one,) = occupations("data scientist")
    assert skill_count(one) == "Data scientist: 63 essential skills (ESCO)."
