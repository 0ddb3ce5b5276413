"""The occupations that a goal names: where the person wants to get, and where they come from."""

from dataclasses import dataclass

from bot.goal.goal import Goal
from bot.limits.wishes import primary
from catalog.terms import Occupation


@dataclass(frozen=True, slots=True)
class Jobs:
    """What the words of a goal stand for; one role may stand for several occupations, never silently one."""

    target: tuple[Occupation, ...] = ()
    current: tuple[Occupation, ...] = ()


def jobs_of(goal: Goal) -> Jobs:
    """Return the occupations that the goal's target and present role name."""
    language = primary(goal.language)
    return Jobs(_named(goal.target, language), _named(goal.current, language))


def _named(role: str | None, language: str) -> tuple[Occupation, ...]:
    if not role:
        return ()
    from catalog import terms  # opens a database: only where a role was named

    found = terms.roles(role, language)
    codes = [choice.code for choice in found[0].choices if choice.code] if found else []
    return tuple(one for one in map(terms.occupation, codes) if one)
