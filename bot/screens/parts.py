"""The parts of what is asked for, in words: the name, the value, the choices, and what has changed."""

import datetime as dt

from bot import phrases
from bot.goal.goal import Goal
from bot.lines.relaxation import limit_name
from bot.refine import PART_OF, PARTS, changed_fields, without
from bot.words import say

_CHOICES: dict[str, tuple[str, ...]] = {
    "hours": ("hours.2", "hours.5", "hours.10", "hours.20"),
    "weeks": ("weeks.2", "weeks.4", "weeks.8", "weeks.12", "weeks.26"),
    "work": ("work.10", "work.20", "work.40", "work.100"),
    "level": ("level.beginner", "level.intermediate", "level.advanced"),
    "cert": ("cert.yes",),
    "pace": ("pace.self-paced", "pace.scheduled"),
}
_LONGEST_SUM = 14
_AMOUNTS = (25, 50, 100, 200, 500)
_MONTHS_AHEAD = (1, 2, 3, 6)
_LANGUAGES = ("en", "es", "fr", "de")


def name_of(part: str) -> str:
    """Return the name of a part of the goal."""
    return limit_name(PARTS[part][0])


def is_set(goal: Goal, part: str) -> bool:
    """Whether anything is asked for in a part of the goal."""
    return without(goal, [part]) != goal


def value_of(goal: Goal, part: str, today: dt.date) -> str:
    """Return the present value of a part in a few words; "any" where none was set."""
    if not is_set(goal, part):
        return say("any")
    value = getattr(goal, PARTS[part][0])
    match part:
        case "hours" | "work":
            return phrases.count(value, "hour")
        case "weeks":
            return phrases.count(value, "week")
        case "date":
            return phrases.day(value, today)
        case "cost":
            return _cost(goal)
        case "level":
            return say(phrases.LEVELS[value])
        case "lang":
            return phrases.listed([phrases.language(code) for code in value])
        case "cert":
            return say("needed") if value else say("not needed")
        case "pace":
            return say("at your own pace") if value == "self-paced" else say("fixed dates")
        case "kind":
            return phrases.listed([say(phrases.CREDENTIALS.get(one, one)) for one in value])
    return phrases.listed(value)


def value_on_button(goal: Goal, part: str, today: dt.date) -> str:
    """Return the value of a part, a sum with the code of its currency where its name has no room."""
    value, budget = value_of(goal, part, today), goal.budget
    if part != "cost" or budget is None or budget.currency is None or budget.per == "month":
        return value
    return value if len(value) <= _LONGEST_SUM else phrases.short_money(budget.amount, budget.currency)


def _cost(goal: Goal) -> str:
    if goal.budget is None:
        return say("free")
    amount = (
        phrases.bare_amount(goal.budget.amount)
        if goal.budget.currency is None
        else phrases.money(goal.budget.amount, goal.budget.currency)
    )
    return say("{amount} a month", amount=amount) if goal.budget.per == "month" else amount


def args_of(goal: Goal, part: str, today: dt.date) -> tuple[str, ...]:
    """Return the values that a part can be set to by a tap, as arguments of a button; any value first."""
    args = [f"any.{part}", *_CHOICES.get(part, ())]
    if part == "cost":
        currency = (goal.budget.currency if goal.budget else None) or "EUR"
        args += ["cost.free", *(f"cost.{amount}.{currency.lower()}" for amount in _AMOUNTS)]
    if part == "date":
        args += [f"date.{_end_of_month(today, ahead)}" for ahead in _MONTHS_AHEAD]
    if part == "lang":
        args += [f"lang.{code}" for code in dict.fromkeys((goal.language.split("-")[0], *_LANGUAGES))]
    return tuple(args)


def _end_of_month(today: dt.date, ahead: int) -> dt.date:
    months = today.year * 12 + today.month - 1 + ahead + 1
    return dt.date(months // 12, months % 12 + 1, 1) - dt.timedelta(days=1)


def changed_line(old: Goal, new: Goal, today: dt.date) -> str:
    """Return what a tap changed, each part with its new value."""
    parts = dict.fromkeys(PART_OF[field] for field in changed_fields(old, new) if field in PART_OF)
    said = [say("{limit}: {value}.", limit=name_of(part), value=value_of(new, part, today)) for part in parts]
    return " ".join(said)
