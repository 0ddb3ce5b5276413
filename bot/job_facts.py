"""What is known of the jobs of a goal: what they pay, how one usually enters, and what is not known."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from bot import phrases
from bot.jobs import Jobs
from bot.words import capitalized, say, say_many, spoken
from catalog.levels import SOURCE, levels_of
from catalog.terms import Occupation, Wage

_JOBS_SHOWN = 4


def wage_lines(jobs: Jobs) -> list[str]:
    """Return what the wanted jobs pay, each named, the range over several, and the present ones beside.

    A year's wage in US dollars, of the US Bureau of Labor Statistics (`Occupation.wage`), only where the
    link to the US occupation is sure; else the reason why there is none.
    """
    present = [one for one in jobs.current if one not in jobs.target]
    found = [*_paid(jobs.target)]
    if present:
        found += [say("What your present or past job pays:"), *_paid(present)]
    waged = [one.wage for one in (*jobs.target[:_JOBS_SHOWN], *present[:_JOBS_SHOWN]) if one.wage]
    if waged:
        years = phrases.listed(sorted({str(wage.year) for wage in waged}))
        found.append(say("This is what the job pays, not what a course adds."))
        found.append(say("Source: US Bureau of Labor Statistics, OEWS, {year}.", year=years))
        found.append(say("The wages are of the United States; where you live they may differ."))
    return [line for line in found if line]


def _paid(occupations: Sequence[Occupation]) -> Iterable[str]:
    wages = [one.wage for one in occupations if one.wage]
    if len(occupations) > 1:
        yield _range(wages)
    yield from map(_pays, occupations[:_JOBS_SHOWN])
    if more := [_name(one) for one in occupations[_JOBS_SHOWN:]]:
        yield say("Also possible: {jobs}.", jobs=phrases.listed(more))


def _range(wages: Sequence[Wage]) -> str:
    """Return the range over several jobs; "" where fewer than two have figures."""
    medians = [wage.median for wage in wages if wage.median is not None]
    if len(medians) < 2:
        return ""
    found = [say("Middle wages of the jobs with figures: {amounts} a year.", amounts=_ends(medians))]
    tenths = [end for wage in wages for end in (wage.p10, wage.p90) if end is not None]
    if tenths:
        found.append(say("From the lowest tenth to the highest tenth: {amounts}.", amounts=_ends(tenths)))
    return " ".join(found)


def _ends(amounts: Sequence[int]) -> str:
    return phrases.money_range(Decimal(min(amounts)), Decimal(max(amounts)), "USD")


def _pays(occupation: Occupation) -> str:
    wage, name = occupation.wage, _first_word(_name(occupation))
    if wage is None:
        return _no_wage(occupation, name)
    if wage.median is None and wage.p10 is None and wage.p90 is None:
        return say("{job}: the yearly wage is not published.", job=name)
    found = [
        say("{job}: half earn less than {median} a year, half more.", job=name, median=_dollars(wage.median))
        if wage.median is not None
        else say("{job}: the middle wage is not published.", job=name)
    ]
    if wage.p10 is not None:
        found.append(say("One in ten earns less than {low}.", low=_dollars(wage.p10)))
    if wage.p90 is not None:
        found.append(say("One in ten earns more than {high}.", high=_dollars(wage.p90)))
    # The US group may be wider than the job: a barista stands among all counter workers.
    found.append(say("US name of the group: “{title}”.", title=wage.title))
    return " ".join(found)


def _no_wage(occupation: Occupation, name: str) -> str:
    if occupation.no_wage == "crosswalk_unsure":
        return say("{job}: I show no wage. It is not sure which US job it is.", job=name)
    if occupation.no_wage == "not_published":
        return say("{job}: I show no wage. The US figures have none for it.", job=name)
    return say("{job}: I show no wage. No list links it to a US job.", job=name)


def entry_lines(occupations: Sequence[Occupation]) -> list[str]:
    """Return the usual entry level of the jobs, by the skill level of their ISCO-08 major group."""
    groups: dict[tuple[int, ...], list[str]] = {}
    for one in occupations:
        groups.setdefault(levels_of(one.isco), []).append(_name(one))
    groups.pop((), None)
    found = []
    for levels, names in groups.items():
        if len(groups) > 1:
            found.append(say("Jobs: {jobs}.", jobs=phrases.listed(names)))
        if len(levels) > 1:
            found.append(say("It differs from post to post in this group of jobs."))
        found += map(_level, levels)
    if not found:
        return []
    return [*found, say("Source: {source}. Experience can sometimes stand in for study.", source=SOURCE)]


def _level(level: int) -> str:
    """Return what a skill level usually means, by its description in ISCO-08 (ILO, 2012)."""
    if level == 4:
        return say("Skill level 4: usually a first degree or higher.")
    if level == 3:
        return say("Skill level 3: usually 1 to 3 years of study after secondary school.")
    if level == 2:
        return say("Skill level 2: usually secondary school, sometimes with training in the trade.")
    return say("Skill level 1: usually primary or basic school, sometimes a short training.")


def caution_lines() -> list[str]:
    """Return what no figure says: licences, experience, and that a course is no job."""
    return [
        say("I do not know whether this job needs a licence."),
        say("Ask the professional body or the authority where you live."),
        say("Employers may also ask for experience or a degree. A course is not a job offer."),
    ]


def skill_count(occupation: Occupation) -> str:
    """Return how many skills and pieces of knowledge an occupation needs, by ESCO."""
    count = sum(one.is_essential for one in occupation.skills)
    return say_many(
        "{job}: {count} essential skill (ESCO).",
        "{job}: {count} essential skills (ESCO).",
        count,
        job=_first_word(_name(occupation)),
        count=phrases.number(count),
    )


def _first_word(name: str) -> str:
    """Return a name as it stands at the beginning of a line."""
    return capitalized(name)


def _name(occupation: Occupation) -> str:
    return occupation.name(spoken())


def _dollars(amount: int) -> str:
    return phrases.money(Decimal(amount), "USD")
