"""Why a programme is near a goal, and what of it breaks a limit, and by how much, or cannot be told."""

from collections.abc import Iterable
from decimal import Decimal

from bot import phrases
from bot.limits.judgement import Judgement
from bot.reply import Suggestion
from bot.words import say
from catalog.program import Program

LONGEST_WHY = 140
"""Characters of a line in a list, which is read on a small screen."""


def off_lines(suggestion: Suggestion) -> Iterable[str]:
    """Return what of a programme breaks a limit, and by how much, or cannot be told."""
    if suggestion.program.status in ("full", "closed"):
        yield f"The provider marks it as {suggestion.program.status}."
    if suggestion.off:
        yield f"Off: {'; '.join(_broken(one, suggestion.program) for one in suggestion.off)}."
    if suggestion.untold:
        missing = dict.fromkeys(one.missing or one.limit for one in suggestion.untold)
        yield f"Cannot be told: {phrases.listed(list(missing))} {phrases.NOT_STATED}."


def _broken(judgement: Judgement, program: Program) -> str:
    if judgement.limit == "course_languages" and program.language:
        return f"it is in {phrases.listed([phrases.language(code) for code in program.language], 3)}"
    if judgement.over is None or judgement.unit is None:
        return phrases.BROKEN[judgement.limit]
    if isinstance(judgement.over, Decimal):
        amount = phrases.money(judgement.over, judgement.unit)
        return f"it costs {amount}" if judgement.limit == "free_only" else f"{amount} over the budget"
    if judgement.limit == "hours_per_week":
        return f"it asks for {phrases.number(judgement.over)} hours a week more than you have"
    much = phrases.count(judgement.over, judgement.unit.removesuffix("s"))
    return f"{much} {'too late' if judgement.limit == 'deadline' else 'longer than you said'}"


def why_lines(suggestion: Suggestion, longest: int = LONGEST_WHY) -> Iterable[str]:
    """Return why a programme is near the goal, or nothing where it is only the nearest there is.

    As many whole sentences as fit into `longest` characters, at least one.
    """
    if suggestion.why:
        shown = list(suggestion.why)
        while len(shown) > 1 and len(_why(shown)) > longest:
            shown.pop()
        yield _why(shown)
    elif suggestion.near:
        yield say("Why: its text is close in meaning to your goal.")


def _why(reasons: Iterable[str]) -> str:
    return say("Why: {reasons}", reasons=" ".join(reasons))
