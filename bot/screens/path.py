"""The path in a chat: what it takes in all, its steps in order, and the best single course beside it."""

from collections.abc import Iterable, Sequence

from bot import phrases
from bot.explain import CHECK_FIRST
from bot.lines.plan import cost_in_all
from bot.lines.time import stated_time
from bot.path import Path
from bot.plan import Plan, Step
from bot.reply import key_of
from bot.screens import keywords
from bot.screens.buttons import new_goal_button
from bot.screens.files import WHOLE_PATH
from bot.screens.screen import Action, Button, Line, Screen, label, lines, one_line, rows
from bot.words import say, say_many
from catalog.rates import Rates

_TITLE_LENGTH = 90
_SKILLS_LENGTH = 300
_SKILL_LENGTH = 60


def path(found: Path, list_id: int, rates: Rates) -> Screen:
    """Return the screen of a path, or why there is none; without one the best single course stands alone."""
    plan = found.plan
    if plan is None:
        shown = lines(list(_no_path(found)), _single(found.single), _closing(found.single))
        return Screen(shown, rows(*_courses(found.single, list_id), _back(list_id)))
    return Screen(
        (
            Line(_total(plan)),
            *map(Line, _sums(plan, rates)),
            *_steps(plan),
            Line(""),
            *lines([*_skills(plan, found)], _single(found.single), _closing(plan, is_path=True)),
        ),
        rows(*_courses(plan, list_id), _saving(list_id), _asides(list_id), _back(list_id)),
    )


def _total(plan: Plan) -> str:
    count = len(plan.steps)
    return say_many(
        "{count} course, one after the other.", "{count} courses, one after the other.", count, count=count
    )


def _sums(plan: Plan, rates: Rates) -> Iterable[str]:
    """Say weeks of study, cost and the last day, each as a sentence of its own."""
    hours = plan.goal.hours_per_week
    weeks = phrases.whole_weeks(plan.weeks_min, plan.weeks_max) if plan.weeks_max is not None else None
    if weeks is None:
        yield say("Time in all: not stated. At least one course does not say how long it takes.")
    elif hours is not None:
        yield say(
            "Study in all: {weeks}, with {hours} a week.", weeks=weeks, hours=phrases.count(hours, "hour")
        )
    else:
        yield say("Study in all: {weeks}, at the providers' own pace.", weeks=weeks)
    if plan.finish:
        yield say("Done by about {day}, if you start today.", day=phrases.day(plan.finish, plan.today))
    yield cost_in_all(plan, rates)


def _steps(plan: Plan) -> Iterable[Line]:
    for place, step in enumerate(plan.steps, start=1):
        program = step.suggestion.program
        yield Line("")
        yield Line(f"{place}. {one_line(program.title, _TITLE_LENGTH)}", "title")
        yield Line(" ".join([_weeks(step), *_dates(step, plan), _price(step)]))
        yield Line(_why_here(step, place))


def _weeks(step: Step) -> str:
    span = step.suggestion.span
    if span.weeks_max is None:
        return say("Time: {facts}", facts=stated_time(step.suggestion.program.duration))
    return say("Time: {weeks}.", weeks=phrases.whole_weeks(span.weeks_min, span.weeks_max))


def _dates(step: Step, plan: Plan) -> Iterable[str]:
    if step.begins and step.finish:
        begins, finish = (phrases.day(one, plan.today) for one in (step.begins, step.finish))
        yield say("From {begins} to about {finish}.", begins=begins, finish=finish)


def _price(step: Step) -> str:
    cost = step.suggestion.cost
    if cost.amount_min is None or cost.amount_max is None:
        return say("Cost: not stated.")
    if cost.amount_max == 0:
        if step.suggestion.program.price.kind == "free_to_learn":
            return say("Cost: free to learn.")
        return say("Cost: free.")
    return say("Cost: {amount}.", amount=phrases.money_range(cost.amount_min, cost.amount_max, cost.currency))


def _why_here(step: Step, place: int) -> str:
    """Say what a step adds, which is why it is here; its level and what it needs are why it stands there."""
    program = step.suggestion.program
    skills = _named(step.teaches)
    added = (
        say("It teaches: {skills}.", skills=skills)
        if place == 1
        else say("It adds: {skills}.", skills=skills)
    )
    if program.prerequisites:
        needed = one_line(program.prerequisites, 120).rstrip(".")
        first = say("It asks for this first: “{words}”.", words=needed)
        return f"{added} {first}"
    levels = {
        "beginner": say("It is for beginners."),
        "intermediate": say("It is for people with some knowledge."),
        "advanced": say("It is for advanced learners."),
    }
    return f"{added} {levels[program.level]}" if program.level in levels else added


