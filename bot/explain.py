"""An answer as text: what was understood, the groups counted, the programmes, and which limit to relax."""

import datetime as dt
from collections.abc import Mapping

from bot import phrases
from bot.card import card
from bot.contradictions import contradictions
from bot.fit import Group
from bot.goal.goal import Goal
from bot.lines.relaxation import relaxation_lines
from bot.reply import Answer
from bot.understood import understood
from catalog.rates import Rates

CHECK_FIRST = "Check price and dates on the provider's page before you pay."
TRIAL = "Trial with old data from 2017 to 2024. Do not pay anything because of it."
EXAMPLE = "For example: “I am a nurse. I want to work with dementia. 3 hours a week, 100 euros.”"


def answer(found: Answer, rates: Rates, notice: str | None = None) -> str:
    """Return the body of a reply to a goal; `notice` is what an old or damaged catalogue makes us add."""
    head = head_lines(found)
    cards = [card(place, one, found, rates) for place, one in enumerate(found.suggestions, start=1)]
    return "\n\n".join(["\n".join(head), *cards, "\n".join(closing_lines(found, notice))])


def head_lines(found: Answer) -> list[str]:
    """Return what stands before the programmes; the first line counts the groups."""
    goal = found.goal
    lines = [_counted(found.counts) if any(found.counts.values()) else _nothing_close(goal)]
    lines.append(" ".join(understood(goal, found.today)))
    if goal.unused:
        lines.append("I could not use: " + ", ".join(f"“{piece}”" for piece in goal.unused) + ".")
    lines += contradictions(goal, found.today)
    lines += relaxation_lines(found)
    if found.unread:
        lines.append(f"{_courses(found.unread)} in other languages left out. To see them, name the language.")
    return lines


def _nothing_close(goal: Goal) -> str:
    wanted = goal.target or phrases.listed(goal.skills_wanted)
    return f"No course here is a close match for “{wanted}”. These are only the nearest."


def _counted(counts: Mapping[Group, int]) -> str:
    fits, untold, off, related = (counts[group] for group in ("fits", "not_stated", "one_off", "related"))
    sentences = [
        f"{_courses(fits)} {_verb(fits, 'fits', 'fit')}." if fits else "No course fits all you said."
    ]
    if untold:
        more = " more" if fits else ""
        sentences.append(
            f"{untold}{more} may fit, but {_verb(untold, 'does', 'do')} not state enough to tell."
        )
    if off:
        sentences.append(f"{off} {_verb(off, 'is', 'are')} off by one thing.")
    if related:
        sentences.append(f"{related} {_verb(related, 'is', 'are')} near, but off by more.")
    return " ".join(sentences)


def _courses(number: int) -> str:
    return phrases.count(number, "course")


def _verb(number: int, one: str, many: str) -> str:
    return one if number == 1 else many


def closing_lines(found: Answer, notice: str | None) -> list[str]:
    """Return what stands after the programmes."""
    lines = []
    if found.goal.hours_per_week is None and any(one.program.duration.hours_max for one in found.suggestions):
        lines.append("Tell me your hours a week, and I say how many weeks each takes you.")
    if found.suggestions:
        lines.append(CHECK_FIRST)
    return [*lines, notice] if notice else lines


def without_programs(goal: Goal, contact: str | None) -> str:
    """Return the answer to a message that is no goal, or too vague to search: never programmes."""
    if goal.intent == "crisis":
        return _crisis(contact)
    if goal.intent == "harm":
        return "I cannot help with that. I can look for courses for a job or a skill you want."
    if goal.intent == "greeting":
        return f"Hello. Which job or skill do you want? Write it as you would say it.\n{EXAMPLE}"
    if goal.intent == "off_topic":
        return f"I can only look for courses. Which job or skill do you want?\n{EXAMPLE}"
    return _vague(goal)


def _crisis(contact: str | None) -> str:
    person = f"You can also talk to: {contact}." if contact else "You can also call somebody you trust."
    return (
        "I am sorry that it is this hard right now. You do not have to carry it alone.\n"
        "If you may be in danger, call your emergency number now: 112 in Europe, 911 in North America.\n"
        f"{person}\nYou can write to me about courses whenever you like."
    )


def _vague(goal: Goal) -> str:
    said = " ".join(understood(goal, dt.date.min)) if goal.deadline is None else ""
    noted = f"I noted: {said}\n" if said else ""
    return f"{noted}Which job or skill do you want? A few words are enough.\n{EXAMPLE}"
