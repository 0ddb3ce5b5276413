"""The honest no as sentences: how far one limit must move for anything to fit, and what fits without it."""

import datetime as dt
from collections.abc import Iterable

from bot import phrases
from bot.goal.goal import Budget
from bot.reply import Answer, Enough, Relaxation
from bot.words import say, say_many

_LINES_SHOWN = 3


def relaxation_lines(found: Answer) -> list[str]:
    """Return a line for each of the most helpful limits to relax, at most three."""
    return [" ".join(_sentences(one, found.today)) for one in found.relaxations[:_LINES_SHOWN]]


def _sentences(one: Relaxation, today: dt.date) -> Iterable[str]:
    if one.beside is not None:
        yield _without_both(one.limit, one.beside, one.count)
    elif one.enough is None:
        yield _without(one.limit, one.count)
    else:
        yield _moved(one, one.enough, today)
        if one.count > one.enough_count:
            yield say_many(
                "Without this limit, {count} course would fit.",
                "Without this limit, {count} courses would fit.",
                one.count,
                count=phrases.number(one.count),
            )


def _without_both(first: str, second: str, count: int) -> str:
    return say_many(
        "Without two of your limits, {count} course would fit: {first}, {second}.",
        "Without two of your limits, {count} courses would fit: {first}, {second}.",
        count,
        count=phrases.number(count),
        first=limit_name(first),
        second=limit_name(second),
    )


def _without(limit: str, count: int) -> str:
    if limit == "hours_per_week":
        return say_many(
            "{limit}: at the provider's own pace, {count} course would fit.",
            "{limit}: at the provider's own pace, {count} courses would fit.",
            count,
            limit=limit_name(limit),
            count=phrases.number(count),
        )
    if limit in ("not_providers", "not_topics"):
        return say_many(
            "{limit}: with it, {count} course would fit.",
            "{limit}: with it, {count} courses would fit.",
            count,
            limit=limit_name(limit),
            count=phrases.number(count),
        )
    return say_many(
        "{limit}: without this limit, {count} course would fit.",
        "{limit}: without this limit, {count} courses would fit.",
        count,
        limit=limit_name(limit),
        count=phrases.number(count),
    )


def _moved(one: Relaxation, enough: Enough, today: dt.date) -> str:
    count, label = one.enough_count, limit_name(one.limit)
    if isinstance(enough, dt.date):
        return say_many(
            "{limit}: by {day}, {count} course would fit.",
            "{limit}: by {day}, {count} courses would fit.",
            count,
            limit=label,
            day=phrases.day(enough, today),
            count=phrases.number(count),
        )
    return say_many(
        "{limit}: with {enough}, {count} course would fit.",
        "{limit}: with {enough}, {count} courses would fit.",
        count,
        limit=label,
        enough=_amount(enough, one.limit),
        count=phrases.number(count),
    )


def _amount(enough: Budget | float, limit: str) -> str:
    if isinstance(enough, Budget):
        amount = phrases.money(enough.amount, enough.currency)
        return say("{amount} a month", amount=amount) if enough.per == "month" else amount
    return phrases.count(enough, "week" if limit == "max_weeks" else "hour")


def limit_name(limit: str) -> str:
    """Return the name of a limit, as it stands before a colon or in a list."""
    return {
        "budget": say("Budget"),
        "free_only": say("Free only"),
        "certificate": say("Certificate"),
        "credentials": say("Kind of credential"),
        "hours_per_week": say("Hours a week"),
        "max_hours": say("Hours of work"),
        "max_weeks": say("Weeks"),
        "deadline": say("Date"),
        "level": say("Level"),
        "course_languages": say("Course language"),
        "providers": say("Provider"),
        "not_providers": say("Provider ruled out"),
        "not_topics": say("Topic ruled out"),
        "pace": say("Schedule"),
    }[limit]