def _skills(plan: Plan, found: Path) -> Iterable[str]:
    covered, total = len(plan.covered), len(plan.covered) + len(plan.missing)
    if found.jobs:
        yield _of_the_job(plan, covered, total)
        if len(found.jobs) > 1:
            yield _several_jobs(found.jobs)
    else:
        yield say_many(
            "Together they teach {count} of the {total} skill you asked for.",
            "Together they teach {count} of the {total} skills you asked for.",
            total,
            count=covered,
            total=total,
        )
    if plan.missing:
        yield say("Not covered: {skills}.", skills=_named(plan.missing))


def _of_the_job(plan: Plan, covered: int, total: int) -> str:
    if plan.goal.skills_wanted:
        return say_many(
            "Together they teach {count} of the {total} skill that you or this job still asks for (ESCO).",
            "Together they teach {count} of the {total} skills that you or this job still ask for (ESCO).",
            total,
            count=covered,
            total=total,
        )
    return say_many(
        "Together they teach {count} of the {total} skill listed for this job that you still need (ESCO).",
        "Together they teach {count} of the {total} skills listed for this job that you still need (ESCO).",
        total,
        count=covered,
        total=total,
    )


def _several_jobs(jobs: Sequence[str]) -> str:
    return say(
        "Your words can mean several jobs: {jobs}. I count only the skills that all of them ask for.",
        jobs=_named(jobs),
    )


def _single(single: Plan | None) -> list[str]:
    if single is None:
        return []
    step = single.steps[0]
    title = one_line(step.suggestion.program.title, _TITLE_LENGTH)
    found = [
        say_many(
            "The best single course teaches {count} of these skills: “{title}”.",
            "The best single course teaches {count} of these skills: “{title}”.",
            len(single.covered),
            count=len(single.covered),
            title=title,
        )
    ]
    return [*found, f"{_weeks(step)} {_price(step)}"]


def _no_path(found: Path) -> Iterable[str]:
    """Say why there is no path."""
    if not found.skills:
        if len(found.jobs) > 1:
            yield say("I cannot plan a path: the jobs that your words can mean share no listed skill.")
            yield say("They are: {jobs}. Write which one you mean.", jobs=_named(found.jobs))
        else:
            yield say("I cannot plan a path: I know no skills for this goal.")
            yield say("Name the skills you want, for example “SQL and statistics”.")
    elif found.courses < 2:
        yield say("I cannot plan a path: it needs two courses that fit all you said.")
        yield say_many(
            "Now {count} course fits.", "Now {count} courses fit.", found.courses, count=found.courses
        )
    elif found.single is None:
        yield say("I cannot plan a path: no course that fits names a skill you still need.")
    else:
        yield say("No path is better than one course here.")
        yield say("Within your limits, no courses together teach more than this one.")


def _closing(plan: Plan | None, is_path: bool = False) -> list[str]:
    if plan is None:
        return [keywords.offered([keywords.BACK, keywords.NEW_GOAL])]
    save = [keywords.SAVE] if is_path else []
    return [
        say("Employers may also ask for experience or a degree. A course is not a job offer."),
        say(CHECK_FIRST),
        keywords.offered([*save, keywords.FILE, keywords.DEGREE, keywords.BACK, keywords.NEW_GOAL]),
    ]


def _named(names: Sequence[str]) -> str:
    """Return as many names as fit into a line, the rest counted."""
    short = [one_line(name, _SKILL_LENGTH) for name in names]
    for most in range(len(short), 1, -1):
        text = phrases.listed(short, most)
        if len(text) <= _SKILLS_LENGTH:
            return text
    return phrases.listed(short, 1)


def _courses(plan: Plan | None, list_id: int) -> list[list[Button]]:
    found = []
    for place, step in enumerate(plan.steps if plan else (), start=1):
        program = step.suggestion.program
        name = label(f"{place}. {program.title}", say("{place}. Course", place=place))
        found.append([Button(name, Action("course", list_id, key_of(program.id)))])
    return found


def _saving(list_id: int) -> list[Button]:
    return [Button(say("Save this path"), Action("save", list_id, WHOLE_PATH))]


def _asides(list_id: int) -> list[Button]:
    return [
        Button(say("As a file"), Action("file", list_id, WHOLE_PATH)),
        Button(say("Beside a degree"), Action("degree", list_id)),
    ]


def _back(list_id: int) -> list[Button]:
    return [
        Button(say("Back to list"), Action("back", list_id)),
        new_goal_button(list_id),
    ]
