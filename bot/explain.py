"""An answer as text: what was understood, the groups counted, the programmes, and which limit to relax."""

import datetime as dt
from collections.abc import Iterable, Mapping

from bot import phrases
from bot.card import card
from bot.contradictions import contradictions
from bot.fit import Group
from bot.goal.goal import Goal
from bot.jobs import jobs_of
from bot.lines.advert import advert_lines
from bot.lines.relaxation import relaxation_lines
from bot.reply import Answer
from bot.understood import understood
from bot.words import mark, mark_many, say, say_many, spoken
from catalog.rates import Rates

CHECK_FIRST = mark("Check price and dates on the provider's page before you pay.")
TRIAL = mark("Trial with old data from 2017 to 2024. Do not pay anything because of it.")
EXAMPLE = mark("For example: “I am a nurse. I want to work with dementia. 3 hours a week, 100 euros.”")
_JOBS_SHOWN = 4
_FIT = mark_many("{count} course fits.", "{count} courses fit.")
# By whether any course fits.
_MAY_FIT = {
    True: mark_many(
        "{count} more may fit, but does not state enough to tell.",
        "{count} more may fit, but do not state enough to tell.",
    ),
    False: mark_many(
        "{count} may fit, but does not state enough to tell.",
        "{count} may fit, but do not state enough to tell.",
    ),
}
_OFF_BY_ONE = mark_many("{count} is off by one thing.", "{count} are off by one thing.")
_NEAR = mark_many("{count} is near, but off by more.", "{count} are near, but off by more.")


def answer(found: Answer, rates: Rates, notice: str | None = None) -> str:
    """Return the body of a reply to a goal; `notice` is what an old or damaged catalogue makes us add."""
    head = head_lines(found)
    cards = [card(place, one, found, rates) for place, one in enumerate(found.suggestions, start=1)]
    return "\n\n".join(["\n".join(head), *cards, "\n".join(closing_lines(found, notice))])


def head_lines(found: Answer) -> list[str]:
    """Return what stands before the programmes; the first line counts the groups."""
    goal = found.goal
    lines = [_counted(found.counts) if any(found.counts.values()) else _nothing_close(goal)]
    if found.is_rough and any(found.counts.values()):
        lines.append(say("This is a rough match."))
    lines.append(" ".join(understood(goal, found.today)))
    lines += _several_jobs(goal)
    if goal.unused:
        lines.append(say("I could not use: {pieces}.", pieces=", ".join(map(phrases.quoted, goal.unused))))
    if found.near_advert is not None:
        lines += advert_lines(goal, [one.program for one in found.suggestions], found.near_advert)
    lines += contradictions(goal, found.today)
    lines += relaxation_lines(found)
    if found.unread:
        left_out = say_many(
            "{count} course in other languages left out. To see it, name the language.",
            "{count} courses in other languages left out. To see them, name the language.",
            found.unread,
            count=phrases.number(found.unread),
        )
        lines.append(left_out)
    return lines


def _several_jobs(goal: Goal) -> Iterable[str]:
    """Ask which job is meant where a role can be jobs of different kinds (ISCO minor groups)."""
    jobs = jobs_of(goal).target
    if len({job.isco[:3] for job in jobs}) > 1:
        names = phrases.listed([job.name(spoken()) for job in jobs], _JOBS_SHOWN)
        yield say(
            "“{words}” can be several jobs: {jobs}. Write which one you mean.", words=goal.target, jobs=names
        )


def _nothing_close(goal: Goal) -> str:
    wanted = goal.target or phrases.listed(goal.skills_wanted)
    return say("No course here is a close match for “{wanted}”. These are only the nearest.", wanted=wanted)


def _counted(counts: Mapping[Group, int]) -> str:
    fits, untold, off, related = (counts[group] for group in ("fits", "not_stated", "one_off", "related"))
    if fits:
        sentences = [say_many(*_FIT, fits, count=phrases.number(fits))]
    else:
        sentences = [say("No course fits all you said.")]
    if untold:
        sentences.append(say_many(*_MAY_FIT[bool(fits)], untold, count=phrases.number(untold)))
    if off:
        sentences.append(say_many(*_OFF_BY_ONE, off, count=phrases.number(off)))
    if related:
        sentences.append(say_many(*_NEAR, related, count=phrases.number(related)))
    return " ".join(sentences)


def closing_lines(found: Answer, notice: str | None) -> list[str]:
    """Return what stands after the programmes."""
    lines = []
    if found.goal.hours_per_week is None and any(one.program.duration.hours_max for one in found.suggestions):
        lines.append(say("Tell me your hours a week, and I say how many weeks each takes you."))
    if found.suggestions:
        lines.append(say(CHECK_FIRST))
    return [*lines, notice] if notice else lines


def without_programs(goal: Goal, contact: str | None) -> str:
    """Return the answer to a message that is no goal, or too vague to search: never programmes."""
    if goal.intent == "crisis":
        return _crisis(contact)
    if goal.intent == "harm":
        return say("I cannot help with that. I can look for courses for a job or a skill you want.")
    if goal.intent == "greeting":
        return _asking(say("Hello. Which job or skill do you want? Write it as you would say it."))
    if goal.intent == "off_topic":
        return _asking(say("I can only look for courses. Which job or skill do you want?"))
    said = " ".join(understood(goal, dt.date.min)) if goal.deadline is None else ""
    question = say("Which job or skill do you want? A few words are enough.")
    return "\n".join([*([say("I noted: {wishes}", wishes=said)] if said else []), _asking(question)])


def _asking(question: str) -> str:
    return f"{question}\n{say(EXAMPLE)}"


def _crisis(contact: str | None) -> str:
    return "\n".join(
        [
            say("I am sorry that it is this hard right now. You do not have to carry it alone."),
            say(
                "If you may be in danger, call your emergency number now: "
                "112 in Europe, 911 in North America."
            ),
            say("You can also talk to: {contact}.", contact=contact)
            if contact
            else say("You can also call somebody you trust."),
            say("You can write to me about courses whenever you like."),
        ]
    )
