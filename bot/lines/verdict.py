"""Why a programme is near a goal, and what of it breaks a limit, and by how much, or cannot be told."""

from collections.abc import Iterable
from decimal import Decimal

from bot import phrases
from bot.limits.judgement import Judgement
from bot.reply import Suggestion
from bot.words import mark, mark_many, say, say_many
from catalog.program import Program

_STATUS = {
    "full": mark("The provider marks it as full."),
    "closed": mark("The provider marks it as closed."),
}
_BROKEN = {
    "free_only": mark("Off: it is not free."),
    "certificate": mark("Off: it gives no certificate."),
    "credentials": mark("Off: it ends with another kind of credential."),
    "level": mark("Off: its level is far from yours."),
    "course_languages": mark("Off: it is in another language."),
    "providers": mark("Off: it is from another provider."),
    "not_providers": mark("Off: it is from a provider you ruled out."),
    "not_topics": mark("Off: it is about a topic you ruled out."),
    "pace": mark("Off: it has the other kind of schedule."),
}
_OVER = {
    "budget": mark("Off: {amount} over the budget."),
    "free_only": mark("Off: it costs {amount}."),
}
_LONGER = {
    "hours_per_week": mark_many(
        "Off: it asks for {number} hour a week more than you have.",
        "Off: it asks for {number} hours a week more than you have.",
    ),
    "max_hours": mark_many(
        "Off: {number} hour longer than you said.", "Off: {number} hours longer than you said."
    ),
    "max_weeks": mark_many(
        "Off: {number} week longer than you said.", "Off: {number} weeks longer than you said."
    ),
    "deadline": mark_many("Off: {number} day too late.", "Off: {number} days too late."),
}
# By the names that judgements and costs give to what is missing.
NOT_TOLD = {
    "certificate": mark("certificate not stated"),
    "certificate price": mark("price of the certificate not stated"),
    "credential": mark("kind of credential not stated"),
    "currency": mark("currency not stated"),
    "duration": mark("duration not stated"),
    "exchange rate": mark("no exchange rate for its currency"),
    "hours of work": mark("hours of work not stated"),
    "how long it is paid": mark("number of payments not stated"),
    "how often it is paid": mark("time between payments not stated"),
    "language": mark("language not stated"),
    "length in weeks": mark("length in weeks not stated"),
    "next start date": mark("next start date not stated"),
    "pace": mark("kind of schedule not stated"),
    "price": mark("price not stated"),
    "provider": mark("provider not stated"),
    "the highest price": mark("highest price not stated"),
    "the price of the whole": mark("price of the whole not stated"),
}
LONGEST_WHY = 140
"""Characters of a line in a list, which is read on a small screen."""


def off_lines(suggestion: Suggestion) -> Iterable[str]:
    """Return what of a programme breaks a limit, and by how much, or cannot be told."""
    program = suggestion.program
    if program.status in _STATUS:
        yield say(_STATUS[program.status])
    for one in suggestion.off:
        yield _broken(one, program)
    missing = dict.fromkeys(say(NOT_TOLD[one.missing]) for one in suggestion.untold if one.missing)
    if missing:
        yield say("Cannot be told: {missing}.", missing=phrases.listed(list(missing)))


def _broken(judgement: Judgement, program: Program) -> str:
    limit, over, unit = judgement.limit, judgement.over, judgement.unit
    if limit == "course_languages" and program.language:
        languages = [phrases.language(code) for code in program.language]
        return say("Off: it is in another language: {languages}.", languages=phrases.listed(languages, 3))
    if over is None or unit is None:
        return say(_BROKEN[limit])
    if isinstance(over, Decimal):
        return say(_OVER[limit], amount=phrases.money(over, unit))
    return say_many(*_LONGER[limit], over, number=phrases.number(over))


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
