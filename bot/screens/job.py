"""The wanted job: what it asks for, what it pays, how one usually enters it, and what is not known of it."""

from collections.abc import Iterable

from bot import phrases
from bot.goal.goal import Goal
from bot.job_facts import caution_lines, entry_lines, skill_count, wage_lines
from bot.jobs import Jobs, skill_name
from bot.screens import keywords
from bot.screens.buttons import new_goal_button
from bot.screens.screen import Action, Button, Line, Screen, lines, one_line, rows
from bot.words import say, say_many, spoken
from catalog.terms import ATTRIBUTION, Occupation

LONGEST_TEXT = 3000
_JOBS_SHOWN = 4
_SKILL_LENGTH = 60
_WORDS_LENGTH = 80


def job(goal: Goal, jobs: Jobs, list_id: int) -> Screen:
    """Return what is known of the jobs that a goal names, with the way back; at most 3,000 characters."""
    for skills in (8, 4, 2, 0):
        shown = _lines(goal, jobs, skills)
        if len("\n".join(line.text for line in shown)) <= LONGEST_TEXT:
            break
    back = [Button(say("Back to list"), Action("back", list_id))]
    return Screen(shown, rows([*back, new_goal_button(list_id)]))


def _lines(goal: Goal, jobs: Jobs, skills: int) -> tuple[Line, ...]:
    wages = wage_lines(jobs)
    return lines(
        _meant(goal, jobs),
        [line for one in jobs.target[:_JOBS_SHOWN] for line in _asked(one, skills)],
        [say("What the job pays:") if jobs.target else "", *wages] if wages else [],
        [say("Usual entry level:"), *entries] if (entries := entry_lines(jobs.target)) else [],
        caution_lines() if jobs.target else [],
        [
            ATTRIBUTION[0] if jobs.target or jobs.current else "",
            keywords.offered([keywords.BACK, keywords.NEW_GOAL]),
        ],
    )


def _meant(goal: Goal, jobs: Jobs) -> Iterable[str]:
    """Say which jobs the words stand for: never silently one."""
    words = one_line(goal.target or phrases.listed(goal.skills_wanted or ("",)), _WORDS_LENGTH)
    if not jobs.target and not words:
        yield say("You named no job, so I cannot say what it asks for or pays.")
    elif not jobs.target:
        yield say("I found no job in my list for “{words}”.", words=words)
        yield say("So I cannot say what it asks for or pays. You can write the job's full name.")
    else:
        names = [one.name(spoken()) for one in jobs.target]
        yield say_many(
            "“{words}” is this job for me: {jobs}.",
            "“{words}” can be {count} jobs: {jobs}.",
            len(names),
            words=words,
            count=phrases.number(len(names)),
            jobs=phrases.listed(names),
        )
        yield say("If you mean another, write its full name.")


def _asked(occupation: Occupation, most: int) -> Iterable[str]:
    yield skill_count(occupation)
    essential = [one for one in occupation.skills if one.is_essential][:most]
    if essential:
        names = [one_line(skill_name(one, spoken()), _SKILL_LENGTH) for one in essential]
        yield say("Some of them: {skills}.", skills=phrases.listed(names))
