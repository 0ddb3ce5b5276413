"""What a pasted advert asks for: which skills are known, which of these courses teach them, which none."""

from collections.abc import Sequence

from bot import phrases
from bot.goal.goal import Goal
from bot.skills import Skill, taught_of, wanted
from bot.words import say, say_many
from catalog.program import Program

_SHOWN = 6


def advert_lines(goal: Goal, shown: Sequence[Program], near: Sequence[Program] = ()) -> list[str]:
    """Return sentences for the head of a reply to an advert; nothing where it names no skill.

    `goal` is what was read of the advert: its skills are `skills_wanted`. `shown` are the courses on the
    page; `near` are others near the goal, so that "none here" is said of all that was looked at.
    """
    asked = wanted(goal)
    named = [skill for skill in asked.skills if skill.is_said]
    if not named:
        return []
    here = _taught_by(named, shown)
    elsewhere = _taught_by([skill for skill in named if skill not in here], near)
    nowhere = [skill for skill in named if skill not in here and skill not in elsewhere]
    found = [
        say_many(
            "The advert names {count} skill that you did not say you know.",
            "The advert names {count} skills that you did not say you know.",
            len(named),
            count=len(named),
        )
    ]
    if goal.skills_known:
        known = phrases.listed(goal.skills_known, _SHOWN)
        found.append(say("You told me that you know: {skills}.", skills=known))
    if here:
        found.append(_counted_here(here, len(shown)))
    if elsewhere:
        found.append(say("Taught by other courses near your goal: {skills}.", skills=_names(elsewhere)))
    if nowhere:
        found.append(say("No course that I looked at teaches: {skills}.", skills=_names(nowhere)))
    return found


def _taught_by(skills: Sequence[Skill], programs: Sequence[Program]) -> list[Skill]:
    taught = {skill for program in programs for skill in taught_of(skills, program)}
    return [skill for skill in skills if skill in taught]


def _counted_here(here: Sequence[Skill], courses: int) -> str:
    return say_many(
        "The course below teaches {taught} of them: {skills}.",
        "The courses below teach {taught} of them: {skills}.",
        courses,
        taught=len(here),
        skills=_names(here),
    )


def _names(skills: Sequence[Skill]) -> str:
    return phrases.listed([skill.shown for skill in skills], _SHOWN)
